"""GeoJSON files: properties to text, geometry to points; the old ``crs`` member is taken at its word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from geo.areas import STORED
from geo.errors import RecordsError
from geo.files import headers
from geo.files.read.points import GEOMETRY, crs_named, points_of, unreadable
from geo.files.read.sheet import (
    Progress,
    Sheet,
    distinct,
    frame_of,
    in_dutch,
    require_cells,
    require_columns,
    require_rows,
)
from geo.files.read.values import as_text
from geo.files.read.wkb import MOST_NESTED, UNREADABLE
from geo.language import say
from geo.records import Problem

if TYPE_CHECKING:
    from geo.records import Fault, Table

ID = "id"
RECORD = "\x1e"  # stands before each feature of a sequence, see RFC 8142
MOST_NODES = 4_000_000  # lists and objects; each takes some hundred bytes


def read(content: bytes, table: Table | None, progress: Progress, _: str = "") -> Sheet:
    """Read a GeoJSON file; RecordsError when it is cut off, or JSON of another kind."""
    if content.count(b"[") + content.count(b"{") > MOST_NODES:
        raise RecordsError(
            say(
                "het GeoJSON-bestand heeft meer dan {most} lijsten en objecten; bewaar punten in plaats van"
                " vlakken, of verdeel het.",
                most=in_dutch(MOST_NODES),
            )
        )
    try:
        document = _document(_text(content))
        progress(0.5, say("Rijen lezen"))
        return _sheet(document, table)
    except UnicodeDecodeError:
        raise RecordsError(say("het GeoJSON-bestand is geen UTF-8 of UTF-16; bewaar het opnieuw.")) from None
    except json.JSONDecodeError as fault:
        raise _no_json(fault.lineno, fault.colno) from None
    except RecursionError:
        raise RecordsError(
            say("de JSON is dieper genest dan GeoJSON ooit is; bewaar het bestand opnieuw.")
        ) from None
    except (ValueError, OverflowError):  # a number of thousands of digits
        raise RecordsError(say("het GeoJSON-bestand bevat een getal dat te groot is.")) from None


def _text(content: bytes) -> str:
    """Return the text of a file: JSON is Unicode, and its first signs say which of the three kinds."""
    return content.decode(json.detect_encoding(content)).removeprefix("\ufeff")


def _document(text: str) -> Any:  # noqa: ANN401 - any JSON
    """Return what a file holds; features of which each has a line of its own (RFC 8142) as a collection."""
    if not _is_sequence(text.lstrip()):
        return json.loads(text)
    lines = [
        (number, line) for number, line in enumerate(text.replace(RECORD, "").split("\n"), 1) if line.strip()
    ]
    require_rows(len(lines))
    features = [_feature(number, line) for number, line in lines]
    return {"type": "FeatureCollection", "features": features}


def _is_sequence(text: str) -> bool:
    """Whether the first of several lines is a whole object, which no other JSON has."""
    if text.startswith(RECORD):
        return True
    first, _, others = text.partition("\n")
    if not others.strip() or not first.rstrip().endswith("}"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return False


def _feature(number: int, line: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(line)
    except json.JSONDecodeError as fault:
        raise _no_json(number, fault.colno) from None


def _no_json(line: int, sign: int) -> RecordsError:
    return RecordsError(
        say(
            "geen geldige JSON op regel {line}, teken {sign}: het bestand is afgebroken of beschadigd; vraag"
            " het opnieuw op.",
            line=line,
            sign=sign,
        )
    )


def _sheet(document: Any, table: Table | None) -> Sheet:  # noqa: ANN401
    features = _features(document)
    index = pd.RangeIndex(1, len(features) + 1)
    crs, fact, warnings = _crs(document)
    cells = _cells(features, index, table)
    geometry, broken = _geometry(features)
    points, problems = points_of(geometry, crs, index)
    return Sheet(cells, points, (fact,), (*warnings, *unreadable(index, broken), *problems))


def _features(document: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """Return the features of a collection, or the one that the file is."""
    kind = document.get("type") if isinstance(document, dict) else None
    features = document.get("features") if kind == "FeatureCollection" else [document]
    if kind not in ("FeatureCollection", "Feature") or not isinstance(features, list):
        raise RecordsError(
            say("dit is JSON, maar geen GeoJSON: verwacht is een FeatureCollection met een lijst 'features'.")
        )
    if not features:
        raise RecordsError(say("het GeoJSON-bestand is leeg: het heeft geen features."))
    require_rows(len(features))
    for number, feature in enumerate(features, 1):
        if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict):
            raise RecordsError(
                say("feature {number} is geen GeoJSON-feature met 'properties'.", number=number)
            )
    return features


def _crs(document: dict[str, Any]) -> tuple[Any, str, list[Problem]]:
    """Return the CRS, how it is told, and a warning when the file says that it has none."""
    stated = document.get("crs", ...)
    if stated is ...:
        return crs_named(STORED), _fact(STORED, "WGS84"), []
    if stated is None:
        what = say("het bestand zegt geen coördinatenstelsel te hebben; WGS84 is aangenomen")
        warning = Problem(None, say(GEOMETRY), "", what, say("controleer de kaart"), "waarschuwing")
        return crs_named(STORED), _fact(STORED, say("aangenomen")), [warning]
    properties = stated.get("properties") if isinstance(stated, dict) else None
    crs = crs_named(properties.get("name") if isinstance(properties, dict) else stated)
    return crs, _fact(crs.to_string(), crs.name), []


def _fact(system: str, name: str) -> str:
    return say("GeoJSON, coördinatenstelsel {system} ({name})", system=system, name=name)


def _cells(features: list[dict[str, Any]], index: pd.Index, table: Table | None) -> pd.DataFrame:
    """Return the properties as a text frame; a feature that lacks one has "" there.

    The ``id`` beside them is a column when no property says what the reference is.
    """
    rows = [feature.get("properties") or {} for feature in features]
    names: dict[str, None] = {}
    for row in rows:
        names.update(dict.fromkeys(row))
        require_columns(len(names))
    require_cells(len(rows), len(names))
    titles = distinct(names, range(len(names)))
    columns = {
        title: [as_text(row.get(name)) for row in rows] for title, name in zip(titles, names, strict=True)
    }
    known = headers.guess(titles, table or headers.guess_table(titles))
    if ID not in columns and "reference" not in known.values() and any(ID in each for each in features):
        columns = {ID: [as_text(feature.get(ID)) for feature in features], **columns}
    return frame_of(columns, index)


def _geometry(features: list[dict[str, Any]]) -> tuple[np.ndarray, list[Fault | None]]:
    """Return the geometry of each feature, None for none, and of each why it cannot be read."""
    read = [_read(feature.get("geometry")) for feature in features]
    geometry = np.empty(len(read), dtype=object)
    geometry[:] = read
    unreadable_fault = UNREADABLE.said()
    broken = [
        unreadable_fault if each is None and feature.get("geometry") is not None else None
        for each, feature in zip(read, features, strict=True)
    ]
    return geometry, broken


def _read(geometry: Any) -> Any:  # noqa: ANN401
    """Return one geometry, or None when it is none or broken."""
    if not isinstance(geometry, dict):
        return None
    place = geometry.get("coordinates")
    if geometry.get("type") == "Point" and isinstance(place, list) and len(place) in (2, 3, 4):
        x, y = (float(each) if type(each) in (int, float) else None for each in place[:2])
        return None if x is None or y is None else shapely.Point(x, y)
    if _nested(geometry) > MOST_NESTED:
        return None
    try:
        return shapely.from_geojson(json.dumps(geometry), on_invalid="ignore")
    except (NotImplementedError, shapely.errors.GEOSException):
        return None


def _nested(geometry: dict[str, Any]) -> int:
    """Return how many collections lie in each other; GEOS follows them as deep as they go."""
    depth, level = 0, [geometry]
    while level and depth <= MOST_NESTED:
        depth += 1
        inner = [each.get("geometries") for each in level]
        level = [
            part for parts in inner if isinstance(parts, list) for part in parts if isinstance(part, dict)
        ]
    return depth
