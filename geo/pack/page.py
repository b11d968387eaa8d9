"""The map that opens from a disk: one HTML file with Leaflet, our script, our polygons and the data inside.

Text is escaped where it stands in the file, and set by ``textContent`` where the script writes it. The data
are JSON in a script that no browser runs. The policy in the file lets run what is in it, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from geo import dutch, language
from geo.access import WITHHELD
from geo.areas import ATTRIBUTION, load_boundaries, name_in, names_in, to_metric, to_stored
from geo.drawings import SUBJECTS
from geo.language import mark, say
from geo.layers import (
    HOUSING,
    TYPE_COLOURS,
    area_figures,
    asset_url,
    chance_regions,
    find_asset,
    make_choropleth,
    script_json,
    short_name,
)
from geo.pack.meeting import layers_of, value_of
from geo.records import ACTIVATIONS, TABLES
from geo.vocabulary import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd

    from geo.drawings import Facts
    from geo.exports import Colophon
    from geo.files import Content, Field
    from geo.layers import Entry
    from geo.pack.meeting import Meeting

_FOLDER = Path(__file__).resolve().parent
_LAND, _ABROAD, _PLAIN = "#f7f7f5", "#ecebe7", "#56616b"
_PALE = "73"
"""How much is left of the colour of a value that chance explains, as CSS has it: 45%."""
_CHANCE = mark("Bleek: kan toeval zijn")
_ROUND_M = 8_000
"""Metres of the surroundings that are seen beside what the map is about."""
_PIXELS = 1_500
"""Corners are as fine as a view so many pixels high shows."""
_DECIMALS = 4
_HATCHES = {"none": "url(#none)", "withheld": "url(#withheld)", "outside": "#e9edf0", "": _LAND}
_URL = re.compile(rb"(?:behavior:\s*)?url\([^)]*\)")


def page_of(facts: Facts, tables: Mapping[str, tuple[Content, Colophon]], meeting: Meeting) -> str:
    """Return the page: what the drawing says, in words, and the map that its script draws of the data."""
    layers = [_points(name, content) for name, (content, _) in tables.items() if content.shape == "Point"]
    entries, fills = _colours(facts)
    data = {
        "areas": list(_areas(facts, fills)),
        "borders": _borders(facts),
        "bounds": _bounds(_shown(facts)),
        "circles": list(_circles(facts)) if facts.measure.whole else [],
        "layers": layers,
        "meeting": value_of(meeting),
        "text": {
            "map": say("Kaart"),
            "zoomIn": say("Inzoomen"),
            "zoomOut": say("Uitzoomen"),
            "close": say("Sluiten"),
            "more": say("en nog {count}"),
        },
    }
    switches = [("areas", say("Aantallen per gebied"))] if facts.measure.whole else []
    switches += [(layer["name"], layer["title"]) for layer in layers if layer["points"]]
    switches += layers_of(meeting)
    styles = (_leaflet("leaflet.css"), (_FOLDER / "page.css").read_bytes())
    scripts = (_leaflet("leaflet.js"), (_FOLDER / "page.js").read_bytes())
    return (
        (_FOLDER / "page.html")
        .read_text(encoding="utf-8")
        .format(
            lang=language.current(),
            policy=_policy(scripts, styles),
            title=_escaped(f"{SUBJECTS['map'].title(facts)} – {facts.viewer.label}"),
            styles="".join(f"<style>{style.decode()}</style>" for style in styles),
            heading=_escaped(SUBJECTS["map"].title(facts)),
            badge=f'<strong class="badge">{_escaped(say("FICTIEVE GEGEVENS"))}</strong>'
            if facts.snapshot.demo
            else "",
            about=_escaped(" · ".join(filter(None, (facts.period, facts.filters, facts.audience)))),
            legend=_escaped(say("Legenda")),
            switches="".join(
                f'<li><label><input type="checkbox" checked data-layer="{_escaped(name)}">'
                f" {_escaped(label)}</label></li>"
                for name, label in switches
            ),
            entries="".join(
                f"<li>{sign} {_escaped(label)}</li>" for sign, label in _legend(facts, layers, entries)
            ),
            foot="".join(f"<p>{_escaped(line)}</p>" for line in _foot(facts)),
            more=_escaped(say("Herkomst van de cijfers")),
            colophon="".join(
                f"<dt>{_escaped(name)}</dt><dd>{_escaped(value)}</dd>"
                for name, value in facts.colophon("kaart").told()
            ),
            data=script_json(data),
            scripts="".join(f"<script>{script.decode()}</script>" for script in scripts),
        )
    )


def _escaped(text: str) -> str:
    return html.escape(text)


def _policy(scripts: tuple[bytes, ...], styles: tuple[bytes, ...]) -> str:
    """Return the policy: what is in the file may run and be shown, nothing may be fetched or sent."""

    def hashes(parts: tuple[bytes, ...]) -> str:
        digests = (base64.b64encode(hashlib.sha256(part).digest()).decode() for part in parts)
        return " ".join(f"'sha256-{digest}'" for digest in digests)

    rules = (
        "default-src 'none'",
        f"script-src {hashes(scripts)}",
        f"style-src {hashes(styles)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


@cache
def _leaflet(name: str) -> bytes:
    """Return a file of Leaflet; its style without the pictures that it would fetch."""
    found = find_asset(*asset_url(f"leaflet/{name}").split("/")[2:])
    assert found is not None  # noqa: S101 - its address comes from the same table
    content = found.content.replace(b"\r\n", b"\n").rsplit(b"//# sourceMappingURL", 1)[0]
    return _URL.sub(b"none", content) if name.endswith(".css") else content


# the ground


def _shown(facts: Facts) -> gpd.GeoDataFrame:
    """Return the areas that the map is about: those of the zone, or all regions."""
    layers = (
        [load_boundaries().regions, load_boundaries().districts]
        if facts.zone
        else [load_boundaries().regions]
    )
    shown = [layer[layer.index.isin(facts.zone_areas)] if facts.zone else layer for layer in layers]
    return pd.concat([layer[["geometry"]] for layer in shown])


def _bounds(shown: gpd.GeoDataFrame) -> list[list[float]]:
    west, south, east, north = (round(float(degree), _DECIMALS) for degree in shown.total_bounds)
    return [[south, west], [north, east]]


def _view(facts: Facts) -> tuple[shapely.Geometry, float]:
    """Return what is seen, in metres, and how fine."""
    west, south, east, north = to_metric(_shown(facts).geometry).total_bounds
    high = max(_ROUND_M, 0.2 * (north - south))
    wide = north - south  # a screen is wide
    return shapely.box(west - wide, south - high, east + wide, north + high), (north - south) / _PIXELS


def _areas(facts: Facts, fills: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the areas in view, those abroad first: name, shape, fill, and where the name stands."""
    known, (view, fine) = load_boundaries(), _view(facts)
    for layer, drawn, plain in (
        (known.districts, known.drawn_districts, _ABROAD),
        (known.regions, known.drawn_regions, _LAND),
    ):
        shapes = to_metric((layer if facts.zone else drawn).geometry)
        shapes = shapes[shapes.intersects(view)]
        if facts.zone:  # neighbours stay neighbours
            shapes = shapes.set_axis(shapes.index).simplify_coverage(fine)
            shapes = shapes.intersection(view)
        for code, shape in _rounded(to_stored(shapes)).items():
            within = code in facts.zone_areas if facts.zone else plain == _LAND
            label = layer.loc[code, ["label_lat", "label_lon"]].astype(float).round(_DECIMALS).tolist()
            yield {
                "name": (name_in(code) if facts.zone else short_name(code)) if within else "",
                "at": label,
                "fill": fills.get(code, _LAND if within else _ABROAD),
                "shape": shape,
            }


