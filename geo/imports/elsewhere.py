"""Rows that whoever offers a file may not take in: told with the others before anything is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.files import called
from geo.language import mark, say
from geo.plain_text import show
from geo.records import Problem, Report
from geo.store import owner_column

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from geo.imports.steps import Checked
    from geo.store import Closed

_TOLD: dict[Closed, tuple[str, str]] = {
    "outside": (
        mark("valt buiten uw regio"),
        mark("laat deze rij achter, of vraag wie landelijk werkt haar op te nemen"),
    ),
    "taken": (
        mark("dit kenmerk is al van een record buiten uw regio"),
        mark("zet een voorvoegsel voor de kenmerken van dit bestand, of laat deze rij achter"),
    ),
}
"""What is wrong with such a row, and what to do, marked."""


def set_apart(checked: Checked, closed: Mapping[str, Closed]) -> Checked:
    """Return a checked file with the rows of some references as faulty; the input when there are none."""
    if not closed:
        return checked
    references = checked.frame["reference"]
    kept = ~references.isin(list(closed))
    problems = [_problem(checked, row, closed[name]) for row, name in references[~kept].items()]
    good = checked.good & kept.reindex(checked.good.index, fill_value=False)
    report = Report((*checked.problems, *problems)).ordered(checked.good.index)
    return replace(checked, frame=checked.frame[kept], good=good, problems=report.problems)


def _problem(checked: Checked, row: Hashable, why: Closed) -> Problem:
    """Return what is wrong in a row: the area that it is of, or the reference that it cannot have."""
    name = owner_column(checked.table) if why == "outside" else "reference"
    own = called(checked.matching, checked.table)
    header = next(column.header for column in checked.table.columns if column.name == name)
    typed, settled = (frame.at[row, name] if name in frame else "" for frame in (checked.text, checked.frame))
    value = str(typed or (settled if isinstance(settled, str) else ""))
    what, mend = map(say, _TOLD[why])
    return Problem(row, own.get(header, header), show(value), what, mend, "fout")
