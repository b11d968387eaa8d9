"""The ground under the records: which area holds a point, which lies within reach, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.areas.boundaries import Boundaries, load_boundaries
from geo.areas.crs import METRIC, STORED, to_metric, to_stored
from geo.areas.gazetteer import Gazetteer, load_gazetteer
from geo.areas.locator import Locator, load_locator
from geo.areas.names import Names
from geo.spelling import LONGEST, SEVERAL, plain
from geo.vocabulary import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from geo.spelling import Words


@dataclass(frozen=True)
class Ground:
    """Areas, and what finds points and places in them; ``ground()`` is the real one, ``of`` a toy one."""

    areas: Boundaries
    where: Locator
    places: Gazetteer = field(default_factory=Gazetteer)

    @classmethod
    def of(cls, areas: Boundaries, places: Gazetteer | None = None) -> Ground:
        """Return the ground of these areas, with these places or none."""
        return cls(areas, Locator(areas), places or Gazetteer())

    @cached_property
    def _metric(self) -> pd.Series:
        """Every region, municipality and district in metres, by code, ready for many questions."""
        layers = (self.areas.regions, self.areas.municipalities, self.areas.districts)
        parts = [to_metric(layer.geometry) for layer in layers]
        geometry = pd.concat([pd.Series(part.array, index=part.index) for part in parts]).astype(object)
        shapely.prepare(geometry.to_numpy())
        return geometry

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each area by code; a municipality with its region, a district with its country."""
        regions = self.areas.regions["name"]
        municipalities = self.areas.municipalities
        within = municipalities["region"].map(regions)
        districts = self.areas.districts
        abroad = districts["country"].map(partial(COUNTRIES.label, language="nl"))
        return {
            **regions.to_dict(),
            **(municipalities["name"] + " (" + within + ")").to_dict(),
            **(districts["name"] + " (" + abroad + ")").to_dict(),
        }

    @cached_property
    def _municipalities(self) -> Words:
        """The words for the municipalities."""
        return Names.of(self.areas).municipalities

    def municipalities_called(self, text: str) -> list[str]:
        """Return the codes of the municipalities of this name, with or without what tells two apart."""
        words = self._municipalities
        offered = words.offered.get(plain(text[:LONGEST]), "")
        codes = [words.find(name) for name in offered.split(SEVERAL)]
        return [code for code in codes if code]

    def region_of(self, municipalities: NDArray[np.object_]) -> NDArray[np.object_]:
        """Return the region code of each municipality code, "" for ""."""
        regions = self.areas.municipalities["region"].astype(object)
        return pd.Series(municipalities, dtype=object).map(regions).fillna("").to_numpy(object)

    def parts_of(self, country: str) -> list[str]:
        """Return the codes that make up a country: its regions, or its border districts."""
        if country == "NL":
            return [str(code) for code in self.areas.regions.index]
        districts = self.areas.districts
        return [str(code) for code in districts.index[districts["country"] == country]]

    def within(
        self, codes: NDArray[np.object_], lon: NDArray[np.float64], lat: NDArray[np.float64], metres: float
    ) -> NDArray[np.bool_]:
        """Return whether each point (STORED) is at most ``metres`` from the area of its code; NaN never."""
        near = np.zeros(len(codes), bool)
        if not len(codes):  # what reprojects is made anew in each thread: 20 ms, also for no points
            return near
        points = metric_points(lon, lat)
        for code in pd.unique(codes):
            at = codes == code
            near[at] = shapely.dwithin(self._metric[code], points[at], metres)
        return near

    def nearest(
        self,
        candidates: Iterable[str],
        lon: NDArray[np.float64],
        lat: NDArray[np.float64],
        metres: float,
    ) -> NDArray[np.object_]:
        """Return the code of the nearest candidate at most ``metres`` from each point (STORED), or ""."""
        codes = np.array(sorted(candidates), dtype=object)
        tree = shapely.STRtree(self._metric[codes].to_numpy())
        at, found = tree.query_nearest(metric_points(lon, lat), max_distance=metres, all_matches=False)
        nearest = np.full(len(lon), "", dtype=object)
        nearest[at] = codes[found]
        return nearest


@cache
def ground() -> Ground:
    """Return the real ground: the Netherlands and the districts at its borders."""
    return Ground(load_boundaries(), load_locator(), load_gazetteer())


def metric_points(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return points in degrees (STORED) as points in metres (METRIC)."""
    return np.asarray(to_metric(gpd.GeoSeries(gpd.points_from_xy(lon, lat), crs=STORED)).array, dtype=object)


def from_metric(
    x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return RD New metres (METRIC) as longitude and latitude (STORED)."""
    if not len(x):  # as in ``Ground.within``
        return np.empty(0), np.empty(0)
    points = to_stored(gpd.GeoSeries(gpd.points_from_xy(x, y), crs=METRIC))
    return points.x.to_numpy(), points.y.to_numpy()
