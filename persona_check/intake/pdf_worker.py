"""Takes the words of a PDF apart, in a process of its own, as its parser is C++ fed by strangers.

Run as a script: the PDF on standard input, JSON on standard output. Nothing of this package is
imported, so that it starts fast. Scripts, forms, attachments and links of the document are not
opened: no form environment is made, and only text and the addresses behind it are asked for.
"""

import ctypes
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

__all__ = ["MOST_PAGES", "MOST_SECONDS"]

MOST_MEMORY_BYTES = 1_500_000_000  # of address space: the library maps more than it uses
MOST_HEAP_BYTES = 400_000_000
MOST_SECONDS = 20
MOST_PAGES = 60
MOST_WORDS = 60_000
MOST_CHARS_A_PAGE = 200_000
PASSWORD_ERROR = 4
URI_ACTION = 3
HYPHEN = "\ufffe"  # the library's sign for a hyphen at a line's end
# of fonts that do not state their weight; LaTeX's are called CMBX, SFBX, ecbx
BOLD = re.compile(rb"bold|black|heavy|demi|(?:cm|sf|ec|lm)\w{0,4}bx", re.IGNORECASE)


def limit() -> None:
    """Less memory and time than a hostile document wants, where the system can do that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY_BYTES),
        (resource.RLIMIT_DATA, MOST_HEAP_BYTES),
        (resource.RLIMIT_CPU, MOST_SECONDS),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # macOS knows not all of them
            continue


def words_of(content: bytes) -> dict[str, Any]:
    """The pages as lists, or the reason why there are none.

    ``{"pages": [{"width", "height", "words": [[text, left, top, right, bottom, baseline, weight,
    size, font]], "links": [[address, left, top, right, bottom]]}], "total": n}``, or
    ``{"error": reason}`` with "password", "broken" or "memory".
    Coordinates are points from the upper left corner.
    """
    import pypdfium2_raw as pdf  # without the helpers of pypdfium2, which take as long again

    pdf.FPDF_InitLibrary()
    document = pdf.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        locked = pdf.FPDF_GetLastError() == PASSWORD_ERROR
        return {"error": "password" if locked else "broken"}
    total = pdf.FPDF_GetPageCount(document)
    pages = []
    left = MOST_WORDS
    for number in range(min(total, MOST_PAGES)):
        page = pdf.FPDF_LoadPage(document, number)
        if not page:
            pages.append({"width": 0, "height": 0, "words": [], "links": []})
            continue
        height = pdf.FPDF_GetPageHeightF(page)
        text = pdf.FPDFText_LoadPage(page)
        words = list(_words(pdf, text, height))[:left] if text else []
        left -= len(words)
        pages.append(
            {
                "width": pdf.FPDF_GetPageWidthF(page),
                "height": height,
                "words": words,
                "links": list(_links(pdf, document, page, height)),
            }
        )
        if text:
            pdf.FPDFText_ClosePage(text)
        pdf.FPDF_ClosePage(page)
        if left <= 0:
            break
    return {"pages": pages, "total": total}


def _words(pdf: Any, text: Any, height: float) -> Iterator[list[Any]]:
    count = min(pdf.FPDFText_CountChars(text), MOST_CHARS_A_PAGE)
    buffer = (ctypes.c_ushort * (count + 1))()
    pdf.FPDFText_GetText(text, 0, count, buffer)
    # the library counts UTF-16 units, so that a letter beyond them must stay two
    letters = "".join(map(chr, buffer[:count])).partition("\0")[0]
    box, font = pdf.FS_RECTF(), ctypes.create_string_buffer(128)
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdf.FS_MATRIX()
    fonts: dict[bytes, int] = {}
    for word in re.finditer(r"\S+", letters):
        # a hyphen at a line's end joins two lines: the word stands where its first half does
        end = word.start() + (word[0].find(HYPHEN) if HYPHEN in word[0][1:] else len(word[0])) - 1
        first = pdf.FPDFText_GetCharIndexFromTextIndex(text, word.start())
        last = pdf.FPDFText_GetCharIndexFromTextIndex(text, max(end, word.start()))
        if first < 0 or last < 0 or not pdf.FPDFText_GetLooseCharBox(text, first, box):
            continue
        left, top, bottom = box.left, height - box.top, height - box.bottom
        pdf.FPDFText_GetCharOrigin(text, first, x, y)
        if not pdf.FPDFText_GetLooseCharBox(text, last, box):
            continue
        weight = pdf.FPDFText_GetFontWeight(text, first)
        font.value = b""
        pdf.FPDFText_GetFontInfo(text, first, font, len(font), None)
        if BOLD.search(font.value):
            weight = max(weight, 700)
        yield [
            _whole(word[0]).encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
            *(round(one, 1) for one in (left, top, box.right, bottom, height - y.value)),
            weight,
            round(pdf.FPDFText_GetFontSize(text, first) * _scale(pdf, text, first, matrix), 1),
            fonts.setdefault(font.value, len(fonts)),
        ]


def _scale(pdf: Any, text: Any, at: int, matrix: Any) -> float:
    """By how much the page enlarges the font's nominal size."""
    if not pdf.FPDFText_GetMatrix(text, at, matrix):
        return 1.0
    return float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0


def _whole(word: str) -> str:
    """The word without the hyphen of a line's end; an address keeps it, as does Franco-Xy."""
    if HYPHEN not in word:
        return word
    part, _, rest = word.partition(HYPHEN)
    kept = "-" if re.search(r"[./@]", word) or rest[:1].isupper() or rest[:1].isdigit() else ""
    return part + kept + rest.replace(HYPHEN, "-")


def _links(pdf: Any, document: Any, page: Any, height: float) -> Iterator[list[Any]]:
    position = ctypes.c_int(0)
    link = pdf.FPDF_LINK()
    rect = pdf.FS_RECTF()
    for _ in range(2_000):
        if not pdf.FPDFLink_Enumerate(page, position, link):
            return
        action = pdf.FPDFLink_GetAction(link)
        if not action or pdf.FPDFAction_GetType(action) != URI_ACTION:
            continue
        size = pdf.FPDFAction_GetURIPath(document, action, None, 0)
        if not 1 < size <= 2_000:
            continue
        buffer = ctypes.create_string_buffer(size)
        pdf.FPDFAction_GetURIPath(document, action, buffer, size)
        if pdf.FPDFLink_GetAnnotRect(link, rect):
            yield [
                buffer.value.decode("utf-8", "replace"),
                *(round(x, 1) for x in (rect.left, height - rect.top, rect.right)),
                round(height - rect.bottom, 1),
            ]


def main() -> None:
    """Reads one document from standard input."""
    limit()
    try:
        found = words_of(sys.stdin.buffer.read())
    except MemoryError:
        found = {"error": "memory"}
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
