"""A report as PDF by reportlab: its text can be read again, headings stay with what follows, headers repeat.

reportlab was chosen over fpdf2 and matplotlib's PdfPages: it breaks long tables over pages with their header,
keeps headings with what follows, and makes an outline. Its paragraphs read markup: every text is escaped.
"""

from __future__ import annotations

import io
import re
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    Image,
    KeepTogether,
    LongTable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from geo.account.blocks import Picture, Section, Table, Text
from geo.drawings import letters
from geo.language import LOCALES, current, say
from geo.plain_text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.account.blocks import Account, Block

_INK, _SOFT, _LINE, _WARNING = (HexColor(code) for code in ("#1f2a33", "#56616b", "#c3cad0", "#8a1538"))
_MARGIN, _FOOT = 50.0, 56.0
_PLAIN, _BOLD = "DejaVu", "DejaVu-Bold"
_CELL, _LISTED = 8.5, 6.6
_LEADING = 1.25 * _LISTED
_PIECES = re.compile(r"[^ -]*-+|[^ -]+ *| +")  # of a printable text: no line ends within a number
_ROOM_FOR_HEADING = 150.0  # points under a heading, or it goes to the next page


def write_pdf(account: Account) -> bytes:
    """Return the report as PDF; the same report gives the same bytes."""
    _letters()
    rl_config.useA85 = 0  # bytes as bytes: a quarter smaller, and quicker
    sink = io.BytesIO()
    document = _Document(sink, account)
    document.build(list(_story(account)), canvasmaker=_numbered(account.foot))
    return sink.getvalue()


@cache
def _letters() -> None:
    for name, bold in ((_PLAIN, False), (_BOLD, True)):
        pdfmetrics.registerFont(TTFont(name, str(letters(bold=bold))))
    pdfmetrics.registerFontFamily(_PLAIN, normal=_PLAIN, bold=_BOLD, italic=_PLAIN, boldItalic=_BOLD)


def _style(name: str, size: float, **more: Any) -> ParagraphStyle:  # noqa: ANN401 what reportlab takes
    look = {"fontName": _PLAIN, "textColor": _INK, "leading": 1.38 * size, "spaceAfter": 5} | more
    return ParagraphStyle(name, fontSize=size, **look)


_TITLE = _style("title", 19, fontName=_BOLD, spaceAfter=8, leading=24)
_HEADING = _style("heading", 13.5, fontName=_BOLD, spaceBefore=14, spaceAfter=6, keepWithNext=1)
_CAPTION = _style("caption", 9.5, fontName=_BOLD, spaceBefore=6, spaceAfter=3, keepWithNext=1)
_TEXT = _style("text", 9.5)
_REMARK = _style("remark", 8.5, textColor=_SOFT)
_STRONG = _style("strong", 9.5, fontName=_BOLD, textColor=_WARNING)
_IN_CELL = _style("cell", _CELL, spaceAfter=0, leading=1.25 * _CELL)


class _Document(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """Pages of A4, upright and lying; each heading goes into the outline."""

    def __init__(self, sink: io.BytesIO, account: Account) -> None:
        spoken = LOCALES[current()].replace("_", "-")
        about = {"title": printable(account.title), "author": "", "creator": "", "lang": spoken}
        super().__init__(sink, pagesize=A4, invariant=1, allowSplitting=1, **about)
        for name, size in (("staand", A4), ("liggend", landscape(A4))):
            width, height = size[0] - 2 * _MARGIN, size[1] - _MARGIN - _FOOT
            frame = Frame(_MARGIN, _FOOT, width, height, 0, 0, 0, 0)
            self.addPageTemplates(PageTemplate(name, [frame], pagesize=size))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 reportlab's name
        """Put a heading into the outline."""
        if getattr(flowable, "style", None) is _HEADING:
            title = flowable.getPlainText()
            key = f"deel-{self.page}-{title}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(title, key)


def _numbered(foot: str) -> type[Canvas]:
    """Return a canvas that writes "pagina 2 van 9" and the foot under each page when all are there."""

    class Numbered(Canvas):  # type: ignore[misc]  # reportlab has no types
        def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401
            super().__init__(*given, **named)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 reportlab's name
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            pages = self._pages
            for number, page in enumerate(pages, 1):
                self.__dict__.update(page)
                self._write_foot(say("pagina {number} van {total}", number=number, total=len(pages)))
                super().showPage()
            super().save()

        def _write_foot(self, number: str) -> None:
            width, y = self._pagesize[0], _FOOT - 24
            self.setStrokeColor(_LINE)
            self.setLineWidth(0.5)
            self.line(_MARGIN, y + 12, width - _MARGIN, y + 12)
            self.setFont(_PLAIN, 7.5)
            self.setFillColor(_SOFT)
            self.drawString(_MARGIN, y, printable(foot))
            self.drawRightString(width - _MARGIN, y, number)

    return Numbered


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(printable(text)), style)


def _story(account: Account) -> Iterator[Flowable]:
    yield _paragraph(account.title, _TITLE)
    for line in account.about:
        yield _paragraph(line, _TEXT)
    if account.warning:
        yield _paragraph(account.warning, _STRONG)
    lying = False
    for section in account.sections:
        if section.lying != lying:
            lying = section.lying
            yield NextPageTemplate("liggend" if lying else "staand")
            yield PageBreak()
        yield from _section(section, (A4[1] if lying else A4[0]) - 2 * _MARGIN)


