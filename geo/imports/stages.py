"""From the bytes of a file to records in the store, in steps that each can be looked at.

``read_file`` -> ``check`` (with a matching that somebody may have corrected) -> ``plan`` -> ``write``; the
faulty rows go back with ``faulty_rows``. Nothing but ``write`` changes anything.
"""

from __future__ import annotations

import hashlib
from functools import reduce
from pathlib import PurePath
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo import files, records
from geo.errors import RecordsError
from geo.imports.alike import alike
from geo.imports.choices import AS_GUESSED, ImportChoices
from geo.imports.completing import Held, completed, hold, lacking
from geo.imports.edits import edits_of
from geo.imports.elsewhere import set_apart
from geo.imports.judging import judged
from geo.imports.matching import kept, matched
from geo.imports.one_cell import holds_points
from geo.imports.persons import personal
from geo.imports.place_names import settled_names
from geo.imports.same_key import DECISIONS, LEAVE_OUT, others, told_apart
from geo.imports.steps import FAULTY, OTHER, STATUS_LABELS, Checked, Offered, Plan
from geo.imports.unused import unused, without_place
from geo.language import plural, say
from geo.plain_text import show
from geo.records import Report
from geo.store import Intent, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.areas import Geocoder
    from geo.files import Matching, Progress, Sheet
    from geo.records import Problem, Table
    from geo.store import Records, Written


UPLOAD_BYTES = 50_000_000
"""The most bytes that a page takes; the command line takes what ``files.read.KINDS`` says."""


def _silent(_: float, __: str) -> None:
    pass


def read_file(  # noqa: PLR0913 - what is read, as what, and how far it is
    content: bytes,
    name: str,
    table: Table | None = None,
    *,
    part: str = "",
    most_bytes: int = files.MOST_BYTES,
    progress: Progress = _silent,
) -> Offered:
    """Read the bytes of a file; which table it is of is guessed from its headers unless it is given.

    ``part`` is the worksheet or layer to read; the one that fits best when it is "".

    RecordsError when the file cannot be read at all: which file, what is wrong, where, and what to do.
    """
    title = show(PurePath(name).name or name)
    try:
        files.require_size(len(content), most_bytes)
        kind, sheet = files.read_sheet(content, table, progress, part)
    except RecordsError as fault:
        raise RecordsError(f"{title}: {fault}") from None
    found = [str(header) for header in sheet.cells]
    table = table or files.guess_table(found, name)
    progress(1.0, say("Gelezen"))
    matching = _guess(sheet, table)
    return Offered(title, hashlib.sha256(content).hexdigest(), kind, sheet, table, matching)


def check(  # noqa: PLR0913 - who asks, what of, and how far it is
    offered: Offered,
    table: Table | None = None,
    choices: ImportChoices = AS_GUESSED,
    *,
    held: Held | None = None,
    geocoder: Geocoder | None = None,
    progress: Progress = _silent,
) -> Checked:
    """Check every row of a file as records of ``table``; what is not chosen is as guessed.

    A field that the file has no column for is as it is in ``held``, for the records that are there.
    With another table the headers are matched anew. RecordsError when a column was chosen that the file does
    not have, or a field twice.
    """
    table = table or offered.table
    matching = matching_for(offered, table, choices)
    progress(0.0, say("Kolommen koppelen"))
    cells, faults = matched(offered.sheet, table, matching)
    progress(0.1, say("Datums en getallen beoordelen"))
    text, verdicts, odd = judged(cells, offered.sheet, table, choices, is_text=offered.kind.suffix == ".csv")
    progress(0.2, say("Plaatsen zoeken"))
    addresses = _addresses(offered.sheet, matching) if geocoder and table.placed else None
    adds_note = "note" in text and "note" not in matching.values()
    whole = completed(text, held, table, adds_note=adds_note) if held else text
    located, hints = settled_names(whole, geocoder, addresses) if table.placed else (whole, [])
    progress(0.3, say("Rijen controleren"))
    reading = records.read_placed(located, table)
    own = files.called(matching, table)
    read = [*_of_fields(offered.sheet.faults, matching), *faults, *_named(odd, own), *hints]
    read += _named(reading.problems, own)
    good = pd.Series(Report(tuple(read)).usable(located.index), index=located.index)
    read += unused(offered.sheet, matching, asks_place=table.placed and addresses is None)
    if table.placed:
        read += without_place(reading.frame["precision"][good], offered.sheet, matching)
    read += _named(alike(reading.frame["reference"][good]), own)
    report = Report(tuple(read)).ordered(located.index)
    progress(1.0, say("Gecontroleerd"))
    return Checked(
        offered,
        table,
        matching,
        text,
        reading.frame[good],
        report.problems,
        good,
        tuple(kept(matching)),
        held,
        choices,
        verdicts,
    )


def _named(problems: Iterable[Problem], own: Mapping[str, str]) -> list[Problem]:
    """Return problems with the header that a column has in the file."""
    return [each._replace(column=own.get(each.column, each.column)) for each in problems]


def _of_fields(faults: Iterable[Problem], matching: Matching) -> Iterator[Problem]:
    """Return what is wrong in cells, which keeps no row out where they are of no field."""
    for each in faults:
        target = matching.get(each.column, each.column)
        if target is None:
            yield each._replace(severity="waarschuwing")
        elif target != files.LEFT_OUT:
            yield each


def held_by(
    offered: Offered, table: Table, matching: Matching, store: Records, choices: ImportChoices = AS_GUESSED
) -> Held:
    """Return what is stored of the records that a file names; StoreError when it cannot be read."""
    header = next((header for header, target in matching.items() if target == "reference"), None)
    cells = offered.sheet.cells[header] if header else pd.Series([], dtype="str")
    return hold(cells.map(choices.prefixed).astype("str"), table, store)


