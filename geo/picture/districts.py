"""The table of the border districts: the same counts as of the regions, of every district that has any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.areas import AREA_CODES, REGION_CODES
from geo.picture.cube import locations
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
    by_type = {code: _per_district(areas[kinds == kind]) for kind, code in enumerate(TYPES.codes)}
    columns = {
        "activations": np.sum(list(by_type.values()), axis=0),
        **by_type,
        "housing": _per_district(lodging, locations(housing, homes)),
        "places": _per_district(lodging, housing["capacity"].to_numpy()[homes]),
    }
    order = np.lexsort((-columns["housing"], -columns["activations"]))  # stable: then by code
    found = order[(columns["activations"] > 0)[order] | (columns["housing"] > 0)[order]]
    codes = [AREA_CODES[_FIRST + place] for place in found]
    return pd.DataFrame(
        {
            **{name: column[found] for name, column in columns.items()},
            "name": pd.array([area_vocabulary().label(code) for code in codes], dtype="str"),
        },
        index=pd.Index(codes, name="code", dtype="str"),
    )


def _per_district(areas: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Return the number of records in each district, or the sum of their weights."""
    inside = areas >= _FIRST
    kept = None if weights is None else weights[inside]
    counts = np.bincount(areas[inside], weights=kept, minlength=len(AREA_CODES))
    return counts[_FIRST:].astype(np.int64)