def _borders(facts: Facts) -> Any:  # noqa: ANN401 GeoJSON
    view, fine = _view(facts)
    lines = to_metric(load_boundaries().borders.geometry).intersection(view).simplify(fine)
    return list(_rounded(to_stored(lines[~lines.is_empty])).values())


def _rounded(shapes: gpd.GeoSeries) -> dict[str, Any]:
    rounded = shapely.transform(shapes.to_numpy(), lambda points: np.round(points, _DECIMALS))
    return {
        str(code): shapely.geometry.mapping(shape) for code, shape in zip(shapes.index, rounded, strict=True)
    }


# what the figures are


def _colours(facts: Facts) -> tuple[list[Entry], dict[str, str]]:
    """Return the classes of the legend and the fill of each region; of a count only what has no value."""
    one, chance = facts.measure, () if facts.measure.whole else chance_regions(facts.by_measure)
    colours = make_choropleth(facts.table, one, chance)
    entries = {code: colours.legend[place] for code, place in colours.classes.items()}
    if facts.zone:
        entries = {code: entry for code, entry in entries.items() if code in facts.zone_areas}
    shown = [
        entry for entry in colours.legend if not one.whole or (entry.hatch and entry in entries.values())
    ]
    fills = {code: _fill(entry) for code, entry in entries.items() if not one.whole or entry.colour is None}
    return shown, fills | {code: f"{fills[code]}{_PALE}" for code in colours.chance if code in fills}


def _fill(entry: Entry) -> str:
    return entry.colour.light if entry.colour else _HATCHES[entry.hatch]


