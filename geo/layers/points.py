"""Points as columns: quantised coordinates and dictionary-coded values, what the browser's PointLayer draws.

Measured against one Leaflet object a point, columns are a tenth of the bytes and a hundredth of the time.
"""

from __future__ import annotations

import os.path
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo import dutch
from geo.areas import load_boundaries, names_in
from geo.language import mark, plural, say
from geo.layers import palette
from geo.layers.packed import packed
from geo.layers.script import script_json, short_digest
from geo.vocabulary import HOUSING_KINDS, RESULTS, SECTORS, THEMES, TYPES, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

SCALE = 100_000
"""Coordinates travel as whole hundred-thousandths of a degree, about one metre."""

ROUGH = ("plaats", "gemeente", "vlak")
"""Precisions of which the point only stands for an area: it is drawn open."""
ACTIVATION_RADIUS = 7


@dataclass(frozen=True)
class Size:
    """A class of housing by places: drawn with ``radius`` pixels; holds what has fewer than ``below``.

    ``label`` is marked.
    """

    below: float
    radius: float
    label: str


HOUSING_SIZES = (
    Size(20, 3.5, mark("minder dan 20 plaatsen")),
    Size(100, 5.0, mark("20 tot 100 plaatsen")),
    Size(300, 7.0, mark("100 tot 300 plaatsen")),
    Size(float("inf"), 9.5, mark("300 plaatsen of meer")),
)

# every look a mark of an activation can have: type, set of themes, integral, only municipality known
_LOOKS = (len(TYPES.codes), 1 << len(THEMES.codes), 2, 2)


@dataclass(frozen=True)
class PointLayer:
    """One layer of points as the browser gets it: ``payload`` holds plain values, ready for JSON.

    A layer that is shown again and again is worth keeping: its script is made once.
    """

    payload: dict[str, Any]

    @cached_property
    def script(self) -> str:
        """The payload as a value that may stand in a script."""
        return script_json(self.payload)

    @cached_property
    def digest(self) -> str:
        """What tells this layer from any other, whatever it was made from."""
        return short_digest(self.script)

    @property
    def count(self) -> int:
        """Number of points drawn."""
        return int(self.payload["count"])

    def marked(
        self, label: str, looks: NDArray[Any], marks: Sequence[tuple[dict[str, Any], str]]
    ) -> PointLayer:
        """Return the same points with other marks, and a column that says what each mark means.

        ``looks`` gives for each point a position in ``marks``, pairs of a sprite and its meaning.
        """
        first, *others = self.payload["columns"]
        column = _coded(label, looks, [meaning for _, meaning in marks])
        return PointLayer(
            self.payload
            | {
                "sprite": packed(looks.astype(np.uint8)),
                "sprites": [sprite for sprite, _ in marks],
                "columns": [first, column, *others],
            }
        )


def _coded(label: str, codes: NDArray[Any], values: Iterable[str]) -> dict[str, Any]:
    """Return a column that names each distinct value once."""
    listed = list(values)
    small = np.uint8 if len(listed) <= 0xFF else np.uint16 if len(listed) <= 0xFFFF else np.int32
    return {"label": label, "values": listed, "codes": packed(codes.astype(small))}


def _dictionary(label: str, values: pd.Series[Any]) -> dict[str, Any]:
    codes, distinct = pd.factorize(values)  # a missing value has code -1
    return _coded(label, codes + 1, ["", *(str(value) for value in distinct)])


def _vocabulary(label: str, values: pd.Series[Any], words: Vocabulary) -> dict[str, Any]:
    labels = ["", *(words.label(code) for code in values.cat.categories)]
    return _coded(label, values.cat.codes.to_numpy() + 1, labels)


def _distinct_text(label: str, values: pd.Series[Any]) -> dict[str, Any]:
    """Return a column whose values are all different: what they begin with in common travels once."""
    texts = [str(value) for value in values]
    prefix = os.path.commonprefix(texts) if len(texts) > 1 else ""  # noqa: RUF071 - these are no paths
    return {"label": label, "prefix": prefix, "values": [text[len(prefix) :] for text in texts]}


