"""The page of a border district: what its authorities delivered, and no more than that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from geo import dutch
from geo.areas import neighbours
from geo.language import mark, say
from geo.picture import activation_mask, count_homes, housing_mask, list_activations, nationwide
from pages.parts import beginning, data, deployments, filters, homes, link, subject
from pages.parts.charts import titled
from pages.parts.markup import Template, filled, joined, show
from pages.parts.markup import link as linked

if TYPE_CHECKING:
    import pandas as pd

    from geo.picture import Selection
    from geo.store import Snapshot

_ANSWER = Template('<p class="answer">{}</p>')
_TEXT = Template("<p>{}</p>")
_PARTNER = mark(
    "Over een grensdistrict staat hier alleen wat de partner aan de andere kant van de grens aanlevert:"
    " activeringen en huisvestingslocaties. Zonder volledige opgave is er geen verhouding, geen vergelijking"
    " met andere gebieden en geen oordeel; niets aangeleverd betekent niet dat er niets is."
)


def draw(snapshot: Snapshot, selection: Selection, code: str) -> None:
    """Draw the page of a border district; ``selection`` is of that district alone."""
    wide = nationwide(selection)
    if snapshot.demo:
        st.markdown(beginning.badge(snapshot))
    last = data.last_day(snapshot)
    filters.bar(last, everywhere=False)
    activations = snapshot.activations[activation_mask(selection, snapshot.activations)]
    housing = snapshot.homes[housing_mask(selection, snapshot.homes)]
    around = Markup(", ").join(linked(link.region(one, wide), subject.name(one)) for one in neighbours(code))
    with st.container():
        show(
            joined(
                (
                    _ANSWER.format(_told(subject.name(code), activations, housing)),
                    _TEXT.format(say(_PARTNER)),
                    _TEXT.format(filled(say("Grenst aan: {areas}."), areas=around)),
                    titled(say("Verloop"), deployments.table(list_activations(activations), wide, last)),
                    titled(say("Huisvesting"), homes.table(housing, snapshot.reduction.few)),
                )
            )
        )


def _told(area: str, activations: pd.DataFrame, housing: pd.DataFrame) -> str:
    """Return in a sentence what is known of an area."""
    count = len(activations)
    events = dutch.counted(count, "activering", "activeringen") if count else say("geen activeringen")
    if housing.empty:
        return say("{area}: {activations}, geen huisvestingslocaties bekend.", area=area, activations=events)
    locations, places = count_homes(housing)
    return say(
        "{area}: {activations}, {locations} met {places} plaatsen bekend.",
        area=area,
        activations=events,
        locations=dutch.counted(locations, "huisvestingslocatie", "huisvestingslocaties"),
        places=dutch.number(places),
    )
