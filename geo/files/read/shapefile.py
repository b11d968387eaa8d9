"""A Shapefile in a zip file, as GIS offices send it: its columns to text, its geometry to points.

GDAL gets one layer, unpacked within limits and packed again without compression, once the sizes that its
parts tell of themselves are true: a header that promises four thousand million rows costs nothing to write.
See https://www.esri.com/content/dam/esrisites/sitecore-archive/Files/Pdfs/library/whitepapers/pdfs/shapefile.pdf.
"""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
from pyogrio.errors import CRSError, DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError
from pyogrio.raw import read as read_layer

from geo.errors import RecordsError
from geo.files.read.archive import Archive
from geo.files.read.parts import LAYER, Part, chosen, part_of, unread
from geo.files.read.points import crs_defined, crs_named, points_of, unreadable
from geo.files.read.sheet import (
    Progress,
    Sheet,
    distinct,
    frame_of,
    require_cells,
    require_columns,
    require_rows,
    require_total,
)
from geo.files.read.values import typed_as_text
from geo.files.read.wkb import geometry_of
from geo.language import mark, say
from geo.plain_text import show

if TYPE_CHECKING:
    from pyproj import CRS

    from geo.records import Table

MOST_LAYERS = 50
SUFFIXES = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_NEEDED = {
    ".shp": mark("de geometrie"),
    ".shx": mark("de index"),
    ".dbf": mark("de kolommen"),
    ".prj": mark("het coördinatenstelsel"),
}
_SHAPES = struct.Struct(">i20xi")  # file code, and the length in words of 16 bits
_CODE = 9994
_COLUMNS = struct.Struct("<4xIHH")  # of a dbf: rows, bytes of the header, bytes of a row
_COLUMN = 32  # bytes of what describes one
_BROKEN = (CRSError, DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError)


class _Layer(NamedTuple):
    """One layer: its name, what its parts are called in the zip file, its headers, and how many rows."""

    name: str
    members: dict[str, str]
    titles: list[str]
    rows: int


def read(content: bytes, table: Table | None, progress: Progress, part: str = "") -> Sheet:
    """Read the layer of a zipped Shapefile called ``part``, or the one that fits; RecordsError for none."""
    archive = Archive(content)
    layers = [_layer(archive, name, members) for name, members in _found(archive).items()]
    parts = [_part(layer, table) for layer in layers]
    at = chosen(parts, part, LAYER)
    layer = layers[at]
    progress(0.3, say("Rijen lezen"))
    try:
        about, _, shapes, fields = read_layer(_packed(archive, layer))
    except (*_BROKEN, LookupError, UnicodeError):
        raise _damaged(layer.name) from None
    cells = _cells(about, fields)
    crs = _crs(archive.text(layer.members[".prj"]))
    geometry, faults = geometry_of(shapes)
    points, problems = points_of(geometry, crs, cells.index)
    fact = say(
        "Shapefile, laag '{layer}', coördinatenstelsel {system}", layer=show(layer.name), system=crs.name
    )
    told = (*unread(parts, at, LAYER), *unreadable(cells.index, faults), *problems)
    return Sheet(cells, points, (fact,), told, part=layer.name, parts=tuple(each.name for each in layers))


def _found(archive: Archive) -> dict[str, dict[str, str]]:
    """Return the layers by name, with the parts of each by suffix; what macOS adds is left out."""
    found: dict[str, dict[str, str]] = {}
    for name in archive.parts:
        path = PurePosixPath(name)
        if path.suffix.lower() in SUFFIXES and not name.startswith("__MACOSX"):
            found.setdefault(str(path.with_suffix("")), {})[path.suffix.lower()] = name
    layers = {name: members for name, members in found.items() if ".shp" in members}
    if len(layers) > MOST_LAYERS:
        raise RecordsError(
            say("het zip-bestand heeft meer dan {most} lagen; bied de bedoelde laag aan.", most=MOST_LAYERS)
        )
    return layers


def _layer(archive: Archive, name: str, members: dict[str, str]) -> _Layer:
    """Return one layer; RecordsError when a part is missing, or is not as large as it says."""
    for suffix, what in _NEEDED.items():
        if suffix not in members:
            raise RecordsError(
                say(
                    "van de Shapefile '{name}' ontbreekt {suffix} ({what}); zet alle delen samen in het"
                    " zip-bestand.",
                    name=show(name),
                    suffix=suffix,
                    what=say(what),
                )
            )
    shapes, columns = archive.text(members[".shp"]), archive.text(members[".dbf"])
    if len(shapes) < 100 or len(columns) < _COLUMN:
        raise _damaged(name)
    code, words = _SHAPES.unpack_from(shapes)
    rows, header, size = _COLUMNS.unpack_from(columns)
    if (
        code != _CODE
        or not 50 <= words <= len(shapes) // 2
        or not header
        or header + rows * size > len(columns)
    ):
        raise _damaged(name)
    require_rows(rows)
    described = columns[_COLUMN:header]
    places = range(0, len(described) - len(described) % _COLUMN, _COLUMN)
    titles = [described[at : at + 11].partition(b"\0")[0].decode("latin-1") for at in places]
    require_columns(len(titles))
    require_cells(rows, len(titles))
    return _Layer(name, members, titles, rows)


def _part(layer: _Layer, table: Table | None) -> Part:
    return part_of(layer.name, layer.titles, layer.rows, table)


def _packed(archive: Archive, layer: _Layer) -> bytes:
    """Return the parts of one layer as a zip file without compression, for GDAL."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as packed:
        for suffix, name in layer.members.items():
            if (
                suffix == ".prj"
            ):  # pyogrio 0.13.0 fails on one that is broken, with an error of its own making
                continue
            packed.writestr(f"layer{suffix}", archive.text(name))
    return stream.getvalue()


def _cells(about: dict[str, Any], fields: list[Any]) -> pd.DataFrame:
    names = [str(name) for name in about["fields"]]
    columns = [[_text(value) for value in field.tolist()] for field in map(pd.Series, fields)]
    if not columns or not columns[0]:
        raise RecordsError(say("de Shapefile is leeg: zij heeft geen enkele rij."))
    require_total(sum(map(len, (text for column in columns for text in column))))
    titles = distinct(names, range(len(names)))
    return frame_of(dict(zip(titles, columns, strict=True)), pd.RangeIndex(1, len(columns[0]) + 1))


def _text(value: object) -> str:
    return "" if value is pd.NaT else typed_as_text(value)


def _crs(definition: bytes) -> CRS:
    """Return the CRS of a .prj, by its number where it has one: its definition lacks the shift to WGS84."""
    defined = crs_defined(definition.decode("utf-8", "replace"))
    number = defined.to_epsg()
    return crs_named(f"EPSG:{number}") if number else defined


def _damaged(name: str) -> RecordsError:
    return RecordsError(
        say("de Shapefile '{name}' is beschadigd of afgebroken; exporteer haar opnieuw.", name=show(name))
    )
