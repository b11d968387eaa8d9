"""The map for the browser: the base map and the group that changes on it; the only module that knows folium.

The base map never changes, so the browser keeps it.
"""

from __future__ import annotations

import folium
from branca.element import MacroElement

from geo.areas import across_border
from geo.layers import assets
from geo.layers.script import script_json
from geo.layers.short_names import SHORT_NAMES
from geo.picture import QUERY

NATIONAL_BOUNDS = ((50.70, 3.30), (53.60, 7.60))
"""South-west and north-east corner (latitude, longitude) of the first view: the Netherlands and borders."""

LEAST_ZOOM, ZOOM_WITH_TILES, ZOOM_WITHOUT_TILES = 5, 18, 14
"""Farther in there is nothing to see: our lines are sharp to some metres, and a pixel is 6 m at zoom 14."""


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

    def __init__(self, most_zoom: int) -> None:
        super().__init__(tiles=None, zoom_snap=0.1, zoom_delta=0.5, prefer_canvas=True)
        # folium gives limits to tiles of its own only; for another size picture.keepWhole alone is there
        self.options |= {"min_zoom": LEAST_ZOOM, "max_zoom": most_zoom, "track_resize": False}
        self.default_js = [("map", assets.asset_url("map/map.js"))]
        self.default_css = [
            ("leaflet_css", assets.asset_url("leaflet/leaflet.css")),
            ("picture_css", assets.asset_url("layers/picture.css")),
        ]


def frame_assets() -> list[str]:
    """Return the addresses of what the map's frame asks for at once; it may be fetched ahead."""
    names = (f"boundaries/{name}.json" for name in ("regions", "districts", "borders"))
    return [
        assets.asset_url(name) for name in ("map/map.js", "leaflet/leaflet.css", "layers/picture.css", *names)
    ]


def base_map(tiles: str = "") -> folium.Map:
    """Return the base map: land, water, borders, and nothing that depends on data or on who reads.

    ``tiles`` is the setting TILES. A new object each time: streamlit-folium changes the one it is given. Its
    words come with what is shown on it (``Shown.script_value``).
    """
    found = assets.TILES.get(tiles)
    base = _BaseMap(ZOOM_WITH_TILES if found else ZOOM_WITHOUT_TILES)
    config = {
        "boundaries": assets.folder("boundaries"),
        "bounds": NATIONAL_BOUNDS,
        "places": assets.asset_url("places/places.json"),
        "sketch": {
            "style": assets.asset_url("meeting/sketch.css"),
            "script": assets.asset_url("meeting/sketch.js"),
            "tools": assets.asset_url("geoman/leaflet-geoman.min.js"),
        },
        "tiles": found,
        "background": tiles if found else "",
        "short": SHORT_NAMES,
        "across": across_border(),
        "names": [row.name for row in QUERY],
        "codes": {row.name: row.codes for row in QUERY if row.codes},
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
