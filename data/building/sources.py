"""What is in data/sources/, in degrees (EPSG:4326) on one grid."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo import areas

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Geometries = NDArray[np.object_]

SOURCES = Path(__file__).resolve().parents[1] / "sources"

DECIMALS = 5
GRID = 10.0**-DECIMALS
"""Degrees; 0.7 by 1.1 m."""
REACH_M = 60_000
"""Districts of which any land is this near to the Netherlands are in the file."""


def on_grid(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round to GRID; the result is the nearest float of a number with DECIMALS decimals."""
    return np.round(degrees, DECIMALS)


def municipalities() -> gpd.GeoDataFrame:
    """Return the 355 municipalities of 1 January 2020, land only, by code: name, region."""
    names = pd.read_csv(SOURCES / "gemeenten_2020.csv").set_index("gemeente_code").sort_index()
    names.columns = ["name", "region"]
    shapes = _read("nl_gemeenten.gpkg").set_index("code")
    if set(shapes.index) != set(names.index):
        raise ValueError(f"Codes differ: {sorted(set(shapes.index) ^ set(names.index))}")
    return gpd.GeoDataFrame(names, geometry=shapes.geometry.reindex(names.index)).rename_axis("code")


def regions() -> pd.DataFrame:
    """Return the 25 safety regions by code: name, inhabitants."""
    names = pd.read_csv(SOURCES / "veiligheidsregios_2020.csv").set_index("vr_code").sort_index()
    named = {"name": names["vr_naam"], "inhabitants": names["inwoners"]}
    return pd.DataFrame(named).rename_axis("code")


def districts() -> gpd.GeoDataFrame:
    """Return the Belgian provinces and German Kreise within REACH_M of Dutch land, by code: name."""
    kreise = _read("de_kreise.gpkg").rename(columns={"GEN": "name", "BEZ": "kind"})
    kreise["code"] = "DE" + kreise["AGS"]
    twice = kreise["name"].duplicated(keep=False)  # Osnabrück, the town and the Landkreis around it
    kind = kreise["kind"].replace("Kreisfreie Stadt", "Stadt")
    kreise.loc[twice, "name"] = kreise["name"] + " (" + kind + ")"
    frame = pd.concat([_read("be_provincies.gpkg"), kreise])[["code", "name", "geometry"]]
    frame = frame.set_index("code").sort_index()
    dutch = shapely.union_all(areas.to_metric(municipalities()).geometry.values)
    return frame[areas.to_metric(frame).distance(dutch) <= REACH_M]


def gemeinden() -> gpd.GeoDataFrame:
    """Return the German municipalities within 30 km of the Netherlands, by code: name."""
    frame = _read("de_gemeinden.gpkg").rename(columns={"GEN": "name"})
    return frame.assign(code="DE" + frame["AGS"]).set_index("code").sort_index()[["name", "geometry"]]


def belgian_names() -> pd.DataFrame:
    """Return the Belgian municipalities within 30 km, by code: name, district, lon, lat; no areas."""
    return pd.read_csv(SOURCES / "be_gemeenten.csv").set_index("code").sort_index()


def _read(name: str) -> gpd.GeoDataFrame:
    """Read one layer of areas, in degrees on GRID, valid."""
    frame = areas.to_stored(gpd.read_file(SOURCES / name))
    rounded = shapely.make_valid(shapely.transform(frame.geometry.values, on_grid))
    return frame.set_geometry(
        gpd.GeoSeries([_areal(each) for each in rounded], index=frame.index, crs=areas.STORED)
    )


def _areal(geometry: shapely.Geometry) -> shapely.Geometry:
    """Drop the lines and points that a repair may leave behind."""
    parts = shapely.get_parts(geometry)
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
