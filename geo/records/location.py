"""Where a record is: region, municipality, border district, country and point, settled from what was given.

What was given goes in the order region, municipality, point; a record without a point stands at the place it
names, else in the middle of its municipality. People type places roughly, so a point up to two
kilometres outside the area it claims is believed; farther out is a problem.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.areas import REGION_CODES, Ground, Names, ground
from geo.records import frames
from geo.records.claims import Claims, misplaced
from geo.records.frames import Reading
from geo.records.named import Named
from geo.records.problems import Report
from geo.records.shared import DERIVED
from geo.vocabulary import COUNTRIES, PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.records.claims import Codes, Degrees
    from geo.records.problems import Problem
    from geo.records.table import Table


def read_placed(text: pd.DataFrame, table: Table, *, on: Ground | None = None) -> Reading:
    """Read a text frame as records in their places: ``records.read``, then ``settle``, all problems in order.

    A row that cannot be read is settled as far as it goes.
    """
    reading = frames.read(text, table, known=Names.of(on.areas) if on else None)
    if not table.placed:
        return reading
    frame, misplacements = settle(reading.frame, table, on=on)
    return Reading(frame, Report((*reading.report, *misplacements)).ordered(text.index, table.headers))


def settle(
    frame: pd.DataFrame, table: Table, *, on: Ground | None = None
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return a records frame with its places settled, and where what was given contradicts itself.

    Region and municipality are kept as given, else derived (a region from the municipality, both from the
    point or the place it names); the country is derived; ``district`` and ``precision`` are added. A record
    without coordinates gets the point of its place, else the label point of its municipality. Coordinates
    are degrees (STORED). The input is untouched; empty input gives an empty frame. Rows with a problem are
    settled from what can be believed. Records of a table without places are settled as they are.
    """
    if not table.placed:
        return frame, []
    on = on or ground()
    claims = Claims.of(frame, on)
    named = Named.of(frame["place"], claims, on)
    problems = [*misplaced(claims, frame.index, on), *named.problems]
    region = _first(_region(claims), on.region_of(named.municipality))
    country = _first(_country(claims, region), named.country)
    municipality = _first(_municipality(claims, region, on), named.municipality)
    lat, lon, precision = _point(claims, named, municipality, region, on)
    settled = frame.assign(
        municipality=pd.Series(municipality, index=frame.index, dtype="str"),
        region=_category(region, REGION_CODES, frame.index),
        country=_category(country, COUNTRIES.codes, frame.index),
        lat=lat,
        lon=lon,
        district=pd.Series(
            _first(_district(claims, country), named.district), index=frame.index, dtype="str"
        ),
        precision=_category(precision, PRECISIONS.codes, frame.index),
    )
    names = [column.name for column in table.columns]
    return settled[[*names, *DERIVED]], problems


def _first(codes: Codes, others: Codes) -> Codes:
    """Return the codes, and where there is none the others."""
    return np.where(codes != "", codes, others)


def _region(claims: Claims) -> Codes:
    """Return the region given, else that of the municipality, else of the point, if not said to be abroad."""
    dutch = np.isin(claims.country.astype(str), ("", "NL"))
    by_point = np.where(claims.near != "", claims.near, claims.points.seen["region"])
    return np.where(claims.region != "", claims.region, np.where(claims.believed & dutch, by_point, ""))


def _country(claims: Claims, region: Codes) -> Codes:
    """Return the Netherlands where there is a region, else the country given, else where the point is."""
    by_point = np.where(claims.believed, claims.points.seen["country"], "")
    return np.where(region != "", "NL", np.where(claims.country != "", claims.country, by_point))


def _municipality(claims: Claims, region: Codes, on: Ground) -> Codes:
    """Return the municipality given, else where the point is, if that is in the region."""
    seen = claims.points.seen["municipality"]
    fits = claims.believed & (on.region_of(seen) == region)
    return np.where(claims.municipality != "", claims.municipality, np.where(fits, seen, ""))


def _district(claims: Claims, country: Codes) -> Codes:
    """Return the border district of the point, in the country that was settled."""
    by_point = np.where(claims.points.seen["country"] == country, claims.points.seen["district"], claims.near)
    return np.where(claims.believed & np.isin(country.astype(str), ("DE", "BE")), by_point, "")


def _point(
    claims: Claims, named: Named, municipality: Codes, region: Codes, on: Ground
) -> tuple[Degrees, Degrees, Codes]:
    """Return the point given, else of the place named, else the label point; and how precise that is."""
    given = ~np.isnan(claims.points.lat) & ~np.isnan(claims.points.lon)
    placed = ~given & ~np.isnan(named.lat)
    labelled = ~given & ~placed & (municipality != "")
    label = on.areas.municipalities.reindex(municipality[labelled])
    lat, lon = claims.points.lat.copy(), claims.points.lon.copy()
    lat[placed], lon[placed] = named.lat[placed], named.lon[placed]
    lat[labelled], lon[labelled] = label["label_lat"], label["label_lon"]
    found = [given, placed, labelled, region != ""]
    return lat, lon, np.select(found, ["punt", "plaats", "gemeente", "regio"], "geen").astype(object)


def _category(codes: Codes, categories: Sequence[str], index: pd.Index) -> pd.Series:
    """Return codes as a categorical column, "" as missing."""
    column = pd.Series(codes, index=index, dtype=object)
    return column.where(column != "").astype(pd.CategoricalDtype(list(categories)))
