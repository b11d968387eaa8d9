"""One button to take the picture along: a link that shows the same figures later, and a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from geo import dutch
from geo.access import PUBLIC, viewer_of
from geo.account import warm_room
from geo.errors import PictureError
from geo.language import mark, say
from geo.picture import MEASURES
from geo.records import ACTIVATIONS
from pages.parts import (
    downloads,
    guest,
    link,
    markup,
    moment,
    notice,
    person,
    saved_list,
    saving,
    strip_choice,
    takeaway,
    viewing,
)
from pages.parts.markup import Template, joined
from pages.parts.markup import link as linked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.drawings import Wish
    from geo.picture import Selection
    from geo.store import Settled, Snapshot

FIXED, MOVING = "vast", "nieuwste"
KINDS = {FIXED: mark("Deze stand"), MOVING: mark("Altijd de nieuwste stand")}
_KIND, _REFUSED = "share_kind", "share_refused"
_LIST = Template('<ul class="settled">{}</ul>')
_ITEM = Template("<li>{} {} <small>{}</small></li>")


def button(
    snapshot: Snapshot,
    selection: Selection,
    sentence: str = "",
    pictures: Sequence[Wish] = (),
    *,
    zone: str = "",
) -> None:
    """Offer a link to this very picture, files, the ``pictures``, and to set it if it has a ``sentence``.

    ``zone`` is the code of the zone that the page shows. What is offered is what the viewer of the snapshot
    may have: the public gets counts by region, a guest the pack alone.
    """
    looks = viewer_of(snapshot.reduction.viewer)
    title = say("Neem mee") if guest.fixed() else say("Deel of bewaar")
    shown = next((one.measure for one in pictures if one.what == "map"), MEASURES[0].code)
    with st.popover(title, icon=":material/ios_share:", key="share", on_change="rerun") as opened:
        if opened.open:
            warm_room()  # it takes seconds to load what draws; by then one knows what one wants
            if guest.fixed():
                takeaway.offer_pack(snapshot, selection, zone, shown)
                return
            if viewing.viewer().sees_all:
                _link(snapshot, selection)
            if link.page() in saved_list.PAGES and viewing.shares():
                saving.offer(snapshot, selection)
            st.markdown(say("**Bestand**"))
            what = "regions" if looks.audience == PUBLIC else ACTIVATIONS.name
            downloads.offer(snapshot, selection, what, "xlsx", say("Download Excel"))
            if looks.sees_all and viewing.may("register"):
                st.caption(say("Andere inhoud en andere bestandstypen: Gegevens, Exporteren."))
            takeaway.offer_pack(snapshot, selection, zone, shown)
            takeaway.offer_pictures(snapshot, selection, pictures)
            if looks.audience != PUBLIC:
                takeaway.offer_report(snapshot, selection)
            if viewing.viewer().sees_all:
                if sentence and viewing.may("settle"):
                    _settle(snapshot, selection, sentence)
                viewing.choice({"partner": strip_choice.zone(), "regio": "".join(selection.regions[:1])})


def _link(snapshot: Snapshot, selection: Selection) -> None:
    st.markdown(say("**Link**"))
    st.session_state.setdefault(_KIND, FIXED)
    kind = st.segmented_control(
        say("De link toont"),
        list(KINDS),
        format_func=lambda code: say(KINDS[code]),
        key=_KIND,
        required=True,
    )
    query = link.here(selection)
    if kind == FIXED and snapshot.version:
        query = {**query, "v": ["1"], moment.NAME: [dutch.moment_text(moment.whole_minute(snapshot.as_of))]}
        st.caption(say("Wie deze link opent, ziet nu en later dezelfde cijfers."))
    else:
        query.pop(moment.NAME, None)
        st.caption(say("Wie deze link opent, ziet dezelfde filters met de cijfers van dat moment."))
    st.code(link.absolute(query), language=None, wrap_lines=True)


def _settle(snapshot: Snapshot, selection: Selection, sentence: str) -> None:
    """Offer to set this picture, and list those that were set last."""
    st.markdown(say("**Beeld vaststellen**"))
    st.caption(
        say("Legt vast dat dit het beeld is, met deze filters en deze stand. U kunt het later weer openen.")
    )
    st.button(say("Beeld vaststellen"), key="settle", on_click=_set, args=(snapshot, selection, sentence))
    if refused := st.session_state.pop(_REFUSED, ""):
        notice.show("fout", refused)
    pictures = viewing.store().settled()
    if pictures:
        markup.show(_LIST.format(joined(_item(one) for one in pictures)))


def _item(one: Settled) -> Markup:
    at = linked(link.settled(one), dutch.moment(one.at))
    return _ITEM.format(at, say("door {who}", who=one.who), one.sentence)


def _set(snapshot: Snapshot, selection: Selection, sentence: str) -> None:
    """Set the picture; a callback."""
    try:
        viewing.store().settle(snapshot, person.known(), sentence, link.to_settle(selection))
    except PictureError as error:
        st.session_state[_REFUSED] = str(error)
