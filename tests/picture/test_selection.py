"""The filters: to and from links whatever somebody typed, as chips, and as masks."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qs

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.areas import REGION_CODES
from geo.language import LANGUAGES
from geo.picture.filters import NO_RESULT, QUERY
from geo.picture.masks import activation_mask, category_codes, housing_mask, relevant
from geo.picture.selection import (
    Chip,
    Selection,
    describe,
    from_query,
    without,
)
from geo.plain_text import MOST_QUOTED
from tests.toy_snapshot import activations, housing

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    days = sorted(draw(st.lists(DAYS, min_size=2, max_size=2)))
    fields: dict[str, Any] = {"from_day": days[0], "to_day": days[1], "integral": draw(st.booleans())}
    for row in QUERY:
        if row.kind == "codes":
            fields[row.field] = tuple(draw(st.lists(st.sampled_from(row.codes))))
    return Selection(**{name: value for name, value in fields.items() if draw(st.booleans())})


@settings(deadline=None)  # the first use opens the boundary file
@given(selections())
def test_a_link_gives_back_the_selection(selection: Selection) -> None:
    assert from_query(selection.to_query()) == (selection, [])
    assert from_query(parse_qs(selection.to_url_text())) == (selection, [])


@settings(deadline=None)
@given(selections())
def test_a_chip_can_be_removed_until_nothing_is_left(selection: Selection) -> None:
    for chip in describe(selection):
        assert chip in describe(selection)
        selection = without(selection, chip.name, chip.value)
        assert chip not in describe(selection)
    assert selection.is_empty


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([row.name for row in QUERY]) | st.text(), st.lists(st.text() | DAYS.map(str))
    )
)
def test_no_link_is_an_error(query: dict[str, list[str]]) -> None:
    selection, notices = from_query(query)
    assert from_query(selection.to_query()) == (selection, [])
    assert not any(sign in notice for notice in notices for sign in "\n\r\x00\u202e")
    assert len(notices) <= 2 * len(QUERY) + 2


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ({"thema": ["werken", "wonen", "werken"]}, "themes", ("wonen", "werken")),
        ({"thema": ["wonen,werken"]}, "themes", ("wonen", "werken")),
        ({"thema": "wonen"}, "themes", ("wonen",)),
        ({"thema": ["Wohnen", " TRAVAIL "]}, "themes", ("wonen", "werken")),
        ({"thema": [""]}, "themes", ()),
        ({"regio": ["limburg-noord", "vr01"]}, "regions", ("VR01", "VR23")),
        ({"regio": ["Kleef (Kleve, Duitsland)"]}, "regions", ("DE05154",)),
        ({"regio": ["Lüttich (Liège, Belgien)", "Luik (België)"]}, "regions", ("BE60000",)),
        ({"regio": ["kleve (duitsland)", "de05166", "VR23"]}, "regions", ("VR23", "DE05154", "DE05166")),
        ({"bron": ["Eigen  constatering"]}, "sources", ("eigen constatering",)),
        ({"sector": ["Land- en tuinbouw"]}, "sectors", ("tuinbouw",)),
        ({"resultaat": ["lopend", "sluiting"]}, "results", ("sluiting", "lopend")),
        ({"van": ["2020-09-01"]}, "from_day", date(2020, 9, 1)),
        ({"tot": ["2020/09/01"]}, "to_day", date(2020, 9, 1)),
        ({"integraal": ["ja"]}, "integral", True),
        ({"integraal": ["Nein"]}, "integral", False),
        ({"land": ["de"]}, "countries", ("DE",)),
        ({"taal": ["fr"], "maat": ["count"], "v": ["1"]}, "is_empty", True),
    ],
)
def test_what_a_link_means(query: dict[str, Any], field: str, value: object) -> None:
    selection, notices = from_query(query)
    assert (getattr(selection, field), notices) == (value, [])


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ({"thema": ["eten"]}, "thema: 'eten' is weggelaten; kies wonen, werken, vervoer."),
        ({"van": ["2020-02-30"]}, "van: '2020-02-30' is weggelaten; kies een dag als 2020-09-01."),
        (
            {"van": ["2020-10-01"], "tot": ["2020-09-01"]},
            "van en tot zijn weggelaten: 2020-10-01 ligt na 2020-09-01.",
        ),
        ({"v": ["2"]}, "v: versie '2' is onbekend; de link is gelezen als versie 1."),
        (
            {"regio": ["VR26"]},
            "regio: 'VR26' is weggelaten; kies VR01 tot en met VR25, een grensdistrict (DE05154), of "
            "de naam.",
        ),
        (
            {"type": ["a", "b", "c", "d", "e"]},
            "type: 'a', 'b', 'c' en nog 2 zijn weggelaten; kies preventief, repressief.",
        ),
    ],
)
def test_what_is_dropped_is_told(query: dict[str, list[str]], notice: str) -> None:
    selection, notices = from_query(query)
    assert (selection, notices) == (Selection(), [notice])


def test_the_good_values_stay_when_a_bad_one_is_dropped() -> None:
    selection, notices = from_query({"thema": ["wonen", "x"], "integraal": ["ja", "nee"]})
    assert selection == Selection(themes=("wonen",), integral=True)
    assert notices == [
        "thema: 'x' is weggelaten; kies wonen, werken, vervoer.",
        "integraal: 'nee' is weggelaten; er is maar één waarde.",
    ]


def test_a_hostile_value_is_quoted_tamely() -> None:
    _, (notice,) = from_query({"thema": ["\u202e\x1b[31m<img onerror=x>\n" + "w" * 100_000]})
    quote = notice.split("'")[1]
    assert quote.startswith("[31m<img onerror=x>w")
    assert len(quote) == MOST_QUOTED


def test_the_empty_selection_has_a_short_link_and_no_chips() -> None:
    assert Selection().is_empty
    assert Selection().to_url_text() == "v=1"
    assert describe(Selection()) == []
    assert not Selection(integral=False).is_empty


def test_a_link_is_in_fixed_order() -> None:
    one = Selection(countries=("NL",), themes=("werken", "wonen"), to_day=date(2020, 11, 30))
    assert one.to_url_text() == "thema=wonen&thema=werken&tot=2020-11-30&land=NL&v=1"
    assert hash(one) == hash(Selection(("wonen", "werken"), to_day=date(2020, 11, 30), countries=("NL",)))


def test_chips() -> None:
    one = Selection(themes=("wonen",), regions=("VR23",), from_day=date(2020, 9, 1), results=(NO_RESULT,))
    assert describe(one) == [
        Chip("thema", "wonen", "Thema: Wonen"),
        Chip("regio", "VR23", "Regio: Limburg-Noord"),
        Chip("van", "2020-09-01", "Vanaf: 01-09-2020"),
        Chip("resultaat", "lopend", "Resultaat: Nog geen resultaat"),
    ]
    assert without(one, "thema", "vervoer") == one
    assert without(one, "taal", "nl") == one


@pytest.mark.parametrize(
    "fields", [{"themes": ("x",)}, {"from_day": date(2020, 2, 1), "to_day": date(2020, 1, 1)}]
)
def test_a_selection_made_in_code_is_checked(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"x|after"):
        Selection(**fields)


@pytest.mark.parametrize("row", [row for row in QUERY if row.words], ids=lambda row: row.name)
def test_every_word_in_every_language_means_one_code(row: Any) -> None:
    terms = row.words().terms
    assert tuple(term.code for term in terms) == row.codes
    for language in LANGUAGES:
        for term in terms:
            texts = from_query({row.name: [getattr(term, language)]})[0].to_query()
            assert texts[row.name] == [term.code]


FRAME = activations(
    {},
    {"themes": "werken vervoer", "type": "repressief", "activated_on": "2020-10-01"},
    {"region": None, "country": "DE", "integral": True, "activated_on": "2020-11-30"},
    {"region": "VR23", "result": None, "sector": "bouw", "source": "eigen constatering", "country": None},
)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, [1, 1, 1, 1]),
        ({"themes": ("vervoer",)}, [0, 1, 0, 0]),
        ({"themes": ("wonen", "vervoer")}, [1, 1, 1, 1]),
        ({"types": ("repressief",)}, [0, 1, 0, 0]),
        ({"regions": ("VR01",)}, [1, 1, 0, 0]),
        ({"regions": REGION_CODES}, [1, 1, 0, 1]),
        ({"from_day": date(2020, 10, 1)}, [0, 1, 1, 0]),
        ({"to_day": date(2020, 10, 1)}, [1, 1, 0, 1]),
        ({"from_day": date(2020, 10, 1), "to_day": date(2020, 10, 1)}, [0, 1, 0, 0]),
        ({"to_day": date(9999, 12, 31)}, [1, 1, 1, 1]),
        ({"sectors": ("bouw",)}, [0, 0, 0, 1]),
        ({"sources": ("melding",)}, [1, 1, 1, 0]),
        ({"integral": True}, [0, 0, 1, 0]),
        ({"integral": False}, [1, 1, 0, 1]),
        ({"results": (NO_RESULT,)}, [0, 0, 0, 1]),
        ({"results": ("geen", NO_RESULT)}, [1, 1, 1, 1]),
        ({"countries": ("NL",)}, [1, 1, 0, 0]),
        ({"countries": ("NL", "DE"), "themes": ("wonen",)}, [1, 0, 1, 0]),
    ],
)
def test_activation_mask(fields: dict[str, Any], expected: list[int]) -> None:
    mask = activation_mask(Selection(**fields), FRAME)
    assert mask.dtype == bool
    assert mask.astype(int).tolist() == expected


def test_a_record_without_a_day_lies_in_no_period() -> None:
    frame = activations({"activated_on": None})
    assert activation_mask(Selection(), frame).all()
    assert not activation_mask(Selection(from_day=date(1, 1, 1)), frame).any()
    assert not activation_mask(Selection(to_day=date(9999, 12, 31)), frame).any()


def test_housing_is_selected_by_where_it_lies() -> None:
    goch = {"region": None, "country": "DE", "district": "DE05154", "work_region": "VR23"}
    frame = housing({}, goch, {"region": "VR23"})
    for fields, expected in (
        ({}, [1, 1, 1]),
        ({"regions": ("VR23",)}, [0, 0, 1]),
        ({"countries": ("DE",)}, [0, 1, 0]),
        ({"regions": ("DE05154", "VR01")}, [1, 1, 0]),
        ({"regions": ("DE05166",)}, [0, 0, 0]),
        ({"themes": ("wonen",), "types": ("repressief",), "from_day": date(2020, 1, 1)}, [1, 1, 1]),
    ):
        assert housing_mask(Selection(**fields), frame).astype(int).tolist() == expected


def test_masks_of_empty_frames() -> None:
    everything = Selection(("wonen",), ("preventief",), ("VR01",), date(2020, 1, 1), integral=True)
    assert activation_mask(everything, activations()).shape == (0,)
    assert housing_mask(everything, housing()).shape == (0,)


def test_category_codes_of_any_column() -> None:
    codes = ("a", "b")
    kept = pd.Series(pd.Categorical(["b", None, "a"], categories=["a", "b"]))
    turned = pd.Series(pd.Categorical(["b", None, "a"], categories=["b", "a"]))
    for series in (kept, turned, turned.astype("str")):
        assert category_codes(series, codes).tolist() == [1, -1, 0]
    assert np.shares_memory(category_codes(kept, codes), kept.array.codes)


def test_of_a_selection_only_what_a_table_is_looked_at_by_is_relevant_to_it() -> None:
    chosen = Selection(types=("repressief",), regions=("VR23",), from_day=date(2020, 9, 1))
    assert relevant(chosen, "activations") == chosen
    assert relevant(chosen, "housing") == relevant(chosen, "contacts") == Selection(regions=("VR23",))
    assert relevant(Selection(), "partners") == Selection()
