"""Small XLSX and ODS files, as spreadsheet programs lay them out."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

__all__ = ["ods", "ods_of", "xlsx", "xlsx_of", "zipped"]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """An archive of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            kept = zipfile.ZIP_STORED if name == "mimetype" else None  # as the standard asks
            archive.writestr(name, content, compress_type=kept)
    return stream.getvalue()


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def xlsx(rows: Iterable[Sequence[object]], *, sheet: str = "Speakers", before: str = "") -> bytes:
    """A workbook with one sheet; numbers are numbers, all else inline text."""
    body = ""
    for number, row in enumerate(rows, start=1):
        cells = ""
        for column, cell in enumerate(row, start=1):
            at = f"{_letters(column)}{number}"
            if isinstance(cell, int | float):
                cells += f'<c r="{at}"><v>{cell}</v></c>'
            elif cell:
                text = escape(str(cell))
                cells += (
                    f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
                )
        body += f'<row r="{number}">{cells}</row>'
    return xlsx_of(f"{before}<sheetData>{body}</sheetData>", sheet=sheet)


def xlsx_of(
    body: str, *, sheet: str = "Speakers", prolog: str = "", more: Mapping[str, str] | None = None
) -> bytes:
    """A workbook whose sheet has this inside; ``prolog`` stands before its root."""
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
            f'<sheet name="{sheet}" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
            "xl/worksheets/sheet1.xml": f'{prolog}<worksheet xmlns="{_MAIN}">{body}</worksheet>',
            **(more or {}),
        }
    )


def ods(rows: Iterable[Sequence[object]]) -> bytes:
    """The same as OpenDocument, with the empty rest of the sheet that LibreOffice writes."""
    body = ""
    for row in rows:
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p>'
            "</table:table-cell>"
            if cell
            else "<table:table-cell/>"
            for cell in row
        )
        body += f"<table:table-row>{cells}<table:table-cell table:number-columns-repeated="
        body += '"16000"/></table:table-row>'
    body += '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
    body += 'table:number-columns-repeated="16384"/></table:table-row>'
    return ods_of(body)


def ods_of(body: str) -> bytes:
    """A sheet with this inside."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content{names}><office:body><office:spreadsheet>"
            f'<table:table table:name="Speakers">{body}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:'
            'opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
        }
    )
