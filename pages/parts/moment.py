"""The moment one looks at: now, or an earlier one that holds on every page and stands in the link."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import streamlit as st

from geo import dutch
from geo.language import mark, say
from geo.plain_text import quote
from pages.parts import day_field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAME = "stand"
NOW, EARLIER = "nu", "eerder"
LABELS = {NOW: mark("Nu"), EARLIER: mark("Eerder moment")}
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2030, 12, 31)
END_OF_DAY = time(23, 59)

_KIND, _EXACT = "moment_kind", "moment_exact"


def chosen() -> datetime | None:
    """Return the earlier moment that was chosen; None for now, and for one that is still to come."""
    if st.session_state.get(_KIND, NOW) != EARLIER:
        return None
    if exact := pinned():
        return exact
    moment = typed(NAME, END_OF_DAY)
    return None if moment is None or is_future(moment) else moment


def day() -> date:
    """Return the Dutch day of the moment one looks at, today's when that is now."""
    return (chosen() or datetime.now(UTC)).astimezone(dutch.DUTCH).date()


def pin(exact: datetime) -> None:
    """Look at a moment to the second, until another is chosen: a link and the fields know whole minutes."""
    st.session_state[_KIND], st.session_state[_EXACT] = EARLIER, exact
    put(NAME, whole_minute(exact))


def pinned() -> datetime | None:
    """Return the moment that is pinned; None when there is none, or another was chosen since."""
    exact: datetime | None = st.session_state.get(_EXACT)
    if exact is None or st.session_state.get(_KIND, NOW) != EARLIER:
        return None
    local = whole_minute(exact).astimezone(dutch.DUTCH)
    held = tuple(st.session_state.get(key) for key in _keys(NAME))
    return exact if held == (local.date(), local.time()) else None


def label() -> str:
    """Return what stands on the button of the choice."""
    moment = chosen()
    if moment is None:
        return say("Stand: nu")
    return say("Stand: {moment}", moment=dutch.short_moment(moment))


def is_future(moment: datetime) -> bool:
    """Whether a moment is still to come."""
    return moment > datetime.now(UTC)


def bar() -> None:
    """Draw the choice between now and an earlier moment."""
    kind = st.segmented_control(
        say("Stand van"),
        list(LABELS),
        format_func=lambda kind: say(LABELS[kind]),
        key=_KIND,
        required=True,
        persist_state="session",
    )
    if kind != EARLIER:
        return
    inputs(NAME)
    if typed(NAME, END_OF_DAY) is None:
        st.caption(say("Kies een dag; u ziet dan alles zoals het aan het eind van die dag was vastgelegd."))


def refusal() -> str:
    """Return why the moment that was chosen is not looked at; "" when it is."""
    moment = typed(NAME, END_OF_DAY) if st.session_state.get(_KIND, NOW) == EARLIER else None
    if pinned() or moment is None or not is_future(moment):
        return ""
    return say("Dit moment ligt in de toekomst; u ziet de stand van nu.")


def banner(find_first: Callable[[], datetime | None]) -> None:
    """Say on every page that one looks at the past, and offer the way back.

    ``find_first`` returns the moment of the first record when the picture is empty because nothing was
    recorded yet; it is asked only when one looks at the past.
    """
    moment = chosen()
    if moment is None:
        return
    first = find_first()
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        seen = say("U kijkt naar de stand van {moment}.", moment=dutch.moment(moment))
        st.markdown(f":material/history: **{seen}** {_left_out(first)}", width="stretch")
        st.button(say("Terug naar nu"), icon=":material/update:", on_click=back_to_now, key="back_to_now")


def _left_out(first: datetime | None) -> str:
    """Return what is not in the picture; ``first`` is the moment of the first record when nothing is."""
    if first is None:
        return say("Wat daarna is vastgelegd, telt hier niet mee.")
    return say(
        "Op dat moment waren er nog geen gegevens; de eerste zijn van {moment}.", moment=dutch.moment(first)
    )


