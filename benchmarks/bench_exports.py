"""Exports: 100,000 activations to each format, beside the ways of pandas, openpyxl and GeoPandas."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import geopandas as gpd

from benchmarks.table import Row, median_seconds, seconds, size
from geo.areas import STORED
from geo.exports import FORMATS, export
from geo.picture import Selection
from geo.records import ACTIVATIONS
from geo.store import Snapshot
from tests.toy_records import many_activations, toy_housing

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

RECORDS = 100_000
MOST_SECONDS = 10
XLSX_PART = 10


def rows() -> list[Row]:
    """Return the time that each format takes; the peers write the same records alone."""
    frame = many_activations(RECORDS)
    snapshot = Snapshot(activations=frame, housing=toy_housing(), version=1, as_of=datetime.now(UTC))
    return [_row(snapshot, file_format, *peer(frame)) for file_format, peer in PEERS.items()]


def _row(snapshot: Snapshot, file_format: str, write: Callable[[], object], name: str) -> Row:
    def ours() -> bytes:
        return export(snapshot, Selection(), "activations", file_format).content

    label, bytes_made = FORMATS[file_format].label, size(len(ours()))
    spent = median_seconds(ours, runs=3, warm_ups=0)
    peer = median_seconds(write, runs=1, warm_ups=0) * (XLSX_PART if file_format == "xlsx" else 1)
    return Row(
        f"{RECORDS:,} activations to {label} ({bytes_made})",
        f"under {MOST_SECONDS} s",
        seconds(spent),
        f"{seconds(peer)} ({name})",
        f"{peer / spent:.1f} ×",
        spent < MOST_SECONDS,
    )


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the columns people fill in, words as text, as the other libraries take them."""
    return frame[[column.name for column in ACTIVATIONS.columns]].astype(
        dict.fromkeys(("type", "source", "sector", "result", "region", "country"), "str")
    )


def _with_points(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        _plain(frame), geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs=STORED
    )


def _csv(frame: pd.DataFrame) -> tuple[Callable[[], object], str]:
    plain = _plain(frame)
    return lambda: plain.to_csv(sep=";", index=False, date_format="%d-%m-%Y"), "pandas"


def _xlsx(frame: pd.DataFrame) -> tuple[Callable[[], object], str]:
    tenth = _plain(frame.iloc[::XLSX_PART])  # all of it would take a minute; the time grows with the rows
    return lambda: tenth.to_excel(io.BytesIO(), index=False, engine="openpyxl"), "pandas, openpyxl"


def _geojson(frame: pd.DataFrame) -> tuple[Callable[[], object], str]:
    points = _with_points(frame)
    return lambda: points.to_file(io.BytesIO(), driver="GeoJSON"), "geopandas"


def _geopackage(frame: pd.DataFrame) -> tuple[Callable[[], object], str]:
    points = _with_points(frame)
    return lambda: points.to_file(io.BytesIO(), driver="GPKG"), "geopandas"


PEERS = {"csv": _csv, "xlsx": _xlsx, "geojson": _geojson, "gpkg": _geopackage}
