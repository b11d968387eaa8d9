"""What became of the records since a moment, within the selection: counts, map and table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo import dutch, picture
from geo.areas import locate, name_in
from geo.language import mark, say
from geo.layers import Shown, change_layer
from geo.picture import CHANGE_PLACES, FILTERING
from geo.records import ACTIVATIONS, TABLES
from geo.store import CHANGE_KINDS, State
from pages.parts import data, filters, matrix, moment, revisions, timeline, viewing
from pages.parts.map_view import DESKTOP_HEIGHT, map_view
from pages.parts.markup import Template, joined, show, wide
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    import numpy as np
    from numpy.typing import NDArray

    from geo.access import Desk
    from geo.picture import Asked, Changed, Morning, News, Selection
    from geo.records import Table
    from geo.store import Between, Snapshot
    from geo.vocabulary import Term

MOST_ROWS = 1000
_COLUMNS = (
    *(mark("Kenmerk"), mark("Wat"), mark("Wanneer"), mark("Wie"), mark("Waarom"), mark("Velden")),
    *(mark("Bestand"), mark("Soort"), mark("Nu")),
)
_HEAD = Template('<th scope="col" title="{}">{}</th>')
_CELL = Template("<td>{}</td>")
_WIDTHS = {"Wie": 120, "Waarom": 220}

_drawn = remembered(32)(change_layer)


def found_since(selection: Selection, start: datetime) -> tuple[Changed, ...]:
    """Return what became of each table's records that the selection concerns."""
    return _since(start, TABLES.values(), selection)


def placed_since(selection: Selection, start: datetime, strip: Asked | None) -> tuple[Changed, ...]:
    """Return what became of the records with a place that the selection concerns, within a strip if any."""
    return _since(start, (table for table in TABLES.values() if table.placed), selection, strip)


def _since(
    start: datetime, tables: Iterable[Table], selection: Selection, strip: Asked | None = None
) -> tuple[Changed, ...]:
    store, end, now = viewing.store(), moment.chosen(), data.snapshot()
    state = store.state_at(end)
    return tuple(
        _within(
            _between(store.actor.key, state, table.name, start, end, store),
            now.state,
            picture.relevant(selection, table.name),
            strip,
            now,
        )
        for table in tables
    )


@remembered(32)
def _within(
    found: Between, now: tuple[object, ...], selection: Selection, strip: Asked | None, _now: Snapshot
) -> Changed:
    mask = partial(_concerned, found.table.name, selection, strip)
    return picture.changed_within(found, _now.frame(found.table), mask)


def _concerned(
    table: str, selection: Selection, strip: Asked | None, frame: pd.DataFrame
) -> NDArray[np.bool_]:
    found = FILTERING[table].mask(selection, frame)
    return found if strip is None else found & picture.in_strip(frame, strip)


def activations_since(snapshot: Snapshot, selection: Selection, start: datetime) -> tuple[News, ...] | None:
    """Return what became of the activations that the selection concerns; for a region of its own alone.

    None for who is not told: who sees no history, and a region that looks at other regions.
    """
    own = viewing.own_region()
    elsewhere = bool(own and selection.regions) and own not in selection.regions
    if elsewhere or not viewing.may("oversee"):
        return None
    found = _morning(viewing.key(), snapshot.state, start, moment.chosen(), snapshot)
    return found.within(selection)


@remembered(8, mark("De wijzigingen worden opgezocht …"))
def _morning(
    account: str, state: tuple[object, ...], start: datetime, end: datetime | None, _snapshot: Snapshot
) -> Morning:
    found = viewing.store().between(ACTIVATIONS, start, end)
    return picture.morning_news(found, _snapshot.frame(ACTIVATIONS))


@remembered(32, mark("De wijzigingen worden opgezocht …"))
def _between(
    account: str, state: State, table: str, start: datetime, end: datetime | None, _store: Desk
) -> Between:
    return _store.between(TABLES[table], start, end)


def of_own() -> str:
    """Return that only records of the own region are told of; "" for who sees all."""
    own = viewing.own_region()
    return say("Alleen van records van {region}.", region=name_in(own)) if own else ""


