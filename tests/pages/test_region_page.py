"""The page of one region: what it is about stands in the link, it adds up, and it leads on."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest

from tests.toy_pages import figure, markup, opened, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]


def region(**query: str | list[str]) -> AppTest:
    """Open the page by a link."""
    return opened("region.py", **({"v": "1"} | query))


def test_it_says_what_one_tells_the_mayor_and_how_the_region_differs_from_its_neighbours() -> None:
    app = region(regio="VR23")
    assert app.title[0].value == "Veiligheidsregio Limburg-Noord"
    told = words(app)
    assert (
        "Limburg-Noord: 9 activeringen (7 preventief, 2 repressief), 1 september – 30 november 2020."
        " Dat is 3,6 per 1.000 plaatsen (95%-interval 1,7–6,9), landelijk 2,2:"
        " niet te onderscheiden van toeval."
    ) in told
    assert "De 4 buurregio's hebben samen 11 activeringen" in told
    assert "Fictieve demogegevens" in told
    assert "Activeringen: 9 = 9 op de kaart. Huisvesting: 47 = 47 op de kaart." in told


def test_a_municipality_without_known_housing_has_no_data_rather_than_zero_places() -> None:
    told = markup(region(regio="VR06"))
    row = told[told.index('scope="row">Aalten') :].split("</tr>")[0]
    assert row.endswith("<td>–</td><td>–</td>")
    assert "Dat zijn geen gegevens, niet nul." in told


def test_its_tables_lead_to_the_neighbours_here_and_abroad_with_the_other_filters() -> None:
    shown = html.unescape(markup(region(regio="VR23", type="repressief", land="DE")))
    assert 'href="/regio?type=repressief&v=1&regio=VR24"' in shown
    assert 'href="/regio?type=repressief&v=1&regio=DE05154"' in shown


def test_the_other_filters_hold_and_the_region_is_none_of_them() -> None:
    app = region(regio="VR23", type="repressief")
    assert figure(app, "total") == "2"
    assert app.session_state["filter_regio"] == []
    assert "Type: Repressief" in words(app)
    assert app.query_params["regio"] in ("VR23", ["VR23"])
    app.selectbox(key="subject_code").set_value("VR15").run()
    assert app.query_params["regio"] in ("VR15", ["VR15"])
    app.switch_page("national.py").run()
    assert figure(app, "total") == "19"


def test_a_border_district_shows_what_the_partner_delivers_and_no_rate() -> None:
    app = region(regio="DE05154")
    assert app.title[0].value == "Kleef (Kleve, Duitsland)"
    told = words(app)
    assert (
        "Kleef (Kleve, Duitsland): 1 activering, 37 huisvestingslocaties met 1.110 plaatsen bekend." in told
    )
    assert "alleen wat de partner aan de andere kant van de grens aanlevert" in told
    assert "95%-interval" not in told
    assert 'regio=VR23">Limburg-Noord' in html.unescape(markup(app))


@pytest.mark.parametrize("code", ["VR99", "<b>", "GM0983"])
def test_an_unknown_region_is_named_and_all_are_offered(code: str) -> None:
    app = region(regio=code)
    assert app.title[0].value == "Kies een regio"
    assert f"regio: '{code}' is weggelaten" in words(app)
    assert markup(app).count('href="/regio?') > 25


def test_a_name_opens_the_region_and_a_second_one_is_dropped() -> None:
    app = region(regio=["Limburg-Noord", "VR15"])
    assert app.title[0].value == "Veiligheidsregio Limburg-Noord"
    assert "deze pagina gaat over één gebied" in words(app)


def test_without_any_activation_it_says_so() -> None:
    app = region(regio="VR23", van="2021-01-01")
    assert "Limburg-Noord: geen activeringen" in words(app)
    assert "hebben in deze selectie geen activeringen" in words(app)


def test_what_changed_since_a_chosen_day_is_in_the_link() -> None:
    app = region(regio="VR23", sinds="2020-01-01T00:00")
    assert "9 activeringen veranderden sinds 1 januari 2020 00:00" in words(app)
    assert app.query_params["sinds"] in ("2020-01-01T00:00", ["2020-01-01T00:00"])


def test_the_national_page_and_the_comparison_lead_to_it() -> None:
    app = opened(v="1", kies="VR23")
    assert 'href="/regio?v=1&amp;regio=VR23">Open regio' in markup(app)
    for name in list(app.query_params):
        del app.query_params[name]
    app.switch_page("regions.py")
    app.query_params["v"], app.query_params["naast"] = "1", "VR23"
    app.run()
    assert 'href="/regio?v=1&amp;regio=VR23">Open regio' in markup(app)
