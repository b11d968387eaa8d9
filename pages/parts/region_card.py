"""One region or border district looked at closely: its figures beside the country's and its neighbours'."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from geo import dutch
from geo.areas import REGION_CODES, neighbours
from geo.language import mark, say
from geo.picture import area_vocabulary, tell_homes
from geo.rows import rows_by_index
from geo.vocabulary import TYPES, VERDICTS, of_type
from pages.parts import link
from pages.parts.markup import EMPTY, Template, filled, joined
from pages.parts.markup import link as linked
from pages.parts.region_rows import interval

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from geo.picture import Density, Selection
    from pages.parts.everywhere import Everywhere

_CARD = Template(
    '<section class="card" aria-label="{}"><h2>{}</h2><p>{}</p><p>{}</p><p>{}</p>'
    '<p class="ways">{}</p></section>'
)


class _Words(NamedTuple):
    """What the links below the card say, marked."""

    open: str
    only: str
    listed: str


_OF_REGION = _Words(mark("Open regio"), mark("Alleen deze regio"), mark("Lijst van deze regio"))
_OF_DISTRICT = _Words(
    mark("Open grensdistrict"), mark("Alleen dit grensdistrict"), mark("Lijst van dit grensdistrict")
)


def draw(areas: Everywhere, selection: Selection, found: Density, code: str) -> Markup:
    """Return the card of a region or border district; "" without one.

    All regions are compared, also those that the filter left out: looking at one hides none of the others.
    """
    if not code:
        return EMPTY
    first, second = _region(areas.regions, found, code) if code in REGION_CODES else _district(areas, code)
    return _CARD.format(
        say("Gekozen regio"),
        area_vocabulary().label(code),
        first,
        second,
        _neighbours(code, areas, selection),
        _ways(code, selection),
    )


def _region(table: pd.DataFrame, found: Density, code: str) -> tuple[str, str]:
    """Return the number of activations beside the median of the country, and the rate."""
    row, median = rows_by_index(table)[code], float(table["activations"].median())
    told = say(
        "{activations}; de mediaan van de regio's is {median}.",
        activations=_activations(row),
        median=dutch.number(median, 0 if median.is_integer() else 1),
    )
    return told, _rate(found, code)


def _district(areas: Everywhere, code: str) -> tuple[str, str]:
    """Return the number of activations, and the housing; nothing of its size is known to divide by."""
    row = rows_by_index(areas.districts).get(code)
    if row is None:
        return say("Geen activeringen en geen bekende huisvesting."), ""
    homes = tell_homes(row["housing"], row["places"])
    return f"{_activations(row)}.", say("Huisvesting: {homes}.", homes=homes)


def _activations(row: Mapping[Hashable, Any]) -> str:
    number = dutch.counted(row["activations"], "activering", "activeringen")
    types = ", ".join(f"{row[code]} {of_type(code, row[code])}" for code in TYPES.codes)
    return f"{number} ({types})"


def _rate(found: Density, code: str) -> str:
    """Return the rate with its interval, the national one, and what may be said of the difference."""
    row, one = found.rows[code], found.denominator
    if pd.isna(row["rate"]):
        return say("{rate}: geen gegevens.", rate=one.label)
    here, national = (dutch.number(value, one.decimals) for value in (row["rate"], found.national))
    told = say(
        "{rate}: {here} (95%-interval {interval}); landelijk {national}.",
        rate=one.label,
        here=here,
        interval=interval(row["low"], row["high"], one.decimals),
        national=national,
    )
    return told if row["verdict"] == "geen gegevens" else f"{told} {VERDICTS.label(row['verdict'])}."


def _neighbours(code: str, areas: Everywhere, selection: Selection) -> Markup:
    """Return the regions and districts around with their numbers, each a link."""
    numbers = {**areas.regions["activations"], **areas.districts["activations"]}
    around = [
        linked(link.here_with(selection, kies=other), area_vocabulary().label(other))
        + f" {dutch.number(numbers.get(other, 0))}"
        for other in neighbours(code)
    ]
    return filled(say("Buren: {areas}."), areas=Markup(", ").join(around))


def _ways(code: str, selection: Selection) -> Markup:
    """Return what one can do from here: keep this region alone or see all again, and close the card."""
    alone = selection.regions == (code,)
    words = _OF_REGION if code in REGION_CODES else _OF_DISTRICT
    wanted = replace(selection, regions=() if alone else (code,))
    return joined(
        (
            linked(link.region(code, selection), say(words.open)),
            linked(link.here_with(wanted, kies=code), say("Alle regio's") if alone else say(words.only)),
            linked(
                link.here_with(wanted if not alone else selection, kies=code, tab="lijst"),
                say(words.listed),
            ),
            linked(link.here_with(selection, kies=""), say("Sluiten")),
        )
    )
