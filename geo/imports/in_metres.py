"""Coordinates of a file that are in metres: of which system they are, and, when asked, the degrees."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from geo import dutch
from geo.areas import SYSTEM_CODES, degrees_from, recognised, system_label
from geo.imports.choices import BY_ROW
from geo.imports.matching import degrees
from geo.imports.verdicts import Verdict
from geo.language import plural, say

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LONGEST = 40
_THOUSANDS = re.compile(r"[+-]?\d{1,3}([. \u00a0\u202f]\d{3})+(,\d+)?")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d*)?")
NO_LON, NO_LAT = 180.0, 90.0  # degrees past which there is no place on earth


class _Metres(NamedTuple):
    """x, y and the system of each row, "" where it is of none."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    code: NDArray[np.object_]


def in_degrees(text: pd.DataFrame, chosen: str = "") -> tuple[dict[str, pd.Series], Verdict]:
    """Return latitude and longitude in degrees of the rows in metres, and which system they are of.

    ``chosen`` is the code of a system, BY_ROW, or "" to leave them as they are and only offer it. Rows that
    are not in the system keep what they have, which is then refused as no degrees.
    """
    if not {"lat", "lon"} <= set(text.columns):
        return {}, Verdict()
    metres = _recognise(text)
    counts = Counter(code for code in metres.code.tolist() if code)
    filled = int((text["lat"].str.strip().ne("") & text["lon"].str.strip().ne("")).sum())
    if not counts or (not chosen and 2 * counts.total() < filled):  # a few are slips, not a system
        return {}, Verdict()
    system = next(iter(counts)) if len(counts) == 1 else BY_ROW
    if not chosen:
        return {}, _offer(system, counts)
    taken = np.where((metres.code == chosen) | (chosen == BY_ROW), metres.code, "")
    lon, lat = degrees_from(taken, metres.x, metres.y)
    at = np.flatnonzero(taken != "")
    new = {}
    for name, values in (("lat", lat), ("lon", lon)):
        written = text[name].to_numpy(object).copy()
        written[at] = [degrees(value) for value in values[at]]
        new[name] = pd.Series(written, index=text.index, dtype="str")
    told = plural(
        "coördinaten omgerekend naar graden uit {system} ({count} rijen)",
        "coördinaten omgerekend naar graden uit {system} ({count} rijen)",
        len(at),
        system=_named(counts, chosen),
        count=len(at),
    )
    return new, Verdict(chosen, told)


def _offer(system: str, counts: Counter[str]) -> Verdict:
    told = say(
        "coördinaten lijken meters: {system}; ze kunnen worden omgerekend", system=_named(counts, system)
    )
    return Verdict(system, told, is_open=True)


def _named(counts: Counter[str], system: str) -> str:
    """Return the system by name, or those that are in the rows."""
    return dutch.listed([system_label(code) for code in ([system] if system in SYSTEM_CODES else counts)])


def _recognise(text: pd.DataFrame) -> _Metres:
    """Return the rows in metres, x being whichever of both columns makes a place of it."""
    (small_lat, large_lat), (small_lon, large_lon) = (_numbers(text[name]) for name in ("lat", "lon"))
    no_degrees = (np.abs(small_lat) > NO_LAT) | (np.abs(small_lon) > NO_LON)
    lat, lon = (np.where(no_degrees, large, np.nan) for large in (large_lat, large_lon))
    code = recognised(lon, lat)
    swapped = recognised(lat, lon)
    turn = (code == "") & (swapped != "")
    return _Metres(np.where(turn, lat, lon), np.where(turn, lon, lat), np.where(turn, swapped, code))


def _numbers(cells: pd.Series) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the number in each cell, with a point or comma as decimal sign, and with points at thousands."""
    number_of, distinct = pd.factorize(cells)
    pairs = np.array([_number(cell.strip()) for cell in distinct], dtype=float).reshape(-1, 2)
    return pairs[number_of, 0], pairs[number_of, 1]


def _number(cell: str) -> tuple[float, float]:
    """Return a number by its decimals, and by its thousands where it is written with those."""
    if len(cell) > _LONGEST:
        return np.nan, np.nan
    small = float(cell.replace(",", ".")) if _NUMBER.fullmatch(cell) else np.nan
    if not _THOUSANDS.fullmatch(cell):
        return small, small
    large = float(re.sub(r"[^\d,+-]", "", cell).replace(",", "."))
    return (large if np.isnan(small) else small), large
