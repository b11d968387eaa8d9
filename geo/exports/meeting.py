"""What a meeting made, as tables: its sketch, and its action points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from geo.files import Content, Field
from geo.language import mark, say
from geo.vocabulary import SHAPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.picture import ActionPoint, Sketch


def of_sketch(sketch: Sketch) -> Content:
    """Return what was drawn and written, in the order in which it was."""
    shapes = sketch.shapes
    geometry = np.full(len(shapes), None, dtype=object)
    geometry[:] = [shapely.geometry.shape(shape.geometry) for shape in shapes]
    kinds = pd.Series([shape.kind for shape in shapes], dtype="str")
    texts = pd.Series([shape.text for shape in shapes], dtype="str")
    fields = (
        Field("vorm", "word", kinds, True, "", say("Wat er getekend is."), SHAPES),
        Field("tekst", "text", texts, meaning=say("Wat er op de kaart bij geschreven is.")),
    )
    return Content(mark("schets"), fields, geometry, "Unknown")


def of_action_points(points: Sequence[ActionPoint]) -> Content:
    """Return the action points by number; one without a place has no geometry."""
    geometry = np.full(len(points), None, dtype=object)
    geometry[:] = [None if point.place is None else shapely.Point(point.place) for point in points]
    days = pd.Series([point.due for point in points], dtype="datetime64[s]")
    numbers = pd.Series([point.number for point in points], dtype="Int64")
    texts, owners = (
        pd.Series(list(column), dtype="str")
        for column in ([point.text for point in points], [point.owner for point in points])
    )
    fields = (
        Field("nummer", "whole", numbers, True, "", say("Nummer van het actiepunt, ook op de kaart.")),
        Field("actiepunt", "text", texts, True, "", say("Wat er is afgesproken.")),
        Field("wie", "text", owners, meaning=say("Wie het doet.")),
        Field("voor", "day", days, meaning=say("De dag waarop het klaar moet zijn.")),
    )
    return Content(mark("actiepunten"), fields, geometry, "Point")
