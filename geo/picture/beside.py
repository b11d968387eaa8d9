"""What lies just over the border of the areas chosen: housing that is drawn beside the picture, uncounted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from geo import dutch
from geo.areas import AREA_CODES, across_border, country_of
from geo.language import say
from geo.picture.cube import locations
from geo.picture.filters import area_vocabulary
from geo.picture.homes_words import tell_homes
from geo.picture.masks import area_codes, housing_mask

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from geo.picture.selection import Selection

    Homes = Mapping[str, tuple[int, int]]

MOST_NAMED = 3
"""So many neighbours are named; of more it is said how many they are."""


def beside(selection: Selection) -> tuple[str, ...]:
    """Return the codes of the areas across the border of those chosen, in the order of AREA_CODES.

    An area that is chosen itself, or lies in a country that the filters leave out, is none of them.
    """
    across = across_border()
    found = {other for code in selection.regions for other in across.get(code, ())}
    return tuple(
        code
        for code in AREA_CODES
        if code in found.difference(selection.regions)
        and (not selection.countries or country_of(code) in selection.countries)
    )


def beside_mask(selection: Selection, housing: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which housing locations lie in the areas beside a selection, row by row."""
    around = beside(selection)
    if not around:
        return np.zeros(len(housing), dtype=bool)
    return housing_mask(replace(selection, regions=around), housing)


def homes_by_area(housing: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Return how many locations, and how many places in them, each region and border district has."""
    positions = area_codes(housing)
    inside = positions >= 0
    found = positions[inside]
    places = np.bincount(found, weights=housing["capacity"].to_numpy()[inside], minlength=len(AREA_CODES))
    counts = np.bincount(found, locations(housing, inside), minlength=len(AREA_CODES))
    return {
        code: (int(count), int(beds))
        for code, count, beds in zip(AREA_CODES, counts, places, strict=True)
        if count
    }


def tell_beside(homes: Homes) -> str:
    """Return in words what of housing lies beside a selection (``homes_by_area``); "" when nothing does."""
    if not homes:
        return ""
    names = [area_vocabulary().label(code) for code in homes]
    named = len(names) <= MOST_NAMED
    where = dutch.listed(names) if named else say("{count} gebieden", count=len(names))
    locations, places = (sum(figures[part] for figures in homes.values()) for part in (0, 1))
    return say(
        "Buren over de grens, getekend en niet meegeteld: {homes} in {areas}.",
        homes=tell_homes(locations, places),
        areas=where,
    )
