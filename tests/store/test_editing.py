"""One record in two hands: what each changed, what both together make, and the next free reference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import records
from geo.records import ACTIVATIONS, HOUSING, to_text
from geo.store.merge import PLACE_FIELDS, differences, form_text, held, merged, next_reference, stored_values
from geo.store.store import Store
from geo.store.writing import Intent
from tests import toy_snapshot as toy

pytest_plugins = ["tests.toy_databases"]

BEFORE = {"reporter": "a", "place": "p", "note": "n", "lat": "52.1", "lon": "5.1", "precision": "punt"}


def test_a_record_is_held_as_its_history_ends(store: Store) -> None:
    frame = records.settle(toy.activations({"reporter": "eerst", "lat": 52.1, "lon": 5.1}), ACTIVATIONS)[0]
    store.write(ACTIVATIONS, frame, Intent("Jansen"))
    store.write(ACTIVATIONS, frame.assign(reporter="later", note="erbij"), Intent("Pietersen", "edit"))
    now = held(store.history(ACTIVATIONS, "A1"))
    assert now is not None
    assert (now.version, now.withdrawn, now.change.who) == (2, False, "Pietersen")
    assert (now.values["reporter"], now.values["note"]) == ("later", "erbij")
    whole = stored_values(store.snapshot().activations, ACTIVATIONS)
    assert now.values == {name: text for name, text in whole.items() if text}
    assert held(store.history(ACTIVATIONS, "A2")) is None


@pytest.mark.parametrize("place", [{"lat": 52.1, "lon": 5.1}, {"lat": None, "lon": None}])
def test_stored_values_read_back_as_somebody_would_type_them(place: dict[str, float | None]) -> None:
    frame = records.settle(toy.housing({**place, "occupants": 3, "municipality": "GM0344"}), HOUSING)[0]
    text = form_text(stored_values(frame, HOUSING), HOUSING)
    assert text == to_text(frame, HOUSING).iloc[0].to_dict()
    assert bool(text["lat"]) == (place["lat"] is not None)


def test_only_what_the_other_changed_is_a_difference() -> None:
    theirs, mine = BEFORE | {"reporter": "b", "place": "q"}, BEFORE | {"reporter": "c", "note": "m"}
    found = {each.column.name: each for each in differences(BEFORE, theirs, mine, ACTIVATIONS)}
    assert {name: (each.merged, each.clashes) for name, each in found.items()} == {
        "reporter": ("c", True),
        "place": ("q", False),
    }
    together = merged(BEFORE, theirs, mine, ACTIVATIONS)
    assert {name: together[name] for name in ("reporter", "place", "note")} == {
        "reporter": "c",
        "place": "q",
        "note": "m",
    }


def test_where_it_is_comes_from_one_of_both_and_is_never_mixed() -> None:
    theirs = BEFORE | {"lat": "51.0", "lon": "6.0"}
    mine = BEFORE | {"lat": "53.0"}
    together = merged(BEFORE, theirs, mine, ACTIVATIONS)
    assert (together["lat"], together["lon"]) == ("53.0", "5.1")
    together = merged(BEFORE, theirs, BEFORE | {"note": "m"}, ACTIVATIONS)
    assert (together["lat"], together["lon"]) == ("51.0", "6.0")


VALUES = st.fixed_dictionaries(
    {name: st.sampled_from(["", "x", "y"]) for name in ("reporter", "note", "report", *PLACE_FIELDS)}
)


@given(VALUES, VALUES, VALUES)
def test_merging_keeps_every_change_of_mine_and_every_other_one_of_theirs(
    before: dict[str, str], theirs: dict[str, str], mine: dict[str, str]
) -> None:
    together = merged(before, theirs, mine, ACTIVATIONS)
    for name in ("reporter", "note", "report"):
        assert together[name] == (mine[name] if mine[name] != before[name] else theirs[name])
    place = [{name: one[name] for name in PLACE_FIELDS} for one in (together, mine, theirs, before)]
    assert place[0] == (place[1] if place[1] != place[3] else place[2])


@given(VALUES, VALUES)
def test_merging_with_nothing_is_the_other(before: dict[str, str], other: dict[str, str]) -> None:
    for theirs, mine in ((other, before), (before, other)):
        together = merged(before, theirs, mine, ACTIVATIONS)
        assert {name: together[name] for name in other} == other


@pytest.mark.parametrize(
    ("references", "following"),
    [
        ([], "A-001"),
        (["los", "zomaar"], "A-001"),
        (["A-001", "A-003"], "A-004"),
        (["A-099"], "A-100"),
        (["A-999"], "A-1000"),
        (["VR23-009", "VR23-010", "proef 7"], "VR23-011"),
        (["2020-1", "2020-2"], "2020-3"),
        (["7"], "8"),
        (["DEMO-A-001", "DEMO-A-056"], "A-001"),
        (["DEMO-A-055", "DEMO-A-056", "VR-7"], "VR-8"),
    ],
)
def test_the_next_reference_follows_the_style(references: list[str], following: str) -> None:
    assert next_reference(references, ACTIVATIONS) == following


@given(st.lists(st.from_regex(r"[A-C-]{0,2}[0-9]{1,4}", fullmatch=True) | st.text(max_size=8)))
def test_the_next_reference_is_never_one_there_is(references: list[str]) -> None:
    assert next_reference(references, ACTIVATIONS) not in references
