"""Map layers: what travels to the browser is small, repeatable, and cannot become markup or script."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import language
from geo.areas import AREA_CODES
from geo.layers import RATES, Caption, Choropleth, Entry, Shown, base_map, coded_layer, feature_group
from geo.layers.points import activation_layer, housing_layer
from geo.layers.script import script_json
from geo.layers.shown import KEPT_FROM
from geo.layers.words import words
from tests import toy_snapshot as toy
from tests.toy_text import HOSTILE

RUNS = re.compile(r"[<>&$`'_]|\{[{%#]")


def unpacked(column: dict[str, str]) -> list[int]:
    dtype = {"i8": np.int8, "u8": np.uint8, "u16": np.uint16, "i32": np.int32}[column["type"]]
    return np.frombuffer(base64.b64decode(column["data"]), dtype=dtype).tolist()


def texts(layer: Any, label: str) -> list[str]:
    """Return the values of a column as the browser reads them."""
    column = next(column for column in layer.payload["columns"] if column["label"] == label)
    if "codes" in column:
        return [column["values"][code] for code in unpacked(column["codes"])]
    return [column["prefix"] + rest for rest in column["values"]]


@given(
    st.recursive(
        st.text() | st.text("{%#}x") | st.integers() | st.booleans(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_script_json_says_the_same_and_holds_nothing_that_could_run(value: Any) -> None:
    script = script_json(value)
    assert json.loads(script) == value
    assert script.isascii()
    assert not RUNS.search(script)


def test_points_are_columns_with_coordinates_to_a_metre() -> None:
    layer = activation_layer(toy.activations({"lon": 6.123456, "lat": 51.5}, {"lon": 5.0, "lat": 52.0}))
    assert layer.count == 2
    assert unpacked(layer.payload["lon"]) == [612346, 500000]
    assert unpacked(layer.payload["lat"]) == [5150000, 5200000]


def test_the_look_of_an_activation_tells_themes_type_integral_and_precision() -> None:
    frame = toy.activations(
        {"themes": "wonen vervoer", "type": "repressief", "integral": True},
        {"themes": "werken", "precision": "gemeente"},
        {"themes": "werken", "precision": "plaats"},
    )
    layer = activation_layer(frame)
    looks = [layer.payload["sprites"][index] for index in unpacked(layer.payload["sprite"])]
    assert [look["shape"] for look in looks] == ["diamond", "circle", "circle"]
    assert [len(look["fills"]) for look in looks] == [2, 1, 1]
    assert [look["ring"] for look in looks] == [True, False, False]
    assert [look["hollow"] for look in looks] == [False, True, True]
    assert texts(layer, "Thema's") == ["Wonen, Vervoer", "Werken", "Werken"]


def test_texts_reach_the_browser_as_they_are() -> None:
    frame = toy.activations(
        {"reference": "A-1", "place": "Horst", "result": "sluiting", "activated_on": "2020-11-30"},
        {"reference": "A-2", "place": "", "municipality": "GM0983", "result": None},
    )
    layer = activation_layer(frame)
    assert texts(layer, "Kenmerk") == ["A-1", "A-2"]
    assert texts(layer, "Plaats") == ["Horst", "Venlo"]
    assert texts(layer, "Geactiveerd") == ["30-11-2020", "01-09-2020"]
    assert texts(layer, "Resultaat") == ["Sluiting", ""]


def test_housing_is_sized_by_places_and_names_what_is_unknown_as_nothing() -> None:
    frame = toy.housing(
        {"capacity": 19, "occupants": 0},
        {"capacity": 20, "certified": True},
        {"capacity": 300, "work_region": "VR23"},
    )
    layer = housing_layer(frame)
    assert unpacked(layer.payload["sprite"]) == [0, 1, 3]
    assert unpacked(layer.payload["weight"]) == [19, 20, 300]
    assert texts(layer, "Bewoners") == ["0", "", ""]
    assert texts(layer, "Gecertificeerd") == ["", "Ja", ""]
    assert texts(layer, "Werkregio") == ["", "", "Limburg-Noord"]


@pytest.mark.parametrize(
    "make", [lambda: activation_layer(toy.activations()), lambda: housing_layer(toy.housing())]
)
def test_no_records_make_a_layer_without_points(make: Any) -> None:
    assert make().count == 0


def test_records_without_coordinates_are_left_out() -> None:
    assert activation_layer(toy.activations({"lat": None, "lon": None, "precision": "geen"}, {})).count == 1


def test_records_are_not_changed_by_drawing_them() -> None:
    frame = toy.housing({"place": "", "municipality": "GM0983"})
    before = frame.copy()
    housing_layer(frame)
    assert frame.equals(before)


def shown_with(text: str) -> Shown:
    points = activation_layer(toy.activations({"place": text, "reference": text}))
    return Shown(
        Choropleth(text, (Entry(text, RATES[0]),), {"VR01": 0}),
        (points,),
        notes={"VR01": (text,)},
        selected=("VR01",),
        caption=Caption(text, text, text, (text,)),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_data_in_the_script(text: str) -> None:
    value = shown_with(text).script_value()
    assert not RUNS.search(value)
    assert json.loads(value)["notes"]["VR01"] == [text]
    assert json.loads(value)["caption"]["foot"] == [text]


def test_the_same_picture_has_the_same_text_and_another_has_another() -> None:
    assert shown_with("a").script_value() == shown_with("a").script_value()
    assert (
        json.loads(shown_with("a").script_value())["digest"]
        != json.loads(shown_with("b").script_value())["digest"]
    )


def test_a_large_layer_that_the_browser_has_is_only_named() -> None:
    large = housing_layer(toy.housing(*({"capacity": number} for number in range(KEPT_FROM))))
    small = activation_layer(toy.activations({}))
    shown = Shown(points=(large, small))
    assert shown.worth_keeping() == {large.digest, words().digest}
    named = json.loads(shown.script_value({large.digest}))
    assert named["points"][0] == {"kept": large.digest}
    assert named["points"][1]["count"] == 1
    assert named["digest"] == json.loads(shown.script_value())["digest"]


def test_the_base_map_asks_only_us_for_scripts_and_styles() -> None:
    base = base_map()
    addresses = [address for _, address in (*base.default_js, *base.default_css)]
    assert addresses
    assert all(address.startswith("/assets/") for address in addresses)
    assert "https://" not in base.get_root().render().replace("https://www.w3.org", "")


def test_the_map_and_its_points_are_in_the_language_of_their_reader() -> None:
    def config() -> dict[str, Any]:
        return json.loads(Shown().script_value())["words"]

    def base() -> str:
        return next(iter(base_map()._children.values())).value

    frame = toy.activations({"type": "repressief", "activated_on": "2020-09-01"})
    dutch, land = activation_layer(frame), base()
    assert config()["text"]["timeUpTo"] == "Tot en met week {number} ({day})"
    with language.reading("de"):
        told, layer = config(), activation_layer(frame)
        assert base() == land  # the frame stays at a switch of language
    assert (told["language"], told["locale"]) == ("de", "de-DE")
    assert told["text"]["activations"] == ["Aktivierung", "Aktivierungen"]
    assert told["called"]["BE60000"] == "Lüttich (Liège)"
    assert "DE05154" not in told["called"]  # Kleve is Kleve
    assert told["text"]["timeUpTo"] == "Bis einschließlich Woche {number} ({day})"
    assert texts(layer, "Aktiviert") == ["01.09.2020"]
    assert texts(layer, "Typ") == ["Repressiv"]
    assert layer.digest != dutch.digest  # what was sent in Dutch is of no use then


def test_without_tiles_the_map_stops_where_there_is_nothing_more_to_see() -> None:
    assert base_map().options["max_zoom"] == 14
    assert base_map("brt").options["max_zoom"] == 18


def test_the_group_empties_the_list_that_streamlit_folium_only_fills() -> None:
    child = next(iter(feature_group("{}")._children.values()))
    assert child.call.startswith("window.feature_group = [];")


def test_a_coded_layer_holds_all_records_those_with_a_place_first() -> None:
    frame = toy.activations(
        {"lat": None, "lon": None, "precision": "geen", "region": None, "country": None},
        {"region": "VR02", "lon": 6.0},
        {"region": None, "country": "DE", "district": "DE05154", "activated_on": None},
    )
    made = coded_layer(frame, "activations")
    payload = made.layer.payload
    assert (payload["records"], payload["count"]) == (3, 2)
    assert made.order.tolist() == [1, 2, 0]
    assert payload["areas"] == list(AREA_CODES)
    assert unpacked(payload["coded"]["area"]) == [1, AREA_CODES.index("DE05154"), -1]
    assert unpacked(payload["coded"]["activated_on"])[1] == -(2**31)


def test_the_rows_selected_are_bits_in_the_order_of_the_layer_and_all_of_them_are_nothing() -> None:
    made = coded_layer(toy.activations({"lat": None, "lon": None}, *[{}] * 8), "activations")
    assert made.rows(np.ones(9, dtype=bool)) == ""
    first_of_frame = np.arange(9) == 0  # has no place, so it is the last of the layer
    assert base64.b64decode(made.rows(first_of_frame)) == bytes([0, 1])
