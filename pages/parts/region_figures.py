"""The table of all figures of the comparison: sorted and pointed out by links, so a link keeps both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import streamlit as st

from geo import dutch
from geo.charts import MARKS, element
from geo.language import mark, say
from geo.picture import rank_shown
from geo.vocabulary import VERDICTS
from pages.parts import compared, link
from pages.parts.charts import titled
from pages.parts.markup import show, small, wide
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from markupsafe import Markup

    from geo.picture import Density, Selection

FIGURES = "every_figure"
"""The key of the table, to which the charts lead."""

EXPLAINED = mark(
    "Onder- en bovengrens: exact 95%-interval (Garwood). Bijgesteld: naar het landelijk beeld getrokken, meer"
    " naarmate het aantal minder zegt (Marshall). Hoger vanaf en lager tot en met: de grenzen van de trechter"
    " (95%, exact Poisson). p: kans op zo'n verschil met de rest van het land als er geen verschil is; q: p,"
    " aangepast aan het aantal regio's dat getoond wordt (Benjamini-Hochberg). Het oordeel volgt q, tot 0,05."
)


class _Column(NamedTuple):
    """A column of figures: its name in ``Density.table``, its heading, its decimals."""

    name: str
    label: str
    decimals: int


def _columns(found: Density) -> Iterator[_Column]:
    one = found.denominator
    yield _Column("count", say("Activeringen"), 0)
    yield _Column("denominator", dutch.capital(one.noun) if one.noun != "km²" else one.noun, 0)
    yield _Column("rate", one.label, one.decimals)
    yield _Column("low", say("Ondergrens"), one.decimals)
    yield _Column("high", say("Bovengrens"), one.decimals)
    yield _Column("expected", say("Verwacht"), 1)
    yield _Column("verdict", say("Oordeel"), 0)
    yield _Column("ratio", say("Maal landelijk"), 2)
    yield _Column("shrunken", say("Bijgesteld"), 2)
    yield _Column("higher_from", say("Hoger vanaf"), 0)
    yield _Column("lower_to", say("Lager t/m"), 0)
    yield _Column("p", "p", 3)
    yield _Column("q", "q", 3)


def table(found: Density, selection: Selection, links: Mapping[str, str]) -> None:
    """Show the regions that are asked with all their figures, each one of ``links``, which point it out."""
    columns = (_Column("name", say("Regio"), 0), *_columns(found))
    sorting = link.each_to_here(selection, compared.ordering(column.name for column in columns))
    with st.container(key=FIGURES):
        show(_table(found, links, sorting, compared.order(), compared.beside()))


@remembered(32)
def _table(
    found: Density,
    links: Mapping[str, str],
    sorting: Mapping[str, str],
    order: tuple[str, bool],
    pointed_out: tuple[str, ...],
) -> Markup:
    columns = (_Column("name", say("Regio"), 0), *_columns(found))
    by, descending = order
    signs = {by: "▾" if descending else "▴"}
    head = element(
        "tr", *(_heading(column, sorting[column.name], signs.get(column.name, "")) for column in columns)
    )
    rows = rank_shown(found, by, descending=descending)
    body = (
        _row(str(code), row, columns[1:], links[str(code)], here=code in pointed_out)
        for code, row in rows.items()
    )
    whole = element("table", element("thead", head), element("tbody", *body), class_="regions every")
    shown = wide(say("Tabel met alle cijfers"), whole)
    return titled(say("Alle cijfers"), shown + small(say(EXPLAINED)))


def _heading(column: _Column, href: str, sign: str) -> Markup:
    sorting = element(
        "a",
        f"{column.label} {sign}".strip(),
        href=href,
        title=say("Sorteer op {column}", column=column.label),
    )
    return element("th", sorting, scope="col", aria_sort=_SORTS.get(sign), class_=_LOOK.get(column.name))


def _row(
    code: str, row: Mapping[Hashable, Any], columns: tuple[_Column, ...], href: str, *, here: bool
) -> Markup:
    name = element(
        "a",
        f"{MARKS[row['verdict']].sign} {row['name']}".strip(),
        href=href,
        title=say("Wijs niet meer aan" if here else "Wijs aan in de figuren en op de kaart"),
        aria_current="true" if here else None,
    )
    cells = (element("td", _cell(row, column), class_=_LOOK.get(column.name)) for column in columns)
    heading = element("th", name, scope="row")
    return element("tr", heading, *cells, data_region=code, class_="here" if here else None)


_LOOK = {"verdict": "words"}
_SORTS = {"▾": "descending", "▴": "ascending"}


def _cell(row: Mapping[Hashable, Any], column: _Column) -> str:
    value = row[column.name]
    if column.name == "verdict":
        return say("Afgeschermd") if row["state"] == "afgeschermd" else VERDICTS.label(value)
    if column.name in ("p", "q") and value < _LEAST:
        return f"< {dutch.number(_LEAST, column.decimals)}"
    return "–" if pd.isna(value) else dutch.number(value, column.decimals)


_LEAST = 0.001
"""Of chances: what is smaller is not told apart on screen; the export has all digits."""