def _section(section: Section, width: float) -> Iterator[Flowable]:
    """Yield a section; its heading stays with what comes first, up to the first picture when that is near."""
    blocks = list(section.blocks)
    first = next((place for place, block in enumerate(blocks[:2]) if isinstance(block, Picture)), 0)
    head = [_paragraph(section.title, _HEADING)]
    head += [flowable for block in blocks[: first + 1] for flowable in _block(block, width)]
    yield CondPageBreak(_ROOM_FOR_HEADING)
    if isinstance(blocks[first], Picture):
        yield KeepTogether(head)
    else:
        yield from head
    for block in blocks[first + 1 :]:
        yield from _block(block, width)


def _block(block: Block, width: float) -> Iterator[Flowable]:
    if isinstance(block, Text):
        yield _paragraph(block.text, _STRONG if block.strong else _REMARK if block.soft else _TEXT)
    elif isinstance(block, Picture):
        scale = min(1, width / block.width)
        yield Image(io.BytesIO(block.png), block.width * scale, block.height * scale)
        yield Spacer(0, 6)
    elif block.long:
        yield _listed(block, width)
    else:
        yield KeepTogether([_paragraph(block.caption, _CAPTION), _table(block, width), Spacer(0, 6)])


def _widths(table: Table, width: float) -> list[float]:
    return [width * share / sum(table.shares) for share in table.shares]


def _look(table: Table, size: float) -> list[tuple[Any, ...]]:
    look: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), _PLAIN, size, 1.25 * size),
        ("FONT", (0, 0), (-1, 0), _BOLD, size, 1.25 * size),
        ("TEXTCOLOR", (0, 0), (-1, -1), _INK),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.9, _INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.3, _LINE),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 0.22 * size),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0.3 * size),
    ]
    if table.total:
        look.append(("FONT", (0, -1), (-1, -1), _BOLD, size, 1.25 * size))
        look.append(("LINEABOVE", (0, -1), (-1, -1), 0.9, _INK))
    return look


def _table(table: Table, width: float) -> Flowable:
    """Return a table of which long words are broken over lines; a column of numbers stands to the right."""
    widths = _widths(table, width)
    body = [
        [
            _broken(text, cell - 6, _CELL, bold=row is table.total)
            for text, cell in zip(row, widths, strict=True)
        ]
        for row in (table.header, *table.whole)
    ]
    look = _look(table, _CELL)
    look += [
        ("ALIGN", (column, 0), (column, -1), "RIGHT") for column, right in enumerate(table.to_right) if right
    ]
    return LongTable(body, colWidths=widths, repeatRows=1, style=look, hAlign="LEFT")


class _Listing(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A table of many rows, drawn line by line; its parts on the next pages have the header as well.

    reportlab's own table took three times as long for ten thousand rows.
    """

    def __init__(self, rows: list[_Row], widths: list[float], height: float | None = None) -> None:
        super().__init__()
        self._rows, self._widths = rows, widths
        self._height = sum(row.height for row in rows) if height is None else height

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """Return the size of all rows."""
        return width, self._height

    def split(self, _: float, height: float) -> list[_Listing]:
        """Return what fits and the rest; nothing when not even the header and one row fit."""
        header, *rows = self._rows
        used = header.height
        for place, row in enumerate(rows):
            if used + row.height > height:
                if not place:
                    return []
                rest = self._height - used + header.height
                return [
                    _Listing([header, *rows[:place]], self._widths, used),
                    _Listing([header, *rows[place:]], self._widths, rest),
                ]
            used += row.height
        return [self]

    def draw(self) -> None:
        """Draw the rows from above."""
        pen, y, lefts = self.canv, self._height, list(accumulate(self._widths, initial=0.0))
        words = pen.beginText()  # one for all rows: each costs as much as what is written in it
        words.setFillColor(_INK)
        for number, row in enumerate(self._rows):
            if number < 2:
                words.setFont(_PLAIN if number else _BOLD, _LISTED, _LEADING)
            for lines, left in zip(row.cells, lefts, strict=False):
                words.setTextOrigin(left, y - _LEADING)
                for text in lines:
                    words.textLine(text)
            y -= row.height
            pen.setStrokeColor(_LINE if number else _INK)
            pen.setLineWidth(0.3 if number else 0.9)
            pen.line(0, y, lefts[-1], y)
        pen.drawText(words)


class _Row(NamedTuple):
    """The lines of each cell of a row, and how high it is."""

    cells: tuple[list[str], ...]
    height: float


def _listed(table: Table, width: float) -> _Listing:
    """Return a table that may go over many pages."""
    widths = _widths(table, width)

    def row(texts: tuple[str, ...], *, bold: bool = False) -> _Row:
        cells = tuple(
            _broken(text, cell - 6, _LISTED, bold=bold).split("\n")
            for text, cell in zip(texts, widths, strict=True)
        )
        return _Row(cells, _LEADING * max(map(len, cells)) + 4)

    return _Listing([row(table.header, bold=True), *map(row, table.rows)], widths)


@lru_cache(maxsize=20_000)
def _broken(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return a text on as many lines as it takes: broken after words and hyphens, else where it must be."""
    font = _BOLD if bold else _PLAIN
    lines = [""]
    for piece in _PIECES.findall(printable(text)):
        longer = lines[-1] + piece
        if pdfmetrics.stringWidth(longer.rstrip(), font, size) <= width:
            lines[-1] = longer
        else:
            lines += _cut(piece, width, font, size)
    return "\n".join(filter(None, map(str.strip, lines)))


def _cut(piece: str, width: float, font: str, size: float) -> list[str]:
    """Return a piece as lines: one, unless not even the piece alone fits."""
    lines = [""]
    for letter in piece:
        if lines[-1] and pdfmetrics.stringWidth((lines[-1] + letter).rstrip(), font, size) > width:
            lines.append("")
        lines[-1] += letter
    return lines
