"""What a region is told of what was changed: of its own records alone, as long as they were its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest

from geo.access import Actor, Desk
from geo.errors import AccessError
from geo.records import ACTIVATIONS, CONTACTS, HOUSING, PARTNERS, TABLES
from geo.store import Intent, Source
from tests.toy_accounts import (
    ABROAD,
    ACTORS,
    CHANGE,
    ISSUER,
    NOWHERE,
    OTHERS,
    OURS,
    PLACES,
    fill,
    home,
    record,
)
from tests.toy_past import stand_still
from tests.toy_snapshot import activations, contacts, partners

if TYPE_CHECKING:
    from geo.store import Store

pytest_plugins = ["tests.toy_databases"]

BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
REGISTRATOR = ACTORS["registrator"]
AREAS = {"VR23": OURS, "VR01": OTHERS}
REFERENCES = tuple(f"R-{number}" for number in range(5))
CHANGES = 20


class Version(NamedTuple):
    """A version of a record in the story: the change that made it, where it was, and its note."""

    change: int
    reference: str
    where: str
    note: str
    withdrawn: bool


def at(change: int) -> datetime:
    return BEGIN + timedelta(hours=change)


def tell(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[Version]:
    """Write, move and withdraw one to three records with each change, anywhere; the same in each run."""
    rng, made = np.random.default_rng(1), list[Version]()
    for change in range(1, CHANGES + 1):
        stand_still(monkeypatch, at(change))
        intent = Intent(f"wie-{change}.", "edit", f"reden-{change}.", Source(f"bestand-{change}.csv"))
        stands = {one.reference for one in made} - {
            reference for reference in REFERENCES if (last := last_of(made, reference)) and last.withdrawn
        }
        if change % 4 == 0:
            chosen = sorted(stands)[:1]
            assert store.withdraw(ACTIVATIONS, chosen, intent).change
            made += [last_of(made, each)._replace(change=change, withdrawn=True) for each in chosen]  # type: ignore[union-attr]
            continue
        rows = [
            Version(
                change,
                each,
                str(rng.choice([OURS, OURS, OTHERS, ABROAD, NOWHERE])),
                f"tekst-{change}.",
                False,
            )
            for each in map(str, rng.choice(REFERENCES, rng.choice([1, 1, 2, 3]), replace=False))
        ]
        written = activations(
            *({"reference": one.reference, "note": one.note, **PLACES[one.where]} for one in rows)
        )
        assert store.write(ACTIVATIONS, written, intent).change
        made += rows
    assert store.version() == CHANGES
    return made


def last_of(made: list[Version], reference: str, until: int = CHANGES) -> Version | None:
    found = [one for one in made if one.reference == reference and one.change <= until]
    return found[-1] if found else None


def touching(made: list[Version], where: str) -> dict[int, list[str]]:
    """The references of a place that each change touched, before or after."""
    found = [
        one
        for one in made
        if where == one.where
        or ((was := last_of(made, one.reference, one.change - 1)) and was.where == where)
    ]
    return {
        number: sorted(one.reference for one in those)
        for number, those in groupby(found, lambda one: one.change)
    }


def alone(made: list[Version], where: str, change: int) -> bool:
    return all(
        one.where == where
        and ((was := last_of(made, one.reference, change - 1)) is None or was.where == where)
        for one in made
        if one.change == change
    )


def expected_between(made: list[Version], where: str, since: int, until: int) -> dict[str, str]:
    """What became of each record of a place; "same place" where it was there at both moments."""
    found = {}
    for reference in REFERENCES:
        was, now = (last_of(made, reference, change) for change in (since, until))
        was, now = (one if one and one.where == where else None for one in (was, now))
        there, here = (bool(one and not one.withdrawn) for one in (was, now))
        if here and not there:
            found[reference] = "new"
        elif there and not here:
            found[reference] = "withdrawn" if now else "moved"
        elif was and now and there and was.note != now.note:
            found[reference] = "same place"
    return found


def test_a_region_is_told_what_touched_its_own_records_alone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Held against the story itself: which changes, how many records, which, and what became of them."""
    story = tell(store, monkeypatch)
    for area, where in AREAS.items():
        desk = Desk(store, Actor(ISSUER, "1", "Een ander", "registrator", area))
        touched = touching(story, where)
        log = desk.log()
        assert [entry.change.id for entry in log] == sorted(touched, reverse=True)
        for entry in log:
            change = entry.change.id
            assert entry.records["activations"] == len(touched[change])
            assert desk.touched_by(change, 9)["activations"] == touched[change]
            assert entry.alone == alone(story, where, change), change
        assert [entry.change.id for entry in desk.log(3, 12)] == sorted(
            (n for n in touched if n <= 12), reverse=True
        )[:3]
        for change in set(range(1, CHANGES + 1)) - set(touched):
            assert desk.touched_by(change, 9) == {name: [] for name in TABLES}


