"""The regions as compact rows beside the map: count, rate with its interval, and what it was divided by.

Below them the border districts with anything in them: the table is equal to the map.
"""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import pandas as pd
from markupsafe import Markup

from geo import dutch
from geo.language import say
from geo.picture import is_chosen, rank_regions, tell_homes
from geo.rows import each_row
from geo.vocabulary import TYPES, VERDICTS, of_type
from pages.parts import link
from pages.parts.markup import EMPTY, Template, joined
from pages.parts.markup import link as linked
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.picture import Density, Measure, Selection
    from pages.parts.everywhere import Everywhere

WIDEST = 4
"""The axis of the rates reaches so many times the national rate; an interval that goes on is cut off."""

_TABLE = Template(
    '<div class="beside"><table class="regions"><thead><tr><th scope="col">{name}</th>'
    '<th scope="col" colspan="2">{count}</th><th scope="col" colspan="2" title="{definition}">{rate}</th>'
    '<th scope="col">{size}</th></tr></thead><tbody>{body}</tbody>{abroad}</table>'
    '<p class="small">{note}</p></div>'
)
_ROW = Template(
    '<tr data-region="{code}"{look}><th scope="row">{name}</th><td class="length">{pieces}</td>'
    '<td><b>{count}</b></td><td class="spread" title="{verdict}">{spread}</td><td>{rate}</td>'
    "<td>{size}</td></tr>"
)
_DISTRICTS = Template('<tbody><tr class="over"><th scope="rowgroup" colspan="6">{}</th></tr>{}</tbody>')
_DISTRICT = Template(
    '<tr data-region="{code}"{look}><th scope="row">{name}</th><td class="length">{pieces}</td>'
    '<td><b>{count}</b></td><td colspan="3">{homes}</td></tr>'
)
# one element for each drawing: whatever is in markup is looked through before it is shown (style.css)
_PIECES = Template('<i class="pieces" style="--one:{:.1f}%;--both:{:.1f}%" title="{}"></i>')
_LOOK = Template(' class="{}"')
_LEFT_OUT = Template('<span class="unseen"> ({})</span>')
_SPREAD = Template(
    '<i class="range{}" style="--national:{:.1f}%;--low:{:.1f}%;--wide:{:.1f}%;--rate:{:.1f}%"></i>'
)
_RATE = Template("<b>{}</b> <small>{}</small>")
_COLUMNS = ["name", "activations", *TYPES.codes]


def table(areas: Everywhere, one: Measure, found: Density, selection: Selection, picked: str) -> Markup:
    """Return all regions, the highest value of a measure first; those not chosen are pale, and say so.

    ``found`` are the same regions compared: a rate never stands without its interval.
    """
    codes = [*map(str, areas.regions.index), *map(str, areas.districts.index)]
    links = link.looking_at(selection, codes) | {picked: link.here_with(selection, kies="")}
    return _table(areas, one, found, selection, picked, links)


@remembered(64)
def _table(  # noqa: PLR0913, PLR0917 all that it depends on
    areas: Everywhere,
    one: Measure,
    found: Density,
    selection: Selection,
    picked: str,
    links: Mapping[str, str],
) -> Markup:
    ranked = rank_regions(areas.regions, one)
    most = max(1, *ranked["activations"], *areas.districts["activations"])
    frame = _Frame(selection, picked, most, links)
    body = joined(_row(row, found, frame) for row in each_row(ranked[_COLUMNS]))
    abroad = joined(_district(row, frame) for row in each_row(areas.districts))
    divided = found.denominator
    return _TABLE.format(
        name=say("Regio"),
        count=say("Activeringen"),
        definition=divided.definition,
        rate=divided.label,
        size=dutch.capital(divided.noun),
        body=body,
        abroad=_DISTRICTS.format(say("Over de grens"), abroad) if abroad else EMPTY,
        note=_note(found, selection),
    )


class _Frame(NamedTuple):
    """What all rows share: the filters, the area that is looked at, the most activations in an area.

    ``links`` leads from the code of an area to a close look at it, and away from the one looked at.
    """

    selection: Selection
    picked: str
    most: int
    links: Mapping[str, str]

    def common(self, row: Any) -> dict[str, Markup | str]:  # noqa: ANN401 - a row of a frame
        """Return what every row of an area tells."""
        code = str(row.Index)
        chosen = is_chosen(self.selection, code)
        looks = (
            ("here", code == self.picked),
            ("chosen", chosen and bool(self.selection.regions)),
            ("left-out", not chosen),
        )
        look = " ".join(name for name, holds in looks if holds)
        name = linked(self.links[code], row.name)
        counts = [getattr(row, term.code) for term in TYPES.terms]
        told = (f"{count} {of_type(code, count)}" for code, count in zip(TYPES.codes, counts, strict=True))
        return {
            "code": code,
            "look": _LOOK.format(look) if look else EMPTY,
            "name": name if chosen else name + _LEFT_OUT.format(say("niet gekozen")),
            "pieces": _PIECES.format(
                100 * counts[0] / self.most, 100 * sum(counts) / self.most, ", ".join(told)
            ),
            "count": dutch.number(row.activations),
        }


def _row(row: Any, found: Density, frame: _Frame) -> Markup:  # noqa: ANN401 - a row of a frame
    judged = SimpleNamespace(**cast("dict[str, Any]", found.rows[row.Index]))
    # only what is chosen was judged
    chosen = is_chosen(frame.selection, str(row.Index))
    return _ROW.format(
        **frame.common(row),
        verdict=VERDICTS.label(judged.verdict) if chosen else say("Niet gekozen"),
        spread=spread(judged, found),
        rate=rate(judged.rate, judged.low, judged.high, found),
        size=dutch.number(judged.denominator),
    )


def _district(row: Any, frame: _Frame) -> Markup:  # noqa: ANN401 - a row of a frame
    return _DISTRICT.format(**frame.common(row), homes=tell_homes(row.housing, row.places))


def interval(low: float, high: float, decimals: int) -> str:
    """Return an exact interval at 95 % in words."""
    return f"{dutch.number(low, decimals)}–{dutch.number(high, decimals)}"


def rate(value: float, low: float, high: float, found: Density) -> Markup | str:
    """Return a rate with its interval, as the denominator of ``found`` is written."""
    if math.isnan(value):
        return say(dutch.NO_DATA)
    decimals = found.denominator.decimals
    return _RATE.format(dutch.number(value, decimals), f"({interval(low, high, decimals)})")


def spread(row: Any, found: Density) -> Markup:  # noqa: ANN401 - a row of a frame
    """Return the rate as a dot on its interval, a line for the rate of all. ``row`` has a verdict."""
    if pd.isna(row.rate) or not found.national:
        return EMPTY

    def place(value: float) -> float:
        return min(100.0, 100 * value / (WIDEST * found.national))

    low, high = place(row.low), place(row.high)
    outside = " outside" if row.verdict in ("hoger", "lager") else ""
    return _SPREAD.format(outside, place(found.national), low, high - low, place(row.rate))


def _note(found: Density, selection: Selection) -> str:
    """Return how the rates are to be read, and what is pale."""
    one = found.denominator
    national = dutch.number(found.national, one.decimals)
    told = say(
        "{rate}, tussen haakjes het 95%-interval; de streep is het landelijke cijfer, {national}. Een"
        " interval dat verder loopt, is afgekapt.",
        rate=one.label,
        national=national,
    )
    if not (selection.regions or selection.countries):
        return told
    pale = say("Vet: gekozen. Bleek: niet gekozen, alleen ter vergelijking; telt niet mee in het beeld.")
    return f"{told} {pale}"