def matching_for(offered: Offered, table: Table, choices: ImportChoices = AS_GUESSED) -> Matching:
    """Return what the headers of a file name in ``table``: as chosen, otherwise as guessed."""
    return choices.matching(offered.matching if table is offered.table else _guess(offered.sheet, table))


def _guess(sheet: Sheet, table: Table) -> Matching:
    """Return what the headers name, and of a column of coordinates what its cells say, whatever its name.

    Columns that tell of persons are left out.
    """
    matching = files.guess(map(str, sheet.cells), table)
    unknown = [header for header, target in matching.items() if not target and not files.ignored(header)]
    persons = [header for header in unknown if personal(header, sheet.cells[header])]
    matching |= dict.fromkeys(persons, files.LEFT_OUT)
    if files.POINT in matching.values() or not table.placed:
        return matching
    unclear = [header for header, target in matching.items() if target in (None, "place", "lat", "lon")]
    held = next((header for header in unclear if holds_points(sheet.cells[header])), None)
    return matching | {held: files.POINT} if held else matching


def plan(checked: Checked, store: Records) -> Plan:
    """Return what writing the good rows would do; StoreError when the database cannot be read.

    A file with fewer columns that was checked without what is stored is checked again beside it. Rows that
    ``store`` takes from somebody else only are faulty, each with what to do.
    """
    adds_note = bool(checked.kept) and "note" not in checked.matching.values()
    if checked.held is None and (adds_note or lacking(checked.text, checked.table)):
        choices = checked.choices
        held = held_by(checked.offered, checked.table, checked.matching, store, choices)
        checked = check(checked.offered, checked.table, choices, held=held)
    closed = store.closed(checked.table, checked.frame)
    checked = set_apart(checked, closed)
    found = store.compare(checked.table, checked.frame)
    does = np.array(found.status, dtype=object)
    changing = checked.frame[np.isin(does, ("changed", "returned"))]
    edits = edits_of(changing, checked.table, store)
    strange = others(edits, changing, checked.table)
    does[checked.frame.index.isin(strange.index[strange])] = OTHER
    status = pd.Series(FAULTY, index=checked.good.index, dtype=pd.CategoricalDtype(list(STATUS_LABELS)))
    status[checked.good.to_numpy()] = does
    references = checked.frame["reference"].tolist()
    seen = dict(zip(references, found.version.tolist(), strict=True))
    if checked.held:  # fields were completed from these versions: of a newer one they would undo something
        seen = {reference: checked.held.version.get(reference, 0) for reference in seen}
    differs = found.differs.set_axis(checked.frame.index)
    return Plan(checked, status, differs, seen, edits, "taken" in closed.values())


def write(  # noqa: PLR0913 - who, why, and what was decided about rows that are not simply good
    planned: Plan,
    store: Records,
    who: str,
    why: str = "",
    *,
    skip_faulty: bool = False,
    same_key: str = "",
) -> Written:
    """Write the good rows in one transaction, as planned.

    ``same_key`` is one of DECISIONS: what to do with rows that have the reference of another record.
    RecordsError when there are such rows and it is not said, or faulty rows and ``skip_faulty`` is not;
    ConflictError when a record was changed since the plan was made; ReasonError when ``needs_reason`` and
    there is none.
    """
    checked = planned.checked
    faulty = planned.counts[FAULTY]
    if faulty and not skip_faulty:
        raise RecordsError(
            plural(
                "{file}: {count} rij heeft fouten; verbeter die, of kies ervoor alleen de goede rijen op te"
                " nemen. Er is niets opgeslagen.",
                "{file}: {count} rijen hebben fouten; verbeter die, of kies ervoor alleen de goede rijen op"
                " te nemen. Er is niets opgeslagen.",
                faulty,
                file=checked.offered.name,
                count=faulty,
            )
        )
    frame = checked.frame
    if strange := planned.counts[OTHER]:
        if same_key not in DECISIONS:
            raise RecordsError(
                plural(
                    "{file}: {count} kenmerken staan al in het beeld bij iets anders, met een {difference}."
                    " Zet een voorvoegsel voor de kenmerken van dit bestand, of kies of deze rijen dat"
                    " vervangen of achterblijven. Er is niets opgeslagen.",
                    "{file}: {count} kenmerken staan al in het beeld bij iets anders, met een {difference}."
                    " Zet een voorvoegsel voor de kenmerken van dit bestand, of kies of deze rijen dat"
                    " vervangen of achterblijven. Er is niets opgeslagen.",
                    strange,
                    file=checked.offered.name,
                    count=strange,
                    difference=told_apart(checked.table),
                )
            )
        if same_key == LEAVE_OUT:
            frame = frame[planned.status[frame.index].ne(OTHER)]
    source = Source(checked.offered.name, checked.offered.sha256)
    intent = Intent(who, "import", why, source)
    return store.write(checked.table, frame, intent, expected=planned.seen)


def rows_have(count: int) -> str:
    """Return "1 rij heeft" or "2 rijen hebben"."""
    return plural("{count} rij heeft", "{count} rijen hebben", count, count=count)


def _addresses(sheet: Sheet, matching: Matching) -> pd.Series | None:
    """Return what a geocoder is asked for each row: street, number and postal code before the place."""
    parts = [header for header in matching if files.is_address(header)]
    place = next((header for header, target in matching.items() if target == "place"), None)
    if place and place not in parts:
        parts.append(place)
    columns = [sheet.cells[header].str.strip() for header in parts]
    return reduce(lambda before, after: before + " " + after, columns) if columns else None
