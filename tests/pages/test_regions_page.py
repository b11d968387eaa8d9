"""The page that compares the regions: the answer, the drawings, regions side by side, all in the link."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from pages.parts import drawings, map_view
from tests.toy_pages import opened, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]


def compared(**query: str | list[str]) -> AppTest:
    """Open the page by a link."""
    return opened("regions.py", **query)


def markup(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def plain(app: AppTest) -> str:
    return re.sub(r"<[^>]+>", " ", markup(app)).replace("&#39;", "'")


def test_it_answers_in_a_sentence_and_draws_with_a_table_of_the_same() -> None:
    app = compared()
    assert "Van 25 regio's verschilt er geen meer van het landelijk beeld dan toeval verklaart." in plain(app)
    assert markup(app).count('<div class="drawing"') == 2
    assert markup(app).count('data-field="every_figure"') == 2  # each chart leads to the table of its figures
    assert len(re.findall(r"<tr data-region=", markup(app))) == 25


def test_the_denominator_and_the_regions_pointed_out_are_in_the_link() -> None:
    app = compared(v="1", per="km2", naast=["VR23", "VR15"])
    assert "verschillen er 2 meer van het landelijk beeld" in plain(app)
    assert "Limburg-Noord: 9 activeringen op 1.549 km²" in plain(app)
    assert "Naast elkaar" in words(app)
    assert app.query_params["per"] in ("km2", ["km2"])
    assert app.query_params["naast"] == ["VR23", "VR15"]


def test_a_region_in_a_chart_leads_to_the_same_page_with_it_pointed_out() -> None:
    links = re.findall(r'<a href="([^"]*)"', markup(compared(v="1", naast="VR05", type="repressief")))
    assert "?type=repressief&amp;v=1&amp;naast=VR05&amp;naast=VR23" in links
    assert "?type=repressief&amp;v=1" in links  # the one that is pointed out already


def test_a_region_chosen_in_the_list_is_pointed_out() -> None:
    app = compared()
    app.multiselect(key="compared_beside").set_value(["VR23"]).run()
    assert "Limburg-Noord: 9 activeringen op 2.488 plaatsen" in plain(app)
    assert app.query_params["naast"] in ("VR23", ["VR23"])


def test_filters_hold_for_all_regions() -> None:
    app = compared(v="1", regio="VR23")
    assert " Limburg-Noord verschilt niet meer" in plain(app)
    assert re.findall(r'<tr data-region="(\w+)"', markup(app)) == ["VR23"]
    assert "geen activering" in plain(compared(v="1", van="2030-01-01"))


def test_nonsense_in_the_link_is_dropped_and_named() -> None:
    app = compared(v="1", per="gasten", naast=["VR99", "<b>"], volgorde="-<i>", tegen="periode", links="x_y")
    assert "per: 'gasten' is weggelaten" in words(app)
    assert "naast: 'VR99', '<b>' is weggelaten" in words(app)
    assert "volgorde: '-<i>' is weggelaten" in words(app)
    assert "links: 'x_y' is weggelaten; verwacht een periode als 2020-09-01_2020-10-15" in words(app)


def maps(app: AppTest) -> list[str]:
    """Return what each map on the page was given to show."""
    found = (json.loads(element.proto.json_args) for element in app.get("component_instance"))
    return [" ".join(map(str, arguments.values())) for arguments in found]


def test_the_map_shows_the_same_rates_and_points_out_the_same_regions() -> None:
    (shown,) = maps(compared(v="1", naast=["VR15", "VR23"], per="locations"))
    assert '"highlighted":["VR15","VR23"]' in shown
    assert "Activeringen per 100 locaties" in shown


@pytest.mark.parametrize("script", ["regions.py", "national.py"])
def test_a_map_that_stands_goes_ahead_of_the_rest(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(map_view, "sleep", waited.append)
    app = opened(script)
    assert waited == []  # its frame is only made: the page would be there later, and the map no sooner
    app.run()
    assert waited == [map_view.AHEAD]
    app.switch_page("about.py").run()
    app.switch_page(script).run()
    assert waited == [map_view.AHEAD]


def test_two_maps_have_their_own_part_of_the_filters_one_legend_and_a_table() -> None:
    app = compared(v="1", tegen="type", per="km2", thema="wonen")
    left, right = maps(app)
    assert "Thema: Wonen \\u00b7 Type: Preventief" in left
    assert '"own":{"type":["repressief"]}' in right
    assert markup(app).count('<ul class="legend">') == 1
    assert "De twee kaarten als tabel" in plain(app)
    assert app.query_params["tegen"] in ("type", ["type"])
    app.selectbox(key="contrast").set_value("periode").run()
    assert "2020-09-01_" in str(app.query_params["links"])
    assert not app.exception


def test_the_table_is_sorted_by_a_link_that_keeps_the_rest() -> None:
    app = compared(v="1", volgorde="name", naast="VR23")
    names = re.findall(r'<tr data-region="\w+"[^>]*><th scope="row"><a [^>]*>([^<]+)</a>', markup(app))
    assert names == sorted(names)
    assert 'aria-sort="ascending"' in markup(app)
    assert 'href="?v=1&amp;naast=VR23&amp;volgorde=-name"' in markup(app)
    assert 'href="?v=1&amp;naast=VR23&amp;volgorde=-count"' in markup(app)


def test_only_markup_is_shown() -> None:
    with pytest.raises(TypeError, match="only Markup"):
        drawings.show("<b>")  # type: ignore[arg-type]
