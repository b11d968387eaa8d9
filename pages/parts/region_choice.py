"""The page of a region before one was chosen: all regions, and the districts along the border, as links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from geo.language import say
from geo.layers import Shown
from pages.parts import beginning, link, subject
from pages.parts.map_view import map_view
from pages.parts.markup import Template, joined, show
from pages.parts.markup import link as linked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.picture import Selection
    from geo.store import Snapshot

_LIST = Template('<section class="part"><h2>{}</h2><ul class="choice">{}</ul></section>')
_ITEM = Template("<li>{}</li>")


def draw(snapshot: Snapshot, selection: Selection) -> None:
    """Offer every area, in words and on the map."""
    if snapshot.demo:
        st.markdown(beginning.badge(snapshot))
    offered = subject.offered()
    regions = [code for code in offered if not subject.is_district(code)]
    left, right = st.columns([6, 4], gap="medium")
    with left:
        map_view(Shown(), key="region_choice_map", on_click=subject.choose_at)
    with right:
        show(
            _listed(say("Veiligheidsregio's"), regions, selection)
            + _listed(
                say("Grensdistricten"), (code for code in offered if subject.is_district(code)), selection
            )
        )


def _listed(title: str, codes: Iterable[str], selection: Selection) -> Markup:
    pages = link.each_region(codes, selection)
    links = (_ITEM.format(linked(page, subject.name(code))) for code, page in pages.items())
    return _LIST.format(title, joined(links))
