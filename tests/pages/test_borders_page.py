"""The page with a strip along a border: the answer, the map, the tables, all in the link."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from geo.picture import CallLine
from geo.records import PARTNERS
from geo.store import Intent, current_snapshot, current_store
from pages.parts import strip_contacts
from pages.parts.markup import EMPTY
from tests.toy_pages import map_arguments, markup, opened, words
from tests.toy_text import HOSTILE

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]


def strip(**query: str | list[str]) -> AppTest:
    """Open the page by a link."""
    return opened("borders.py", **query)


def drawn(app: AppTest) -> dict[str, Any]:
    """Return the strip that the map was sent."""
    script = map_arguments(app)["feature_group"]
    found: dict[str, Any] = json.JSONDecoder().raw_decode(script[script.index('"strip":') + 8 :])[0]
    return found


def test_it_answers_for_both_sides_and_adds_up() -> None:
    app = strip(v="1", zone="VR23-DE05154")
    said = words(app)
    assert "Limburg-Noord – Kleef (Kleve), tot 20 km van de grens: Nederland 8 activeringen en" in said
    assert " met 1.826 plaatsen" in said
    assert "56 activeringen = 8 in de strook in Nederland + 1 in de strook in Duitsland" in said
    assert "Kleef (Kleve) → Limburg-Noord" in said
    assert "518" in said
    assert "Limburg-Noord → Kleef (Kleve)" in said


def test_the_choices_are_in_the_link() -> None:
    app = strip(v="1", grens="nl-be", zone="emr", diepte="30", kant="BE")
    assert "Euregio Maas-Rijn, tot 30 km van de grens: België 0 activeringen" in words(app)
    query = {"grens": "nl-be", "zone": "EMR", "diepte": "30", "kant": "BE"}
    assert all(app.query_params[name] in (value, [value]) for name, value in query.items())
    app.slider(key="strip_diepte").set_value(10).run()
    assert "tot 10 km van de grens" in words(app)


def test_what_a_link_cannot_mean_is_told() -> None:
    said = words(strip(v="1", grens="nl-fr", diepte="90", kant="<b>", zone="vr99"))
    assert "zone: 'VR99' is weggelaten; kies een zone aan deze grens" in said
    for notice in ("grens: 'nl-fr' is weggelaten", "diepte: '90' is weggelaten", "kant: '<b>' is weggelaten"):
        assert notice in said
    assert "Langs de Nederlands-Duitse grens, tot 20 km van de grens" in said


def test_a_zone_of_another_day_is_told() -> None:
    said = words(strip(v="1", zone="CRISIS-BORKEN"))
    assert "Zone CRISIS-BORKEN is er op 30 november 2020 niet aan deze grens" in said
    assert "Langs de Nederlands-Duitse grens" in said


def test_those_who_agreed_to_help_each_other_are_a_zone() -> None:
    said = words(strip(v="1", zone="CRISIS-KLEVE"))
    assert "Crisisafspraak Kleve, tot 20 km van de grens" in said
    assert "Werken samen bij een crisis sinds 29 november 2017. Bron: www.vrgz.nl." in said


def test_a_partner_without_data_is_hatched_and_never_zero() -> None:
    app = strip(v="1", grens="nl-be")
    assert "BE60000" in drawn(app)["silent"]
    luik = re.search(r'<th scope="row">Luik \(Liège\)</th>(.*?)</tr>', markup(app))
    assert luik
    assert "geen gegevens van partner" in luik[1]
    assert "Deze afspraken zijn fictief" in words(app)
    assert 'href="/registreren?v=1&amp;soort=partner&amp;kenmerk=DEMO-PAR-005"' in markup(app)


def test_a_changed_partner_shows_at_once() -> None:
    assert "DE05154" not in drawn(strip(v="1"))["silent"]
    demo = current_snapshot().partners
    kreise = demo[demo["areas"] == "DE05"].assign(delivers=False, housing_means=HOSTILE[0])
    change = current_store().write(PARTNERS, kreise, Intent("Jansen", "edit")).change
    app = strip(v="1")
    assert "DE05154" in drawn(app)["silent"]
    row = re.search(r'<tr data-record="DEMO-PAR-002">(.*?)</tr>', markup(app))
    assert row
    assert "geen gegevens van partner" in row[1]
    assert "<img" not in row[1]
    then = strip(v="1", stand="2020-12-01T00:00")  # the past has what was known then: nothing yet
    assert "Nog niet vastgelegd wat een partner levert" in words(then)
    assert change is not None
    current_store().undo(change.id, Intent("Jansen", "undo", "klaar"))
    assert "DE05154" not in drawn(strip(v="1"))["silent"]


@pytest.mark.usefixtures("begun")
def test_without_partners_nobody_is_made_up() -> None:
    app = strip(v="1", grens="nl-be")
    said = words(app)
    assert "Nog niet vastgelegd wat een partner levert: " in said
    assert "Luik (Liège)" in said
    assert "fictief" not in said
    assert 'href="/registreren?v=1&amp;soort=partner"' in markup(app)
    silent = drawn(app)["silent"]
    assert "BE60000" in silent
    assert "VR23" not in silent


def test_the_map_names_both_sides_alike_and_draws_who_crosses() -> None:
    sent = drawn(strip(v="1", zone="VR23-DE05154"))
    assert sent["named"] == ["VR23", "DE05154"]
    (*there, into), (*back, outward) = sent["flows"]
    assert (into, outward) == (518, 45)  # from Kleve, and from Venlo
    assert there == [*back[2:], *back[:2]]  # the browser lets each keep right
    (south, west), (north, east) = sent["bounds"]
    assert (50.9 < south < 51.3, 51.7 < north < 52.0, 5.5 < west < 6.0, 6.2 < east < 6.6) == (True,) * 4


def test_whom_to_call_stands_below_the_map_with_links_that_call_and_write() -> None:
    app = strip(v="1", zone="VR23-DE05154")
    said = words(app)
    assert "Wie bel ik" in said
    assert "Beoordeeld op 30 november 2020" in said
    body = markup(app)
    for organisation in ("GGD Limburg-Noord", "Gesundheitsamt Kleve", "Euregio Rhein-Waal"):
        assert f"{organisation} (fictief)" in body
    assert "GGD Zuid-Limburg" not in body
    assert re.search(r'<a href="tel:\+492214710\d{3}">\+49 221 4710 \d{3}</a>', body)
    assert '<a href="mailto:infectieziekten.vr23@example.org">' in body
    assert "Verouderd: " in said


def test_a_contact_leads_to_its_form_and_its_history() -> None:
    body = markup(strip(v="1", zone="VR23-DE05154"))
    assert re.search(r'href="/registreren\?v=1&amp;soort=contact&amp;kenmerk=DEMO-C-\d{3}"', body)
    assert re.search(r'href="/geschiedenis\?v=1&amp;kenmerk=DEMO-C-\d{3}"', body)


def test_what_a_contact_says_is_text_and_never_a_program() -> None:
    said = CallLine(
        "C-1", HOSTILE[0], "GGD", "Kleve", HOSTILE[1], "", "javascript:alert(1)", "a@b.nl?cc=c", True, ""
    )
    row = str(strip_contacts._row(said, EMPTY))
    assert "<img" not in row
    assert "<script" not in row
    assert "href" not in row  # neither is a number or a mailbox


def test_a_whole_border_asks_for_a_zone_first() -> None:
    assert "Kies een zone om te zien wie u aan beide kanten belt." in words(strip(v="1"))


def test_both_sides_and_what_partners_mean_are_in_the_language_of_the_reader() -> None:
    said = words(strip(v="1", taal="fr", zone="VR23-DE05154"))
    assert "De l'Allemagne vers les Pays-Bas" in said
    assert "Arrondissements (Kreise) de Rhénanie-du-Nord-Westphalie" in said
    assert "deux contaminations liées ou plus (IfSG)" in said
    assert "Qui appeler" in said
    assert "Ajoutez-en un sous Enregistrer, ou importez une liste sous Données." in said
