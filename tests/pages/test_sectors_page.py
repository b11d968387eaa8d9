"""The page with sectors: the answer, the three tables, and what of it is in the link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geo.store import WORKERS_FILE, current_store, keep_workers
from tests.toy_pages import markup, opened, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]


def sectors(**query: str) -> AppTest:
    return opened("sectors.py", **query)


def test_it_answers_in_a_sentence_and_shows_how_it_adds_up() -> None:
    app = sectors()
    said = words(app)
    assert "Uitbraken keren het vaakst terug in de sector vleesverwerking: 6 van 19" in said
    assert "kan toeval zijn" in said
    assert "Er is geen noemer" in said
    assert re.search(r'<a href="/gegevens[^"]*"[^>]*>Geef een tabel met werkenden</a>', markup(app))
    assert [re.sub(r"<.*?>", "", one) for one in re.findall(r"<h2>.*?</h2>", markup(app))] == [
        "Per sector",
        "Waar keert het terug?",
        "Sector, thema en type",
    ]
    assert "<td>56 (19)</td>" in markup(app)


def test_a_sector_leads_to_itself_alone_and_the_other_filters_stay() -> None:
    links = re.findall(r'<a href="([^"]*)"', markup(sectors(v="1", thema="werken")))
    assert "?thema=werken&amp;sector=vlees&amp;v=1" in links
    assert "/regio?thema=werken&amp;v=1&amp;regio=VR23" in links
    alone = sectors(v="1", sector="vlees")
    assert "In de sector vleesverwerking: 6 uitbraken" in words(alone)
    assert "Bouw" not in markup(alone)


def test_without_activations_it_says_so() -> None:
    app = sectors(v="1", van="2030-01-01")
    assert "Er is in deze selectie geen activering." in words(app)
    assert "<table" not in markup(app)


def test_with_workers_the_outbreaks_are_divided_and_the_source_is_named() -> None:
    table = pd.DataFrame(
        {"sector": ["vlees"], "region": ["VR06"], "workers": [10_000], "year": [2020], "source": ["<CBS>"]}
    )
    keep_workers(current_store(), table)
    app = sectors()
    (current_store().data_dir / WORKERS_FILE).unlink()
    assert "Uitbraken per 10.000 werkenden" in words(app)
    assert "<b>2,0</b> <small>(0,2–7,2)</small>" in markup(app)
    assert "geen gegevens" in words(app)
    assert "Werkenden per sector en regio: &lt;CBS&gt;, 2020" in markup(app)
    assert "Er is geen noemer" not in words(app)


def test_its_tables_are_in_the_language_of_the_reader() -> None:
    said = words(sectors(v="1", taal="de"))
    assert "Es gibt keinen Nenner" in said
    assert "Ein Ausbruch ist eine Aktivierung wegen festgestellter Infektionen." in said
    assert "Fleischverarbeitung" in said
    assert "Samen" not in said
