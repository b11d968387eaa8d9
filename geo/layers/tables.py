"""How the records of each table are drawn: the layer of their points, and the shape of a mark of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.layers.points import ACTIVATION_RADIUS, activation_layer, housing_layer

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from geo.layers.points import PointLayer


class Drawn(NamedTuple):
    """A function from a records frame to its layer; the shape and the radius (px) of a mark."""

    layer: Callable[[pd.DataFrame], PointLayer]
    shape: str
    radius: float


DRAWN = {
    "activations": Drawn(activation_layer, "circle", ACTIVATION_RADIUS),
    "housing": Drawn(housing_layer, "square", 5.5),
}
"""By the name of the table."""
