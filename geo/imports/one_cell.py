"""Coordinates that stand in one cell: "51.3704, 6.1724", a point as WKT, or the geopoint of Kobo and ODK."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 100  # signs of a cell that may be coordinates
_LAT, _LON = (
    (45.0, 60.0),
    (-5.0, 20.0),
)  # degrees; far around the map, and apart: the order cannot be mistaken
_NUMBER = r"([-+]?\d{1,3}(?:[.,]\d+)?)"
_WKT = re.compile(
    rf"(?:SRID=\d+;)?\s*POINT\s*Z?M?\s*\(\s*{_NUMBER}\s+{_NUMBER}[\d.\s+-]*\)", re.IGNORECASE | re.ASCII
)
_DECIMAL = re.compile(r"[-+]?\d+,\d+", re.ASCII)  # 51,7 is one number, not 51 and 7
# between both stands a semicolon, a comma or a blank; a geopoint has a height and an accuracy after them
_PAIR = re.compile(
    rf"[(\[]?\s*{_NUMBER}°?(?:\s*;\s*|\s*,\s*|\s+){_NUMBER}°?(?:\s+[-+]?\d+(?:\.\d+)?){{0,2}}\s*[)\]]?",
    re.ASCII,
)


def point(cell: str) -> tuple[float, float] | None:
    """Return latitude and longitude (STORED) of a cell, in whichever order; None when there is none.

    >>> point("51,3704; 6,1724"), point("POINT (6.17 51.37)"), point("Venlo"), point("51,7")
    ((51.3704, 6.1724), (51.37, 6.17), None, None)
    """
    text = cell.strip()
    if len(text) > LONGEST or _DECIMAL.fullmatch(text):
        return None
    if not (found := _WKT.fullmatch(text) or _PAIR.fullmatch(text)):
        return None
    one, other = (float(number.replace(",", ".")) for number in found.groups())
    for lat, lon in ((one, other), (other, one)):
        if _LAT[0] <= lat <= _LAT[1] and _LON[0] <= lon <= _LON[1]:
            return lat, lon
    return None


def holds_points(cells: pd.Series) -> bool:
    """Whether most cells of a column that hold something hold a point."""
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and 2 * sum(point(cell) is not None for cell in filled) > len(filled)
