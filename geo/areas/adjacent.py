"""Which areas share a border: safety regions with each other, and with the districts abroad."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.areas.boundaries import load_boundaries

if TYPE_CHECKING:
    from collections.abc import Mapping


def neighbours(code: str) -> tuple[str, ...]:
    """Return the codes of the regions and border districts that touch a region or district; KeyError if none.

    Regions come first, each in the order of their codes. Areas that meet in a single point touch as well.
    """
    return _touching()[code]


@cache
def across_border() -> Mapping[str, tuple[str, ...]]:
    """Return by code the neighbours in another country, of the regions and districts that have any."""
    found = {
        code: tuple(other for other in around if country_of(other) != country_of(code))
        for code, around in _touching().items()
    }
    return {code: others for code, others in found.items() if others}


def country_of(code: str) -> str:
    """Return the country of a region or border district: NL, DE or BE."""
    return "NL" if code.startswith("VR") else code[:2]


@cache
def _touching() -> Mapping[str, tuple[str, ...]]:
    areas = load_boundaries()
    shapes = np.concatenate([layer.geometry.to_numpy(object) for layer in (areas.regions, areas.districts)])
    codes = [str(code) for layer in (areas.regions, areas.districts) for code in layer.index]
    found: dict[str, list[str]] = {code: [] for code in codes}
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects").T
    for one, other in sorted(pairs.tolist()):
        if one != other:
            found[codes[one]].append(codes[other])
    return {code: tuple(others) for code, others in found.items()}
