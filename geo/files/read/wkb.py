"""What a WKB geometry is made of, told from its headers, before GEOS sees it.

GEOS follows collections in collections as deep as they go, until its stack is full and the process is gone.
See OGC 06-103r4, 8.2.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.language import mark, say
from geo.records import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_NESTED = 8  # geometries in each other; a multipolygon is two
UNREADABLE = Fault(mark("de geometrie is niet te lezen"), mark("teken haar opnieuw, of laat haar weg"))

# the types that no library here reads
_CURVES = {8: "CircularString", 9: "CompoundCurve", 10: "CurvePolygon", 11: "MultiCurve", 12: "MultiSurface"}
_POINT, _LINE, _POLYGON = 1, 2, 3
_HOLDING = (4, 5, 6, 7)  # others: points, lines, polygons, anything
_ORDERS = {b"\0": ">", b"\1": "<"}
_EWKB_SRID = 0x20000000


class _Refused(Exception):  # noqa: N818 - says what it is, not that something went wrong
    """A geometry that is not given to GEOS."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def geometry_of(bodies: Sequence[bytes | None]) -> tuple[np.ndarray, list[Fault | None]]:
    """Return geometry of WKB, None for none, and of each why it cannot be read."""
    faults = [None if body is None else fault_of(body) for body in bodies]
    readable = np.empty(len(bodies), dtype=object)
    readable[:] = [None if fault else body for body, fault in zip(bodies, faults, strict=True)]
    geometry = _read(readable)
    lost = shapely.is_missing(geometry) & np.array([body is not None for body in bodies], bool)
    unreadable = UNREADABLE.said()
    return geometry, [
        fault or (unreadable if gone else None) for fault, gone in zip(faults, lost, strict=True)
    ]


def _read(bodies: np.ndarray) -> np.ndarray:
    """Return geometry of WKB, None where GEOS or shapely has no such thing."""
    try:
        geometry: np.ndarray = shapely.from_wkb(bodies, on_invalid="ignore")
    except (NotImplementedError, shapely.errors.GEOSException):
        if len(bodies) == 1:
            return np.array([None], dtype=object)
        half = len(bodies) // 2
        return np.concatenate([_read(bodies[:half]), _read(bodies[half:])])
    return geometry


def fault_of(wkb: bytes) -> Fault | None:
    """Return why a geometry is not to be given to GEOS, None when it may be."""
    left = [1]  # geometries still to come, at each depth
    at = 0
    try:
        while left:
            if not left[-1]:
                left.pop()
                continue
            left[-1] -= 1
            at, inside = _past(wkb, at)
            if inside:
                left.append(inside)
            if len(left) > MOST_NESTED:
                return _too_deep()
    except struct.error:
        return UNREADABLE.said()
    except _Refused as refused:
        return refused.fault
    return None


def _past(wkb: bytes, at: int) -> tuple[int, int]:
    """Return where the geometry at ``at`` ends, or its first part begins, and how many parts it has."""
    order = _ORDERS.get(wkb[at : at + 1])
    if not order:
        raise _Refused(UNREADABLE.said())
    (number,) = struct.unpack_from(f"{order}I", wkb, at + 1)
    at += 9 if number & _EWKB_SRID else 5
    kind, size = _kind(number)
    if kind == _POINT:
        return at + size, 0
    (count,) = struct.unpack_from(f"{order}I", wkb, at)
    at += 4
    if kind in _HOLDING:
        return at, count
    if kind == _LINE:
        return at + count * size, 0
    if kind == _POLYGON:
        for _ in range(count):
            (points,) = struct.unpack_from(f"{order}I", wkb, at)
            at += 4 + points * size
        return at, 0
    raise _Refused(_curve(_CURVES[kind]) if kind in _CURVES else UNREADABLE.said())


def _curve(name: str) -> Fault:
    return Fault(
        say("de geometrie is een kromme ({kind}), en die worden niet gelezen", kind=name),
        say("zet haar om naar rechte lijnen (QGIS: Omzetten naar segmenten), of laat haar weg"),
    )


def _too_deep() -> Fault:
    return Fault(
        say("de geometrie is dieper genest dan de {most} lagen die mogen", most=MOST_NESTED),
        say("maak er losse geometrieën van"),
    )


def _kind(number: int) -> tuple[int, int]:
    """Return the type without its dimensions, by ISO or by PostGIS, and the bytes of a point."""
    iso = (number & 0xFFFF) // 1000  # as GEOS does
    dimensions = 2 + bool(number & 0x80000000 or iso in (1, 3)) + bool(number & 0x40000000 or iso in (2, 3))
    return (number & 0xFFFF) % 1000, 8 * dimensions
