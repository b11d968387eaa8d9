"""GeoJSON and GeoPackage: a shape for each row, and what the file says about itself."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyogrio
import shapely

from geo.areas import STORED
from geo.files.write.table import UNSEEN, About

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.files.write.table import Content, Field, FieldKind

GEOMETRY = "geometry"
NOTHING = About()


# GeoJSON


def to_geojson(content: Content, about: About = NOTHING) -> bytes:
    """Return a FeatureCollection; ``about`` is in members of its own, and a row without a place has null."""
    members = json.dumps({"type": "FeatureCollection", **about.members}, ensure_ascii=False)
    shapes = [shape or "null" for shape in shapely.to_geojson(content.geometry).tolist()]
    columns = [_members(field).tolist() for field in content.properties]
    features = (
        f'{{"type": "Feature", "properties": {{{", ".join(values)}}}, "geometry": {shape}}}'
        for shape, *values in zip(shapes, *columns, strict=True)
    )
    body = ",\n".join(features)
    return f'{members[:-1]}, "features": [\n{body}\n]}}\n'.encode()


def _members(field: Field) -> Any:  # noqa: ANN401 an array of text
    """Return ``"header": value`` for each row; what is not there is null."""
    header = json.dumps(field.header, ensure_ascii=False)
    value = _JSON.get(field.kind, _json_text)
    return field.written(lambda one: f"{header}: {value(one)}", f"{header}: null")


def _json_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if text else "null"


_JSON: dict[FieldKind, Callable[[Any], str]] = {
    "day": lambda day: f'"{day:%Y-%m-%d}"',
    "whole": json.dumps,
    "number": json.dumps,
}


# GeoPackage


def to_geopackage(content: Content, about: About = NOTHING, *, index: bool = True) -> bytes:
    """Return a GeoPackage with one layer; its description and its metadata table say what it is.

    Without a spatial ``index`` its rows can be copied by any SQLite.
    """
    columns = {field.header.replace("\0", UNSEEN): _column(field) for field in content.properties}
    shapes = pa.array(shapely.to_wkb(content.geometry), pa.binary())
    metadata = {name: _metadata_text(value) for name, value in about.members.items()}
    out = io.BytesIO()
    pyogrio.write_arrow(
        pa.table({**columns, GEOMETRY: shapes}),
        out,
        layer=content.name,
        driver="GPKG",
        geometry_name=GEOMETRY,
        geometry_type=content.shape,
        crs=STORED,
        layer_metadata=metadata,
        layer_options={
            "IDENTIFIER": about.title,
            "SPATIAL_INDEX": "YES" if index else "NO",
            "DESCRIPTION": "; ".join(f"{name}: {value}" for name, value in about.lines),
        },
    )
    return out.getvalue()


def _metadata_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _column(field: Field) -> pa.Array:
    values = pa.array(field.values, _ARROW[field.kind], from_pandas=True)
    if field.kind == "text":
        values = pc.replace_substring(values, "\0", UNSEEN)
    if field.kind in ("text", "word", "prose"):
        return pc.if_else(pc.equal(values, ""), None, values)
    return values


_ARROW: dict[FieldKind, pa.DataType] = {
    "text": pa.string(),
    "word": pa.string(),
    "prose": pa.string(),
    "day": pa.date32(),
    "whole": pa.int64(),
    "number": pa.float64(),
}