def _circles(facts: Facts) -> Iterator[dict[str, Any]]:
    """Yield a circle for each area with activations, by type where that may be told."""
    known = load_boundaries()
    for code, figures in area_figures(facts.table, facts.chosen, {}).items():
        parts = figures[: len(TYPES.codes)]
        if not sum(parts) or (facts.zone and code not in facts.zone_areas):
            continue
        layer = known.regions if code in known.regions.index else known.districts
        colours = [TYPE_COLOURS[kind].light for kind in TYPES.codes]
        split = zip(parts, colours, strict=True) if facts.split_by_type else [(sum(parts), _PLAIN)]
        yield {
            "at": layer.loc[code, ["label_lat", "label_lon"]].astype(float).round(_DECIMALS).tolist(),
            "name": name_in(code),
            "count": sum(parts),
            "told": dutch.number(sum(parts)),
            "parts": [[count, colour] for count, colour in split if count],
        }


def _points(name: str, content: Content) -> dict[str, Any]:
    """Return the records of a table that lie on the map, as columns of text, with the colour of each."""
    placed = np.array([shape is not None for shape in content.geometry], dtype=bool)
    shapes = content.geometry[placed]
    where = (
        np.column_stack([shapely.get_y(shapes), shapely.get_x(shapes)]).round(5).tolist()
        if len(shapes)
        else []
    )
    kinds = {field.header: field for field in content.fields}
    colours = [HOUSING.light] * len(where)
    if name == ACTIVATIONS.name:
        colours = [TYPE_COLOURS[str(kind)].light for kind in kinds["type"].values[placed]]
    return {
        "name": name,
        "title": TABLES[name].label,
        "square": name != ACTIVATIONS.name,
        "points": where,
        "colours": colours,
        "columns": [
            {"label": _label(name, field.header), **_coded(texts[placed])} for field, texts in _told(content)
        ],
    }


def _told(content: Content) -> Iterator[tuple[Field, Any]]:
    """Yield the columns as people read them; what is withheld says so in place of a column of its own."""
    fields = {field.header: field for field in content.properties}
    for header, field in fields.items():
        if header.endswith(": toestand"):
            continue
        texts = field.written(partial(_text, field))
        if state := fields.get(f"{header}: toestand"):
            texts = np.where(state.values == "afgeschermd", say(WITHHELD), texts)
        yield field, texts


def _text(field: Field, value: Any) -> str:  # noqa: ANN401 what a column holds
    if field.kind == "day":
        return str(value.strftime(dutch.figures_pattern()))
    if field.kind in ("whole", "number"):
        return dutch.number(value)
    if field.kind != "word":
        return str(value)
    words = _YES_NO.get(value)
    if words:
        return say(words)
    if field.vocabulary:
        return ", ".join(field.vocabulary.label(code) for code in str(value).split(", "))
    return names_in().get(value, str(value))


_YES_NO = {"ja": mark("Ja"), "nee": mark("Nee")}
_BESIDE = {"nauwkeurigheid": mark("Nauwkeurigheid")}


def _label(name: str, header: str) -> str:
    labels = {column.header: column.label for column in TABLES[name].columns}
    return labels[header] if header in labels else say(_BESIDE.get(header, header))


def _coded(texts: Any) -> dict[str, Any]:  # noqa: ANN401 an array of text
    codes, distinct = pd.factorize(np.asarray(texts, dtype=object))
    return {"values": [str(text) for text in distinct], "codes": codes.tolist()}


# words around it


def _legend(facts: Facts, layers: list[dict[str, Any]], entries: list[Entry]) -> Iterator[tuple[str, str]]:
    """Yield the signs of the map, as SVG of ours, with what they mean."""
    if facts.measure.whole and facts.split_by_type:
        for term in TYPES.terms:
            yield _sign("circle", TYPE_COLOURS[term.code].light), term.label
    elif facts.measure.whole:
        yield _sign("circle", _PLAIN), say("Activeringen per regio")
    if any(layer["square"] and layer["points"] for layer in layers):
        yield _sign("square", HOUSING.light), say("Huisvestingslocaties")
    for entry in entries:
        yield _sign("area", _fill(entry)), entry.label
    if not facts.measure.whole:
        yield _sign("area", f"{_PLAIN}{_PALE}"), say(_CHANCE)


_SHAPES = {
    "circle": '<circle cx="9" cy="7" r="5.5" fill="{}"/>',
    "square": '<rect x="4" y="2" width="10" height="10" fill="{}"/>',
    "area": '<rect x=".5" y=".5" width="17" height="13" stroke="#7f8b95" fill="{}"/>',
}


def _sign(shape: str, fill: str) -> str:
    return f'<svg width="18" height="14" aria-hidden="true">{_SHAPES[shape].format(fill)}</svg>'


def _foot(facts: Facts) -> list[str]:
    sum_up = say("Optelling: {sum}", sum=SUBJECTS["map"].added_up(facts))
    lines = [" ".join(filter(None, (sum_up, facts.withheld))), facts.stands, say(ATTRIBUTION), facts.invented]
    return list(filter(None, lines))
