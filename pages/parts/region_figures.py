"""The table of all figures of the comparison: sorted and pointed out by links, so a link keeps both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import streamlit as st

from geo import dutch
from geo.charts import MARKS, element
from geo.picture import rank_shown
from geo.vocabulary import VERDICTS
from pages.parts import compared, link
from pages.parts.markup import show

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from markupsafe import Markup

    from geo.picture import Density, Selection

EXPLAINED = (
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
    yield _Column("count", "Activeringen", 0)
    yield _Column("denominator", one.noun.capitalize() if one.noun != "km²" else one.noun, 0)
    yield _Column("rate", one.label, one.decimals)
    yield _Column("low", "Ondergrens", one.decimals)
    yield _Column("high", "Bovengrens", one.decimals)
    yield _Column("expected", "Verwacht", 1)
    yield _Column("verdict", "Oordeel", 0)
    yield _Column("ratio", "Maal landelijk", 2)
    yield _Column("shrunken", "Bijgesteld", 2)
    yield _Column("higher_from", "Hoger vanaf", 0)
    yield _Column("lower_to", "Lager t/m", 0)
    yield _Column("p", "p", 3)
    yield _Column("q", "q", 3)


def table(found: Density, selection: Selection) -> None:
    """Show the regions that are asked with all their figures, each a link that points it out everywhere."""
    columns = tuple(_columns(found))
    head = element(
        "tr",
        _heading(_Column("name", "Regio", 0), selection),
        *(_heading(column, selection) for column in columns),
    )
    by, descending = compared.order()
    rows = rank_shown(found, by, descending=descending).to_dict("index")
    body = (_row(str(code), row, columns, selection) for code, row in rows.items())
    whole = element("table", element("thead", head), element("tbody", *body), class_="regions every")
    show(element("div", whole, class_="wide", tabindex=0, role="region", aria_label="Tabel met alle cijfers"))
    st.caption(EXPLAINED)


def _heading(column: _Column, selection: Selection) -> Markup:
    by, descending = compared.order()
    here = by == column.name
    href = link.to_here(selection, compared.ordering(column.name))
    sign = ("▾" if descending else "▴") if here else ""
    sorting = element("a", f"{column.label} {sign}".strip(), href=href, title=f"Sorteer op {column.label}")
    order = ("descending" if descending else "ascending") if here else None
    return element("th", sorting, scope="col", aria_sort=order, class_=_LOOK.get(column.name))


def _row(
    code: str, row: Mapping[Hashable, Any], columns: tuple[_Column, ...], selection: Selection
) -> Markup:
    here = code in compared.beside()
    name = element(
        "a",
        f"{MARKS[row['verdict']].sign} {row['name']}".strip(),
        href=link.to_here(selection, compared.pointing(code)),
        title="Wijs niet meer aan" if here else "Wijs aan in de figuren en op de kaart",
        aria_current="true" if here else None,
    )
    cells = (element("td", _cell(row, column), class_=_LOOK.get(column.name)) for column in columns)
    heading = element("th", name, scope="row")
    return element("tr", heading, *cells, data_region=code, class_="here" if here else None)


_LOOK = {"verdict": "words"}


def _cell(row: Mapping[Hashable, Any], column: _Column) -> str:
    value = row[column.name]
    if column.name == "verdict":
        return "Afgeschermd" if row["state"] == "afgeschermd" else VERDICTS.label(value)
    if column.name in ("p", "q") and value < _LEAST:
        return f"< {dutch.number(_LEAST, column.decimals)}"
    return "–" if pd.isna(value) else dutch.number(value, column.decimals)


_LEAST = 0.001
"""Of chances: what is smaller is not told apart on screen; the export has all digits."""
