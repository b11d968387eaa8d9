"""The map: a count as a circle for each region, split by type; a rate as a colour, or hatch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo import dutch
from geo.access import WITHHELD
from geo.areas import REGION_CODES, metric_xy, name_in
from geo.drawings.bars import draw_kinds
from geo.drawings.boxes import Box, place_beside
from geo.drawings.circles import Circle, Sizes, circles
from geo.drawings.ground import ABROAD, LAND, Fill, Ground
from geo.drawings.inks import FAINT, SOFT, mixed
from geo.drawings.pen import text_width
from geo.drawings.rankings import draw_regions
from geo.language import mark, say
from geo.layers import HOUSING, area_figures, chance_regions, make_choropleth, short_name
from geo.picture import rank_regions
from geo.vocabulary import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.drawings.facts import Facts
    from geo.drawings.pen import Pen
    from geo.layers import Choropleth, Entry

_NAMES, _KEY = (7.5, 6.4), 8.0
_WIDEST = 1.3  # a map wider than so many times its height has a list of the regions beside it
_GAP, _WORD, _NUMBER = 30.0, 150.0, 50.0
_PALE = 0.45  # of the colour of a value that chance explains
_HATCHES = {"none": Fill("#ffffff", "....", "#9aa5ae"), "withheld": Fill("#ffffff", "xxxx", "#9aa5ae")}
CHANCE = mark("Kan toeval zijn")
_WITHHELD_KEY = mark("Afgeschermd")


def draw_map(pen: Pen, facts: Facts) -> None:
    """Draw the country with the figures of the selection; on a wide page with the regions beside it."""
    if pen.width > _WIDEST * pen.height and not facts.zone:
        beside = pen.height + _GAP
        part = pen.part(beside, 0, pen.width - beside, pen.height)
        if facts.measure.whole:
            _draw_list(part, facts)
        else:  # no rate without its interval
            draw_regions(part, facts.by_measure, columns=1)
        pen = pen.part(0, 0, pen.height, pen.height)
    ground = Ground(pen, *facts.zone_areas)
    if facts.measure.whole:
        _draw_counts(ground, facts)
    else:
        _draw_rates(ground, facts)
    pen.rectangle(0, 0, pen.width, pen.height, edge=FAINT, line=0.8)


def _hidden(facts: Facts) -> set[str]:
    state = facts.table[facts.measure.state_column]
    return {str(code) for code in state.index[state == "niet gekozen"]}


# counts


def _draw_counts(ground: Ground, facts: Facts) -> None:
    figures = area_figures(facts.table, facts.chosen, {})
    kinds = {code: tuple(row[: len(TYPES.codes)]) for code, row in figures.items()}
    if not facts.split_by_type:
        kinds = {code: (sum(parts),) for code, parts in kinds.items()}
    sizes = Sizes(max(map(sum, kinds.values()), default=1), ground.pen.height)
    hidden, withheld = _hidden(facts), _withheld(facts)
    if zone := facts.zone_areas:  # only what is in it counts
        kinds = {code: parts for code, parts in kinds.items() if code in zone}
        hidden, withheld = set(REGION_CODES) - set(zone), withheld & set(zone)
    fills = {code: Fill(LAND if code in zone else ABROAD) for code in (*REGION_CODES, *zone)} if zone else {}
    fills |= dict.fromkeys(withheld, _HATCHES["withheld"])
    ground.draw(fills, () if zone else hidden)
    homes = _draw_homes(ground, facts) if zone else 0
    drawn = circles(ground, kinds, sizes)
    for circle in drawn:
        circle.draw(ground.pen)
    if zone:
        ground.pen.rectangle(0, 0, 172, 122, "white", edge=FAINT, line=0.8)
    pen = ground.pen.part(12, 10, 150, 100)
    most = max((circle.count for circle in drawn), default=1)
    foot = _draw_circle_key(pen, sizes, most, split=facts.split_by_type)
    if withheld:
        foot = _draw_fills(pen, foot - 6, [(say(_WITHHELD_KEY), _HATCHES["withheld"])]) + 16
    if homes:
        pen.rectangle(2, foot - 4, 8, 8, HOUSING.light)
        pen.text(24, foot + 3.5, say("Huisvestingslocaties"), _KEY)
        foot += 18
    key = Box(0, 0, 12 + 150, foot)
    _draw_names(ground, {circle.code: circle for circle in drawn}, {}, hidden, key, zone=zone)


def _draw_homes(ground: Ground, facts: Facts) -> int:
    """Draw a square where there are housing locations, larger where there are more; return how many are."""
    homes = facts.homes
    points, counts = np.unique(homes[["lon", "lat"]].dropna().to_numpy(), axis=0, return_counts=True)
    if len(points):
        places = ground.places(np.column_stack(metric_xy(points[:, 0], points[:, 1])))
        for (x, y), count in zip(places.tolist(), counts.tolist(), strict=True):
            side = min(3 + 1.5 * float(np.sqrt(count)), 12)
            if side / 2 < x < ground.pen.width - side / 2 and side / 2 < y < ground.pen.height - side / 2:
                ground.pen.rectangle(
                    x - side / 2, y - side / 2, side, side, HOUSING.light, edge="white", line=0.5
                )
    return len(points)


def _withheld(facts: Facts) -> set[str]:
    state = facts.table[facts.measure.state_column]
    return {str(code) for code in state.index[state == "afgeschermd"]}


def _draw_circle_key(pen: Pen, sizes: Sizes, most: int, *, split: bool) -> float:
    """Draw what a circle means, and when it is ``split`` its parts; return how far down it goes."""
    pen.text(0, 9, say("Activeringen per regio"), _KEY, bold=True)
    x, counts = 0.0, [count for count in (1, 5, 20, 100, 1000, 10000) if count <= max(most, 5)][-3:]
    tallest = sizes.radius(counts[-1])
    middle = 18 + tallest
    for count in counts:
        radius = sizes.radius(count)
        Circle(
            "", (count, *[0] * (len(TYPES.codes) - 1 if split else 0)), x + radius + 1, middle, radius
        ).draw(pen)
        x += 2 * radius + 8
    y = middle + tallest + 16
    if split:
        draw_kinds(pen, 0, y)
    return 10 + y + (10 if split else 0)


# rates


def _draw_rates(ground: Ground, facts: Facts) -> None:
    chance = chance_regions(facts.by_measure)
    colours = make_choropleth(facts.table, facts.measure, chance)
    entries = {code: colours.legend[place] for code, place in colours.classes.items()}
    hidden = _hidden(facts)
    ground.draw({code: fill_of(one, chance=code in colours.chance) for code, one in entries.items()}, hidden)
    key = _draw_rate_key(ground.pen.part(12, 10, 190, 150), colours)
    numbered = facts.table[facts.measure.state_column].isin(("waarde", "nul"))
    told = {
        str(code): dutch.number(value, facts.measure.decimals)
        for code, value in facts.table[facts.measure.code][numbered].items()
    }
    _draw_names(ground, {}, told, hidden, Box(0, 0, 202, key))


def fill_of(entry: Entry, *, chance: bool) -> Fill:
    """Return how a class of the map is filled; pale, with lines in its colour, where chance explains it."""
    if entry.colour is None:
        return _HATCHES.get(entry.hatch, Fill(LAND))
    colour = entry.colour.light
    return Fill(mixed(colour, _PALE), "////", colour) if chance else Fill(colour)


def _draw_rate_key(pen: Pen, colours: Choropleth) -> float:
    """Draw the classes, the same in each print; return how far down they go."""
    pen.text(0, 9, colours.title, _KEY, bold=True)
    y = 18.0
    shown = [
        (entry.label, fill_of(entry, chance=False)) for entry in colours.legend if entry.hatch != "outside"
    ]
    if colours.chance:
        shown.append((say(CHANCE), Fill(mixed(SOFT, 0.15), "////", SOFT)))
    return 16 + _draw_fills(pen, y, shown)


def _draw_fills(pen: Pen, y: float, shown: Iterable[tuple[str, Fill]]) -> float:
    """Draw what fills mean, the first at ``y``; return where the next would be."""
    for label, fill in shown:
        pen.rectangle(0, y, 18, 10, fill.colour, edge=fill.lines, hatch=fill.hatch)
        pen.rectangle(0, y, 18, 10, edge=SOFT, line=0.5)
        pen.text(24, y + 8.5, label, _KEY)
        y += 14
    return y


# names


def _draw_names(  # noqa: PLR0913 what is named, and what stands there already
    ground: Ground,
    circled: Mapping[str, Circle],
    told: Mapping[str, str],
    hidden: Iterable[str],
    key: Box,
    *,
    zone: tuple[str, ...] = (),
) -> None:
    """Write the names where they touch nothing, beside their circles or with what is told under them."""
    taken = [key, *(Box.around(one.x, one.y, 2 * one.radius, 2 * one.radius) for one in circled.values())]
    whole = Box(2, 2, ground.pen.width - 2, ground.pen.height - 2)
    named = (*REGION_CODES, *zone)
    codes = [*circled, *(code for code in named if code not in circled and code not in hidden)]
    for code in dict.fromkeys(codes):
        if code not in named:
            continue
        circle = circled.get(code)
        x, y = (circle.x, circle.y) if circle else ground.anchor(code)
        radius = circle.radius if circle else 0
        lines = [short_name(code) if code in REGION_CODES else name_in(code), *filter(None, [told.get(code)])]
        for letters in _NAMES:
            width = max(text_width(line, letters, bold=bool(n)) for n, line in enumerate(lines))
            size = width, (letters + 2) * len(lines)
            found = place_beside(x, y, size, radius=radius, taken=taken, whole=whole)
            if found is not None:
                taken.append(found)
                _write(ground.pen, found, lines, letters)
                break


def _write(pen: Pen, box: Box, lines: Sequence[str], letters: float) -> None:
    for number, line in enumerate(lines):
        pen.text(
            box.middle[0],
            box.top + (letters + 2) * (number + 0.5),
            line,
            letters,
            align="center",
            vertical="center",
            bold=bool(number),
            halo="white",
        )


# the list beside it


def _draw_list(pen: Pen, facts: Facts) -> None:
    """Write the regions with their values, the highest first."""
    one = facts.measure
    rows = rank_regions(facts.table, one)
    height = min(18.0, (pen.height - 18) / max(len(rows), 1))
    size = min(9.0, 0.62 * height)
    most = max(rows[one.code].max(), 1e-9) if len(rows) else 1
    pen.text(0, 9, say("Regio"), size, colour=SOFT)
    pen.text(pen.width, 9, one.label, size, align="right", colour=SOFT)
    for place, (_, row) in enumerate(rows.iterrows()):
        y = 18 + height * place
        value = row[one.code]
        if value == value and value > 0:  # noqa: PLR0124 - a missing value is not itself
            length = (pen.width - _WORD - _NUMBER) * float(value / most)
            pen.rectangle(_WORD, y + 0.2 * height, length, 0.6 * height, mixed(SOFT, 0.45))
        pen.text(0, y + height / 2, row["name"], size, vertical="center")
        withheld = row[one.state_column] == "afgeschermd"
        pen.text(
            pen.width,
            y + height / 2,
            say(WITHHELD) if withheld else dutch.number(value, one.decimals),
            size,
            align="right",
            vertical="center",
        )