def _sets(label: str, masks: pd.Series[Any], words: Vocabulary) -> dict[str, Any]:
    names = [
        ", ".join(words.label(code) for code in words.members(mask)) for mask in range(1 << len(words.codes))
    ]
    return _coded(label, masks.to_numpy(), names)


def _days(label: str, days: pd.Series[Any]) -> dict[str, Any]:
    codes, distinct = pd.factorize(days)
    told = pd.DatetimeIndex(distinct).strftime(dutch.figures_pattern())
    return _coded(label, codes + 1, ["", *told])


def _place_names(frame: pd.DataFrame) -> pd.Series[Any]:
    """Return the place, or the municipality where no place was given."""
    municipality = frame["municipality"].astype("str").map(load_boundaries().municipalities["name"])
    return frame["place"].where(frame["place"] != "", municipality)


def _located(frame: pd.DataFrame) -> pd.DataFrame:
    placed: pd.DataFrame = frame[np.isfinite(frame["lon"]) & np.isfinite(frame["lat"])]
    return placed


def _placed(frame: pd.DataFrame) -> dict[str, Any]:
    """Return the number of points and their quantised coordinates."""
    axes = {name: np.rint(frame[name].to_numpy() * SCALE).astype(np.int32) for name in ("lon", "lat")}
    return {"count": len(frame), "scale": SCALE, **{name: packed(values) for name, values in axes.items()}}


def _cluster(reach: int, least: int, apart: int, look: dict[str, str]) -> dict[str, Any]:
    """Return when points become one mark: at least ``least`` of them within ``reach`` pixels.

    Of fewer, those less than ``apart`` pixels from each other are spread.
    """
    return {"reach": reach, "least": least, "apart": apart, **look}


def _activation_sprite(kind: int, themes: int, ring: int, hollow: int) -> dict[str, Any]:
    fills = [palette.THEME_FILLS[theme] for theme in THEMES.members(themes)] or [palette.UNKNOWN_FILL]
    return {
        "shape": palette.TYPE_SHAPES[TYPES.codes[kind]],
        "fills": fills,
        "radius": ACTIVATION_RADIUS,
        "ring": bool(ring),
        "hollow": bool(hollow),
        "stroke": palette.MARK_STROKE,
    }


def activation_layer(activations: pd.DataFrame) -> PointLayer:
    """Return the activations that have a place as a layer: colour by theme, shape by type, ring if integral.

    ``activations`` is a records frame (columns of ``tables.ACTIVATIONS``, lon/lat in EPSG:4326). Records
    without coordinates are left out (the reconciliation counts them); an empty frame gives 0 points.
    """
    frame = _located(activations)
    looks = (
        frame["type"].cat.codes.to_numpy().astype(np.intp),
        frame["themes"].to_numpy().astype(np.intp),
        frame["integral"].to_numpy().astype(np.intp),
        frame["precision"].isin(ROUGH).to_numpy().astype(np.intp),
    )
    distinct, sprite = np.unique(np.ravel_multi_index(looks, _LOOKS), return_inverse=True)
    sprites = [
        _activation_sprite(*(int(part) for part in np.unravel_index(look, _LOOKS))) for look in distinct
    ]
    return PointLayer(
        {
            "name": "activeringen",
            "title": say("Activeringen"),
            "plural": plural("activering", "activeringen", 2),
            **_placed(frame),
            "sprite": packed(sprite.astype(np.uint8)),
            "sprites": sprites,
            "cluster": _cluster(22, 4, 15, palette.ACTIVATION_CLUSTER),
            "kinds": packed(looks[0].astype(np.uint8)),
            "kindFills": [palette.TYPE_COLOURS[code].light for code in TYPES.codes],
            "columns": [
                _distinct_text(say("Kenmerk"), frame["reference"]),
                _dictionary(say("Plaats"), _place_names(frame)),
                _days(say("Geactiveerd"), frame["activated_on"]),
                _vocabulary(say("Type"), frame["type"], TYPES),
                _sets(say("Thema's"), frame["themes"], THEMES),
                _vocabulary(say("Sector"), frame["sector"], SECTORS),
                _coded(say("Integrale inzet"), frame["integral"].to_numpy(), [say("Nee"), say("Ja")]),
                _vocabulary(say("Resultaat"), frame["result"], RESULTS),
            ],
            "legend": activation_legend(),
        }
    )


