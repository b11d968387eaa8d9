"""One legend for maps that stand side by side: the classes that they share, as on the map itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.charts import element
from geo.language import say
from geo.layers import CHANCE_LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from geo.layers import Choropleth, Entry


def draw(maps: Sequence[Choropleth]) -> Markup:
    """Return what each colour and hatch of maps of one measure means; their legends put together."""
    entries = list(dict.fromkeys(entry for one in maps for entry in one.legend))
    items = [_item(entry.label, hatch=entry.hatch, fill=_fill(entry)) for entry in entries]
    if any(one.chance for one in maps):
        items.append(_item(say(CHANCE_LABEL), hatch="chance"))
    return element("ul", element("li", element("b", maps[0].title)), *items, class_="legend")


def _item(label: str, *, hatch: str, fill: str | None = None) -> Markup:
    look = f"hatch hatch-{hatch}" if hatch else "hatch"
    return element("li", element("i", class_=look, style=fill, aria_hidden="true"), label)


def _fill(entry: Entry) -> str | None:
    return f"background-color:{entry.colour.css}" if entry.colour else None