def counts(found: Sequence[Changed]) -> None:
    """Show for each table how many records there are of each kind of change."""
    kinds_of = [_kinds(one.table) for one in found]
    kinds = [term for term in CHANGE_KINDS.terms if any(term in of for of in kinds_of)]
    head = joined(_HEAD.format(term.meaning, term.label) for term in kinds)
    rows = {
        one.table.label: joined(
            _CELL.format(dutch.number(one.counts[term.code]) if term in of else "–") for term in kinds
        )
        for one, of in zip(found, kinds_of, strict=True)
    }
    show(wide(say("Wijzigingen"), matrix.table(say("Soort registratie"), head, rows)))


def _kinds(table: Table) -> list[Term]:
    """Return what can become of a record of ``table``.

    What has no day of closing is never closed, and for who sees all none has moved away.
    """
    never = {"closed": not any(column.name == "closed_on" for column in table.columns)}
    never["moved"] = not viewing.own_region()
    return [term for term in CHANGE_KINDS.terms if not never.get(term.code)]


def on_map(found: Sequence[Changed], selection: Selection) -> None:
    """Draw the changed records that have a place, and say where the others are."""
    layers = tuple(_drawn(one) for one in reversed(found) if len(one.rows) and one.table.placed)
    map_view(Shown(points=layers, selected=selection.regions), key="history_map", on_click=_select_region_at)
    places = {place: sum(one.by_place[place] for one in found) for place in CHANGE_PLACES}
    total = dutch.number(sum(places.values()))
    parts = [f"{dutch.number(count)} {say(place)}" for place, count in places.items() if count]
    st.markdown(f"**{total} = {' + '.join(parts)}**" if parts else f"**{say('Geen wijzigingen')}**")
    st.caption(
        say(
            "Kleur: wat er gebeurde. Rond: een activering. Vierkant: een huisvestingslocatie."
            " Contacten en partners staan niet op de kaart."
        )
    )


def _select_region_at(lon: float, lat: float) -> None:
    region = locate([lon], [lat])["region"].iloc[0]
    if isinstance(region, str):
        filters.toggle_region(region)


def table(found: Sequence[Changed]) -> None:
    """Show the changed records, the last changed first; picking a row opens its history."""
    rows = [_named(one) for one in found if len(one.rows)]
    if not rows:
        nothing = say("Er is sindsdien niets veranderd binnen de gekozen filters.")
        if own := viewing.own_region():
            nothing = say(
                "Aan records van {region} is sindsdien niets veranderd binnen de gekozen filters.",
                region=name_in(own),
            )
        st.info(nothing, icon=":material/done_all:")
        return
    shown = pd.concat(rows, ignore_index=True)
    shown = shown.sort_values("Wanneer", ascending=False, kind="stable").head(MOST_ROWS)

    def picked() -> None:
        chosen = st.session_state["history_changed"]["selection"]["rows"]
        if chosen:
            timeline.open_record(str(shown["Kenmerk"].iloc[chosen[0]]))

    st.dataframe(
        shown,
        key="history_changed",
        hide_index=True,
        height=DESKTOP_HEIGHT,
        on_select=picked,
        selection_mode="single-row",
        column_config={
            **{name: st.column_config.Column(say(name), width=_WIDTHS.get(name)) for name in _COLUMNS},
            "Wanneer": {**revisions.when(), "label": say("Wanneer")},
        },
    )
    more = sum(len(one.rows) for one in found) - len(shown)
    told = [say("Kies een rij voor de hele geschiedenis van dat record.")]
    if more:
        told.append(
            say("Alleen de laatste {most}; verfijn het filter voor de andere.", most=dutch.number(MOST_ROWS))
        )
    st.caption(" ".join(told))


@remembered(32)
def _named(one: Changed) -> pd.DataFrame:
    """Return the last rows of a table with the kind of record among them."""
    rows = picture.list_changed(one, MOST_ROWS)
    rows.insert(list(rows.columns).index("Nu"), "Soort", dutch.capital(one.table.short.one))
    return rows
