"""Which area holds a point: exact, and a million points in a fraction of a second."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.areas.boundaries import REGION_CODES, Boundaries, load_boundaries
from geo.areas.grid import NONE, Grid
from geo.vocabulary import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

FINE = ""
ABSENT = "geen coördinaten"
SWAPPED = "verwisseld"
RD = "rd"
NULL = "nul"
OUTSIDE = "buiten gebied"
NO_DEGREES = "buiten bereik"
PROBLEMS = (FINE, ABSENT, SWAPPED, RD, NULL, OUTSIDE, NO_DEGREES)
"""Why a point has no area: no number given; longitude and latitude swapped; metres of RD New, not degrees;
0, 0; a place on earth outside our areas (at sea, farther abroad); no place on earth at all."""

RD_X = (-60_000, 400_000)
RD_Y = (200_000, 750_000)
"""Metres of RD New in the Netherlands and its border districts, with room to spare."""


@dataclass(frozen=True)
class Place:
    """Where one point is: codes or None; the name is that of the region, abroad that of the district.

    ``foreign_municipality`` is the name of the German municipality where that is known; ``water`` tells that
    the point is in the water, and its municipality the nearest one.
    """

    country: str | None
    region: str | None
    municipality: str | None
    district: str | None
    name: str | None
    problem: str
    foreign_municipality: str | None = None
    water: bool = False


class Locator:
    """Finds the areas of points in any Boundaries; a region is taken to be all its municipalities together.

    A point in several areas, as on a shared border, is in the Netherlands before abroad, then in the region
    with the lowest code, then in its municipality with the lowest code; abroad in the lowest district code.
    A point in water within 1 km of a Dutch shore is in the municipality that is nearest.
    """

    def __init__(self, areas: Boundaries) -> None:
        known = _in_order(areas)
        self._grid = Grid(known["geometry"].to_numpy(object))
        towns = areas.abroad.loc[areas.abroad["name"] != "", "name"]
        self._names = pd.concat([areas.regions["name"], areas.districts["name"], towns])
        regions = sorted({*REGION_CODES, *areas.regions.index})
        categories = {
            "country": COUNTRIES.codes,
            "region": regions,
            "municipality": areas.municipalities.index,
            "district": areas.districts.index,
            "foreign_municipality": towns.index,
        }
        self._columns = {name: _Column(known[name], codes) for name, codes in categories.items()}
        self._first_water = int((~known["water"]).sum())
        self._problem = pd.CategoricalDtype(list(PROBLEMS))

    def locate(self, lon: ArrayLike, lat: ArrayLike) -> pd.DataFrame:
        """Return the areas of each point: country, region, municipality, district, foreign_municipality.

        All are categories, as is problem; water says whether the point is in the water.

        Parameters
        ----------
        lon, lat
            Degrees (EPSG:4326), of one length: arrays, lists or Series; missing values as NaN or None.

        Returns
        -------
        DataFrame
            The index of ``lon`` when that is a Series, else 0, 1, …; no rows for no points. A point in an
            area has an empty ``problem``; any other has no codes and one of PROBLEMS, and is never mended.

        Raises
        ------
        ValueError
            When the lengths differ, or a value is no number.
        """
        x, y = _degrees(lon, "lon"), _degrees(lat, "lat")
        if len(x) != len(y):
            raise ValueError(f"lon has {len(x)} values and lat {len(y)}; give one of each for every point.")
        found, problem = self._positions(x, y)
        columns: dict[str, object] = {name: column.of(found) for name, column in self._columns.items()}
        columns["water"] = found >= self._first_water
        columns["problem"] = pd.Categorical.from_codes(problem, dtype=self._problem, validate=False)
        index = lon.index if isinstance(lon, pd.Series) else pd.RangeIndex(len(x))
        return pd.DataFrame(columns, index=index, copy=False)

    def place(self, lon: float, lat: float) -> Place:
        """Return where one point is, with the name of the region or the district."""
        row = self.locate([lon], [lat]).astype(object).iloc[0]
        codes = {name: None if pd.isna(row[name]) else str(row[name]) for name in self._columns}
        abroad = codes.pop("foreign_municipality")
        area = codes["region"] or codes["district"]
        return Place(
            **codes,
            name=str(self._names[area]) if area else None,
            problem=str(row["problem"]),
            foreign_municipality=str(self._names[abroad]) if abroad else None,
            water=bool(row["water"]),
        )

    def _positions(self, x: Floats, y: Floats) -> tuple[NDArray[np.int32], NDArray[np.int8]]:
        """Return the position of the area of each point in the grid, or NONE, and the code of its problem."""
        near = self._in_box(x, y)
        if near.all():
            found = self._grid.find(x, y)
            return found, np.where(found == NONE, np.int8(PROBLEMS.index(OUTSIDE)), np.int8(0))
        found = np.full(len(x), NONE, dtype=np.int32)
        found[near] = self._grid.find(x[near], y[near])
        problem = np.where(found == NONE, np.int8(PROBLEMS.index(OUTSIDE)), np.int8(0))
        problem[~near] = self._problems(x[~near], y[~near])
        return found, problem

    def _in_box(self, x: Floats, y: Floats) -> Flags:
        x_min, y_min, x_max, y_max = self._grid.bounds
        return (x >= x_min) & (x <= x_max) & (y >= y_min) & (y <= y_max)

    def _problems(self, x: Floats, y: Floats) -> NDArray[np.int8]:
        """Return the code of the problem of points outside the box of our areas; the first that holds."""
        rules = (
            (ABSENT, np.isnan(x) | np.isnan(y)),
            (NULL, (x == 0) & (y == 0)),
            (SWAPPED, self._in_box(y, x)),
            (RD, _is_rd(x, y) | _is_rd(y, x)),
            (OUTSIDE, (np.abs(x) <= 180) & (np.abs(y) <= 90)),
        )
        codes = [np.int8(PROBLEMS.index(name)) for name, _ in rules]
        chosen = np.select([holds for _, holds in rules], codes, np.int8(PROBLEMS.index(NO_DEGREES)))
        return chosen.astype(np.int8)


def _in_order(areas: Boundaries) -> pd.DataFrame:
    """Return the areas that may hold a point, in the order in which they win: land before water."""
    dutch = areas.municipalities[["region", "geometry"]].rename_axis("municipality").reset_index()
    abroad = areas.abroad[["name", "district", "geometry"]].rename_axis("foreign_municipality").reset_index()
    abroad["foreign_municipality"] = abroad["foreign_municipality"].where(abroad["name"] != "")
    abroad["country"] = abroad["district"].map(areas.districts["country"])
    waters = areas.waters[["geometry"]].rename_axis("municipality").reset_index()
    waters["region"] = waters["municipality"].map(areas.municipalities["region"])
    dutch = dutch.sort_values(["region", "municipality"])
    waters = waters.sort_values(["region", "municipality"])
    parts = (
        dutch.assign(country="NL"),
        abroad.sort_values("district", kind="stable"),
        waters.assign(country="NL"),
    )
    # frames of objects: geopandas would join the geometry columns by their CRS, and empty ones have none
    known = pd.concat([pd.DataFrame(part).astype(object) for part in parts], ignore_index=True)
    known["water"] = np.arange(len(known)) >= len(dutch) + len(abroad)
    return known.astype(object).where(known.notna(), None).astype({"water": bool})


class _Column:
    """One column of the answer: the category of each area, looked up by its position."""

    def __init__(self, codes: Iterable[str | None], categories: Iterable[str]) -> None:
        self._dtype = pd.CategoricalDtype(pd.Index(list(categories), dtype="str"))
        self._codes = pd.Categorical([*codes, None], dtype=self._dtype).codes

    def of(self, positions: NDArray[np.int32]) -> pd.Categorical:
        """Return the values for positions in the grid; NaN for NONE."""
        return pd.Categorical.from_codes(self._codes[positions], dtype=self._dtype, validate=False)


def _degrees(values: ArrayLike, name: str) -> Floats:
    """Return the values as a row of floats; ValueError when they are no row of numbers."""
    if isinstance(values, pd.Series):
        values = values.to_numpy(dtype=object) if values.dtype.kind not in "fiu" else values.to_numpy()
    given = np.asarray(values)
    if given.dtype.kind == "O":
        given = np.array([np.nan if pd.isna(value) else value for value in given])
    if given.ndim != 1 or (given.dtype.kind not in "fiu" and len(given)):
        raise ValueError(f"{name} must be a row of numbers, not {given.dtype} of shape {given.shape}.")
    return given.astype(np.float64, copy=False)


def _is_rd(x: Floats, y: Floats) -> Flags:
    return (x >= RD_X[0]) & (x <= RD_X[1]) & (y >= RD_Y[0]) & (y <= RD_Y[1])


@cache
def load_locator() -> Locator:
    """Return the locator of the real boundaries, made at first use (about 0.2 s)."""
    return Locator(load_boundaries())


def locate(lon: ArrayLike, lat: ArrayLike) -> pd.DataFrame:
    """Return the areas of points in the real boundaries; see ``Locator.locate``."""
    return load_locator().locate(lon, lat)


def place(lon: float, lat: float) -> Place:
    """Return where one point is in the real boundaries; see ``Locator.place``."""
    return load_locator().place(lon, lat)
