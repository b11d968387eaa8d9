"""Pictures and the report to take along: made when they are asked for, in a process of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo import language
from geo.access import PUBLIC, viewer_of
from geo.account import REPORTS, draw_away, report_away
from geo.drawings import MEDIA_TYPES, SIZES, SUBJECTS
from geo.errors import PictureError
from geo.language import say
from geo.pack import Wanted, pack_away
from pages.parts import meeting, notice, viewing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geo.drawings import Drawn, Wish
    from geo.files import Progress
    from geo.picture import Selection
    from geo.store import Snapshot

    Make = Callable[[Progress], Drawn]

_READY = "takeaway_{}"


def offer_pictures(snapshot: Snapshot, selection: Selection, shown: Sequence[Wish]) -> None:
    """Offer each of the drawings of a page as a picture; ``shown`` says how the page shows them."""
    if not shown:
        return
    st.markdown(say("**Afbeelding**"))
    by_what = {one.what: one for one in shown}
    with st.container(horizontal=True, gap="small"):
        what = _choice(say("Wat"), {code: SUBJECTS[code].label for code in by_what}, "picture_what")
        formats = {code: code.upper() for code in MEDIA_TYPES}
        file_format = _choice(say("Bestandstype"), formats, "picture_format")
        size = _choice(say("Blad"), SIZES, "picture_size")
    one = by_what[what]
    wish = replace(one, size=size, file_format=file_format)
    asked = (snapshot.state, selection, wish)
    words = say("Maak afbeelding"), say("Download afbeelding")
    note = viewing.taking("export", "picture", snapshot, selection)
    _make("picture", words, asked, note, lambda tell: draw_away(snapshot, selection, wish, tell))


def offer_pack(snapshot: Snapshot, selection: Selection, zone: str, shown: str) -> None:
    """Offer everything at once, for who the snapshot is; ``zone`` and ``shown`` as ``Wanted`` has them.

    What was drawn and agreed in this session goes with it.
    """
    looks = viewer_of(snapshot.reduction.viewer)
    wanted = Wanted(zone, shown, meeting.sketch(), meeting.points())
    st.markdown(f"**{say('Pakket (ZIP)')}**")
    st.caption(
        say(
            "Kaart als PDF en afbeelding, tabellen, en een kaart die zonder netwerk en zonder ons opent."
            " Voor: {viewer}.",
            viewer=looks.label,
        )
    )
    if (wanted.sketch or wanted.points) and looks.audience != PUBLIC:
        st.caption(say("Met de schets en de actiepunten van het overleg."))
    asked = (snapshot.state, selection, wanted)
    words = say("Maak pakket"), say("Download pakket")
    note = viewing.taking("pakket", zone, snapshot, selection)
    _make("pack", words, asked, note, lambda tell: pack_away(snapshot, selection, tell, wanted))


def offer_report(snapshot: Snapshot, selection: Selection) -> None:
    """Offer the report of the period of the filters."""
    st.markdown(say("**Verantwoording**"))
    st.caption(say("Over de periode en de andere filters hierboven: cijfers, kaart, grafieken en de lijst."))
    formats = {code: code.upper() for code in REPORTS}
    file_format = _choice(say("Bestandstype"), formats, "report_format")
    asked = (snapshot.state, selection, file_format)
    words = say("Maak verantwoording"), say("Download verantwoording")
    note = viewing.taking("export", "report", snapshot, selection)
    _make("report", words, asked, note, lambda tell: report_away(snapshot, selection, file_format, tell))


def _choice(label: str, options: Mapping[str, str], key: str) -> Any:  # noqa: ANN401 - one of the options
    if st.session_state.get(key) not in options:  # another page has other drawings
        st.session_state[key] = next(iter(options))
    return st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        required=True,
        key=key,
        label_visibility="collapsed",
    )


def _make(
    name: str, words: tuple[str, str], asked: tuple[Any, ...], note: Callable[[], None], make: Make
) -> None:
    """Offer to make a file; when it is ready and still what is asked for, offer the file instead.

    ``words`` stand on the two buttons; ``note`` is called when a file is taken along. It is in the language
    in which it was asked for.
    """
    place, asked = st.empty(), (*asked, language.current())
    if place.button(words[0], key=f"make_{name}"):
        _run(name, asked, make)
    held = st.session_state.get(_READY.format(name))
    if held is None or held[0] != asked:
        return
    made: Drawn = held[1]

    def taken() -> bytes:
        note()
        return made.content

    place.download_button(
        words[1],
        taken,
        made.name,
        made.media_type,
        on_click="ignore",
        type="primary",
        icon=":material/download:",
        key=f"download_{name}",
    )


def _run(name: str, asked: tuple[Any, ...], make: Make) -> None:
    bar = st.progress(0.0, say("Beginnen…"))
    try:
        made = make(lambda fraction, step: _told(bar, fraction, step))
    except PictureError as error:
        notice.show("fout", str(error))
    else:
        st.session_state[_READY.format(name)] = (asked, made)
    bar.empty()


def _told(bar: Any, fraction: float, step: str) -> None:  # noqa: ANN401 - Streamlit's own
    bar.progress(fraction, f"{step}…")
