"""Marks by which the content of a document shows its form; cheap, on the first bytes only."""

import re

from persona_check.intake.reading import Given

__all__ = [
    "is_docx",
    "is_html",
    "is_latex",
    "is_mail",
    "is_markdown",
    "is_outlook_or_old_office",
    "is_pdf",
    "is_rtf",
    "is_text",
]

_HEAD = 64 * 1024
_FIELD = re.compile(rb"(?P<name>[!-9;-~]{1,76}):[ \t]")
_OF_MAIL = frozenset(
    (
        b"received return-path delivered-to message-id mime-version from to date subject reply-to "
        b"dkim-signature x-mailer content-type x-gm-message-state authentication-results"
    ).split()
)
_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|div|article|main|section)\b", re.I)
_LATEX = re.compile(
    rb"^[ \t]*\\(?:documentclass|documentstyle|begin\s*\{document\}|cventry|name\s*\{)", re.M
)
_MARKDOWN = re.compile(r"^#{1,4} \S|^\s*[-*] \S|^\S.*\n[=-]{3,}\s*$|\[[^\]\n]+\]\(\S+\)", re.M)


def _head(given: Given) -> bytes:
    return given.content[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n\t ")


def is_pdf(given: Given) -> bool:
    """``%PDF-`` within the first kilobyte, where Acrobat looks for it too."""
    return b"%PDF-" in given.content[:1024]


def is_docx(given: Given) -> bool:
    """A zip archive with a Word document in it."""
    return given.content.startswith(b"PK\x03\x04") and b"word/document" in given.content


def is_outlook_or_old_office(given: Given) -> bool:
    """An OLE file: .msg, .doc, .xls."""
    return given.content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def is_rtf(given: Given) -> bool:
    """Rich Text by its first word."""
    return _head(given).startswith(b"{\\rtf")


def is_mail(given: Given) -> bool:
    """A block of headers of which three are those of mail, or a mailbox's "From " line."""
    head = _head(given)
    if re.match(rb"From \S+.*\d{4}", head):
        head = head.partition(b"\n")[2]
    known = set()
    for number, line in enumerate(head.split(b"\n")):
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        field = _FIELD.match(line) or re.match(rb"(?P<name>[!-9;-~]{1,76}):\r?$", line)
        if field is None:
            if number > 3:
                break
            continue
        known.add(field["name"].lower())
    own = known & _OF_MAIL
    return len(own) >= 3 or (b"from" in own and len(own) >= 2)


def is_html(given: Given) -> bool:
    """A page: its doctype, or tags that begin one."""
    head = _head(given)
    return head[:1] == b"<" and _TAG.search(head) is not None


def is_latex(given: Given) -> bool:
    """A LaTeX source by its first commands."""
    return _LATEX.search(given.content[:_HEAD]) is not None


def _text(given: Given) -> str:
    return given.content[:_HEAD].decode("utf-8", "replace")


def is_markdown(given: Given) -> bool:
    """Plain text with two or more marks of Markdown."""
    return is_text(given) and len(_MARKDOWN.findall(_text(given))) >= 2


def is_text(given: Given) -> bool:
    """No NUL and few control characters; UTF-16 with its mark is text too."""
    if given.content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    head = given.content[:_HEAD]
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return bool(head.strip()) and b"\0" not in head and controls <= len(head) // 200
