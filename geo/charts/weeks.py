"""The activations of each week as bars, small enough to stand beside each other on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from geo import dutch
from geo.charts.drawing import Drawing
from geo.charts.marks import SOFT, draw_line, draw_text
from geo.charts.markup import Look, element, percent
from geo.language import say

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd

HEIGHT = 64
_BASE = HEIGHT - 14


def draw_weeks(weeks: pd.DataFrame, most: int, label: str) -> Drawing:
    """Return bars of the weeks of ``per_week``; ``most`` is the number at the top, one for all compared.

    A week that is cut off by the period is drawn lighter.
    """
    width = 1 / max(len(weeks), 1)
    bars = (
        _bar((place + 0.1) * width, 0.8 * width, row, (_BASE - 4) * row["total"] / max(most, 1))
        for place, row in enumerate(weeks.to_dict("records"))
    )
    base = draw_line(0, _BASE, 1, _BASE, stroke_opacity=0.5)
    ends = []
    if len(weeks):
        first, last = (say("week {number}", number=weeks["week"].iloc[place]) for place in (0, -1))
        ends = [
            draw_text(0, HEIGHT - 2, first, fill_opacity=SOFT),
            draw_text(1, HEIGHT - 2, last, text_anchor="end", fill_opacity=SOFT),
        ]
    return Drawing(label, HEIGHT, Markup().join([*bars, base, *ends]))


def _bar(left: float, width: float, week: dict[Hashable, Any], height: float) -> Markup:
    counted = dutch.counted(int(week["total"]), "activering", "activeringen")
    told = say("{label}: {value}", label=say("week {number}", number=week["week"]), value=counted)
    place: Look = {"x": percent(left), "y": _BASE - height, "width": percent(width), "height": height}
    rect = element("rect", **place, fill_opacity=0.7 if week["days"] == 7 else 0.35)
    return element("g", element("title", told), rect)
