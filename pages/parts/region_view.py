"""The page of one safety region: what one tells the mayor, how it differs, where, when, and what changed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st
from markupsafe import Markup

from geo import dutch
from geo.areas import load_boundaries, neighbours
from geo.language import say
from geo.picture import (
    DENOMINATORS,
    activation_mask,
    brief,
    compare_regions,
    housing_mask,
    list_activations,
    look_around,
    municipality_table,
    nationwide,
    read_around,
    reconcile,
    sentence,
)
from pages.parts import (
    around_rows,
    beginning,
    blocks,
    changed,
    data,
    density,
    deployments,
    drawings,
    everywhere,
    filters,
    focus,
    homes,
    municipality_rows,
    news,
    region_map,
    subject,
    viewing,
)
from pages.parts.charts import titled
from pages.parts.map_view import map_view
from pages.parts.markup import EMPTY, Template, show

if TYPE_CHECKING:
    from geo.picture import Selection, Tally
    from geo.store import Snapshot

HEIGHT = 640
"""Of the map in pixels: most regions are higher than wide."""

_SECOND = Markup('<div class="second"></div>')
"""Where the second sheet of paper begins."""
_SUM = Template('<p class="sum">{}</p>')
_READING = Template('<p class="reading">{}</p>')


def draw(snapshot: Snapshot, selection: Selection, code: str) -> None:
    """Draw the page of a region; ``selection`` is of that region alone."""
    tally = everywhere.chosen(snapshot, selection).tally
    wide = nationwide(selection)
    found = density.compared(snapshot, wide, DENOMINATORS[0])
    activations = snapshot.activations[activation_mask(selection, snapshot.activations)]
    housing = snapshot.homes[housing_mask(selection, snapshot.homes)]
    since = focus.since()
    told = changed.activations_since(snapshot, selection, since)

    with st.container(key="region_top"):
        drawings.answer(brief(tally, found, code))
        parts = [beginning.badge(snapshot), _colophon(snapshot, tally)]
        st.markdown(" · ".join(filter(None, parts)))
    filters.bar(tally.data_last, everywhere=False)
    line = news.line(told, since, selection, viewing.settled(1))
    most = data.most_in_a_week(snapshot, (code,))
    blocks.draw(tally, most, line)

    around = look_around(found, code, neighbours(code))
    rows = _municipalities(activations, housing, code)
    within = compare_regions(rows, DENOMINATORS[0])
    left, right = st.columns([6, 5], gap="medium")
    with left:
        map_view(
            region_map.of_region(snapshot, tally, rows, within),
            key="region_map",
            on_click=subject.choose_at,
            height=HEIGHT,
        )
        show(_SUM.format(_sum(tally)))
    with right:
        show(
            titled(
                say("Naast de buren"),
                _READING.format(read_around(around, found)) + around_rows.table(around, found, wide),
            )
            + titled(say("Gemeenten"), municipality_rows.table(rows, within, subject.name(code)))
        )
    listed = list_activations(activations)
    show(
        _SECOND
        + titled(say("Verloop"), deployments.table(listed, wide, tally.data_last))
        + _districts(snapshot, wide, code)
        + titled(say("Huisvesting"), homes.table(housing, snapshot.reduction.few))
    )
    st.subheader(say("Veranderd sinds"), anchor=False)
    focus.since_inputs()
    show(news.table(told, since, selection))


def _municipalities(activations: pd.DataFrame, housing: pd.DataFrame, code: str) -> pd.DataFrame:
    return municipality_table(activations, housing, _towns(code))


@cache
def _towns(code: str) -> pd.DataFrame:
    """Return the names of the municipalities of a region; not to be changed."""
    known = load_boundaries().municipalities
    return pd.DataFrame(known.loc[known["region"] == code, ["name"]])


def _districts(snapshot: Snapshot, wide: Selection, code: str) -> Markup:
    """Return the districts abroad that touch the region; nothing for a region inland."""
    near = [one for one in neighbours(code) if subject.is_district(one)]
    if not near:
        return EMPTY
    known = everywhere.chosen(snapshot, wide).districts
    return titled(say("Over de grens"), around_rows.districts(near, known, wide))


def _sum(tally: Tally) -> str:
    """Return where every activation and every location of the region went."""
    where = sentence(reconcile(tally))
    homes = say("Huisvesting: {homes}.", homes=sentence(reconcile(tally, "housing")))
    told = say("Activeringen: {where}.", where=where) if tally.activations.total else f"{where}."
    return f"{told} {homes}"


def _colophon(snapshot: Snapshot, tally: Tally) -> str:
    """Return what is shown, in words: the filters, the moment, the source."""
    parts = (
        region_map.filters_in_words(tally, nationwide(tally.selection)),
        say("Stand {moment}", moment=dutch.moment(snapshot.as_of)),
        say("Bron: {source}", source=region_map.SOURCE),
    )
    return " · ".join(parts)
