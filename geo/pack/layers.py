"""The tables of a pack as one GeoPackage of several layers, with for each a style that QGIS applies."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from geo.files import to_geopackage
from geo.layers import HOUSING, TYPE_COLOURS, ZERO
from geo.vocabulary import TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.drawings import Facts
    from geo.exports import Colophon
    from geo.files import Content

_STYLES = """CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
    f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))"""
_COPIED = ("gpkg_contents", "gpkg_geometry_columns")


def geopackage(facts: Facts, tables: Sequence[tuple[Content, Colophon]]) -> bytes:
    """Return a layer for each table, in EPSG:4326, with the table ``layer_styles`` that QGIS looks for."""
    layers = [(content, to_geopackage(content, about.about, index=False)) for content, about in tables]
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as held:
        held.deserialize(layers[0][1])
        for content, one in layers[1:]:
            _add(held, content.name, one)
        held.execute(_STYLES)
        held.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES"
            " ('layer_styles', 'attributes', 'layer_styles')"
        )
        held.executemany(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,"
            " styleName, styleQML, styleSLD, useAsDefault, description, owner) VALUES"
            " ('', '', ?, 'geometry', ?, ?, '', 1, ?, '')",
            [
                (content.name, content.name, _style(content), facts.audience)
                for content, _ in layers
                if content.shape != "Unknown"  # a style is of one kind of shape
            ],
        )
        return held.serialize()


def _add(held: sqlite3.Connection, name: str, one: bytes) -> None:
    """Copy the one layer of a GeoPackage into another, with what it says about itself."""
    held.execute("ATTACH ':memory:' AS other")
    held.deserialize(one, name="other")
    (made,) = held.execute("SELECT sql FROM other.sqlite_master WHERE name = ?", (name,)).fetchone()
    held.execute(made)
    quoted = '"' + name.replace('"', '""') + '"'
    for table in (quoted, *_COPIED):
        held.execute(f"INSERT INTO main.{table} SELECT * FROM other.{table}")  # noqa: S608 - our own names
    most = held.execute("SELECT coalesce(max(id), 0) FROM main.gpkg_metadata").fetchone()[0]
    held.execute(
        "INSERT INTO main.gpkg_metadata SELECT id + ?, md_scope, md_standard_uri, mime_type, metadata"
        " FROM other.gpkg_metadata",
        (most,),
    )
    held.execute(
        "INSERT INTO main.gpkg_metadata_reference SELECT reference_scope, table_name, column_name,"
        " row_id_value, timestamp, md_file_id + ?, md_parent_id FROM other.gpkg_metadata_reference",
        (most,),
    )
    held.execute("DETACH other")


# styles, in the words of QGIS


def _style(content: Content) -> str:
    headers = [field.header for field in content.fields]
    if content.shape == "MultiPolygon":
        renderer = _single("fill", "SimpleFill", color=_rgb(ZERO.light), outline_color="127,139,149,255")
    elif "type" in headers:
        terms = TYPES.terms
        categories = "".join(
            f'<category value={quoteattr(term.code)} label={quoteattr(term.label)} symbol="{place}"'
            ' render="true"/>'
            for place, term in enumerate(terms)
        )
        symbols = "".join(
            _symbol(place, "marker", "SimpleMarker", name="circle", color=_rgb(TYPE_COLOURS[term.code].light))
            for place, term in enumerate(terms)
        )
        renderer = (
            '<renderer-v2 type="categorizedSymbol" attr="type" enableorderby="0">'
            f"<categories>{categories}</categories><symbols>{symbols}</symbols></renderer-v2>"
        )
    else:
        renderer = _single("marker", "SimpleMarker", name="square", color=_rgb(HOUSING.light))
    return f'<!DOCTYPE qgis><qgis version="3.16" styleCategories="Symbology">{renderer}</qgis>'


def _single(kind: str, layer: str, **props: str) -> str:
    symbol = _symbol(0, kind, layer, **props)
    return f'<renderer-v2 type="singleSymbol"><symbols>{symbol}</symbols></renderer-v2>'


def _symbol(place: int, kind: str, layer: str, **props: str) -> str:
    told = "".join(f'<prop k="{name}" v={quoteattr(value)}/>' for name, value in props.items())
    return (
        f'<symbol type="{kind}" name="{place}" alpha="1"><layer class="{layer}" enabled="1">{told}</layer>'
        "</symbol>"
    )


def _rgb(colour: str) -> str:
    return ",".join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5)) + ",255"
