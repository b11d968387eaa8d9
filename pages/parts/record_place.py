"""Where a record is: by a click on the map, by municipality, by coordinates, or only by region or country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import dutch
from geo.areas import names_in
from geo.language import mark, say
from geo.layers import DRAWN, Shown
from geo.vocabulary import COUNTRIES, PRECISIONS, TYPES
from pages.parts import record_fields
from pages.parts.map_view import map_view
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geo.layers import PointLayer
    from geo.records import Problem, Reading
    from pages.parts.record_draft import Draft

WAY = "way"
WAYS = {
    "kaart": mark("Kaart"),
    "gemeente": mark("Gemeente"),
    "coordinaten": mark("Coördinaten"),
    "gebied": mark("Regio of land"),
    "geen": mark("Geen locatie bekend"),
}
COLUMNS = ("place", "municipality", "region", "country", "lat", "lon")
ASK = mark("Geef de locatie aan, of kies 'Geen locatie bekend'.")
MAP_HEIGHT = 330  # the place below it is in sight on 900 pixels
DECIMALS = 5  # about a metre, finer than anybody clicks

# the fields of each way, before and after what the map makes of them
_SHOWN: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "kaart": ((), ("place",)),
    "gemeente": (("municipality",), ("place",)),
    "coordinaten": (("lat", "lon"), ("place", "country")),
    "gebied": (("region", "country"), ("place",)),
    "geen": ((), ()),
}
# what each of them says of the place; a point on the map is in one country only
_GIVEN = {
    "kaart": ("lat", "lon"),
    "gemeente": ("municipality",),
    "coordinaten": ("lat", "lon", "country"),
    "gebied": ("region", "country"),
    "geen": (),
}


def way_of(text: Mapping[str, str], *, is_new: bool) -> str:
    """Return the way in which the place of a record was given; a new record starts with the map."""
    if text.get("lat") or is_new:
        return "kaart"
    if text.get("municipality"):
        return "gemeente"
    return "gebied" if any(text.get(name) for name in COLUMNS) else "geen"


def settled(way: str | None, values: Mapping[str, str], opened: Mapping[str, str]) -> dict[str, str]:
    """Return ``values`` with only what the chosen way says of the place; the rest is derived from that.

    Areas that a record came with go along for as long as its place is not changed, since they may hold
    more than can be derived: near a border somebody knows better than the map.
    """
    given = _GIVEN[way or "kaart"]
    cleared = COLUMNS if way == "geen" else COLUMNS[1:]
    kept = {name: value if name in given else "" for name, value in values.items() if name in cleared}
    unmoved = all(kept[name] == opened[name] for name in given) and way_of(opened, is_new=False) == _kind(way)
    if unmoved:
        kept = {name: opened[name] for name in kept}
    return {**values, **kept}


def _kind(way: str | None) -> str:
    """Return the way that stands for all that give a point."""
    return way if way and "lat" not in _GIVEN[way] else "kaart"


def undecided(draft: Draft) -> bool:
    """Whether nothing says where the record is, and nobody said that it is not known."""
    typed = draft.typed
    return draft.value(WAY) != "geen" and not any(typed[name] for name in COLUMNS)


def draw(
    draft: Draft, typed: Mapping[str, str], reading: Reading, problems: Mapping[str, list[Problem]]
) -> None:
    """Draw the chosen way to say where the record is, what the map makes of it, and what is wrong with it."""
    st.segmented_control(
        say("Locatie aangeven"),
        list(WAYS),
        format_func=lambda way: say(WAYS[way]),
        key=draft.key(WAY),
        required=True,
        persist_state="session",
        width="stretch",
    )
    way = draft.value(WAY)
    with st.container():
        if way == "kaart":
            _map(draft, typed, reading)
    first, last = _SHOWN[way]
    _fields(draft, first, problems)
    st.text(_found(draft, reading))
    with st.container(gap="xxsmall"):
        for name in COLUMNS[1:]:
            if name not in (*first, *last):
                for problem in problems.get(name, []):
                    record_fields.show(problem, draft.table.column(name))
    _fields(draft, last, problems)


def _fields(draft: Draft, names: tuple[str, ...], problems: Mapping[str, list[Problem]]) -> None:
    if not names:
        return
    wide = [3 if name == "country" else 2 for name in names]
    for box, name in zip(record_fields.boxes(wide), names, strict=True):
        with box:
            moved = {"on_change": draft.put, "args": ("country", None)} if name in ("lat", "lon") else {}
            record_fields.draw(draft.table.column(name), draft.key(name), problems.get(name, []), **moved)


def _map(draft: Draft, typed: Mapping[str, str], reading: Reading) -> None:
    def clicked(lon: float, lat: float) -> None:
        put_point(draft, lon, lat)

    row = reading.frame.iloc[0]
    region = row["region"]
    point = _layer(draft.table.name, tuple(typed.items()), reading.frame)
    picture = Shown(points=(point,), selected=(region,) if isinstance(region, str) else (), legend=False)
    map_view(picture, key="record_map", on_click=clicked, height=MAP_HEIGHT)


def put_point(draft: Draft, lon: float, lat: float) -> None:
    """Take over a place on the map; its country follows from it. A callback."""
    for name, value in (("lon", lon), ("lat", lat)):
        draft.put(name, dutch.decimal(value, DECIMALS))
    draft.put("country", None)


@remembered(16)
def _layer(table: str, typed: tuple[tuple[str, str], ...], _frame: pd.DataFrame) -> PointLayer:
    """Return the record as a layer; ``typed`` is what its frame was read from."""
    if "type" in _frame:  # a mark has the shape of a type, also before there is one
        _frame = _frame.assign(type=_frame["type"].fillna(TYPES.codes[0]))
    return DRAWN[table].layer(_frame)


def _found(draft: Draft, reading: Reading) -> str:
    """Say where the record is now, in words."""
    row = reading.frame.iloc[0]
    names = [
        *(names_in().get(row[level]) for level in ("municipality", "region", "district")),
        COUNTRIES.label(row["country"]) if isinstance(row["country"], str) else None,
    ]
    known = ", ".join(name for name in names if name)
    if draft.value(WAY) == "kaart" and row["precision"] not in ("punt", "plaats"):
        return say("Klik op de kaart om het punt te zetten; zoom eerst in voor een precieze plek.")
    precision = PRECISIONS.term(row["precision"]).meaning
    return f"{known}. {precision}" if known else precision