def back_to_now() -> None:
    """Look at the present again; a callback."""
    st.session_state[_KIND] = NOW
    st.session_state.pop(_EXACT, None)


def let_go() -> None:
    """Look at the minute of a moment that was pinned; for a callback."""
    st.session_state.pop(_EXACT, None)


def whole_minute(moment: datetime) -> datetime:
    """Return the first whole minute at which something of ``moment`` was there: a link tells no seconds."""
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + timedelta(minutes=1)


# links


def seed(address: Mapping[str, list[str]]) -> list[str]:
    """Set the choice to what a link says; return notices on what was dropped."""
    moment, notices = read(NAME, address.get(NAME, []))
    st.session_state[_KIND] = NOW if moment is None else EARLIER
    st.session_state.pop(_EXACT, None)
    if moment is not None:
        put(NAME, moment)
    return notices


def to_query() -> dict[str, list[str]]:
    """Return the moment as it stands in a link; nothing for now, or for one that is pinned."""
    moment = chosen()
    return {} if moment is None or pinned() else {NAME: [dutch.moment_text(moment)]}


def allowed() -> str:
    """Return what a link may say of a moment, in words."""
    return say("een moment als {example}", example=dutch.EXAMPLE)


def read(name: str, texts: list[str], known: str = "") -> tuple[datetime | None, list[str]]:
    """Return the first moment in the values of ``name`` in a link, and notices on those that are dropped.

    ``known`` is what the link may say, in words, when that is more than a moment.
    """
    found, notices = None, []
    for text in filter(str.strip, texts):
        moment = dutch.read_moment(text)
        if moment is None or not FIRST_DAY <= moment.date() <= LAST_DAY:
            notices.append(
                say(
                    "{name}: {dropped} is weggelaten; kies {allowed}.",
                    name=name,
                    dropped=quote([text]),
                    allowed=known or allowed(),
                )
            )
        elif is_future(moment):
            notices.append(
                say(
                    "{name}: {dropped} is weggelaten; dit moment ligt in de toekomst.",
                    name=name,
                    dropped=quote([text]),
                )
            )
        elif found is not None:
            notices.append(
                say(
                    "{name}: {dropped} is weggelaten; er is maar één moment.",
                    name=name,
                    dropped=quote([text]),
                )
            )
        else:
            found = moment
    return found, notices


# a day and a time


def _keys(name: str) -> tuple[str, str]:
    return f"moment_{name}_day", f"moment_{name}_time"


def inputs(name: str) -> None:
    """Draw a day and a time beside each other; the time may stay empty."""
    day, clock = _keys(name)
    with st.container(horizontal=True, gap="xsmall", key=f"{day}_inputs"):
        day_field.draw(
            say("Dag"),
            value=None,
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            key=day,
            persist_state="session",
            width=136,
        )
        st.time_input(say("Tijd"), value=None, key=clock, persist_state="session", width=88)


def typed(name: str, without: time = time.min) -> datetime | None:
    """Return the moment that the day and the time say; None without a day.

    A day without a time is that day ``without`` that time: the end of it for how things stood, so that all
    of that day is in it, the begin of it for what happened since. Today has no end yet: it is until now.
    """
    day, clock = (st.session_state.get(key) for key in _keys(name))
    if day is None:
        return None
    moment = dutch.at(day, without if clock is None else clock)
    now = datetime.now(UTC).astimezone(dutch.DUTCH)
    return now if clock is None and day == now.date() and moment > now else moment


def put(name: str, moment: datetime | None) -> None:
    """Set the day and the time, or empty them; to be called before they are drawn."""
    day, clock = _keys(name)
    if moment is None:
        st.session_state[day] = st.session_state[clock] = None
        return
    local = moment.astimezone(dutch.DUTCH)
    st.session_state[day], st.session_state[clock] = local.date(), local.time()
