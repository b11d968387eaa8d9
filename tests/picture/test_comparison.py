"""What the comparison says in words, and regions side by side."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from geo.picture import (
    Selection,
    Share,
    make_portraits,
    read_housing,
    read_integral,
    read_region,
    read_results,
    read_split,
    read_weeks,
    summarise_density,
)
from geo.picture.comparison import chance_range, rank_shown, read_funnel, read_map, read_ranking
from geo.picture.exact import share_interval
from geo.store import Snapshot
from tests.charts.test_charts import compared
from tests.toy_exports import NOON
from tests.toy_snapshot import activations, housing

CHANCE = {"Oost": (9, 2500), "West": (1, 230), "Zuid": (20, 8000)}


def test_the_sentence_when_chance_explains_all() -> None:
    assert summarise_density(compared(CHANCE)) == (
        "Van 3 regio's verschilt er geen meer van het landelijk beeld dan toeval verklaart. Zuid heeft de"
        " meeste activeringen: 20, waar er 22,4 te verwachten waren; dat is niet minder dan toeval kan geven."
    )


def test_the_sentence_names_what_differs_the_highest_ratio_first() -> None:
    found = compared({"Laag": (1, 1000), "Hoog": (40, 1000), "Midden": (21, 1000)})
    assert summarise_density(found) == (
        "Van 3 regio's verschillen er 2 meer van het landelijk beeld dan toeval verklaart:"
        " Hoog (hoger: 40, verwacht 20,7) en Laag (lager: 1, verwacht 20,7)."
    )
    one = summarise_density(compared({"Hoog": (60, 100), **{f"R{n}": (20, 100) for n in range(4)}}))
    assert one.startswith("Van 5 regio's verschilt er 1 meer van het landelijk beeld")


def test_the_sentence_on_one_region_alone() -> None:
    one = compared({"Oost": (9, 2500), "West": (20, 8000)}, shown=["Oost"])
    assert summarise_density(one) == (
        "Oost verschilt niet meer van het landelijk beeld dan toeval verklaart: 9 activeringen, waar er 6,9"
        " te verwachten waren."
    )
    high = compared({"Oost": (40, 1000), "West": (2, 1000)}, shown=["Oost"])
    assert summarise_density(high).startswith("Oost verschilt meer van het landelijk beeld")


def test_many_that_differ_are_counted() -> None:
    rows = {f"H{number}": (100, 100) for number in range(5)} | {"Veel": (100, 9000)}
    assert summarise_density(compared(rows)).endswith("en nog 2 in de tabel.")


def test_the_sentence_when_there_is_nothing() -> None:
    assert "geen regio met gegevens" in summarise_density(compared({"Een": (3, 0)}))
    assert "geen activering" in summarise_density(compared({"Een": (0, 10)}))
    assert read_ranking(compared({"Een": (0, 10)})) == "Zonder activeringen is er geen rangorde."
    assert read_funnel(compared({"Een": (0, 10)})) == "Zonder activeringen is er geen trechter."


def test_one_region_in_words() -> None:
    found = compared(CHANCE)
    assert read_region(found, "Oost") == (
        "Oost: 9 activeringen op 2.500 plaatsen, dat is 3,6 per 1.000"
        " (95%-interval 1,6 – 6,8; landelijk 2,8)."
        " Te verwachten: 7,0; toeval geeft hier 2 tot en met 13. Niet te onderscheiden van toeval."
    )
    assert read_region(compared({"Een": (3, 0)}), "Een") == (
        "Een: geen gegevens; het aantal plaatsen is niet bekend."
    )


def test_how_to_read_the_charts_has_their_numbers() -> None:
    found = compared({"Laag": (1, 1000), "Hoog": (40, 1000), "Midden": (21, 1000)})
    assert "20,7 per 1.000 plaatsen (62 activeringen). Bij 1 van 3 regio's" in read_ranking(found)
    assert "Erboven: 1, eronder: 1; van 3 regio's" in read_funnel(found)
    assert read_map(found).startswith(
        "Donkerder is een hogere verhouding; effen kleur: 2 regio's waar toeval het verschil niet verklaart;"
        " bleek en gearceerd: 1 regio waar toeval het verschil verklaart."
    )
    some = read_map(compared({**CHANCE, "Nul": (0, 100), "Onbekend": (3, 0)}))
    assert "zonder kleur: 1 regio zonder activering; grijs gearceerd: 1 regio zonder gegevens." in some


def test_the_order_is_that_of_a_column_and_no_figure_comes_last() -> None:
    found = compared({"Laag": (1, 1000), "Hoog": (40, 1000), "Onbekend": (3, 0), "Midden": (21, 1000)})
    assert list(rank_shown(found)) == ["Hoog", "Midden", "Laag", "Onbekend"]
    assert list(rank_shown(found, "rate", descending=False)) == [
        "Laag",
        "Midden",
        "Hoog",
        "Onbekend",
    ]
    assert next(iter(rank_shown(found, "name", descending=False))) == "Hoog"


@pytest.mark.parametrize(
    ("lower_to", "higher_from", "text"),
    [(pd.NA, 6, "0 tot en met 5"), (0, 11, "1 tot en met 10"), (pd.NA, 1, "0")],
)
def test_what_chance_gives(lower_to: object, higher_from: int, text: str) -> None:
    assert chance_range({"lower_to": lower_to, "higher_from": higher_from}) == text


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_interval_of_a_share_is_that_of_jeffreys(part: int, others: int) -> None:
    low, high = share_interval(part, part + others)
    beta = stats.beta(part + 0.5, others + 0.5)
    assert low == pytest.approx(beta.ppf(0.025) if part else 0)
    assert high == pytest.approx(beta.ppf(0.975) if others else 1)


def test_portraits_cover_the_same_weeks_and_keep_the_other_filters() -> None:
    toy = Snapshot(
        activations=activations(
            {"integral": True, "result": "sluiting"},
            {"type": "repressief", "themes": "werken"},
            {"region": "VR02", "activated_on": "2020-09-21"},
        ),
        housing=housing({"capacity": 30}, {"region": "VR02", "capacity": 5}),
        version=1,
        as_of=NOON,
        fictional={},
    )
    one, two = make_portraits(toy, Selection(regions=("VR05",)), ("VR01", "VR02"))
    assert (one.name, one.total, two.total) == ("Groningen", 2, 1)
    assert one.weeks["week"].tolist() == two.weeks["week"].tolist() == [36, 37, 38, 39]
    assert (one.weeks["total"].tolist(), two.weeks["total"].tolist()) == ([2, 0, 0, 0], [0, 0, 0, 1])
    assert (one.results["sluiting"], one.housing, one.places) == (1, 1, 30)
    assert (one.integral.part, one.integral.whole) == (1, 2)
    assert one.matrix.counts.loc["werken", "repressief"] == 1
    assert make_portraits(toy, Selection(types=("repressief",)), ("VR02",))[0].total == 0


def test_regions_side_by_side_in_words() -> None:
    toy = Snapshot(
        activations=activations({"integral": True, "result": "sluiting"}, {"type": "repressief"}),
        housing=housing({"capacity": 30}, {"capacity": 5}),
        version=1,
        as_of=NOON,
        fictional={},
    )
    portraits = make_portraits(toy, Selection(), ("VR01", "VR02"))
    assert read_weeks(portraits).startswith(
        "Drukste week: Groningen week 36 (2 activeringen); Fryslân had geen activering."
    )
    assert read_split(portraits).startswith(
        "Groningen: 1 van 2 preventief, het vaakst wonen (2); Fryslân had geen activering."
    )
    assert read_results(portraits) == "Dwangmaatregel of sluiting: Groningen 1 van 2; Fryslân 0 van 0."
    assert read_integral(portraits) == "Groningen 50% (6 – 94%)."
    assert read_integral(portraits[1:]) == "Er is geen activering, dus geen aandeel."
    assert read_housing(portraits) == (
        "Bekende huisvesting: Groningen 2 locaties met 35 plaatsen; Fryslân geen huisvesting bekend."
    )


@pytest.mark.parametrize(
    ("lows", "end"), [((0.1, 0.2), "dit kan toeval zijn."), ((0.1, 0.9), "niet alle intervallen overlappen.")]
)
def test_shares_that_overlap_may_be_chance(lows: tuple[float, float], end: str) -> None:
    toy = Snapshot(activations=activations(*[{}] * 2), housing=housing(), version=1, as_of=NOON, fictional={})
    (one,) = make_portraits(toy, Selection(), ("VR01",))
    two = [replace(one, integral=Share(1, 2, low, low + 0.1)) for low in lows]
    assert read_integral(two).endswith(end)
