"""What changed since an earlier meeting: on the map, in figures before and now, as a list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo import dutch
from geo.language import mark, plural, say
from geo.layers import change_layer
from geo.store import CHANGE_KINDS
from pages.parts import changed, data, link, moment, viewing
from pages.parts.markup import Template, heads, joined
from pages.parts.markup import link as linked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from markupsafe import Markup

    from geo.layers import Shown
    from geo.picture import Asked, Changed, Selection
    from geo.store import Snapshot

    Figures = Mapping[str, Mapping[str, int]]
    """The counts of COUNTED by what they are of: a side, or the whole."""

MOST_ROWS = 60
MOST_OFFERED = 20
COUNTED = {
    "activations": mark("Activeringen"),
    "housing": mark("Huisvestingslocaties"),
    "places": mark("Plaatsen"),
}
_OWN, _CHOICE, _OTHER = "overleg", "meeting_since", ""

_FIGURES = Template('<table class="since"><caption>{}</caption><thead><tr><td></td>{}</tr></thead>{}</table>')
_SIDE = Template('<tbody><tr class="over"><th scope="rowgroup" colspan="4">{}</th></tr>{}</tbody>')
_FIGURE = Template('<tr><th scope="row">{}</th><td>{}</td><td><b>{}</b></td><td>{}</td></tr>')
_COLUMNS = (mark("Toen"), mark("Nu"), mark("Verschil"))
_LIST = Template(
    '<table class="list"><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
)
_HEADINGS = (mark("Wat"), mark("Kenmerk"), mark("Wanneer"))
_ROW = Template('<tr data-record="{}"><td>{}</td><th scope="row">{}</th><td>{}</td></tr>')


@dataclass(frozen=True)
class Since:
    """What became of the records since ``start``, and the figures of then and of now."""

    start: datetime
    found: tuple[Changed, ...]
    before: Figures
    now: Figures


def offered() -> bool:
    """Whether who looks may see what was there before: of the whole, and since meetings that were kept."""
    return viewing.may("share")


def find(
    selection: Selection, count: Callable[[Snapshot], Figures], strip: Asked | None = None
) -> Since | None:
    """Return what changed since the meeting that was chosen; None without one.

    ``count`` gives the figures of a snapshot, ``strip`` is what the page is about when that is not all.
    """
    start = _start()
    if start is None or not offered():
        return None
    found = changed.placed_since(selection, start, strip)
    return Since(start, found, count(data.stood_at(start)), count(data.snapshot()))


def _start() -> datetime | None:
    meetings = _meetings()
    chosen = _chosen(meetings)
    start = meetings[chosen][1] if chosen else moment.typed(_OWN)
    return None if start is None or moment.is_future(start) else start


def _chosen(meetings: Mapping[str, tuple[str, datetime]]) -> str:
    """Return the meeting that was chosen, the last one first; "" for another moment."""
    chosen = str(st.session_state.get(_CHOICE, next(iter(meetings), _OTHER)))
    return chosen if chosen in meetings else _OTHER


def _meetings() -> dict[str, tuple[str, datetime]]:
    """Return what was kept of earlier meetings, the last first: what it is called, and the records of when.

    It is the saved views, and then the pictures that were set.
    """
    views = viewing.views().search()[:MOST_OFFERED]
    return {
        **{f"kaart-{one.id}": (one.name, one.seen.stood_at) for one in views},
        **{
            f"beeld-{one.at:%Y%m%d%H%M%S%f}": (say("Vastgesteld beeld"), one.stood_at)
            for one in viewing.settled(MOST_OFFERED)
        },
    }


def on_map(shown: Shown, found: Since | None) -> Shown:
    """Return a map with the records that changed, and nothing else counted on it; as it is without any."""
    if found is None:
        return shown
    layers = tuple(change_layer(one) for one in reversed(found.found) if len(one.rows))
    told = say("Veranderd sinds {moment}", moment=dutch.moment(found.start))
    return replace(
        shown,
        choropleth=None,
        near=None,
        circles=False,
        points=layers,
        points_from=0.0,
        rows={},
        figures={},
        beside={},
        beside_rows={},
        notes={},
        caption=shown.caption and replace(shown.caption, title=told),
    )


def controls() -> None:
    """Draw the choice of the meeting."""
    meetings = _meetings()
    if meetings:
        st.selectbox(
            say("Sinds welk overleg"),
            [*meetings, _OTHER],
            format_func=lambda code: _label(*meetings[code]) if code else say("Een ander moment"),
            key=_CHOICE,
        )
    if not _chosen(meetings):
        moment.inputs(_OWN)


def _label(name: str, at: datetime) -> str:
    return f"{name} · {dutch.short_moment(at)}"


def tables(found: Since, selection: Selection) -> Markup:
    """Return the figures before and now, and the list of what changed."""
    return _figures(found) + _list(found, selection)


def _figures(found: Since) -> Markup:
    sides = (_SIDE.format(name, joined(_rows(found.before[name], now))) for name, now in found.now.items())
    told = say("Sinds {moment}", moment=dutch.moment(found.start))
    return _FIGURES.format(told, heads(_COLUMNS), joined(sides))


def _rows(before: Mapping[str, int], now: Mapping[str, int]) -> list[Markup]:
    return [
        _FIGURE.format(
            say(label), dutch.number(before[name]), dutch.number(now[name]), _more(now[name] - before[name])
        )
        for name, label in COUNTED.items()
    ]


def _more(difference: int) -> str:
    if not difference:
        return "="
    sign = "+" if difference > 0 else dutch.MINUS
    return f"{sign}{dutch.number(abs(difference))}"


def _list(found: Since, selection: Selection) -> Markup:
    rows = pd.concat([one.rows[["reference", "status", "at"]] for one in found.found])
    last = rows.sort_values("at", ascending=False, kind="stable").head(MOST_ROWS)
    records = link.each_record(last["reference"], selection)
    told = plural(
        "{count} record veranderde, binnen de gekozen filters.",
        "{count} records veranderden, binnen de gekozen filters.",
        len(rows),
        count=dutch.number(len(rows)),
    )
    if len(rows) > MOST_ROWS:
        told += " " + say("Alleen de laatste {most} staan hier.", most=dutch.number(MOST_ROWS))
    return _LIST.format(
        told,
        heads(_HEADINGS),
        joined(
            _ROW.format(
                reference,
                CHANGE_KINDS.label(status),
                linked(records[reference], reference),
                dutch.short_moment(at),
            )
            for reference, status, at in last.itertuples(index=False)
        ),
    )
