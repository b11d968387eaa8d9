"""What the map shows on top of the base map, as one small value: all text is data, nothing is markup.

What the filters change travels as a class a region, the points as columns, the legend, the selected regions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from geo.layers.script import script_json, short_digest

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from geo.layers.choropleth import Choropleth
    from geo.layers.points import PointLayer

KEPT_FROM = 100
"""Layers of this many points or more travel once to a frame, and are named after that."""


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
