"""From the bytes of a file to records in the store, in steps that each can be looked at.

``read_file`` -> ``check`` (with a matching that somebody may have corrected) -> ``plan`` -> ``write``; the
faulty rows go back with ``faulty_rows``. Nothing but ``write`` changes anything.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import reduce
from pathlib import PurePath
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo import headers, places, readers
from geo.errors import RecordsError
from geo.matched import kept, matched
from geo.nearby import settled_names
from geo.records import Problem, shown
from geo.store import Intent, Source
from geo.writers import as_csv, as_geojson, as_geopackage, as_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.geocode import Geocoder
    from geo.headers import Matching
    from geo.readers import Kind, Progress, Sheet
    from geo.store import Store, Written
    from geo.tables import Table

UPLOAD_BYTES = 10_000_000
"""The most bytes that a page takes; the command line takes what ``readers.KINDS`` says."""

FAULTY = "faulty"
STATUS_LABELS = {
    "new": "nieuw",
    "changed": "gewijzigd",
    "returned": "teruggekomen",
    "unchanged": "ongewijzigd",
    FAULTY: "met fouten",
}
"""What an import does with a row, in the order in which it is told; the words are shown."""


def _silent(_: float, __: str) -> None:
    pass


@dataclass(frozen=True, eq=False)
class Offered:
    """A file as it was read: its cells under their own headers, the table it seems to be, and what they name.

    ``matching`` is {header: target or None}; ``headers.targets(table)`` has all targets with their labels.
    """

    name: str
    sha256: str
    kind: Kind
    sheet: Sheet
    table: Table
    matching: Matching

    @property
    def facts(self) -> tuple[str, ...]:
        """How the file was read, in Dutch: type, encoding, delimiter, sheet or layer, CRS."""
        return self.sheet.facts


@dataclass(frozen=True, eq=False)
class Checked:
    """A file checked: every problem in it, which rows are good, and those as records in their places.

    ``good`` has a bool for each row of ``text``, which is the text frame of the file; ``frame`` is the
    records frame of the good rows. The index of all three is the row number in the file. ``kept`` are the
    headers of the columns that went into the note.
    """

    offered: Offered
    table: Table
    matching: Matching
    text: pd.DataFrame
    frame: pd.DataFrame
    problems: tuple[Problem, ...]
    good: pd.Series
    kept: tuple[str, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep a row out."""
        return tuple(problem for problem in self.problems if problem.severity == "fout")

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are, how many good and faulty, and how many warnings."""
        good = int(self.good.sum())
        warnings = len(self.problems) - len(self.errors)
        return {"rows": len(self.good), "good": good, FAULTY: len(self.good) - good, "warnings": warnings}


@dataclass(frozen=True, eq=False)
class Plan:
    """What writing would do to each row, and what it follows on.

    ``status`` is a category of STATUS_LABELS for each row of the file; ``differs`` says for each good row in
    which columns it differs from what is stored; ``seen`` is the version of each good row's record now.
    """

    checked: Checked
    status: pd.Series
    differs: pd.DataFrame
    seen: dict[str, int]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each status, in the order of STATUS_LABELS."""
        return {status: int((self.status == status).sum()) for status in STATUS_LABELS}

    @property
    def needs_reason(self) -> bool:
        """Whether writing asks for a reason, since the type of an activation changes."""
        if "type" not in self.differs:
            return False
        changed = self.status[self.differs.index] == "changed"
        return bool((self.differs["type"] & changed).any())


def read_file(
    content: bytes,
    name: str,
    table: Table | None = None,
    *,
    most_bytes: int = readers.MOST_BYTES,
    progress: Progress = _silent,
) -> Offered:
    """Read the bytes of a file; which table it is of is guessed from its headers unless it is given.

    RecordsError when the file cannot be read at all: which file, what is wrong, where, and what to do.
    """
    title = shown(PurePath(name).name or name)
    try:
        readers.require_size(len(content), most_bytes)
        kind, sheet = readers.read_sheet(content, table, progress)
    except RecordsError as fault:
        raise RecordsError(f"{title}: {fault}") from None
    found = [str(header) for header in sheet.cells]
    table = table or headers.guess_table(found, name)
    progress(1.0, "Gelezen")
    matching = headers.guess(found, table)
    return Offered(title, hashlib.sha256(content).hexdigest(), kind, sheet, table, matching)


def check(
    offered: Offered,
    table: Table | None = None,
    matching: Matching | None = None,
    *,
    geocoder: Geocoder | None = None,
    progress: Progress = _silent,
) -> Checked:
    """Check every row of a file as records of ``table``; default is what was guessed.

    With another table and no matching the headers are matched anew. RecordsError when the matching is not
    one of this file, or names a column twice.
    """
    table = table or offered.table
    if matching is None:
        matching = offered.matching if table is offered.table else headers.guess(offered.matching, table)
    progress(0.0, "Kolommen koppelen")
    text, faults = matched(offered.sheet, table, matching)
    progress(0.2, "Plaatsen zoeken")
    addresses = _addresses(offered.sheet, matching) if geocoder else None
    located, hints = settled_names(text, geocoder, addresses)
    progress(0.3, "Rijen controleren")
    reading = places.read(located, table)
    own = headers.called(matching, table)
    problems = [each._replace(column=own.get(each.column, each.column)) for each in reading.problems]
    found = _in_order([*offered.sheet.faults, *faults, *hints, *problems])
    bad = {problem.row for problem in found if problem.severity == "fout" and problem.row is not None}
    good = pd.Series(reading.usable & ~located.index.isin(list(bad)), index=located.index)
    progress(1.0, "Gecontroleerd")
    return Checked(
        offered, table, matching, text, reading.frame[good], tuple(found), good, tuple(kept(matching))
    )


