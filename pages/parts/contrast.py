"""The choice of two maps side by side on the page that compares regions: which, and of what; in its link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.language import mark, say
from geo.picture import CONTRASTS, Contrast, first_sides, period_side, read_period
from geo.plain_text import quote
from pages.parts import day_field, guest
from pages.parts.filters import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from geo.picture import Tally

AGAINST = "tegen"
SIDES = ("links", "rechts")
SIDE_WORDS = {"links": mark("Links"), "rechts": mark("Rechts")}
_MAPS = {"links": mark("Kaart links"), "rechts": mark("Kaart rechts")}
ONE = "een"
_KIND = "contrast"


def chosen() -> Contrast | None:
    """Return in what the two maps differ; None for one map."""
    return CONTRASTS.get(st.session_state.get(_KIND) or ONE)


def _key(one: Contrast, name: str) -> str:
    return f"contrast_{one.code}_{name}"


def _side(one: Contrast, name: str) -> str:
    """Return a side that was chosen, as it stands in a link; "" before there is one."""
    value = st.session_state.get(_key(one, name))
    if isinstance(value, str):
        return value
    return period_side(*value) if value and len(value) == 2 else ""  # of a period one day may be picked yet


def seed(address: Mapping[str, list[str]]) -> list[str]:
    """Set the choice to what a link says; return notices on what was dropped."""
    notices = []
    asked = address.get(AGAINST, [])
    if dropped := [code for code in asked if code not in CONTRASTS]:
        notices.append(left_out(AGAINST, dropped, CONTRASTS))
    one = next((CONTRASTS[code] for code in asked if code in CONTRASTS), None)
    st.session_state[_KIND] = one.code if one else ONE
    return [*notices, *(_seed_sides(one, address) if one else ())]


def left_out(name: str, dropped: Sequence[str], choices: Iterable[str]) -> str:
    """Return the notice that values of an option in a link are none that there are."""
    return say(
        "{name}: {dropped} is weggelaten; kies {choices}.",
        name=name,
        dropped=quote(dropped),
        choices=", ".join(choices),
    )


def _seed_sides(one: Contrast, address: Mapping[str, list[str]]) -> Iterator[str]:
    """Set the sides to what a link says; yield a notice on each that was dropped."""
    for name in SIDES:
        texts = address.get(name, [])
        if texts and (value := _value(one, texts[0])):
            st.session_state[_key(one, name)] = value
        elif texts:
            yield say(
                "{name}: {dropped} is weggelaten; verwacht {allowed}.",
                name=name,
                dropped=quote(texts),
                allowed=one.allowed,
            )


def _value(one: Contrast, text: str) -> str | tuple[date, date] | None:
    """Return a text of a link as its widget holds it; None when it is no side."""
    if one.codes:
        return text if text in one.codes else None
    days = read_period(text)
    return days if days and days[0] >= FIRST_DAY and days[1] <= LAST_DAY else None


def to_query() -> dict[str, list[str]]:
    """Return what a link must say: nothing for one map."""
    one = chosen()
    if not one:
        return {}
    sides = {name: [side] for name in SIDES if (side := _side(one, name))}
    return {AGAINST: [one.code], **sides}


def choice(counted: Tally) -> None:
    """Draw the choice between one map and two; ``counted`` tells with what two begin."""
    if guest.fixed():
        return
    st.session_state.setdefault(_KIND, ONE)
    st.selectbox(
        say("Kaart: één, of twee met hetzelfde beeld"),
        [ONE, *CONTRASTS],
        format_func=lambda code: CONTRASTS[code].label if code in CONTRASTS else say("Eén kaart"),
        key=_KIND,
        persist_state="session",
    )
    if one := chosen():
        for name, side in zip(SIDES, first_sides(one, counted), strict=True):
            st.session_state.setdefault(_key(one, name), _value(one, side))


def side_choice(one: Contrast, name: str, counted: Tally) -> str:
    """Draw the choice of one of SIDES, and return it; of half a period what it begins with."""
    key, label = _key(one, name), say(_MAPS[name])
    if guest.fixed():
        pass
    elif one.codes:
        st.selectbox(label, one.codes, format_func=one.side_label, key=key, persist_state="session")
    else:
        day_field.draw(
            label,
            value=[],
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            key=key,
            persist_state="session",
        )
    return _side(one, name) or first_sides(one, counted)[SIDES.index(name)]
