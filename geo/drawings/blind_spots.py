"""Where nobody was yet: places and visits at once as the colour of an area; the first of the work list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo import dutch
from geo.areas import load_boundaries
from geo.drawings.boxes import Box, place_beside
from geo.drawings.ground import Ground
from geo.drawings.inks import FAINT, INK, SOFT
from geo.drawings.maps import fill_of
from geo.drawings.pen import text_width
from geo.language import mark, say
from geo.layers import make_bivariate, short_name
from geo.picture import MANY, NOT_CHOSEN, within_region

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.drawings.facts import Facts
    from geo.drawings.pen import Align, Pen
    from geo.layers import Choropleth, Entry
    from geo.picture import BlindSpots

_WIDEST = 1.3  # a page wider than so many times its height has the list beside the map
_MAP, _GAP = 0.56, 16.0
_CELL, _KEY = 17.0, 7.5
_KEY_WIDTH, _KEY_HEIGHT, _KEY_OTHER = 150.0, 3 * _CELL + 67, 15.0
_LETTERS = (7.5, 6.4)
_ROW, _SIZE = 12.5, 8.0
_COLUMNS: tuple[tuple[str, float, Align], ...] = (
    (mark("Gemeente"), 0.0, "left"),
    (mark("Veiligheidsregio"), 0.25, "left"),
    (mark("Plaatsen"), 0.57, "right"),
    (mark("Activeringen"), 0.73, "right"),
    (mark("Laatste"), 0.89, "right"),
    (mark("Dagen"), 1.0, "right"),
)
"""Of the list: heading, marked, where it stands as a part of the width, and to which side."""


def draw_blind_spots(pen: Pen, facts: Facts) -> None:
    """Draw the map of the regions, or of the municipalities in the one chosen, and as much list as fits."""
    if pen.width > _WIDEST * pen.height:
        picture = pen.part(0, 0, pen.height, pen.height)
        listed = pen.part(pen.height + _GAP, 0, pen.width - pen.height - _GAP, pen.height)
    else:
        height = _MAP * pen.height
        picture = pen.part(0, 0, pen.width, height)
        listed = pen.part(0, height + _GAP, pen.width, pen.height - height - _GAP)
    _draw_map(picture, facts.blind_spots, within_region(facts.selection))
    _draw_list(listed, facts.blind_spots)


def _draw_map(pen: Pen, found: BlindSpots, only: str) -> None:
    colours = make_bivariate(*found.areas(only))
    fills = {code: fill_of(colours.legend[place], chance=False) for code, place in colours.classes.items()}
    regions = found.regions["class"]
    ground = Ground(pen, *filter(None, [only]))
    ground.draw({} if only else fills, set(regions.index[regions == NOT_CHOSEN]), fills if only else None)
    key = _key_box(ground, colours, only)
    _draw_key(pen.part(key.left + 12, key.top + 10, 0, 0), colours, key, within=bool(only))
    names = load_boundaries().municipalities["name"]
    told = {
        code: str(names[code]) if only else short_name(code)
        for code in fills
        if only or regions[code] != NOT_CHOSEN
    }
    _draw_names(ground, told, key)
    pen.rectangle(0, 0, pen.width, pen.height, edge=FAINT, line=0.8)


def _key_box(ground: Ground, colours: Choropleth, only: str) -> Box:
    """Return the room for the key: over the sea; within a region in the corner where least of it lies."""
    pen, height = ground.pen, _KEY_HEIGHT + _KEY_OTHER * len(_others(colours))
    corners = [
        Box(left, top, left + _KEY_WIDTH, top + height)
        for top in (0.0, pen.height - height - 12)
        for left in (0.0, pen.width - _KEY_WIDTH - 4)
    ]
    if not only:
        return corners[0]
    corner_points = ground.outline(only)
    return min(corners, key=lambda box: sum(box.holds(Box(x, y, x, y)) for x, y in corner_points))


def _others(colours: Choropleth) -> list[Entry]:
    """Return the classes of the legend that stand outside its grid."""
    return [entry for entry in colours.legend[9:] if entry.hatch != "outside"]


def _draw_key(pen: Pen, colours: Choropleth, room: Box, *, within: bool) -> None:
    """Draw the classes, places across and visits down; on white where areas lie under it."""
    grid = colours.grid
    assert grid is not None  # noqa: S101 two things at once have one
    across = 3 * _CELL
    if within:
        width, height = room.right - room.left - 10, room.bottom - room.top - 8
        pen.rectangle(-6, -4, width, height, "white", edge=FAINT, line=0.6)
    pen.text(0, 9, say("Plaatsen en activeringen"), _KEY, bold=True)
    for place, entry in enumerate(colours.legend[:9]):
        row, column = divmod(place, 3)
        fill = fill_of(entry, chance=False)
        pen.rectangle(column * _CELL, 15 + row * _CELL, _CELL, _CELL, fill.colour, edge="white", line=0.8)
    for row, words in enumerate(grid.rows):
        pen.text(across + 6, 15 + (row + 0.5) * _CELL, words, _KEY, vertical="center")
    y = 15 + across + 2
    for column, words in enumerate(grid.columns, 1):
        y += 11
        pen.text(
            0,
            y,
            say("kolom {number}: {places} plaatsen", number=column, places=words),
            _KEY - 0.5,
            colour=SOFT,
        )
    for entry in _others(colours):
        y += _KEY_OTHER
        fill = fill_of(entry, chance=False)
        pen.rectangle(0, y - 8, 18, 10, fill.colour, edge=fill.lines, hatch=fill.hatch)
        pen.rectangle(0, y - 8, 18, 10, edge=SOFT, line=0.5)
        pen.text(24, y, entry.label, _KEY)


def _draw_names(ground: Ground, told: Mapping[str, str], key: Box) -> None:
    """Write the names where they touch nothing."""
    taken, whole = [key], Box(2, 2, ground.pen.width - 2, ground.pen.height - 2)
    for code, name in told.items():
        x, y = ground.anchor(code)
        for letters in _LETTERS:
            size = text_width(name, letters), letters + 2
            found = place_beside(x, y, size, radius=0, taken=taken, whole=whole)
            if found is not None:
                taken.append(found)
                middle = found.middle
                ground.pen.text(*middle, name, letters, align="center", vertical="center", halo="white")
                break


def _draw_list(pen: Pen, found: BlindSpots) -> None:
    """Write the first municipalities of the work list, as many as fit."""
    listed = found.listed
    rows = listed.head(max(0, int((pen.height - 34) / _ROW))).to_dict("records")
    towns = dutch.counted(len(listed), "gemeente", "gemeenten")
    if len(rows) < len(listed):
        title = say(
            "Werklijst: de eerste {count} van {towns} met bekende huisvesting", count=len(rows), towns=towns
        )
    else:
        title = say("Werklijst: {towns} met bekende huisvesting", towns=towns)
    pen.text(0, 9, title, 9, bold=True)
    for head, place, align in _COLUMNS:
        pen.text(place * pen.width, 25, say(head), _SIZE, align=align, colour=SOFT)
    pen.line([0, pen.width], [29, 29], INK, width=0.8)
    regions = found.regions["name"]
    for number, row in enumerate(rows):
        y = 31 + _ROW * (number + 0.5)
        cells = _cells(row, str(regions[row["region"]]))
        for text, (_, place, align) in zip(cells, _COLUMNS, strict=True):
            bold = row["class"] == MANY
            pen.text(place * pen.width, y, text, _SIZE, align=align, vertical="center", bold=bold)
        pen.line([0, pen.width], [y + _ROW / 2, y + _ROW / 2], FAINT, width=0.4)


def _cells(row: Mapping[Any, Any], region: str) -> tuple[str, ...]:
    never = pd.isna(row["last"])
    return (
        row["name"],
        region,
        dutch.number(row["places"]),
        dutch.number(row["visits"]) if row["visits"] else say("niet bezocht"),
        say("geen bekend") if never else dutch.short_day(row["last"]),
        "" if never else dutch.number(int(row["days"])),
    )
