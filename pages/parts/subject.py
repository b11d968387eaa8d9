"""What the page of one area is about, part of its link: a safety region, or a border district.

``regio`` is no filter here: it says what the page is about, and leaves the filter of the other pages alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geo.areas import REGION_CODES, load_boundaries, locate
from geo.language import say
from geo.picture import QUERY, area_vocabulary, nationwide, read_values
from geo.plain_text import quote
from pages.parts import focus, guest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.picture import Selection

PAGE, NAME = "regio", "regio"
_CODE = "subject_code"
_ROW = next(row for row in QUERY if row.name == NAME)


def code() -> str:
    """Return the code of the area; "" as long as none was chosen."""
    return st.session_state.get(_CODE) or ""


def is_district(area: str) -> bool:
    """Whether an area lies abroad."""
    return bool(area) and area not in REGION_CODES


def name(area: str) -> str:
    """Return how an area is called, a border district with its country."""
    return area_vocabulary().label(area)


def title(area: str) -> str:
    """Return the heading of the page."""
    if not area:
        return say("Kies een regio")
    return name(area) if is_district(area) else say("Veiligheidsregio {name}", name=name(area))


def alone(selection: Selection) -> Selection:
    """Return the selection of the area alone, the other filters the same; of all areas without one."""
    return replace(nationwide(selection), regions=(code(),) if code() else ())


def choose(area: str) -> None:
    """Look at another area; a callback."""
    st.session_state[_CODE] = area


def choose_at(lon: float, lat: float) -> None:
    """Look at the area of a place; a callback. Beside all areas it does nothing."""
    found = locate([lon], [lat]).iloc[0]
    area = next((found[column] for column in ("region", "district") if isinstance(found[column], str)), "")
    if area:
        choose(area)


def offered() -> tuple[str, ...]:
    """Return what one can choose: the regions by name, then the districts along the border by name."""
    areas = load_boundaries()
    near = areas.districts.index[areas.districts["touches_border"] | (areas.districts.index == code())]
    return (*sorted(REGION_CODES, key=name), *sorted(map(str, near), key=name))


def choice() -> None:
    """Draw the choice of the area."""
    if guest.fixed():
        return
    st.session_state.setdefault(_CODE, None)
    st.selectbox(
        say("Regio of grensdistrict"),
        offered(),
        format_func=name,
        key=_CODE,
        placeholder=say("Kies een regio"),
        label_visibility="collapsed",
        persist_state="session",
        width=260,
    )


# links


def seed(address: Mapping[str, list[str]]) -> list[str]:
    """Set what a link says; return notices on what was dropped."""
    codes, dropped = read_values(_ROW, address.get(NAME, []))
    st.session_state[_CODE] = next(iter(codes), None)
    notices = []
    if dropped:
        notices.append(
            say(
                "{name}: {dropped} is weggelaten; kies {allowed}.",
                name=NAME,
                dropped=quote(dropped),
                allowed=_ROW.allowed,
            )
        )
    if left := list(codes)[1:]:
        notices.append(
            say(
                "{name}: {dropped} is weggelaten; deze pagina gaat over één gebied.",
                name=NAME,
                dropped=quote(left),
            )
        )
    return [*notices, *focus.seed_since(address)]


def to_query() -> dict[str, list[str]]:
    """Return what a link must say; no region where none was chosen, whatever the filter of other pages."""
    return {NAME: [code()] if code() else [], **focus.since_query()}
