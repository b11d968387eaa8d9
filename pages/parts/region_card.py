"""One region or border district looked at closely: its figures beside the country's and its neighbours'."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from geo import dutch
from geo.areas import REGION_CODES, neighbours
from geo.picture import area_vocabulary, tell_homes
from geo.vocabulary import VERDICTS
from pages.parts import link
from pages.parts.markup import EMPTY, Template, joined
from pages.parts.markup import link as linked
from pages.parts.region_rows import interval

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from geo.picture import Density, Selection
    from pages.parts.everywhere import Everywhere

_CARD = Template(
    '<section class="card" aria-label="Gekozen regio"><h2>{}</h2><p>{}</p><p>{}</p><p>{}</p>'
    '<p class="ways">{}</p></section>'
)


def draw(areas: Everywhere, selection: Selection, found: Density, code: str) -> Markup:
    """Return the card of a region or border district; "" without one.

    All regions are compared, also those that the filter left out: looking at one hides none of the others.
    """
    if not code:
        return EMPTY
    first, second = _region(areas.regions, found, code) if code in REGION_CODES else _district(areas, code)
    return _CARD.format(
        area_vocabulary().label(code),
        first,
        second,
        _neighbours(code, areas, selection),
        _ways(code, selection),
    )


def _region(table: pd.DataFrame, found: Density, code: str) -> tuple[str, str]:
    """Return the number of activations beside the median of the country, and the rate."""
    row, median = table.to_dict("index")[code], float(table["activations"].median())
    told = f"{_activations(row)}; de mediaan van de regio's is"
    return f"{told} {dutch.number(median, 0 if median.is_integer() else 1)}.", _rate(found, code)


def _district(areas: Everywhere, code: str) -> tuple[str, str]:
    """Return the number of activations, and the housing; nothing of its size is known to divide by."""
    row = areas.districts.to_dict("index").get(code)
    if row is None:
        return "Geen activeringen en geen bekende huisvesting.", ""
    return f"{_activations(row)}.", f"Huisvesting: {tell_homes(row['housing'], row['places'])}."


def _activations(row: Mapping[Hashable, Any]) -> str:
    number = dutch.counted(row["activations"], "activering", "activeringen")
    return f"{number} ({row['preventief']} preventief, {row['repressief']} repressief)"


def _rate(found: Density, code: str) -> str:
    """Return the rate with its interval, the national one, and what may be said of the difference."""
    row, one = found.table.to_dict("index")[code], found.denominator
    if pd.isna(row["rate"]):
        return f"{one.label}: geen gegevens."
    here, national = (dutch.number(value, one.decimals) for value in (row["rate"], found.national))
    between = interval(row["low"], row["high"], one.decimals)
    verdict = VERDICTS.label(row["verdict"])
    end = f" {verdict}." if row["verdict"] != "geen gegevens" else ""
    return f"{one.label}: {here} (95%-interval {between}); landelijk {national}.{end}"


def _neighbours(code: str, areas: Everywhere, selection: Selection) -> Markup:
    """Return the regions and districts around with their numbers, each a link."""
    numbers = {**areas.regions["activations"], **areas.districts["activations"]}
    around = [
        linked(link.here_with(selection, kies=other), area_vocabulary().label(other))
        + f" {dutch.number(numbers.get(other, 0))}"
        for other in neighbours(code)
    ]
    return Markup("Buren: {}.").format(Markup(", ").join(around))


def _ways(code: str, selection: Selection) -> Markup:
    """Return what one can do from here: keep this region alone or see all again, and close the card."""
    alone = selection.regions == (code,)
    kind, this = ("regio", "deze regio") if code in REGION_CODES else ("grensdistrict", "dit grensdistrict")
    wanted = replace(selection, regions=() if alone else (code,))
    return joined(
        (
            linked(link.region(code, selection), f"Open {kind}"),
            linked(link.here_with(wanted, kies=code), "Alle regio's" if alone else f"Alleen {this}"),
            linked(
                link.here_with(wanted if not alone else selection, kies=code, tab="lijst"),
                f"Lijst van {this}",
            ),
            linked(link.here_with(selection, kies=""), "Sluiten"),
        )
    )
