"""The page with blind spots: the answer, the map in nine classes, the work list and its order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.toy_pages import map_arguments, markup, opened, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]


def unvisited(**query: str) -> AppTest:
    return opened("unvisited.py", **query)


def towns(app: AppTest) -> list[str]:
    work = markup(app).split("Werklijst", 1)[1]
    return re.findall(r'<th scope="row">([^<]*)</th>', work)


def test_it_answers_which_regions_house_many_and_were_not_visited_in_october() -> None:
    app = unvisited(v="1", van="2020-10-01", tot="2020-10-31")
    assert (
        "Veel huisvesting en niet bezocht, 1 – 31 oktober 2020: Noord- en Oost-Gelderland (4.036 plaatsen)"
        " en Gelderland-Midden (1.944 plaatsen)." in words(app)
    )
    assert (
        '"columns":["minder dan 500","500 tot 1.500","1.500 of meer"]' in map_arguments(app)["feature_group"]
    )
    assert len(towns(app)) == 69
    assert "25.456 plaatsen = 23.502 in een gemeente + 1.954" in words(app)
    assert not app.get("button_group") or "Laatste weken" not in [one.label for one in app.button_group]


def test_weeks_and_order_are_in_the_link() -> None:
    app = unvisited(v="1", weken="13", volgorde="gemeente")
    assert "Elke regio met 1.500 plaatsen of meer is bezocht" in words(app)
    assert towns(app) == sorted(towns(app))
    assert app.query_params["weken"] in ("13", ["13"])
    assert "weken: '3' is weggelaten; kies 2, 4, 8, 13." in words(unvisited(v="1", weken="3"))


def test_a_region_leads_to_its_municipalities_and_back() -> None:
    links = re.findall(r'<a href="([^"]*)"', markup(unvisited(v="1", volgorde="plaatsen")))
    assert "?regio=VR06&amp;v=1&amp;volgorde=plaatsen" in links
    assert links.count("/regio?v=1&amp;regio=VR06") == 1 + len(towns(unvisited(v="1", regio="VR06")))
    app = unvisited(v="1", regio="VR06")
    assert '"within":"VR06"' in map_arguments(app)["feature_group"]
    assert "Alle regio's" in words(app)
    assert "Putten" in towns(app)
