"""The map for the browser: the base map and the group that changes on it; the only module that knows folium.

The base map never changes, so the browser keeps it.
"""

from __future__ import annotations

import folium
from branca.element import MacroElement

from geo import dutch, language
from geo.areas import ATTRIBUTION, PLACES_ATTRIBUTION, across_border, load_boundaries, name_in
from geo.language import LOCALES, plural, say
from geo.layers import assets
from geo.layers.choropleth import CHANCE_LABEL
from geo.layers.script import script_json
from geo.layers.short_names import SHORT_NAMES
from geo.picture import NO_HOMES, QUERY, RESULTS_OR_NONE
from geo.vocabulary import COUNTRIES, TYPES, of_type, within

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
        # folium gives limits to tiles of its own only
        self.options |= {"min_zoom": LEAST_ZOOM, "max_zoom": most_zoom}
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


def _nouns(count: int) -> dict[str, str]:
    """Return what is counted as it stands after a number: after one, or after many."""
    return {
        "activations": plural("activering", "activeringen", count),
        "integral": plural("integrale inzet", "integrale inzetten", count),
        "housing": plural("huisvestingslocatie", "huisvestingslocaties", count),
        "places": plural("plaats", "plaatsen", count),
    }


def _text() -> dict[str, object]:
    """Return the words of the map in the language of the reader; JavaScript fills in what is in braces."""
    many = _nouns(2)
    return {
        **{term.code: term.label for term in COUNTRIES.terms},
        "title": say("Kaart van de veiligheidsregio's"),
        "map": say("Kaart van de veiligheidsregio's. De tabel met regio's bevat dezelfde cijfers."),
        "pair": say("{label}: {value}"),
        "home": say("Heel Nederland"),
        "fullscreen": say("Volledig scherm"),
        "zoomIn": say("Inzoomen"),
        "zoomOut": say("Uitzoomen"),
        "skip": say("Sla de kaart over"),
        "walk": say("Punten op de kaart: pijltjes lopen erlangs, Enter opent"),
        "search": say("Zoek een plaats of gemeente"),
        "found": say("{count} gevonden; kies met de pijltjes en Enter"),
        "unfound": say("Geen plaats of gemeente gevonden"),
        "moved": say("De kaart staat nu op {place}"),
        "municipality": say("gemeente in {region}"),
        "region": say("veiligheidsregio"),
        "district": say("grensdistrict in {country}"),
        "close": say("Sluiten"),
        "legend": say("Legenda"),
        "source": say("Bronnen van de kaart"),
        "circles": say("Activeringen"),
        "number": say("aantal per regio"),
        "homes": say("alleen huisvesting"),
        "outside": say("Buiten de selectie"),
        "strip": say("Strook"),
        "faded": say("Buiten de strook: niet geteld"),
        "silent": say("Geen gegevens van partner"),
        "flows": say("Woont hier, werkt daar: zo breed als het aantal mensen"),
        "beside": say("Buur over de grens: niet meegeteld"),
        "besides": say("Huisvesting bij de buren over de grens, niet meegeteld"),
        "chance": say(CHANCE_LABEL),
        **{name: (one, many[name]) for name, one in _nouns(1).items()},
        "noHomes": dutch.capital(say(NO_HOMES)),
        "timeLabel": say("Week op de kaart"),
        "timeWhole": say("Hele periode"),
        "timeWeek": say("Week {number} ({days})"),
        "timeUpTo": say("Tot en met week {number} ({day})"),
        "timeAdding": say("Opgeteld"),
        "timeResult": say("resultaat: {results}"),
        "timePlay": say("Speel de weken af"),
        "timePause": say("Pauze"),
        "timeNext": say("Volgende week"),
        "failure": say(
            "De grenzen konden niet worden geladen. Herlaad de pagina; blijft dit zo, meld het dan."
        ),
    }


def _called() -> dict[str, str]:
    """Return what the reader calls border districts, by code, where the boundaries call them otherwise."""
    names = load_boundaries().districts["name"].items()
    return {str(code): told for code, name in names if (told := name_in(str(code))) != name}


def base_map(tiles: str = "") -> folium.Map:
    """Return the base map: land, water, borders, names and controls, and nothing that depends on data.

    ``tiles`` is the setting TILES. A new object each time: streamlit-folium changes the one it is given. It
    is the same for all that one reader sees, and another in another language: then the frame is made anew.
    """
    found = assets.TILES.get(tiles)
    sources = (ATTRIBUTION, PLACES_ATTRIBUTION, *([str(found["attribution"])] if found else []))
    code = language.current()
    base = _BaseMap(ZOOM_WITH_TILES if found else ZOOM_WITHOUT_TILES)
    config = {
        "boundaries": assets.folder("boundaries"),
        "bounds": NATIONAL_BOUNDS,
        "language": code,
        "locale": LOCALES[code].replace("_", "-"),
        "attribution": " ".join(map(say, sources)),
        "places": assets.asset_url("places/places.json"),
        "sketch": {
            "style": assets.asset_url("meeting/sketch.css"),
            "script": assets.asset_url("meeting/sketch.js"),
            "tools": assets.asset_url("geoman/leaflet-geoman.min.js"),
        },
        "tiles": found,
        "short": SHORT_NAMES,
        "called": _called(),
        "across": across_border(),
        "kinds": [term.label for term in TYPES.terms],
        "kindsCounted": [[of_type(code, 1), of_type(code, 2)] for code in TYPES.codes],
        "results": {term.code: within(term.label) for term in RESULTS_OR_NONE.terms},
        "names": [row.name for row in QUERY],
        "codes": {row.name: row.codes for row in QUERY if row.codes},
        "text": _text(),
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
