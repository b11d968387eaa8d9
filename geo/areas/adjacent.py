"""Which areas share a border: safety regions with each other, and with the districts abroad."""

from __future__ import annotations

from functools import cache

import shapely

from geo.areas.boundaries import load_boundaries


@cache
def neighbours(code: str) -> tuple[str, ...]:
    """Return the codes of the regions and border districts that touch a region or district; KeyError if none.

    Regions come first, each in the order of their codes. Areas that meet in a single point touch as well.
    """
    areas = load_boundaries()
    shapes = {**areas.regions.geometry.to_dict(), **areas.districts.geometry.to_dict()}
    codes = list(shapes)
    here = shapes[code]
    found = shapely.STRtree(list(shapes.values())).query(here, predicate="intersects").tolist()
    return tuple(codes[place] for place in sorted(found) if codes[place] != code)
