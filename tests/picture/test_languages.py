"""What the picture says in the language of its reader: whole sentences, with its own order and numbers."""

from __future__ import annotations

import pytest

from geo import language
from geo.picture import (
    DENOMINATORS,
    FIGURES,
    MEASURES,
    Selection,
    from_query,
    reconcile,
    reconcile_strip,
    sentence,
    summarise,
    summarise_density,
    take_tally,
)
from tests.charts.test_charts import compared
from tests.picture.test_strip import taken
from tests.picture.test_summary import HERE, NAMES, THERE
from tests.toy_snapshot import activations, housing


def test_a_sentence_has_the_order_and_the_numbers_of_its_language() -> None:
    tally = take_tally(activations(HERE, HERE, THERE), housing(), Selection())
    found = compared({"Laag": (1, 1000), "Hoog": (40, 1000), "Midden": (21, 1000)})
    with language.reading("de"):
        assert summarise(tally, NAMES) == (
            "3 Aktivierungen, 1. September 2020, die meisten in R01 (2); keine Maßnahme nötig."
        )
        assert sentence(reconcile(tally)) == "3 = 3 auf der Karte"
        assert summarise_density(found) == (
            "Von 3 Regionen weichen 2 stärker vom nationalen Wert ab als der Zufall erklärt:"
            " Hoog (höher: 40, erwartet 20,7) und Laag (niedriger: 1, erwartet 20,7)."
        )
    with language.reading("en"):
        assert summarise_density(found).endswith(
            ": Hoog (higher: 40, expected 20.7) and Laag (lower: 1, expected 20.7)."
        )


@pytest.mark.parametrize(
    ("code", "label", "measure", "figure", "notice"),
    [
        ("nl", "Per 1.000 plaatsen", "Aantal activeringen", "Preventief", "x is weggelaten; kies wonen"),
        (
            "de",
            "Je 1.000 Plätze",
            "Anzahl Aktivierungen",
            "Präventiv",
            "x wurde weggelassen; wählen Sie wonen",
        ),
        ("en", "Per 1,000 places", "Number of activations", "Preventive", "x was left out; choose wonen"),
    ],
)
def test_a_table_made_before_its_reader_is_known_is_said_in_his_language(
    code: str, label: str, measure: str, figure: str, notice: str
) -> None:
    with language.reading(code):
        assert (DENOMINATORS[0].label, MEASURES[0].label, FIGURES[1].label) == (label, measure, figure)
        assert notice in from_query({"thema": "x"})[1][0].replace("“", "").replace("”", "").replace("'", "")


def test_a_file_has_the_same_headers_whoever_reads() -> None:
    with language.reading("fr"):
        assert [one.header for one in MEASURES[:2]] == ["aantal activeringen", "per 1.000 plaatsen"]


def test_each_country_stands_in_its_case() -> None:
    with language.reading("de"):
        assert reconcile_strip(taken(), "activations").startswith(
            "6 Aktivierungen = 2 im Streifen in den Niederlanden + 1 im Streifen in Deutschland + "
        )
