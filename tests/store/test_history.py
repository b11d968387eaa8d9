"""History: one record field by field, and what became of all records since a moment."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from geo.records import ACTIVATIONS, HOUSING
from geo.store.database import reading
from geo.store.history import changes_since
from geo.store.store import Store
from geo.store.writing import Intent, Source
from tests.toy_records import changed, toy_activations, toy_housing

if TYPE_CHECKING:
    import pandas as pd

    from geo.records import Table

pytest_plugins = ["tests.toy_databases"]

IMPORT = Intent("jan", "import", source=Source("regio.csv", "ab" * 32))
EDIT = Intent("piet", "edit", "gebeld met de GGD")


def moment() -> datetime:
    """Return now, and let the clock move on before the next change."""
    now = datetime.now(UTC)
    time.sleep(0.002)
    return now


def became(store: Store, table: Table, since: datetime) -> pd.DataFrame:
    """Return what became of each record of ``table`` touched after ``since``."""
    with reading(store.engine) as connection:
        return changes_since(connection, table, since)


def statuses(found: pd.DataFrame) -> dict[str, str]:
    return dict(zip(found["reference"], found["status"], strict=True))


def test_each_version_tells_who_when_why_and_from_what_to_what(store: Store) -> None:
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    store.write(
        ACTIVATIONS, changed(toy_activations(), "A-1", themes=7, integral=True, lat=52.5, note=""), EDIT
    )
    first, second = store.history(ACTIVATIONS, "A-1")
    assert (first.version, first.change.who, first.change.action) == (1, "jan", "import")
    assert first.change.source == IMPORT.source
    assert (second.version, second.change.who, second.change.why) == (2, "piet", "gebeld met de GGD")
    assert [(field.header, field.before, field.after) for field in second.fields] == [
        ("thema's", "wonen,werken", "wonen,werken,vervoer"),
        ("integrale inzet", "nee", "ja"),
        ("breedtegraad", "52.1234567", "52.5"),
        ("toelichting", "eerste", ""),
    ]


def test_a_withdrawal_stands_in_the_history_with_its_reason(store: Store) -> None:
    store.write(HOUSING, toy_housing(), IMPORT)
    store.withdraw(HOUSING, ["H-1"], Intent("marie", "withdraw", "bestaat niet meer"))
    *_, last = store.history(HOUSING, "H-1")
    assert (last.withdrawn, last.fields, last.change.action) == (True, (), "withdraw")
    assert last.change.why == "bestaat niet meer"


def test_an_unknown_record_has_no_history(store: Store) -> None:
    assert store.history(ACTIVATIONS, "A-1'; --") == []


def test_the_log_has_the_newest_first(store: Store) -> None:
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    store.write(HOUSING, toy_housing(), EDIT)
    assert [(entry.change.id, entry.change.who) for entry in store.log()] == [(2, "piet"), (1, "jan")]
    assert len(store.log(1)) == 1


def test_what_became_of_each_record_since_a_moment(store: Store) -> None:
    toys = toy_activations()
    store.write(ACTIVATIONS, toys, IMPORT)
    since = moment()
    store.write(ACTIVATIONS, changed(toys, "A-1", sector="bouw", closed_on="2020-12-02"), EDIT)
    store.write(ACTIVATIONS, changed(toys, "A-2", closed_on="2020-11-30", result="sluiting"), EDIT)
    store.withdraw(ACTIVATIONS, ["A-3"], Intent("p", "withdraw", "dubbel"))
    store.write(ACTIVATIONS, changed(toys, "A-1", reference="A-4"), EDIT)
    found = became(store, ACTIVATIONS, since)
    # A-1 was closed already, so its other day of closing is no closing; its sector was corrected
    assert statuses(found) == {"A-1": "corrected", "A-2": "closed", "A-3": "withdrawn", "A-4": "new"}
    assert found["fields"].tolist()[:2] == [("closed_on", "sector"), ("closed_on", "result")]
    assert became(store, ACTIVATIONS, moment()).empty


def test_filling_in_and_moving_on_are_no_corrections(store: Store) -> None:
    store.write(HOUSING, toy_housing(), IMPORT)
    since = moment()
    store.write(HOUSING, changed(toy_housing(), "H-1", occupants=3), EDIT)
    store.write(HOUSING, changed(toy_housing(), "H-2", region="VR05", place="Ede"), EDIT)
    assert statuses(became(store, HOUSING, since)) == {"H-1": "changed", "H-2": "changed"}


def test_what_is_back_as_it_was_is_left_out(store: Store) -> None:
    store.write(HOUSING, toy_housing(), IMPORT)
    since = moment()
    store.write(HOUSING, changed(toy_housing(), "H-1", place="Ede"), EDIT)
    store.write(HOUSING, changed(toy_housing(), "H-1", reference="H-3"), EDIT)
    store.write(HOUSING, toy_housing(), EDIT)
    store.withdraw(HOUSING, ["H-3"], Intent("p", "withdraw", "vergissing"))
    assert became(store, HOUSING, since).empty
    assert len(store.history(HOUSING, "H-1")) == 3
