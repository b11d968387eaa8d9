"""What became of the records between two moments, in words, within a selection; and the store at a moment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from geo import dutch
from geo.layers import change_layer
from geo.picture import changes
from geo.picture.masks import FILTERING
from geo.picture.selection import Selection
from geo.records import ACTIVATIONS, HOUSING
from geo.store import Intent
from tests.toy_past import STORY, tell
from tests.toy_records import toy_activations

if TYPE_CHECKING:
    from datetime import datetime

    from geo.picture.changes import Changed
    from geo.records import Table
    from geo.store import Store

pytest_plugins = ["tests.toy_databases"]

START, END = "2021-01-11T00:00", "2021-01-15T00:00"
EVERYTHING = Selection()


def moment(text: str) -> datetime:
    found = dutch.read_moment(text)
    assert found
    return found


def changed_in(
    store: Store, table: Table, selection: Selection = EVERYTHING, start: str = START, end: str = END
) -> Changed:
    found = store.between(table, moment(start), moment(end))
    after = store.snapshot(moment(end)).frame(table)
    return changes.changed_within(found, after, partial(FILTERING[table.name].mask, selection))


@pytest.fixture
def told(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    tell(store, monkeypatch)
    return store


def test_each_kind_of_change_with_who_when_and_why(told: Store) -> None:
    rows = changed_in(told, ACTIVATIONS).rows.set_index("reference")
    assert rows["status"].to_dict() == {
        "A-1": "corrected",
        "A-2": "closed",
        "A-3": "withdrawn",
        "A-4": "new",
    }
    assert rows["who"].to_dict() == {"A-1": "piet", "A-2": "marie", "A-3": "marie", "A-4": "kees"}
    assert rows.loc["A-3", "why"] == "dubbel gemeld"
    assert rows.loc["A-2", "at"] == moment("2021-01-12T11:00")
    assert rows.loc["A-1", "fields"] == ("sector",)


def test_changed_records_are_listed_the_last_one_first(told: Store) -> None:
    listed = changes.list_changed(changed_in(told, ACTIVATIONS), 1000)
    assert listed["Wanneer"].is_monotonic_decreasing
    assert listed["Wanneer"].dt.tz is None
    fields = listed.set_index("Kenmerk")["Velden"]
    assert (fields["A-1"], fields["A-3"], fields["A-4"]) == ("sector", "", "")
    assert len(changes.list_changed(changed_in(told, ACTIVATIONS), 2)) == 2


def test_where_the_changed_records_are_adds_up(told: Store) -> None:
    found = changed_in(told, ACTIVATIONS)
    assert found.by_place == {
        "op de kaart": 3,
        "zonder locatie": 0,
        "ingetrokken": 1,
        "verplaatst": 0,
        "buiten de selectie": 0,
    }
    assert sum(found.counts.values()) == len(found.rows) == 4


def test_the_end_holds_back_what_came_later(told: Store) -> None:
    found = changed_in(told, ACTIVATIONS, end="2021-01-12T10:45")
    assert found.rows["reference"].tolist() == ["A-1"]
    assert changed_in(told, HOUSING, end="2021-01-12T10:45").rows.empty


def test_the_very_first_load_is_new(told: Store) -> None:
    found = changed_in(told, ACTIVATIONS, start="2021-01-01T00:00", end="2021-01-11T00:00")
    assert found.counts == {"new": 3, "changed": 0, "closed": 0, "corrected": 0, "withdrawn": 0, "moved": 0}
    assert found.rows["file"].tolist() == ["regio.csv"] * 3


def test_a_selection_concerns_what_it_selects_now_or_selected_before(told: Store) -> None:
    there, gone = (changed_in(told, HOUSING, Selection(regions=(region,))) for region in ("VR02", "VR01"))
    assert there.by_place["op de kaart"] == gone.by_place["buiten de selectie"] == 1
    assert there.rows["reference"].tolist() == gone.rows["reference"].tolist() == ["H-1"]
    assert gone.shown.empty
    assert changed_in(told, HOUSING, Selection(regions=("VR03",))).rows.empty


def test_of_one_area_what_moved_away_is_told_and_nothing_of_what_it_is_there(told: Store) -> None:
    found = told.between(HOUSING, moment(START), moment(END), "VR01")
    everything = partial(FILTERING[HOUSING.name].mask, EVERYTHING)
    one = changes.changed_within(found, told.snapshot(moment(END)).housing.head(0), everything)
    assert one.rows[["reference", "status", "who", "why", "fields"]].to_numpy().tolist() == [
        ["H-1", "moved", "kees", "verhuisd", ()]
    ]
    assert one.by_place["verplaatst"] == one.counts["moved"] == 1
    assert changes.list_changed(one, 9)[["Wat", "Velden", "Nu"]].to_numpy().tolist() == [
        ["Verplaatst", "", "verplaatst"]
    ]
    assert found.before["region"].tolist() == ["VR01"]
    came = told.between(HOUSING, moment(START), moment(END), "VR02").found
    assert came[["reference", "status"]].to_numpy().tolist() == [["H-1", "new"]]


def test_a_withdrawn_record_counts_where_it_was(told: Store) -> None:
    abroad = changed_in(told, ACTIVATIONS, Selection(countries=("DE",)))
    assert abroad.rows["status"].tolist() == ["withdrawn"]


def test_the_layer_has_a_mark_for_each_kind_that_is_on_the_map(told: Store) -> None:
    layer = change_layer(changed_in(told, ACTIVATIONS))
    assert layer.count == 3
    assert [entry["label"] for entry in layer.payload["legend"]] == ["Nieuw", "Afgesloten", "Gecorrigeerd"]
    assert change_layer(changed_in(told, HOUSING, Selection(regions=("VR03",)))).count == 0


def test_nothing_in_an_empty_store(store: Store) -> None:
    assert changed_in(store, ACTIVATIONS).rows.empty
    assert store.first_moment() is None
    assert store.log(10, 0) == ()


def test_a_picture_of_the_past_is_as_of_its_last_change(told: Store) -> None:
    found = told.snapshot(moment("2021-01-13T00:00"))
    assert found.as_of == moment("2021-01-12T11:00")
    assert found.version == told.state_at(moment("2021-01-13T00:00")).version == 4
    before = told.snapshot(moment("2020-01-01T00:00"))
    assert (before.version, len(before.activations), len(before.housing)) == (0, 0, 0)


def test_the_log_counts_the_records_of_each_change(told: Store) -> None:
    entries = told.log(10, 4)
    assert [(entry.change.who, entry.records) for entry in entries] == [
        ("marie", {"activations": 1, "housing": 0, "contacts": 0, "partners": 0}),
        ("piet", {"activations": 1, "housing": 0, "contacts": 0, "partners": 0}),
        ("jan", {"activations": 0, "housing": 2, "contacts": 0, "partners": 0}),
        ("jan", {"activations": 3, "housing": 0, "contacts": 0, "partners": 0}),
    ]
    assert told.touched_by(2, 1) == {"activations": [], "housing": ["H-1"], "contacts": [], "partners": []}
    assert told.first_moment() == moment(STORY[0][0])


def test_a_restore_makes_another_state_of_the_same_version(told: Store) -> None:
    before = told.state_at(moment(END))
    told.write(ACTIVATIONS, toy_activations(), Intent("beheer", "restore"))
    after = told.state_at(moment(END))
    assert (before.version, before.rewritten) == (after.version, 0)
    assert after.rewritten == told.state_at().version
