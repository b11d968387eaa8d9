"""How many people work in each sector and region, from a stranger's sheet: what sector rates are divided by.

No records: a table of reference, a number for each sector and region, of one year, with its source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from geo.areas import REGION_CODES, known_names
from geo.errors import RecordsError
from geo.language import mark, say
from geo.plain_text import show
from geo.records import WORKERS, Problem, Report
from geo.spelling import plain, vocabulary_words
from geo.vocabulary import SECTORS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.imports.steps import Offered

MOST_TOLD = 10
MOST_ROWS = 10 * len(REGION_CODES) * len(SECTORS.codes)
"""One row for each sector and region: a file with ten times as many is another file."""

_TYPES = {"sector": "str", "region": "str", "workers": "int64", "year": "int64", "source": "str"}
_AGAIN = re.compile(
    r" \(\d\)$", re.ASCII
)  # what reading puts behind a header that stands in the file already
_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,9}", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


@dataclass(frozen=True, eq=False)
class CheckedWorkers:
    """A file checked as a table of workers: every problem, and the table when none keeps it out.

    ``table`` has columns sector and region (codes), workers (int64), year (int64), source (str); one row for
    each sector and region.
    """

    name: str
    table: pd.DataFrame | None
    problems: tuple[Problem, ...]

    def required(self) -> pd.DataFrame:
        """Return the table; RecordsError that names the first problems when there is none."""
        if self.table is not None:
            return self.table
        wrong = Report(self.problems).errors
        told, more = " ".join(map(told_problem, wrong[:MOST_TOLD])), len(wrong) - MOST_TOLD
        if more > 0:
            told = say("{told} En nog {count}.", told=told, count=more)
        raise RecordsError(f"{self.name}: {told}")


def told_problem(problem: Problem) -> str:
    """Return a problem of this table as a sentence."""
    row = "" if problem.row is None else say("rij {row}", row=problem.row)
    column = say("kolom {column}", column=problem.column) if problem.column else ""
    where = ", ".join(filter(None, (row, column)))
    value = f"{problem.value}: " if problem.value else ""
    text = f"{where}: {value}{problem.what}; {problem.mend}." if where else f"{problem.what}; {problem.mend}."
    return text[:1].upper() + text[1:]


def is_of_workers(offered: Offered) -> bool:
    """Whether a file has every column of the table of workers."""
    return all(_named(offered.sheet.cells).values())


def check_workers(offered: Offered) -> CheckedWorkers:
    """Check every row of a file as workers by sector and region; as a whole it is good, or it is not."""
    cells = offered.sheet.cells
    named = _named(cells)
    used = {header for headers in named.values() for header in headers}
    found = [
        each if each.column in used or each.column not in cells else each._replace(severity="waarschuwing")
        for each in offered.sheet.faults
    ]
    found += [*_wrong_columns(named), *_unused([header for header in map(str, cells) if header not in used])]
    table = None
    if len(cells) > MOST_ROWS:
        what = say("het bestand heeft {count} rijen", count=len(cells))
        most = say("er hoort hooguit één rij per sector en regio in: {most}", most=MOST_ROWS // 10)
        found.append(Problem(None, "", "", what, most, "fout"))
    elif not Report(tuple(_wrong_columns(named))).errors:
        typed = cells[[headers[0] for headers in named.values()]].set_axis(list(named), axis="columns")
        table = pd.DataFrame({name: typed[name].map(_READERS[name]) for name in named}, index=cells.index)
        found += [
            *_unread(typed, table, {name: headers[0] for name, headers in named.items()}),
            *_twice(table),
        ]
    report = Report(tuple(found)).ordered(cells.index, list(map(str, cells)))
    good = None if table is None or report.errors else table.astype(_TYPES).reset_index(drop=True)
    return CheckedWorkers(offered.name, good, report.problems)


def _named(cells: pd.DataFrame) -> dict[str, list[str]]:
    """Return the headers of a file that name each column of the table."""
    headers = {header: plain(_AGAIN.sub("", header)) for header in map(str, cells)}
    return {
        column.name: [header for header, word in headers.items() if word in (column.header, column.name)]
        for column in WORKERS
    }


def _wrong_columns(named: dict[str, list[str]]) -> Iterator[Problem]:
    for column in WORKERS:
        headers = named[column.name]
        if not headers:
            needed = ", ".join(each.header for each in WORKERS)
            mend = say("nodig zijn {columns}", columns=needed)
            yield Problem(None, column.header, "", say("ontbreekt"), mend, "fout")
        if len(headers) > 1:
            what = say("staat er dubbel: {columns}", columns=", ".join(map(show, headers)))
            yield Problem(None, column.header, "", what, say("laat er één staan"), "fout")


def _unused(headers: list[str]) -> Iterator[Problem]:
    for header in headers:
        what, mend = say("wordt niet gebruikt"), say("haal de kolom weg")
        yield Problem(None, show(header), "", what, mend, "waarschuwing")


def _region(text: str) -> str | None:
    return known_names().regions.find(text)


def _whole(text: str) -> int | None:
    return int(text.strip().replace(".", "")) if _WHOLE.fullmatch(text.strip()) else None


def _year(text: str) -> int | None:
    return int(text) if _YEAR.fullmatch(text.strip()) else None


_READERS: dict[str, Callable[[str], str | int | None]] = {
    "sector": vocabulary_words(SECTORS).find,
    "region": _region,
    "workers": _whole,
    "year": _year,
    "source": lambda text: text.strip() or None,
}
_ALLOWED = {
    "sector": mark("kies {words}"),
    "region": mark("geef een code VR01 tot en met VR25, of de naam"),
    "workers": mark("geef een geheel getal van 0 of meer"),
    "year": mark("geef een jaar als 2020"),
    "source": mark("vul in waar het getal vandaan komt"),
}


def _unread(typed: pd.DataFrame, table: pd.DataFrame, headers: dict[str, str]) -> Iterator[Problem]:
    """Return what is wrong in each cell that could not be read."""
    for name, header in headers.items():
        mend = say(_ALLOWED[name], words=", ".join(SECTORS.codes))
        for row, value in typed.loc[table[name].isna(), name].items():
            what = say("niet te lezen") if str(value).strip() else say("leeg")
            yield Problem(row, header, show(str(value)), what, mend, "fout")


def _twice(table: pd.DataFrame) -> Iterator[Problem]:
    again = table.index[table.duplicated(["sector", "region"]) & table.notna().all(axis=1)]
    for row in again:
        what, mend = say("deze sector en regio staan er al"), say("laat één rij staan")
        yield Problem(row, "", "", what, mend, "fout")
