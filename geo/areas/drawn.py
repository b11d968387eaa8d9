"""The boundaries as the browser fetches them: gzipped GeoJSON, the whole map at once, detail area by area."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from geo.areas.boundaries import LABEL, Boundaries, load_boundaries
from geo.areas.gazetteer import Gazetteer, load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    import geopandas as gpd
    from numpy.typing import NDArray

    Features = list[str]

DRAWN_DECIMALS, DECIMALS = 4, 5
"""Of the degrees: 11 m on the whole map, 1 m from near by."""

DETAIL = "municipalities"
"""Name of the detail of one area, with its code behind it: ``municipalities-VR23``."""


@dataclass(frozen=True)
class BrowserLayers:
    """The layers as the browser fetches them: gzipped JSON by name, and a digest of all of them."""

    digest: str
    files: dict[str, bytes]


@cache
def browser_layers() -> BrowserLayers:
    """Return the boundaries of this process for the browser, made at first use."""
    return for_browser(load_boundaries())


def for_browser(areas: Boundaries) -> BrowserLayers:
    """Return the layers as gzipped GeoJSON FeatureCollections; the same boundaries give the same bytes.

    A feature has its code as ``id``; properties are the layer's columns, the label as ``label: [lon, lat]``.
    ``regions``, ``districts`` and ``borders`` are the whole map as drawn. ``municipalities-VR23`` and so on,
    one for each region and district, and ``borders-detail`` are the same lines in full detail: first the area
    itself, then its municipalities.
    """
    files = {name: _packed(features) for name, features in (*_whole_map(areas), *_details(areas))}
    digest = hashlib.sha256(b"".join(name.encode() + body for name, body in sorted(files.items())))
    return BrowserLayers(digest.hexdigest()[:16], files)


@cache
def browser_places() -> bytes:
    """Return the names of this process for the browser, made at first use; see ``named``."""
    return named(load_boundaries(), load_gazetteer())


def named(areas: Boundaries, places: Gazetteer) -> bytes:
    """Return the areas and places as JSON, to name and to find: ``{"areas": […], "places": […]}``.

    An area is [name, what it lies in, lon, lat, kind], words in no language: a municipality lies in a region
    (its name), a district has its code there. A place, the largest first, is [name, lon, lat, number of its
    area, inhabitants, 1 for a part of a town, other spellings…]. Degrees are EPSG:4326.
    """
    regions = areas.regions["name"]
    layers = (
        (areas.municipalities, areas.municipalities["region"].map(regions), "municipality"),
        (areas.regions, pd.Series("", regions.index), "region"),
        (areas.districts, pd.Series(areas.districts.index, areas.districts.index), "district"),
    )
    known = [
        [
            str(code),
            row["name"],
            around[str(code)],
            *row[list(LABEL)].astype(float).round(DRAWN_DECIMALS),
            kind,
        ]
        for layer, around, kind in layers
        for code, row in pd.DataFrame(layer).iterrows()
    ]
    number = {code: at for at, (code, *_) in enumerate(known)}
    spots = sorted(places.spots, key=lambda spot: (-spot.population, spot.name, spot.area))
    listed = [
        [
            spot.name,
            round(spot.lon, DRAWN_DECIMALS),
            round(spot.lat, DRAWN_DECIMALS),
            number[spot.area],
            spot.population,
            int(spot.is_quarter),
            *spot.other,
        ]
        for spot in spots
    ]
    return _text({"areas": [each[1:] for each in known], "places": listed}).encode()


def _whole_map(areas: Boundaries) -> Iterator[tuple[str, Features]]:
    for name in ("regions", "districts", "borders"):
        known = getattr(areas, name)
        drawn = known.set_geometry(getattr(areas, f"drawn_{name}").geometry.reindex(known.index))
        yield name, _features(drawn, DRAWN_DECIMALS)


def _details(areas: Boundaries) -> Iterator[tuple[str, Features]]:
    """Yield the file of each region and district, then that of the border lines."""
    for outer, inner, parent in (
        (areas.regions, areas.municipalities, "region"),
        (areas.districts, _abroad(areas), "district"),
    ):
        within: dict[str, Features] = {str(code): [] for code in outer.index}
        for code, outline in zip(outer.index, _features(outer[["geometry"]], DECIMALS), strict=True):
            within[code].append(outline)
        for code, part in zip(inner[parent], _features(inner.drop(columns=parent), DECIMALS), strict=True):
            within[code].append(part)
        yield from ((f"{DETAIL}-{code}", features) for code, features in within.items())
    yield "borders-detail", _features(areas.borders, DECIMALS)


def _abroad(areas: Boundaries) -> gpd.GeoDataFrame:
    """Return the municipalities known abroad: their areas, or where those are unknown their labels."""
    shapes = areas.abroad.geometry.reindex(areas.abroad_names.index)
    return areas.abroad_names.set_geometry(shapes.where(shapes.notna(), areas.abroad_names.geometry))


def _packed(features: Features) -> bytes:
    text = f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'
    return gzip.compress(text.encode(), compresslevel=7, mtime=0)


def _features(frame: gpd.GeoDataFrame, decimals: int) -> Features:
    """Return each row as the text of a GeoJSON feature, its degrees rounded."""
    plain = [name for name in frame.columns if name not in (*LABEL, "geometry")]
    properties: list[dict[Hashable, Any]] = pd.DataFrame(frame[plain]).to_dict("records")
    if LABEL[0] in frame.columns:
        labels = frame[list(LABEL)].to_numpy().round(decimals).tolist()
        for each, label in zip(properties, labels, strict=True):
            each["label"] = label
    shapes = shapely.to_geojson(shapely.transform(_single(frame), partial(np.round, decimals=decimals)))
    return [
        f'{{"type":"Feature","id":{_text(code)},"properties":{_text(each)},"geometry":{shape}}}'
        for code, each, shape in zip(frame.index, properties, shapes, strict=True)
    ]


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _single(frame: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Return the geometry, one of several parts that has one part as that part."""
    shapes = np.array(frame.geometry.values, dtype=object)
    return np.where(shapely.get_num_geometries(shapes) == 1, shapely.get_geometry(shapes, 0), shapes)
