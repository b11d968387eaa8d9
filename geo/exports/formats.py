"""Files that are ready to go out: every table that can, in every format of file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from geo.access import Needs, require, viewer_of
from geo.errors import ExportError
from geo.exports.blind_spots import of_blind_spots
from geo.exports.colophon import Colophon, colophon_of
from geo.exports.comparison import of_comparison
from geo.exports.content import of_records, of_regions
from geo.exports.definitions import area_sheet, definition_sheet, provenance_sheet
from geo.files import Worksheet, to_csv, to_geojson, to_geopackage, to_xlsx
from geo.language import current, mark, reading, say
from geo.picture import FILTERING, require_locations, take_tally
from geo.records import ACTIVATIONS, CONTACTS, HOUSING, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geo.files import Content
    from geo.picture import Selection, Tally
    from geo.records import Table
    from geo.store import Snapshot

What = str
"""One of CONTENTS."""


@dataclass(frozen=True)
class Export:
    """A file to offer: its name, ASCII and the same for the same export; its type; its bytes.

    ``colophon`` is what the file says about itself, for whoever offers it. The bytes are made by ``write``
    when they are first asked for: most files that are offered are not taken.
    """

    name: str
    media_type: str
    colophon: Colophon
    write: Callable[[], bytes]

    @cached_property
    def content(self) -> bytes:
        """The bytes of the file; ExportError when there are more rows than it can hold."""
        return self.write()


@dataclass(frozen=True)
class Format:
    """A format of file: its label, its media type, and the function that writes it."""

    label: str
    media_type: str
    write: Callable[[Content, Colophon], bytes]


def _xlsx(content: Content, colophon: Colophon) -> bytes:
    return workbook([(content, colophon)])


FORMATS = {
    "csv": Format("CSV", "text/csv; charset=utf-8", lambda content, _: to_csv(content)),
    "xlsx": Format("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "geojson": Format(
        "GeoJSON", "application/geo+json", lambda content, colophon: to_geojson(content, colophon.about)
    ),
    "gpkg": Format(
        "GeoPackage",
        "application/geopackage+sqlite3",
        lambda content, colophon: to_geopackage(content, colophon.about),
    ),
}
"""Every format of file, by the ending of its name."""


def _records(table: Table, snapshot: Snapshot, tally: Tally) -> Content:
    frame, viewer = snapshot.frame(table), viewer_of(snapshot.reduction.viewer)
    chosen = frame[FILTERING[table.name].mask(tally.selection, frame)]
    return of_records(chosen, table, viewer, snapshot.reduction.few)


def _regions(snapshot: Snapshot, tally: Tally) -> Content:
    return of_regions(tally, viewer_of(snapshot.reduction.viewer))


CONTENTS: dict[What, Callable[[Snapshot, Tally], Content]] = {
    **{name: partial(_records, table) for name, table in TABLES.items()},
    "regions": _regions,
    "comparison": of_comparison,
    "blind_spots": of_blind_spots,
}
"""Every table that can go out, by its name in code."""

_NEEDS: dict[What, Needs] = {
    ACTIVATIONS.name: Needs(((ACTIVATIONS.name, "type"),)),
    HOUSING.name: Needs(((HOUSING.name, "kind"),)),
    CONTACTS.name: Needs(((CONTACTS.name, "organisation"),)),
    "comparison": Needs(country=True),
    "blind_spots": Needs(((HOUSING.name, "municipality"),)),
}
"""What is needed to make a table; one that counts by region needs nothing."""


def export(snapshot: Snapshot, selection: Selection, what: What, file_format: str) -> Export:
    """Return what ``selection`` selects of a snapshot as a file of one of FORMATS.

    An empty selection gives a file with headers only. ExportError for a format that there is none of;
    AccessError for a table that is not for whom the snapshot was reduced; CountedError for locations where
    they are only counted.
    """
    if file_format not in FORMATS:
        raise unknown(mark("formaat"), file_format, FORMATS)
    form = FORMATS[file_format]
    content, about = content_of(snapshot, selection, what)
    write = partial(_written, current(), form, content, about)
    return Export(f"{about.file_stem}.{file_format}", form.media_type, about, write)


def content_of(snapshot: Snapshot, selection: Selection, what: What) -> tuple[Content, Colophon]:
    """Return one of CONTENTS of a selection, and what a file says of it; AccessError as ``export`` does."""
    require(viewer_of(snapshot.reduction.viewer), what, _NEEDS.get(what, Needs()))
    if what == HOUSING.name:
        require_locations(snapshot)
    counted = take_tally(
        snapshot.activations, snapshot.homes, selection, withheld=snapshot.reduction.withheld
    )
    content = CONTENTS[what](snapshot, counted)
    # a table with regions counts activations
    table = what if what in TABLES else ACTIVATIONS.name
    return content, colophon_of(snapshot, counted, content.name, len(content), table)


def workbook(tables: Sequence[tuple[Content, Colophon]]) -> bytes:
    """Return several tables as one XLSX file, each on a sheet, and after them what explains them all."""
    sheets = [Worksheet(content.name, content.fields) for content, _ in tables]
    explaining = [definition_sheet(*(content for content, _ in tables))]
    explaining += [provenance_sheet(*(about for _, about in tables)), area_sheet()]
    return to_xlsx([*sheets, *explaining])


def _written(language: str, form: Format, content: Content, about: Colophon) -> bytes:
    """Return the bytes of a file in the language in which it was asked for, whoever takes it and when."""
    with reading(language):
        return form.write(content, about)


def format_of(name: str) -> str:
    """Return which of FORMATS a file name asks for by its ending; ExportError names them when it is none."""
    return ending_of(name, FORMATS)


def ending_of(name: str, allowed: Iterable[str]) -> str:
    """Return the ending of a file name, in lower case; ExportError names those allowed when it is another."""
    ending = PurePath(name).suffix.removeprefix(".").lower()
    if ending not in (endings := list(allowed)):
        raise unknown(mark("de uitgang van"), PurePath(name).name, endings)
    return ending


def unknown(told: str, given: object, known: Iterable[object]) -> ExportError:
    """Return the refusal of something that there is not, with what there is; ``told`` says what it is."""
    choices = ", ".join(map(str, known))
    return ExportError(
        say("Onbekend: {what} {given}. Kies {choices}.", what=say(told), given=repr(given), choices=choices)
    )