def plan(checked: Checked, store: Store) -> Plan:
    """Return what writing the good rows would do; StoreError when the database cannot be read."""
    found = store.compare(checked.table, checked.frame)
    status = pd.Series(FAULTY, index=checked.good.index, dtype=pd.CategoricalDtype(list(STATUS_LABELS)))
    status[checked.good.to_numpy()] = np.asarray(found.status, dtype=object)
    seen = dict(zip(checked.frame["reference"].tolist(), found.version.tolist(), strict=True))
    return Plan(checked, status, found.differs.set_axis(checked.frame.index), seen)


def write(planned: Plan, store: Store, who: str, why: str = "", *, skip_faulty: bool = False) -> Written:
    """Write the good rows in one transaction, as planned.

    RecordsError when there are faulty rows and ``skip_faulty`` is not said; ConflictError when a record was
    changed since the plan was made; ReasonError when ``needs_reason`` and there is none.
    """
    checked = planned.checked
    faulty = planned.counts[FAULTY]
    if faulty and not skip_faulty:
        raise RecordsError(
            f"{checked.offered.name}: {rows_have(faulty)} fouten; verbeter die, of kies ervoor alleen de"
            " goede rijen op te nemen. Er is niets opgeslagen."
        )
    source = Source(checked.offered.name, checked.offered.sha256)
    intent = Intent(who, "import", why, source)
    return store.write(checked.table, checked.frame, intent, expected=planned.seen)


def rows_have(count: int) -> str:
    """Return "1 rij heeft" or "2 rijen hebben"."""
    return "1 rij heeft" if count == 1 else f"{count} rijen hebben"


def faulty_rows(checked: Checked) -> tuple[bytes, str]:
    """Return the faulty rows as a file of the type they came in, and its name.

    All columns are as they were, with two more that say what is wrong and how to mend it, and with any
    required column that the file lacks. It can be offered again as it is.
    """
    sheet = checked.offered.sheet
    cells = sheet.cells[~checked.good.to_numpy()].copy()
    named = set(checked.matching.values())
    for column in checked.table.columns:
        if column.required and column.name not in named and column.header not in cells:
            cells[column.header] = pd.Series("", index=cells.index, dtype="str")
    told = _told_by_row(checked, cells.index)
    for header, number in ((headers.WRONG, 0), (headers.MEND, 1)):
        cells[header] = pd.Series([each[number] for each in told], index=cells.index, dtype="str")
    points = _points(sheet, cells.index)
    title = checked.table.header
    writers: dict[str, Callable[[], bytes]] = {
        ".csv": lambda: as_csv(cells, sheet.delimiter),
        ".xlsx": lambda: as_xlsx(cells, title),
        ".geojson": lambda: as_geojson(cells, points),
        ".gpkg": lambda: as_geopackage(cells, points, title),
    }
    suffix = checked.offered.kind.suffix
    return writers[suffix](), f"{PurePath(checked.offered.name).stem or title} - fouten{suffix}"


def _told_by_row(checked: Checked, rows: pd.Index) -> list[tuple[str, str]]:
    """Return what is wrong in each row and how to mend it; what is wrong with the whole table is in each."""
    everywhere = [problem for problem in checked.errors if problem.row is None]
    by_row: dict[object, list[Problem]] = {row: list(everywhere) for row in rows}
    for problem in checked.errors:
        if problem.row is not None:
            by_row[problem.row].append(problem)
    return [
        (_together(found, [each.what for each in found]), _together(found, [each.mend for each in found]))
        for found in by_row.values()
    ]


def _together(problems: list[Problem], texts: list[str]) -> str:
    """Return what is said of each problem, with its column before it, each once."""
    told = (f"{each.column}: {text}".removeprefix(": ") for each, text in zip(problems, texts, strict=True))
    return "; ".join(dict.fromkeys(told))


def _points(sheet: Sheet, rows: pd.Index) -> pd.DataFrame:
    if sheet.points is not None:
        return sheet.points.loc[rows]
    return pd.DataFrame({"lon": np.nan, "lat": np.nan}, index=rows)


def _addresses(sheet: Sheet, matching: Matching) -> pd.Series | None:
    """Return what a geocoder is asked for each row: street, number and postal code before the place."""
    parts = [header for header in matching if headers.is_address(header)]
    place = next((header for header, target in matching.items() if target == "place"), None)
    if place and place not in parts:
        parts.append(place)
    columns = [sheet.cells[header].str.strip() for header in parts]
    return reduce(lambda before, after: before + " " + after, columns) if columns else None


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Return problems in the order of their rows, those of the whole table first; stable within a row."""
    return sorted(problems, key=lambda each: each.row if isinstance(each.row, int) else -1)
