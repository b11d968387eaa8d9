"""What records say about where they are, held against the map: what to believe, and what contradicts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from geo.areas import FINE, NO_DEGREES, NULL, OUTSIDE, RD, SWAPPED, from_metric
from geo.dutch import decimal
from geo.language import say
from geo.records.problems import Problem
from geo.vocabulary import COUNTRIES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.areas import Ground
    from geo.records.cells import Severity

    Codes = NDArray[np.object_]
    Flags = NDArray[np.bool_]
    Degrees = NDArray[np.float64]

TOLERANCE_M = 2_000
# lon and lat that hold all of a country: our districts are only those near the border
COUNTRY_BOXES = {"DE": (5.8, 47.2, 15.1, 55.1), "BE": (2.5, 49.4, 6.5, 51.6)}


class Points(NamedTuple):
    """Points in degrees (STORED), and what the map says of each: the columns of geo.locate as text."""

    lon: Degrees
    lat: Degrees
    seen: dict[str, Codes]

    @property
    def possible(self) -> Flags:
        """Which points are coordinates in or around the three countries."""
        return np.isin(self.seen["problem"].astype(str), (FINE, OUTSIDE))


@dataclass(frozen=True)
class Claims:
    """What each record says of its place, what the map says of its point, and whether the two go together.

    Codes are text, "" where nothing is said. ``region`` is the one given, else that of the municipality;
    ``area`` what the point must lie in: the municipality, unless it contradicts the region, which goes first.
    ``near`` is the region or district of the country given that lies within reach of a point across the
    border; ``believed`` whether there is a point, and it lies where the record says.
    """

    municipality: Codes
    region_given: Codes
    region: Codes
    area: Codes
    country: Codes
    points: Points
    near: Codes
    believed: Flags

    @classmethod
    def of(cls, frame: pd.DataFrame, on: Ground) -> Claims:
        """Return the claims of a records frame, its coordinates in degrees (STORED)."""
        municipality, given, country = (_codes(frame[name]) for name in ("municipality", "region", "country"))
        own = on.region_of(municipality)
        region = np.where(given != "", given, own)
        area = np.where((own == region) & (own != ""), municipality, region)
        lon, lat = frame["lon"].to_numpy(float), frame["lat"].to_numpy(float)
        located = on.where.locate(lon, lat)
        points = Points(lon, lat, {str(name): _codes(located[name]) for name in located})
        near = _near_in_country(points, country, area, on)
        believed = _in_area(points, area, on) | _in_country(points, country, area, near)
        return cls(municipality, given, region, area, country, points, near, believed)


def _codes(column: pd.Series) -> Codes:
    """Return a column of codes as text, "" where it has none."""
    codes = column.astype(object)
    return codes.where(codes.notna(), "").to_numpy(object)


def _near_in_country(points: Points, country: Codes, area: Codes, on: Ground) -> Codes:
    """Return the nearest area within reach of the country given, for points that are not seen in it."""
    near = np.full(len(country), "", dtype=object)
    astray = points.possible & (area == "") & (country != "") & (points.seen["country"] != country)
    for code in COUNTRIES.codes:
        at = np.flatnonzero(astray & (country == code))
        if len(at):
            near[at] = on.nearest(on.parts_of(code), points.lon[at], points.lat[at], TOLERANCE_M)
    return near


def _in_area(points: Points, area: Codes, on: Ground) -> Flags:
    """Return which points lie in the municipality or region that is claimed, or within reach of it."""
    claimed = points.possible & (area != "")
    inside = (points.seen["municipality"] == area) | (points.seen["region"] == area)
    at = np.flatnonzero(claimed & ~inside)
    inside[at] = on.within(area[at], points.lon[at], points.lat[at], TOLERANCE_M)
    return np.asarray(claimed & inside, bool)


def _in_country(points: Points, country: Codes, area: Codes, near: Codes) -> Flags:
    """Return which points without a claimed area lie in the country given, or in any when none is given."""
    deep_abroad = np.zeros(len(country), bool)
    for code, (west, south, east, north) in COUNTRY_BOXES.items():
        boxed = (points.lon >= west) & (points.lon <= east) & (points.lat >= south) & (points.lat <= north)
        deep_abroad |= boxed & (country == code) & (points.seen["problem"] == OUTSIDE)
    in_given = (points.seen["country"] == country) | (near != "") | deep_abroad
    in_any = points.seen["problem"] == FINE
    inside = np.where(country != "", in_given, in_any)
    return np.asarray(points.possible & (area == "") & inside, bool)


class _Check(NamedTuple):
    """One contradiction: which rows have it, the header it is shown at, and how it is told for a row."""

    header: str
    rows: Flags
    tell: Callable[[int], tuple[str, str, str]]  # value, what, mend
    severity: Severity = "fout"


def misplaced(claims: Claims, index: pd.Index, on: Ground) -> list[Problem]:
    """Return the contradictions in the places of records, as errors, and a warning for water."""
    found = [
        (int(row), check)
        for check in (
            _municipality(claims, on),
            _country(claims, on),
            *_points(claims, on),
            _elsewhere(claims, on),
            _in_water(claims, on),
        )
        for row in np.flatnonzero(check.rows)
    ]
    labels = index.tolist()
    return [Problem(labels[row], check.header, *check.tell(row), check.severity) for row, check in found]


def _municipality(claims: Claims, on: Ground) -> _Check:
    """Check that the municipality lies in the region that is given."""
    own = on.region_of(claims.municipality)

    def tell(row: int) -> tuple[str, str, str]:
        name = on.names[claims.municipality[row]]
        return (
            name,
            say("ligt niet in veiligheidsregio {region}", region=on.names[claims.region_given[row]]),
            say("verbeter de gemeente, of maak de veiligheidsregio {region}", region=on.names[own[row]]),
        )

    return _Check("gemeente", (own != "") & (claims.region_given != "") & (own != claims.region_given), tell)


def _country(claims: Claims, on: Ground) -> _Check:
    """Check that no foreign country is given with a Dutch region or municipality."""

    def tell(row: int) -> tuple[str, str, str]:
        return (
            COUNTRIES.label(claims.country[row]),
            say(
                "maar veiligheidsregio of gemeente ligt in Nederland ({region})",
                region=on.names[claims.region[row]],
            ),
            say("maak 'land' leeg, of maak veiligheidsregio en gemeente leeg"),
        )

    return _Check("land", np.isin(claims.country.astype(str), ("DE", "BE")) & (claims.region != ""), tell)


def _points(claims: Claims, on: Ground) -> list[_Check]:
    """Check for coordinates that are none: each mistake by its name, the right value where that is sure."""
    meant = _meant_by_rd(claims.points, on)

    def mend_swapped(row: int) -> str:
        return say("bedoelde u {value}?", value=_pair(claims.points.lon[row], claims.points.lat[row]))

    def mend_rd(row: int) -> str:
        if row not in meant:
            return say("reken ze om naar graden (WGS84)")
        return say("in graden is dit {place}", place=_pair(*meant[row]))

    def check(problem: str, what: str, mend: Callable[[int], str]) -> _Check:
        rows = claims.points.seen["problem"] == problem
        return _Check("breedtegraad", rows, lambda row: (_typed(claims, row), what, mend(row)))

    fill_in = say("vul graden in (52,0907 en 5,1214), of laat beide leeg en vul de gemeente in")
    return [
        check(SWAPPED, say("breedtegraad en lengtegraad zijn verwisseld"), mend_swapped),
        check(RD, say("dit zijn RD-coördinaten in meters, geen graden"), mend_rd),
        check(NULL, say("de coördinaten zijn 0 en 0"), lambda _: fill_in),
        check(NO_DEGREES, say("dit zijn geen coördinaten in graden"), lambda _: fill_in),
    ]


def _meant_by_rd(points: Points, on: Ground) -> dict[int, tuple[float, float]]:
    """Return latitude and longitude of rows in RD metres, where one order of x and y lies in our areas."""
    rows = np.flatnonzero(points.seen["problem"] == RD)
    meant: dict[int, tuple[float, float]] = {}
    for x, y in ((points.lat, points.lon), (points.lon, points.lat)):  # the usual order last: it prevails
        lon, lat = from_metric(x[rows], y[rows])
        for at in np.flatnonzero(on.where.locate(lon, lat)["problem"] == FINE):
            meant[int(rows[at])] = (float(lat[at]), float(lon[at]))
    return meant


def _elsewhere(claims: Claims, on: Ground) -> _Check:
    """Check that the point lies within reach of where the record says, or in some area."""

    def tell(row: int) -> tuple[str, str, str]:
        seen = claims.points.seen
        there = seen["municipality"][row] or seen["district"][row] or seen["region"][row]
        area = claims.area[row]
        claimed = on.names[area] if area else COUNTRIES.label(claims.country[row])
        mend = (
            say("verbeter de coördinaten of het gebied")
            if claimed
            else say("verbeter de coördinaten, of vul 'land' in")
        )
        return _typed(claims, row), _told_elsewhere(on.names[there] if there else "", claimed), mend

    return _Check("breedtegraad", claims.points.possible & ~claims.believed, tell)


def _told_elsewhere(there: str, claimed: str) -> str:
    """Return where a point lies, "" for nowhere we know, and what it is too far from, "" for nothing."""
    if there and claimed:
        return say(
            "ligt in {there}, meer dan {km} km buiten {claimed}",
            there=there,
            km=TOLERANCE_M // 1000,
            claimed=claimed,
        )
    if there:
        return say("ligt in {there}", there=there)
    if claimed:
        return say(
            "ligt buiten Nederland en de grensstreek, meer dan {km} km buiten {claimed}",
            km=TOLERANCE_M // 1000,
            claimed=claimed,
        )
    return say("ligt buiten Nederland en de grensstreek")


def _in_water(claims: Claims, on: Ground) -> _Check:
    """Check for points in the water of which only that tells the municipality."""
    seen = claims.points.seen["municipality"]
    agrees = np.isin(claims.country.astype(str), ("", "NL"))
    agrees &= (claims.region == "") | (claims.region == on.region_of(seen))
    wet = claims.points.seen["water"].astype(bool) & claims.believed & (claims.municipality == "") & agrees

    def tell(row: int) -> tuple[str, str, str]:
        what = say(
            "ligt in het water; ingedeeld bij de dichtstbijzijnde gemeente, {name}", name=on.names[seen[row]]
        )
        mend = say("verbeter de coördinaten of vul de gemeente in als dat niet klopt")
        return _typed(claims, row), what, mend

    return _Check("breedtegraad", wet, tell, "waarschuwing")


def _typed(claims: Claims, row: int) -> str:
    """Return both coordinates of a row as they are shown."""
    return f"{_number(claims.points.lat[row])} / {_number(claims.points.lon[row])}"


def _pair(lat: float, lon: float) -> str:
    """Return a place as both coordinates by name."""
    return say("breedtegraad {lat} en lengtegraad {lon}", lat=_number(lat), lon=_number(lon))


def _number(value: float) -> str:
    """Return a coordinate as it is typed, with at most five decimals (a metre)."""
    return decimal(value, 5)