def activation_legend() -> list[dict[str, Any]]:
    """Return the marks of the activation layer with what each means."""
    working = THEMES.mask(["werken"])
    blank = {**_activation_sprite(0, 0, 0, 0), "fills": ["#ffffff"]}
    marks = [(_activation_sprite(0, THEMES.mask([term.code]), 0, 0), term.label) for term in THEMES.terms]
    marks.append((_activation_sprite(0, THEMES.mask(THEMES.codes[:2]), 0, 0), say("Meerdere thema's")))
    marks.extend(({**blank, "shape": palette.TYPE_SHAPES[term.code]}, term.label) for term in TYPES.terms)
    marks.append(({**blank, "ring": True}, say("Integrale inzet")))
    marks.append((_activation_sprite(0, working, 0, 1), say("Alleen plaats of gemeente bekend")))
    entries = [{"sprite": sprite, "label": label} for sprite, label in marks]
    return [*entries, {"cluster": 3, "label": say("Samengenomen: aantal, ring naar type")}]


def _housing_sprite(radius: float) -> dict[str, Any]:
    return {
        "shape": "square",
        "fills": [palette.HOUSING_FILL],
        "radius": radius,
        "ring": False,
        "hollow": False,
        "stroke": "#ffffff",
    }


def housing_layer(housing: pd.DataFrame) -> PointLayer:
    """Return the housing locations that have a place as a layer: squares, larger with more places.

    ``housing`` is a records frame (columns of ``tables.HOUSING``, lon/lat in EPSG:4326). Records without
    coordinates are left out; an empty frame gives a layer of 0 points.
    """
    frame = _located(housing)
    capacity = frame["capacity"].to_numpy()
    limits = [size.below for size in HOUSING_SIZES[:-1]]
    return PointLayer(
        {
            "name": "huisvesting",
            "title": say("Huisvesting"),
            "plural": plural("huisvestingslocatie", "huisvestingslocaties", 2),
            **_placed(frame),
            "sprite": packed(np.digitize(capacity, limits).astype(np.uint8)),
            "sprites": [_housing_sprite(size.radius) for size in HOUSING_SIZES],
            "cluster": _cluster(44, 5, 10, palette.HOUSING_CLUSTER),
            "weight": packed(capacity.astype(np.uint16 if capacity.max(initial=0) <= 0xFFFF else np.int32)),
            "weightLabel": plural("plaats", "plaatsen", 2),
            "weightUnit": say("pl."),
            "columns": [
                _distinct_text(say("Kenmerk"), frame["reference"]),
                _vocabulary(say("Soort"), frame["kind"], HOUSING_KINDS),
                _dictionary(say("Plaats"), _place_names(frame)),
                {"label": say("Plaatsen"), "numbers": "weight"},
                _dictionary(say("Bewoners"), frame["occupants"]),
                _dictionary(
                    say("Gecertificeerd"), frame["certified"].map({True: say("Ja"), False: say("Nee")})
                ),
                _dictionary(say("Werkregio"), frame["work_region"].astype("str").map(names_in())),
            ],
            "legend": [
                *(
                    {"sprite": _housing_sprite(size.radius), "label": say(size.label)}
                    for size in HOUSING_SIZES
                ),
                {"cluster": 12, "label": say("Samengenomen: locaties en plaatsen")},
            ],
        }
    )
