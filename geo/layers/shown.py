"""What the map shows on top of the base map, as one small value: all text is data, nothing is markup.

The records travel once, as columns; what the filters change is which rows are selected, the figures of the
areas, the text around the map. The browser makes the rows and figures itself when a filter is clicked, and
this value, which follows, has the last word.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geo.layers.script import script_json, short_digest
from geo.layers.words import words

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from geo.layers.choropleth import Choropleth
    from geo.layers.points import PointLayer
    from geo.layers.sketch import SketchLayer
    from geo.layers.strip import StripLayer
    from geo.layers.words import Words

KEPT_FROM = 20
"""Layers of this many points or more travel once to a frame, and are named after that."""

NEAR = 8.5
"""The zoom from which the map of the whole country shows every point by itself."""


@dataclass(frozen=True)
class Caption:
    """The words around the map, inside its frame: they go along into full screen, print and pictures.

    ``filters`` are those in use, in words; ``demo`` is what to say of invented records, "" without any;
    ``foot`` are the lines under the map: where every record went, the source, the moment.
    """

    title: str
    filters: str = ""
    demo: str = ""
    foot: tuple[str, ...] = ()


@dataclass(frozen=True)
class Near:
    """What a map of all regions shows from near by, as ``Shown`` has it: its municipalities, by code.

    ``title`` then stands above the map.
    """

    title: str
    choropleth: Choropleth
    figures: Mapping[str, tuple[int, ...]]
    notes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Shown:
    """All that the map shows on top of the base map.

    Parameters
    ----------
    choropleth
        The colours of the regions, when a rate is shown.
    points
        The layers of points, the lowest first.
    rows
        By the name of a layer which of its records are selected (``CodedLayer.rows``); all without it.
    figures
        Numbers by area code (``area_figures``), drawn as circles when ``circles``.
    beside, beside_rows
        Housing just over the border, which is drawn and not counted: locations and places by area code, and
        by the name of a layer its records there (none without it).
    notes
        Lines of text by area code, under the figures.
    selection
        The filters that ``rows`` and ``figures`` come from, as in a link.
    selected, highlighted
        Area codes with an outline: what the filters chose, and those that were pointed out, at ``most`` so
        many; one more takes the place of the first.
    focus
        Area codes that are brought into view when they change; without any the whole map is.
    points_from
        The zoom from which points are drawn; layers named in ``asked`` always are.
    view
        Latitude, longitude and zoom to open with, from a link.
    legend
        Whether the legend stands in the frame; not where one beside several maps is for all of them.
    own
        The filters that are of this map alone, as in a link: those of the page do not change them.
    group
        Maps of one page with the same group have one view; "" stands alone.
    within
        A region code: the map is of that region, and ``choropleth`` colours its municipalities.
    near
        What the municipalities show from near by, where the whole map has colours by region.
    strip
        The strip along a border that is looked at: it is brought into view, and what lies outside fades.
    sketch
        What a meeting drew on the map, and whether it goes on drawing.
    """

    choropleth: Choropleth | None = None
    points: tuple[PointLayer, ...] = ()
    rows: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    beside: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    beside_rows: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    selection: Mapping[str, Sequence[str]] = field(default_factory=dict)
    selected: tuple[str, ...] = ()
    highlighted: tuple[str, ...] = ()
    most: int = 1
    focus: tuple[str, ...] = ()
    names: bool = True
    circles: bool = False
    points_from: float = 0.0
    asked: tuple[str, ...] = ()
    caption: Caption | None = None
    view: tuple[float, float, float] | None = None
    legend: bool = True
    own: Mapping[str, Sequence[str]] = field(default_factory=dict)
    group: str = ""
    within: str = ""
    near: Near | None = None
    strip: StripLayer | None = None
    sketch: SketchLayer | None = None

    @property
    def fills(self) -> dict[str, str]:
        """The colour of each region, as ``Choropleth.fills``; none where no measure is shown."""
        return self.choropleth.fills if self.choropleth else {}

    @cached_property
    def digest(self) -> str:
        """What tells this picture from any other; the map's frame shows it as ``data-shown``."""
        return short_digest(",".join([*(layer.digest for layer in self.points), *self._small.values()]))

    @cached_property
    def _small(self) -> dict[str, str]:
        """Everything but the points, as values that may stand in a script."""
        near = self.near
        values = {
            "choropleth": _colours(self.choropleth),
            "near": near
            and {
                "title": near.title,
                "choropleth": _colours(near.choropleth),
                "figures": dict(near.figures),
                "notes": dict(near.notes),
            },
            "caption": self.caption and asdict(self.caption),
            "strip": self.strip and self.strip.value,
            "sketch": self.sketch and self.sketch.value,
            **{
                name: getattr(self, name)
                for name in ("most", "names", "circles", "points_from", "view", "legend", "group", "within")
            },
            **{name: list(getattr(self, name)) for name in ("selected", "highlighted", "focus", "asked")},
            **{
                name: dict(getattr(self, name))
                for name in ("rows", "figures", "beside", "beside_rows", "notes", "selection", "own")
            },
        }
        return {name: script_json(value) for name, value in values.items()}

    def worth_keeping(self) -> frozenset[str]:
        """Return the digests of what is so large that the browser had better keep it: layers, the words."""
        large = frozenset(layer.digest for layer in self.points if layer.count >= KEPT_FROM)
        return large | {words().digest}

    def script_value(self, kept: Container[str] = ()) -> str:
        """Return everything as one JavaScript value, safe to stand in a script.

        A layer whose digest is in ``kept``, and the words of the map likewise, is named instead of sent: the
        browser has it. Should it have lost it, it asks for it (see ``show.js``).
        """
        points = [_named(layer, kept) for layer in self.points]
        parts = {**{script_json(name): value for name, value in self._small.items()}}
        parts |= {'"points"': f"[{','.join(points)}]", '"digest"': f'"{self.digest}"'}
        parts['"words"'] = _named(words(), kept)
        body = ",".join(f"{name}:{value}" for name, value in parts.items())
        return f"{{{body}}}"


def _named(part: PointLayer | Words, kept: Container[str]) -> str:
    if part.digest in kept:
        return f'{{"kept":"{part.digest}"}}'
    return f'{{"digest":"{part.digest}",{part.script[1:]}'


def _colours(colours: Choropleth | None) -> dict[str, Any] | None:
    if colours is None:
        return None
    return {
        "title": colours.title,
        "legend": [entry.value for entry in colours.legend],
        "classes": dict(colours.classes),
        "chance": list(colours.chance),
        "rate": colours.rate and colours.rate._asdict(),
        "grid": colours.grid and asdict(colours.grid),
    }
