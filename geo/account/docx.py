"""A report as DOCX by python-docx: headings, repeated headers, pictures that say what they show.

Tables are written as one piece of XML, put in its place in the finished file: cell by cell ten thousand rows
would take minutes, and as elements that move into the document seconds.
"""

from __future__ import annotations

import io
import re
import zipfile
from itertools import zip_longest
from string import Formatter
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from geo.account.blocks import Picture, Table, Text
from geo.language import LOCALES, current, say
from geo.plain_text import printable

if TYPE_CHECKING:
    from datetime import datetime

    from docx.document import Document as Written
    from docx.section import Section as Pages
    from docx.text.paragraph import Paragraph

    from geo.account.blocks import Account, Block

_INK, _SOFT, _WARNING = (RGBColor.from_string(code) for code in ("1F2A33", "56616B", "8A1538"))
_A4 = Pt(595.3), Pt(841.9)
_MARGIN = 50.0
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)
_PLACE = "tabel {}"  # of a table, as a comment in the XML until the file is finished
_FIELDS = {"number": "PAGE", "total": "NUMPAGES"}
_PLACES = re.compile(rb"<!--tabel \d+-->")


def write_docx(account: Account, at: datetime) -> bytes:
    """Return the report as DOCX, made ``at`` a moment; the same report gives the same bytes."""
    document = Document()
    _styles(document)
    about = document.core_properties
    about.title, about.author, about.language = printable(account.title), "", _spoken()
    about.created = about.modified = at.replace(tzinfo=None)
    _page(document.sections[0], lying=False)
    _foot(document.sections[0], account.foot)
    document.add_heading(printable(account.title), 0)
    for line in account.about:
        document.add_paragraph(printable(line))
    if account.warning:
        _add_text(document, Text(account.warning, strong=True))
    lying, tables = False, list[str]()
    for section in account.sections:
        if section.lying != lying:
            lying = section.lying
            _page(document.add_section(), lying=lying)
        document.add_heading(printable(section.title), 1)
        for block, after in zip_longest(section.blocks, section.blocks[1:]):
            _add(document, block, tables, lying=lying)
            if isinstance(block, Text) and isinstance(after, Picture):  # what is told of it stays with it
                document.paragraphs[-1].paragraph_format.keep_with_next = True
    sink = io.BytesIO()
    document.save(sink)
    return _finished(sink.getvalue(), tables)


def _styles(document: Written) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Arial", Pt(10), _INK
    normal.paragraph_format.space_after = Pt(6)
    for name, size in (("Title", 20), ("Heading 1", 14)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb, style.font.bold = (
            "Arial",
            Pt(size),
            _INK,
            True,
        )
        fonts = style.element.rPr.rFonts
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
    language = normal.element.get_or_add_rPr()
    language.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{_spoken()}"/>'))


def _spoken() -> str:
    return LOCALES[current()].replace("_", "-")


def _page(section: Pages, *, lying: bool) -> None:
    width, height = _A4[::-1] if lying else _A4
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Pt(_MARGIN))


def _foot(section: Pages, foot: str) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{printable(foot)} · ").font.size = Pt(8)
    for words, name, _, _ in Formatter().parse(say("pagina {number} van {total}")):
        paragraph.add_run(words).font.size = Pt(8)
        if name:
            _add_field(paragraph, _FIELDS[name])


def _add_field(paragraph: Paragraph, code: str) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(8)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(parse_xml(f'<w:r {nsdecls("w")}><w:rPr><w:sz w:val="16"/></w:rPr><w:t>1</w:t></w:r>'))
    run._r.addnext(field)


def _add(document: Written, block: Block, tables: list[str], *, lying: bool) -> None:
    if isinstance(block, Text):
        _add_text(document, block)
    elif isinstance(block, Picture):
        document.add_picture(io.BytesIO(block.png), Pt(block.width), Pt(block.height))
        described = document.inline_shapes[-1]._inline.docPr
        described.set("descr", printable(block.told))
    else:
        _add_caption(document, block, len(tables))
        tables.append(_table(block, (_A4[1 if lying else 0].pt - 2 * _MARGIN)))


def _add_text(document: Written, block: Text) -> None:
    run = document.add_paragraph().add_run(printable(block.text))
    if block.soft:
        run.font.size, run.font.color.rgb = Pt(9), _SOFT
    if block.strong:
        run.font.bold, run.font.color.rgb = True, _WARNING


def _add_caption(document: Written, table: Table, number: int) -> None:
    """Add what a table is called, and where the table comes."""
    caption = document.add_paragraph()
    caption.paragraph_format.keep_with_next = True
    caption.add_run(printable(table.caption)).font.bold = True
    (place,) = parse_xml(f"<w:p {nsdecls('w')}><!--{_PLACE.format(number)}--></w:p>")
    caption._p.addnext(place)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _table(table: Table, width: float) -> str:
    """Return a table as XML; its prefix is that of the document."""
    widths = [round(20 * width * share / sum(table.shares)) for share in table.shares]
    size = 13 if table.long else 18  # half points
    last = len(table.whole) - 1
    rows = [_row(table.header, widths, table.to_right, size, head=True, together=not table.long)]
    rows += [
        _row(
            row,
            widths,
            table.to_right,
            size,
            bold=bool(table.total) and number == last,
            together=not table.long and number < last,
        )
        for number, row in enumerate(table.whole)
    ]
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="C3CAD0"/>'
        for side in ("top", "bottom", "insideH")
    )
    grid = "".join(f'<w:gridCol w:w="{cell}"/>' for cell in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(  # noqa: PLR0913 what stands in it and how it looks
    texts: tuple[str, ...],
    widths: list[int],
    right: tuple[bool, ...],
    size: int,
    *,
    head: bool = False,
    bold: bool = False,
    together: bool = False,
) -> str:
    """Return a row; ``right`` says which columns stand to the right, ``together`` keeps it with the next."""
    look = f'<w:rPr>{"<w:b/>" if head or bold else ""}<w:sz w:val="{size}"/></w:rPr>'
    about = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>"
    keep = "<w:keepNext/>" if together else ""
    cells = []
    for text, width, to_right in zip(texts, widths, right, strict=True):
        side = '<w:jc w:val="right"/>' if to_right else ""
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>{keep}'
            f'<w:spacing w:after="20"/>{side}</w:pPr><w:r>{look}<w:t xml:space="preserve">'
            f"{escape(printable(text))}</w:t></w:r></w:p></w:tc>"
        )
    return f"<w:tr>{about}{''.join(cells)}</w:tr>"


def _finished(content: bytes, tables: list[str]) -> bytes:
    """Return the archive with its tables, and the files at one moment: equal reports are equal bytes."""
    made = {f"<!--{_PLACE.format(number)}-->".encode(): table.encode() for number, table in enumerate(tables)}
    sink = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "word/document.xml":  # no text holds such a comment: its < is escaped
                part = _PLACES.sub(lambda found: made[found[0]], part)
            target.writestr(zipfile.ZipInfo(entry.filename, _NO_CLOCK), part, zipfile.ZIP_DEFLATED)
    return sink.getvalue()
