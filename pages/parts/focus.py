"""What one looks at closely on the national page, part of its link: a tab, a region, a part of the whole."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from geo import dutch
from geo.areas import AREA_CODES
from geo.language import mark, say
from geo.picture import PARTS, yesterday_morning
from geo.plain_text import quote
from pages.parts import moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TAB, REGION, PART, ROWS, SINCE = "tab", "kies", "plek", "rijen", "sinds"
REGIONS, LIST, SPREAD, NEWS = "regios", "lijst", "verdeling", "nieuws"
TABS = {
    REGIONS: mark("Regio's"),
    LIST: mark("Lijst"),
    SPREAD: mark("Sector, resultaat, bron"),
    NEWS: mark("Veranderd"),
}
HOUSING = "huisvesting"
"""What the list has rows of, when it is not the activations."""
_ALLOWED: Mapping[str, tuple[Sequence[str], str]] = {
    TAB: (tuple(TABS), ", ".join(TABS)),
    REGION: (AREA_CODES, mark("VR01 tot en met VR25 of een grensdistrict (DE05154)")),
    PART: (PARTS, ", ".join(PARTS)),
    ROWS: ((HOUSING,), HOUSING),
}


_OWN_MOMENT = "nieuws"


def _key(name: str) -> str:
    return f"focus_{name}"


def tab() -> str:
    """Return which tab stands beside the map."""
    return st.session_state.get(_key(TAB)) or REGIONS


def region() -> str:
    """Return the code of the region or border district that is looked at closely; "" for none."""
    return st.session_state.get(_key(REGION)) or ""


def part() -> str:
    """Return the part of the reconciliation that the list is about; "" for all of it."""
    return st.session_state.get(_key(PART)) or ""


def lists_housing() -> bool:
    """Return whether the list is that of the housing locations."""
    return st.session_state.get(_key(ROWS)) == HOUSING


def since() -> datetime:
    """Return the moment since which one asks what changed; yesterday at 08:00 unless another was chosen.

    Yesterday is the day before the moment one looks at.
    """
    return moment.typed(_OWN_MOMENT) or yesterday_morning(moment.chosen() or datetime.now(UTC))


def since_inputs() -> None:
    """Draw the choice of that moment."""
    moment.inputs(_OWN_MOMENT)


def look_at(code: str) -> None:
    """Look at a region closely, and no longer when it was looked at already; a callback."""
    st.session_state[_key(REGION)] = "" if region() == code else code


def tabs() -> str:
    """Draw the choice of the tab, and return it."""
    st.session_state.setdefault(_key(TAB), REGIONS)
    st.segmented_control(
        say("Naast de kaart"),
        list(TABS),
        format_func=lambda code: say(TABS[code]),
        key=_key(TAB),
        required=True,
        label_visibility="collapsed",
        persist_state="session",
        width="stretch",
    )
    return tab()


# links


def seed(address: Mapping[str, list[str]]) -> list[str]:
    """Set what a link says; return notices on what was dropped."""
    notices = []
    for name, (known, allowed) in _ALLOWED.items():
        texts = address.get(name, [])
        right = [text for text in texts if text in known]
        dropped = [text for text in texts if text.strip() and text not in right[:1]]
        if dropped:
            notices.append(
                say(
                    "{name}: {dropped} is weggelaten; kies één van {allowed}.",
                    name=name,
                    dropped=quote(dropped),
                    allowed=say(allowed),
                )
            )
        st.session_state[_key(name)] = right[0] if right else ""
    st.session_state[_key(TAB)] = st.session_state[_key(TAB)] or REGIONS
    return [*notices, *seed_since(address)]


def seed_since(address: Mapping[str, list[str]]) -> list[str]:
    """Set the moment since which one asks what changed; return notices on what was dropped."""
    chosen, dropped = moment.read(SINCE, address.get(SINCE, []))
    moment.put(_OWN_MOMENT, chosen)
    return dropped


def since_query() -> dict[str, list[str]]:
    """Return that moment as it stands in a link; nothing for yesterday morning."""
    chosen = moment.typed(_OWN_MOMENT)
    return {SINCE: [dutch.moment_text(chosen)]} if chosen else {}


def to_query() -> dict[str, list[str]]:
    """Return what a link must say: what differs from the first view."""
    now = {TAB: "" if tab() == REGIONS else tab(), REGION: region()}
    if tab() == LIST:
        now |= {PART: part(), ROWS: HOUSING if lists_housing() else ""}
    return {name: [value] for name, value in now.items() if value} | since_query()


def changed(**changes: str) -> dict[str, list[str]]:
    """Return the query of this focus with other values for some of its names; "" takes a value away."""
    query = {**to_query(), **{name: [value] for name, value in changes.items()}}
    return {name: values for name, values in query.items() if values != [""]}
