"""The colours of areas for two things at once: how many places, and how many visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geo import dutch
from geo.language import mark, plural, say
from geo.layers.choropleth import Choropleth, Entry, Grid
from geo.layers.palette import PAIRS
from geo.picture import NO_DATA, NOT_CHOSEN, REGION, Level, places_labels, visits_labels
from geo.rows import rows_by_index

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


_OTHERS = {
    NO_DATA: Entry(mark("Geen huisvesting bekend"), hatch="none"),
    NOT_CHOSEN: Entry(mark("Buiten de selectie"), hatch="outside"),
}


def make_bivariate(areas: pd.DataFrame, level: Level = REGION) -> Choropleth:
    """Return the colours of areas by the class of their places and visits; the legend is 3 by 3.

    ``areas`` are the regions or municipalities of ``BlindSpots``, ``level`` has the limits of their classes.
    """
    columns, rows = places_labels(level), visits_labels(level)
    cells = [
        Entry(say("{visits}, {places} plaatsen", visits=visits, places=places), colour)
        for visits, colours in zip(rows, PAIRS, strict=True)
        for places, colour in zip(columns, colours, strict=True)
    ]
    classes = {str(code): int(value) for code, value in areas["class"].items()}
    present = [code for code in _OTHERS if code == NO_DATA or code in classes.values()]
    place = {code: len(cells) + index for index, code in enumerate(present)}
    return Choropleth(
        say("Plaatsen en bezoeken"),
        (*cells, *(_OTHERS[code].said for code in present)),
        {code: place.get(value, value) for code, value in classes.items()},
        grid=Grid(plural("plaats", "plaatsen", 2), columns, plural("activering", "activeringen", 2), rows),
    )


def blind_spot_notes(areas: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return the line on the last activation at each of the ``areas`` (of ``BlindSpots``) that is shown."""
    shown = rows_by_index(areas[areas["class"] != NOT_CHOSEN])
    return {str(code): (_last(row),) for code, row in shown.items()}


def _last(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["last"]):
        return say("Nog geen activering bekend")
    days = dutch.counted(int(row["days"]), "dag", "dagen")
    return say("Laatste activering: {day}, {days} eerder", day=dutch.day(row["last"]), days=days)
