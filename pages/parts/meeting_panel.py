"""What stands beside the map in a meeting: the figures, the action points, what changed; in large letters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from geo import dutch
from geo.language import mark, say
from geo.picture import homes_cell, make_headline
from geo.vocabulary import COUNTRIES
from pages.parts import link, meeting_changes, meeting_mode, meeting_points, reader
from pages.parts.markup import Template, joined, show, style

if TYPE_CHECKING:
    from markupsafe import Markup

    from geo.picture import Selection, Strip, Tally
    from pages.parts.meeting_changes import Figures, Since

FIGURES, POINTS, CHANGES = "cijfers", "actiepunten", "veranderd"
TABS = {FIGURES: mark("Cijfers"), POINTS: mark("Actiepunten"), CHANGES: mark("Veranderd")}
_TAB = "meeting_tab"

_STYLE = Path(__file__).with_name("meeting.css")
_SHOWN = ("total", "preventief", "repressief", "integral", "open")
_LIST = Template('<dl class="afar">{}</dl>')
_ITEM = Template("<div><dt>{}</dt><dd>{}</dd></div>")


def tab() -> str:
    """Return what stands beside the map."""
    chosen = st.session_state.get(_TAB) or FIGURES
    return FIGURES if chosen == CHANGES and not meeting_changes.offered() else str(chosen)


def tells_changes() -> bool:
    """Whether the map is about what changed."""
    return meeting_mode.on() and tab() == CHANGES


def draw(selection: Selection, figures: Markup, since: Since | None) -> None:
    """Draw the panel; ``figures`` are those of the page, ``since`` is what changed when that is asked for."""
    style(_STYLE)  # or every page would pay for what fills the screen here
    with st.container(key="meeting_panel"):
        with st.container(horizontal=True, vertical_alignment="center", key="meeting_top"):
            meeting_mode.leave_button()
            show(reader.switch(link.each_language(selection)))
        st.session_state.setdefault(_TAB, FIGURES)
        st.segmented_control(
            say("Naast de kaart"),
            [code for code in TABS if code != CHANGES or meeting_changes.offered()],
            format_func=lambda code: say(TABS[code]),
            key=_TAB,
            required=True,
            label_visibility="collapsed",
            width="stretch",
        )
        if tab() == POINTS:
            meeting_points.draw()
        elif tab() == CHANGES:
            meeting_changes.controls()
            if since:
                show(meeting_changes.tables(since, selection))
            else:
                st.caption(say("Kies een moment; dan staat hier en op de kaart wat er sindsdien veranderde."))
        else:
            show(figures)


def headline(counted: Tally) -> Markup:
    """Return the headline figures of the national picture."""
    found = make_headline(counted)
    values = [
        (found.figures[code].definition.label, dutch.number(found.figures[code].value)) for code in _SHOWN
    ]
    homes, places = (found.figures[code].value for code in ("housing", "places"))
    values += [
        (found.figures["housing"].definition.label, homes_cell(homes, homes)),
        (found.figures["places"].definition.label, homes_cell(places, homes)),
    ]
    return _LIST.format(joined(_ITEM.format(label, value) for label, value in values))


def count_headline(counted: Tally) -> Figures:
    """Return what of the headline is compared with an earlier meeting."""
    found = make_headline(counted)
    figures = {"activations": "total", "housing": "housing", "places": "places"}
    return {say("Totaal"): {name: found.figures[code].value for name, code in figures.items()}}


def count_sides(found: Strip) -> Figures:
    """Return what of a strip is compared with an earlier meeting: each side, and both together."""
    sides = {COUNTRIES.label(country): figures for country, figures in found.sides.items()}
    if len(sides) < 2:
        return sides
    total = {name: sum(side[name] for side in sides.values()) for name in meeting_changes.COUNTED}
    return {**sides, say("Totaal"): total}
