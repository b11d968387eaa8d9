"""The page of a border district: what its authorities delivered, and no more than that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from geo import dutch
from geo.areas import neighbours
from geo.picture import activation_mask, housing_mask, list_activations, nationwide
from pages.parts import beginning, data, deployments, filters, homes, link, subject
from pages.parts.charts import titled
from pages.parts.markup import Template, joined, show
from pages.parts.markup import link as linked

if TYPE_CHECKING:
    from geo.picture import Selection
    from geo.store import Snapshot

_ANSWER = Template('<p class="answer">{}</p>')
_PARTNER = Markup(
    "<p>Over een grensdistrict staat hier alleen wat de partner aan de andere kant van de grens aanlevert:"
    " activeringen en huisvestingslocaties. Zonder volledige opgave is er geen verhouding, geen vergelijking"
    " met andere gebieden en geen oordeel; niets aangeleverd betekent niet dat er niets is.</p>"
)
_AROUND = Template("<p>Grenst aan: {}.</p>")


def draw(snapshot: Snapshot, selection: Selection, code: str) -> None:
    """Draw the page of a border district; ``selection`` is of that district alone."""
    wide = nationwide(selection)
    if snapshot.demo:
        st.markdown(beginning.badge(snapshot))
    last = data.last_day(snapshot)
    filters.bar(last, everywhere=False)
    activations = snapshot.activations[activation_mask(selection, snapshot.activations)]
    housing = snapshot.housing[housing_mask(selection, snapshot.housing)]
    events = dutch.counted(len(activations), "activering", "activeringen") if len(activations) else ""
    places = dutch.number(int(housing["capacity"].sum()))
    lodging = dutch.counted(len(housing), "huisvestingslocatie", "huisvestingslocaties")
    told = f"{lodging} met {places} plaatsen" if len(housing) else "geen huisvestingslocaties"
    around = Markup(", ").join(linked(link.region(one, wide), subject.name(one)) for one in neighbours(code))
    with st.container():
        show(
            joined(
                (
                    _ANSWER.format(f"{subject.name(code)}: {events or 'geen activeringen'}, {told} bekend."),
                    _PARTNER,
                    _AROUND.format(around),
                    titled("Verloop", deployments.table(list_activations(activations), wide, last)),
                    titled("Huisvesting", homes.table(housing)),
                )
            )
        )