def test_a_region_is_told_what_became_of_its_own_records_alone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = tell(store, monkeypatch)
    pairs = [(since, until) for since in range(0, CHANGES, 5) for until in range(since + 1, CHANGES + 1, 4)]
    seen = set()
    for area, where in AREAS.items():
        desk, touched = (
            Desk(store, Actor(ISSUER, "1", "Een ander", "beheerder", area)),
            touching(story, where),
        )
        for since, until in pairs:
            found = desk.between(ACTIVATIONS, at(since), at(until))
            rows = found.found.set_index("reference")
            wanted = expected_between(story, where, since, until)
            assert rows.index.tolist() == sorted(wanted)
            for reference, status in wanted.items():
                told = rows.loc[reference]
                if status == "same place":
                    assert (told["status"] in ("changed", "corrected"), told["fields"]) == (True, ("note",))
                else:
                    assert told["status"] == status
                    assert status != "moved" or told["fields"] == ()
                change = max(n for n, those in touched.items() if since < n <= until and reference in those)
                assert (told["who"], told["why"], told["file"]) == (
                    f"wie-{change}.",
                    f"reden-{change}.",
                    f"bestand-{change}.csv",
                )
            stood = {
                one.reference: one.note
                for each in wanted
                if (one := last_of(story, each, since)) and wanted[each] != "new"
            }
            assert dict(zip(found.before["reference"], found.before["note"], strict=True)) == stood
            seen |= set(wanted.values())
    assert seen == {"new", "moved", "withdrawn", "same place"}


def test_no_word_of_what_was_never_theirs_is_told(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not who, why or from which file, nor a text of a record while it was elsewhere."""
    story = tell(sqlite_store, monkeypatch)
    for area, where in AREAS.items():
        desk, touched = (
            Desk(sqlite_store, Actor(ISSUER, "1", "Een ander", "registrator", area)),
            touching(story, where),
        )
        between = [desk.between(ACTIVATIONS, at(since)) for since in range(0, CHANGES, 3)]
        told = repr(desk.log()) + "".join(f"{one.found.to_csv()} {one.before.to_csv()}" for one in between)
        others = set(range(1, CHANGES + 1)) - set(touched)
        assert others
        assert not [n for n in others for word in ("wie", "reden", "bestand") if f"{word}-{n}." in told]
        notes = {one.note for one in story} - {one.note for one in story if one.where == where}
        assert notes
        assert not [note for note in notes if note in told]


def test_a_region_takes_back_what_touched_its_own_records_alone(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = tell(sqlite_store, monkeypatch)
    desk, theirs = Desk(sqlite_store, REGISTRATOR), 0
    for change in range(1, CHANGES + 1):
        touched = [one.reference for one in story if one.change == change]
        stands = all((last := last_of(story, each)) and last.where == OURS for each in touched)
        allowed = alone(story, OURS, change) and stands
        theirs += allowed
        try:
            seen = desk.undoing(change)
        except AccessError:
            assert not allowed, change
        else:
            assert allowed, change
            assert seen.frames["activations"]["reference"].tolist() == sorted(touched)
    assert theirs


def test_who_may_not_undo_is_not_told_whose_records_it_touched(sqlite_store: Store) -> None:
    fill(sqlite_store)
    both = activations(*({"reference": where, **PLACES[where], "note": "x"} for where in (OURS, OTHERS)))
    change = sqlite_store.write(ACTIVATIONS, both, Intent("toy", why="beide")).change
    assert change
    desk = Desk(sqlite_store, REGISTRATOR)
    with pytest.raises(AccessError, match=r"raakte niet alleen records van Limburg-Noord") as caught:
        desk.undoing(change.id)
    assert OTHERS not in str(caught.value)
    entry = desk.log(1)[0]
    assert (entry.change.why, entry.records["activations"], entry.alone) == ("beide", 1, False)


def test_homes_are_not_of_the_region_where_their_people_work(sqlite_store: Store) -> None:
    fill(sqlite_store)
    desk = Desk(sqlite_store, REGISTRATOR)
    sqlite_store.write(HOUSING, home(ABROAD, note="x"), Intent("toy"))
    assert [entry.change.id for entry in desk.log()] == [len(PLACES) + CHANGE[OURS], CHANGE[OURS]]
    assert desk.between(HOUSING, BEGIN).found["reference"].tolist() == [f"H-{OURS}"]


def test_contacts_and_partners_are_of_their_area(store: Store) -> None:
    store.write(
        CONTACTS,
        contacts({"reference": "C-1", "area": "VR23"}, {"reference": "C-2", "area": "EMR"}),
        Intent("toy"),
    )
    store.write(PARTNERS, partners({"reference": "P-1", "areas": "VR23 VR24"}), Intent("toy"))
    desk = Desk(store, REGISTRATOR)
    (entry,) = desk.log()
    assert (entry.records["contacts"], entry.alone) == (1, False)
    assert desk.touched_by(1, 9)["contacts"] == ["C-1"]
    assert desk.between(PARTNERS, BEGIN).found.empty


def test_who_sees_all_is_told_all(sqlite_store: Store) -> None:
    fill(sqlite_store)
    moved = sqlite_store.write(ACTIVATIONS, record(OURS, **PLACES[OTHERS]), Intent("toy")).change
    assert moved
    desk = Desk(sqlite_store, ACTORS["landelijk"])
    assert desk.log() == sqlite_store.log()
    assert all(entry.alone for entry in desk.log())
    found = desk.between(ACTIVATIONS, sqlite_store.log()[1].change.at).found
    assert found[["reference", "status"]].to_numpy().tolist() == [[OURS, "corrected"]]
