"""The regions ranked by rate, each with its interval: a dot and a whisker, the national rate as a line."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from geo import dutch
from geo.charts.drawing import Drawing, Spot
from geo.charts.marks import (
    FADED,
    MARKS,
    SOFT,
    decimals_of,
    draw_dot,
    draw_line,
    draw_text,
    round_ticks,
)
from geo.charts.markup import Look, element, percent
from geo.charts.scales import rate_top
from geo.language import say
from geo.picture import rank_shown, read_region

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterator

    from geo.picture import Density

ROW = 22
HEAD = 40
_FROM, _TO = 0.4, 0.8  # where the plot stands between names and numbers
_COUNT, _RATE = 0.88, 1.0


def draw_ranking(found: Density, highlighted: Collection[str] = ()) -> Drawing:
    """Return the regions that are shown, the highest rate first; past the edge a whisker ends in an arrow."""
    rows = rank_shown(found)
    scale = _Scale(found)
    height = HEAD + ROW * len(rows) + 8
    drawn = [
        _Row(found, scale, row, HEAD + ROW * place).draw(highlighted=code in highlighted)
        for place, (code, row) in enumerate(rows.items())
    ]
    spots = (
        Spot(str(code), read_region(found, str(code)), 0, 1, HEAD + ROW * place, ROW)
        for place, code in enumerate(rows)
    )
    label = say(
        "Rangorde van {count} regio's: {per}, met 95%-interval",
        count=len(rows),
        per=dutch.continuing(found.denominator.label),
    )
    return Drawing(label, height, Markup().join([_axis(found, scale, height), *drawn]), tuple(spots))


def _short(name: str) -> str:
    """Return a name that fits beside the plot on a phone: "Noord- en Oost-" in letters."""
    first, joint, second = name.partition("- en ")
    return f"{first[0].upper()}.- en {second[0]}.{second[second.index('-') :]}" if joint else name


class _Scale:
    """Where a rate stands along the axis, as a share of the whole width."""

    def __init__(self, found: Density) -> None:
        self.top = rate_top(found)

    def __call__(self, rate: float) -> float:
        return _FROM + (_TO - _FROM) * min(rate / self.top, 1.0)

    def beyond(self, rate: float) -> bool:
        """Whether a rate lies past the edge."""
        return rate > self.top * (1 + 1e-9)


def _axis(found: Density, scale: _Scale, height: float) -> Markup:
    ticks = round_ticks(scale.top)
    places = decimals_of(ticks)
    top, bottom = HEAD - 6, height - 6
    end: Look = {"text_anchor": "end", "fill_opacity": SOFT}
    centred: Look = {**end, "text_anchor": "middle"}
    parts = [
        draw_text(
            0.005,
            12,
            say("{per} (stip), 95%-interval (streep)", per=found.denominator.label),
            fill_opacity=SOFT,
        ),
        draw_text(_COUNT, HEAD - 10, say("aantal"), **end),
        draw_text(_RATE, HEAD - 10, say("verh."), **end),
    ]
    for tick in ticks:
        x = scale(tick)
        parts.append(draw_line(x, top, x, bottom, stroke_opacity=0.15))
        parts.append(draw_text(x, HEAD - 10, dutch.number(tick, places), **centred))
    if found.count:
        x = scale(found.national)
        parts.append(draw_line(x, top, x, bottom, stroke_dasharray="4 3", stroke_width=1.5))
    return Markup().join(parts)


@dataclass(frozen=True)
class _Row:
    """One region of the ranking; ``top`` is where its row begins, in pixels."""

    found: Density
    scale: _Scale
    row: dict[Hashable, Any]
    top: float

    @property
    def middle(self) -> float:
        return self.top + ROW / 2

    def draw(self, *, highlighted: bool) -> Markup:
        band: Look = {"fill": "currentColor", "fill_opacity": 0.1 if highlighted else 0}
        return element(
            "g",
            element("rect", x=0, y=self.top, width="100%", height=ROW, **band),
            *self._words("bold" if highlighted else None),
            *(self._marks() if not math.isnan(self.row["rate"]) else ()),
        )

    def _words(self, weight: str | None) -> Iterator[Markup]:
        y, row = self.middle + 4, self.row
        name = f"{MARKS[row['verdict']].sign} {_short(row['name'])}".strip()
        yield draw_text(0.005, y, name, font_weight=weight)
        if math.isnan(row["rate"]):
            told = say("afgeschermd") if row["state"] == "afgeschermd" else say(dutch.NO_DATA)
            yield draw_text(_FROM, y, told, fill_opacity=SOFT)
            return
        end: Look = {"text_anchor": "end", "font_weight": weight}
        yield draw_text(_COUNT, y, dutch.number(row["count"]), **end)
        yield draw_text(_RATE - 0.005, y, dutch.number(row["rate"], self.found.denominator.decimals), **end)

    def _marks(self) -> Iterator[Markup]:
        row, scale, y = self.row, self.scale, self.middle
        mark = MARKS[row["verdict"]]
        opacity = FADED if mark.faded else None
        whisker: Look = {"stroke": mark.fill, "stroke_width": 2, "opacity": opacity}
        yield draw_line(scale(row["low"]), y, scale(row["high"]), y, **whisker)
        shrunken = scale(row["shrunken"])
        yield draw_line(shrunken, y - 6, shrunken, y + 6, stroke_opacity=SOFT)
        if scale.beyond(row["high"]):
            yield draw_text(_TO, y + 4, "▸", fill=mark.fill, opacity=opacity)
        if not scale.beyond(row["rate"]):
            yield draw_dot(mark, percent(scale(row["rate"])), y)
