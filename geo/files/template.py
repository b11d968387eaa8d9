"""An empty XLSX file to fill in: headers, drop-down lists of the words to use, and an explanation."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from geo.areas import AREA_CODES, NESTED_CODES, euregios, load_boundaries, name_in
from geo.files.read.book import EXPLANATION
from geo.language import mark, say
from geo.vocabulary import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from geo.records import Column, Table

ROWS = 2_000  # rows that have a drop-down list
LISTS = "lijsten"

_FORMATS = {"day": "dd-mm-yyyy", "reference": "@", "text": "@"}
_FILL = PatternFill("solid", fgColor="FFE8EDF2")
_ABOUT = mark(
    "Vul op het eerste werkblad één rij per record in; de kopregel blijft staan. Verplichte kolommen zijn"
    " vet. Kolommen mogen in een andere volgorde staan of, als ze niet verplicht zijn, ontbreken. Een kolom"
    " die hier niet staat, komt in de toelichting van het record. Dit werkblad wordt niet ingelezen."
)


_GUIDE_ABOUT = """\
CSV of ander gescheiden tekstbestand, Excel, OpenDocument (.ods), GeoJSON (ook één feature per regel),
GeoPackage, GeoParquet of een Shapefile in een zip-bestand; één record per rij. Van een bestand met meer
werkbladen of lagen wordt gelezen wat het best past, of wat u kiest. Kolommen mogen in een andere volgorde
staan en koppen in het Nederlands, Duits, Frans of Engels hebben. Een kolom die hier niet staat, komt in de
toelichting. Dit bestand is gemaakt uit `geo/records` met `make docs`."""


def make_template(table: Table) -> bytes:
    """Return an empty XLSX file of ``table``, with a second sheet that explains each column."""
    return make_sheet(table.header, table.columns, say(_ABOUT))


def make_sheet(title: str, columns: Sequence[Column], about: str) -> bytes:
    """Return an empty XLSX file with these columns; its second sheet has ``about`` and explains each."""
    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = title
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for number, column in enumerate(columns, 1):
        _head(sheet, number, column)
        _offer(sheet, lists, number, column)
    sheet.freeze_panes = "B2"
    _explain(book.create_sheet(EXPLANATION, 1), columns, about)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def explained(columns: Iterable[Column]) -> list[tuple[str, str, str, str, str]]:
    """Return the rows of the explanation: header, required, rule, words, meaning; for the guide as well."""
    return [
        (
            column.header,
            say("ja") if column.required else say("nee"),
            column.rule,
            ", ".join(column.vocabulary.codes) if column.vocabulary else "",
            column.meaning,
        )
        for column in columns
    ]


EXPLAINED = (mark("kolom"), mark("verplicht"), mark("regel"), mark("woorden"), mark("betekenis"))
"""The headers of ``explained``; the texts are marked."""


def guide(tables: Iterable[Table]) -> str:
    """Return the file format of the tables as Markdown, for the documentation (``make docs``)."""
    parts = ["# Bestandsformaat", "", _GUIDE_ABOUT, ""]
    for table in tables:
        rows = [EXPLAINED, ("---",) * len(EXPLAINED), *explained(table.columns)]
        parts += [f"## {table.header.capitalize()}", "", *(f"| {' | '.join(row)} |" for row in rows), ""]
    return "\n".join(parts)


def _head(sheet: Worksheet, number: int, column: Column) -> None:
    cell = sheet.cell(1, number, column.header)
    cell.font, cell.fill = Font(bold=column.required), _FILL
    cell.comment = Comment(f"{column.meaning} {column.rule[:1].upper()}{column.rule[1:]}.", say("sjabloon"))
    letter = get_column_letter(number)
    sheet.column_dimensions[letter].width = max(14, len(column.header) + 4)
    sheet.column_dimensions[letter].number_format = _FORMATS.get(column.kind, "General")
    if column.kind in _FORMATS:
        for row in range(
            2, 102
        ):  # the format of a column reaches the cells that are not there yet in Excel only
            sheet.cell(row, number).number_format = _FORMATS[column.kind]


def _offer(sheet: Worksheet, lists: Worksheet, number: int, column: Column) -> None:
    """Give a column a drop-down list of its words; of a set several may be typed, so nothing is refused."""
    words = _words(column)
    if not words:
        return
    letter = get_column_letter(number)
    for row, word in enumerate([column.header, *words], 1):
        lists[f"{letter}{row}"] = word
    offer = DataValidation(
        "list", formula1=f"{LISTS}!${letter}$2:${letter}${len(words) + 1}", allow_blank=not column.required
    )
    offer.showErrorMessage = column.kind in ("code", "yes_no")
    offer.errorTitle = column.header[:32]
    offer.error = say("Kies uit de lijst: {rule}.", rule=column.rule)[:255]
    offer.add(f"{letter}2:{letter}{ROWS + 1}")
    sheet.add_data_validation(offer)


def _words(column: Column) -> list[str]:
    """Return the words a column may hold; the names of areas are those of 2020."""
    if column.vocabulary:
        return list(column.vocabulary.codes)
    if column.kind in _AREAS:
        return [name for names in _AREAS[column.kind] for name in names()]
    return ["ja", "nee"] if column.kind == "yes_no" else []


def _regions() -> Iterable[str]:
    return list(load_boundaries().regions["name"])


def _districts() -> Iterable[str]:
    """Return the districts with their country: Germany has a Friesland too."""
    known = load_boundaries().districts[["name", "country"]].itertuples(index=False)
    return [name if "(" in name else f"{name} ({COUNTRIES.label(country)})" for name, country in known]


def _wide() -> Iterable[str]:
    """Return the countries and German states in Dutch, as the headers are."""
    return [name_in(code, "nl") for code in NESTED_CODES if code not in AREA_CODES]


def _municipalities() -> Iterable[str]:
    return sorted(load_boundaries().municipalities["name"])


_AREAS: dict[str, tuple[Callable[[], Iterable[str]], ...]] = {
    "region": (_regions,),
    "municipality": (_municipalities,),
    "area": (_regions, _districts),
    "contact_area": (_regions, _districts, euregios),
    "nested_areas": (_wide, _regions, _districts),
}


def _explain(sheet: Worksheet, columns: Sequence[Column], about: str) -> None:
    sheet["A1"] = about
    sheet["A1"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells("A1:E1")
    sheet.row_dimensions[1].height = 60
    for place, row in enumerate([tuple(map(say, EXPLAINED)), *explained(columns)], 3):
        for number, text in enumerate(row, 1):
            cell = sheet.cell(place, number, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=place == 3)
    for letter, width in zip("ABCDE", (24, 11, 38, 50, 60), strict=True):
        sheet.column_dimensions[letter].width = width
