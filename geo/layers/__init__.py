"""Map layers and the base map: the only place that knows folium; the drawing is JavaScript beside this file.

The base map never changes, so the browser keeps it. What the filters change travels as one small value: a
class a region, the points as columns, the legend, the selected regions. All text is data for ``textContent``
or a canvas.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import folium
from branca.element import MacroElement

from geo.areas import ATTRIBUTION
from geo.layers import assets, palette
from geo.layers.assets import TILE_HOSTS, asset_url, find_asset
from geo.layers.changes import change_layer
from geo.layers.points import PointLayer, activation_layer, housing_layer
from geo.layers.script import script_json, short_digest
from geo.vocabulary import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

__all__ = [
    "TILE_HOSTS",
    "Choropleth",
    "Entry",
    "PointLayer",
    "Shown",
    "activation_layer",
    "asset_url",
    "base_map",
    "change_layer",
    "class_entries",
    "feature_group",
    "find_asset",
    "housing_layer",
    "script_json",
]

NATIONAL_BOUNDS = ((50.70, 3.30), (53.60, 7.60))
"""South-west and north-east corner (latitude, longitude) of the first view: the Netherlands and borders."""

KEPT_FROM = 100
"""Layers of this many points or more travel once to a frame, and are named after that."""

_TEXT = {
    **{term.code: term.nl for term in COUNTRIES.terms},
    "map": "Kaart van de veiligheidsregio's. De tabel met regio's bevat dezelfde cijfers.",
    "home": "Heel Nederland",
    "fullscreen": "Volledig scherm",
    "legend": "Legenda",
    "failure": "De grenzen konden niet worden geladen. Herlaad de pagina; blijft dit zo, meld het dan.",
}


@dataclass(frozen=True)
class Entry:
    """One class of the choropleth and of its legend: a fill, or the name of a hatch ("none", "withheld")."""

    label: str
    fill: str = ""
    hatch: str = ""


@dataclass(frozen=True)
class Choropleth:
    """Colours of the regions: ``classes`` gives for each region code a position in ``legend``."""

    title: str
    legend: tuple[Entry, ...]
    classes: Mapping[str, int]


@dataclass(frozen=True)
class Shown:
    """All that the map shows on top of the base map.

    ``tips`` gives lines of text by area code (region or border district), the first line as its title;
    ``selected`` are region codes, outlined and brought into view.
    """

    choropleth: Choropleth | None = None
    points: tuple[PointLayer, ...] = ()
    tips: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    selected: tuple[str, ...] = ()
    names: bool = True

    @cached_property
    def digest(self) -> str:
        """What tells this picture from any other; the map's frame shows it as ``data-shown``."""
        return short_digest(",".join([*(layer.digest for layer in self.points), *self._small.values()]))

    @cached_property
    def _small(self) -> dict[str, str]:
        """Everything but the points, as values that may stand in a script."""
        colours = self.choropleth
        return {
            "choropleth": script_json(
                colours
                and {
                    "title": colours.title,
                    "legend": [vars(entry) for entry in colours.legend],
                    "classes": dict(colours.classes),
                }
            ),
            "tips": script_json({code: list(lines) for code, lines in self.tips.items()}),
            "selected": script_json(list(self.selected)),
            "names": script_json(self.names),
        }

    def worth_keeping(self) -> frozenset[str]:
        """Return the digests of the layers that are so large that the browser had better keep them."""
        return frozenset(layer.digest for layer in self.points if layer.count >= KEPT_FROM)

    def script_value(self, kept: Container[str] = ()) -> str:
        """Return everything as one JavaScript value, safe to stand in a script.

        A layer whose digest is in ``kept`` is named instead of sent: the browser has it. Should it have lost
        it, it asks for it (see ``show.js``).
        """
        points = [
            f'{{"kept":"{layer.digest}"}}'
            if layer.digest in kept
            else f'{{"digest":"{layer.digest}",{layer.script[1:]}'
            for layer in self.points
        ]
        parts = {**self._small, "points": f"[{','.join(points)}]", "digest": f'"{self.digest}"'}
        body = ",".join(f'"{name}":{value}' for name, value in parts.items())
        return f"{{{body}}}"


class _Unrendered(MacroElement):
    """An element that folium never renders: streamlit-folium asks each element for its script by itself.

    Rendering is not needed, and would harm: branca compiles whatever an element's script came to as a
    template once more, so that the text of a record would be a program, and each click takes longer.
    """

    def render(self, **kwargs: object) -> str:
        """Add nothing to the document that folium would write."""
        return ""


class _Call:
    """Where streamlit-folium expects a compiled template: a function, so a script is never one's source."""

    @property
    def module(self) -> _Call:
        """What holds the macro ``script``."""
        return self

    def script(self, element: _Script) -> str:
        """Return the call as JavaScript."""
        parent = element._parent.get_name()  # type: ignore[union-attr]  # it was added before it is asked
        return f"{element.call}({parent}, {element.value});"


class _Script(_Unrendered):
    """One call of our JavaScript: ``call(parent, value);``, parent being the map or group it is added to."""

    _template = _Call()  # type: ignore[assignment]

    def __init__(self, name: str, call: str, value: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = name
        self.call = call
        self.value = value


class _Group(_Unrendered, folium.FeatureGroup):
    """What is drawn on the base map, as one group."""


class _BaseMap(_Unrendered, folium.Map):
    """A folium map whose scripts and styles are ours, served by us: no request leaves the machine."""

    def __init__(self) -> None:
        super().__init__(
            tiles=None, zoom_snap=0.25, zoom_delta=0.5, min_zoom=5, max_zoom=18, prefer_canvas=True
        )
        self.default_js = [("map", assets.asset_url("map/map.js"))]
        self.default_css = [
            ("leaflet_css", assets.asset_url("leaflet/leaflet.css")),
            ("picture_css", assets.asset_url("layers/picture.css")),
        ]


def base_map(tiles: str = "") -> folium.Map:
    """Return the base map: land, water, borders, names and controls, and nothing that depends on data.

    ``tiles`` is the setting TILES. A new object each time: streamlit-folium changes the one it is given.
    """
    base = _BaseMap()
    config = {
        "boundaries": assets.folder("boundaries"),
        "bounds": NATIONAL_BOUNDS,
        "attribution": ATTRIBUTION,
        "tiles": assets.TILES.get(tiles),
        "text": _TEXT,
    }
    base.add_child(_Script("BaseLayer", "OperationalMap.start", script_json(config)))
    return base


def feature_group(value: str) -> folium.FeatureGroup:
    """Return what changes with the filters (``Shown.script_value``) as the one group that is exchanged.

    streamlit-folium appends each group to ``window.feature_group`` and never empties it; the script that
    fills the group does, so that a session of hours holds one group, not thousands.
    """
    group = _Group(name="beeld", control=False)
    group.add_child(_Script("Shown", "window.feature_group = []; OperationalMap.show", value))
    return group


def class_entries(labels: tuple[str, ...]) -> tuple[Entry, ...]:
    """Return legend entries for value classes from low to high, light to dark."""
    return tuple(
        Entry(label, fill=fill) for label, fill in zip(labels, palette.class_fills(len(labels)), strict=True)
    )
