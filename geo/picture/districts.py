"""The table of the border districts: the same counts as of the regions, of every district that has any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.areas import AREA_CODES, REGION_CODES
from geo.picture.filters import area_vocabulary
from geo.picture.masks import activation_mask, area_codes, category_codes, housing_mask
from geo.vocabulary import TYPES

if TYPE_CHECKING:
    from geo.picture.selection import Selection

_FIRST = len(REGION_CODES)
"""Where the districts begin among the areas."""


def district_table(activations: pd.DataFrame, housing: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Return the figures of the districts with a selected record, those with most activations first.

    Returns
    -------
    DataFrame
        Index ``code``; columns name (with the country), activations, one for each type, housing (locations)
        and places. No rows when nothing selected lies in a district.
    """
    rows, homes = activation_mask(selection, activations), housing_mask(selection, housing)
    areas = area_codes(activations)[rows]
    kinds = category_codes(activations["type"], TYPES.codes)[rows]
    lodging = area_codes(housing)[homes]
    columns = {code: _per_area(areas[kinds == kind]) for kind, code in enumerate(TYPES.codes)}
    table = pd.DataFrame(
        {
            "activations": np.sum(list(columns.values()), axis=0),
            **columns,
            "housing": _per_area(lodging),
            "places": _per_area(lodging, housing["capacity"].to_numpy()[homes]),
        },
        index=pd.Index(AREA_CODES, name="code"),
    )[_FIRST:]
    found = table[(table["activations"] > 0) | (table["housing"] > 0)]
    names = [area_vocabulary().label(str(code)) for code in found.index]
    named = found.assign(name=pd.array(names, dtype="str"))
    return named.sort_values(["activations", "housing"], ascending=False, kind="stable")


def _per_area(areas: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Return the number of records in each area, or the sum of their weights."""
    inside = areas >= 0
    kept = None if weights is None else weights[inside]
    return np.bincount(areas[inside], weights=kept, minlength=len(AREA_CODES)).astype(np.int64)
