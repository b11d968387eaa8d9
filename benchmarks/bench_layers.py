"""Points on a map, from frame to what the browser gets: our columns beside folium and GeoDataFrame.explore.

Every candidate draws the same points as circles and tells the same eight fields of each. Counted are
the time to build and render, and the bytes of the rendered page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import pandas as pd

from benchmarks.table import Row, median_seconds, seconds, size
from geo.layers import Shown, activation_layer, base_map, feature_group
from geo.records import ACTIVATIONS
from geo.vocabulary import RESULTS, SECTORS, THEMES, TYPES

FIELDS = ["reference", "place", "activated_on", "type", "themes", "sector", "integral", "result"]
MARKERS = 1_000  # a marker for each point takes so long that a tenth is measured, and told times ten


@cache
def activations(count: int) -> pd.DataFrame:
    """Return ``count`` activations strewn over the Netherlands, in the columns the layer reads."""
    random = np.random.default_rng(20200901)

    def pick(codes: tuple[str, ...]) -> pd.Categorical:
        return pd.Categorical.from_codes(random.integers(0, len(codes), count), categories=list(codes))

    days = np.datetime64("2020-09-01", "s") + random.integers(0, 91, count) * np.timedelta64(86_400, "s")
    columns = {
        "reference": pd.Series([f"AB-2020-{number:06d}" for number in range(count)], dtype="str"),
        "activated_on": days,
        "type": pick(TYPES.codes),
        "themes": random.integers(1, 1 << len(THEMES.codes), count).astype(np.uint8),
        "sector": pick(SECTORS.codes),
        "integral": random.random(count) < 0.33,
        "result": pick(RESULTS.codes),
        "place": pd.Series(random.choice(["Venlo", "Tilburg", "Westland", "Goch"], count), dtype="str"),
        "municipality": pd.Series([""] * count, dtype="str"),
        "lat": random.uniform(51.3, 53.2, count),
        "lon": random.uniform(4.3, 6.8, count),
        "precision": pd.Categorical(["punt"] * count, categories=["punt", "gemeente", "regio", "geen"]),
    }
    known = {column.name for column in ACTIVATIONS.columns} | {"precision"}
    assert set(columns) <= known, "the layer's columns are those of the table"
    return pd.DataFrame(columns)


@cache
def as_points(count: int) -> gpd.GeoDataFrame:
    """Return the same activations as the alternatives want them: point geometry and text."""
    frame = activations(count)
    text = frame[FIELDS].astype("str")
    text["themes"] = [", ".join(THEMES.members(mask)) for mask in frame["themes"]]
    return gpd.GeoDataFrame(text, geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs="EPSG:4326")


def ours(count: int) -> str:
    """Render our own layer on our own base map."""
    base = base_map()
    base.add_child(feature_group(Shown(points=(activation_layer(activations(count)),))))
    return _rendered(base)


def explore(count: int) -> str:
    """Render what ``GeoDataFrame.explore()`` makes of the points."""
    return _rendered(as_points(count).explore(tooltip=FIELDS, tiles=None))


def geojson(count: int) -> str:
    """Render one ``folium.GeoJson`` of circle markers with a tooltip."""
    base = folium.Map(tiles=None, prefer_canvas=True)
    marker = folium.CircleMarker(radius=5)
    folium.GeoJson(as_points(count), marker=marker, tooltip=folium.GeoJsonTooltip(FIELDS)).add_to(base)
    return _rendered(base)


def markers(count: int) -> str:
    """Render one ``folium.Marker`` with a tooltip for each point, as most examples do."""
    base = folium.Map(tiles=None)
    points = as_points(count)
    for geometry, *values in zip(points.geometry, *(points[name] for name in FIELDS), strict=True):
        folium.Marker((geometry.y, geometry.x), tooltip=" · ".join(values)).add_to(base)
    return _rendered(base)


def rows() -> list[Row]:
    """Measure ours beside the others at 10,000 points, and beside the one that can bear it at 100,000."""
    return [
        *_beside(Peer("explore", explore), 10_000),
        *_beside(Peer("GeoJson", geojson), 10_000),
        *_beside(Peer(f"Marker, {MARKERS:,} × 10", markers, measured=MARKERS), 10_000),
        *_beside(Peer("explore", explore, runs=1), 100_000),
    ]


@dataclass(frozen=True)
class Peer:
    """An alternative: its name, how it renders so many points, and how many of them and how often."""

    name: str
    render: Callable[[int], str]
    measured: int = 0
    runs: int = 3


def _beside(peer: Peer, count: int) -> list[Row]:
    """Return the row on time and the row on bytes for ``count`` points."""
    part = peer.measured or count
    as_points(part), activations(count)  # the data is there before the clock starts
    my_bytes = len(ours(count).encode())
    their_bytes = len(peer.render(part).encode()) * count / part
    mine = median_seconds(lambda: ours(count), runs=3, warm_ups=0)
    theirs = median_seconds(lambda: peer.render(part), runs=peer.runs, warm_ups=0) * count / part
    return [
        _row(f"map layer, {count:,} points: time", "10 × faster", (mine, theirs), peer.name, seconds),
        _row(f"map layer, {count:,} points: bytes", "10 × smaller", (my_bytes, their_bytes), peer.name, size),
    ]


def _row(what: str, target: str, pair: tuple[float, float], name: str, show: Callable[[float], str]) -> Row:
    ratio = pair[1] / pair[0]
    return Row(what, target, show(pair[0]), f"{show(pair[1])} ({name})", f"{ratio:.1f} ×", ratio >= 10)


def _rendered(made: Any) -> str:  # noqa: ANN401 -- folium is not typed
    return str(made.get_root().render())
