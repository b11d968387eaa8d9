"""The guarded store: every method, for every role, on records of the own region, another one and abroad."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from geo.access import ASKED, LOCAL, RIGHTS, Actor, Desk
from geo.errors import AccessError, ConflictError
from geo.records import ACTIVATIONS, CONTACTS, HOUSING, PARTNERS
from geo.store import Intent, Seen, Store, Told, keep_workers
from geo.vocabulary import ROLES
from tests.toy_accounts import (
    ABROAD,
    ACTORS,
    CHANGE,
    LOOKS_EVERYWHERE,
    NOWHERE,
    OTHERS,
    OURS,
    PLACES,
    fill,
    home,
    record,
)
from tests.toy_snapshot import contacts, partners

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytest_plugins = ["tests.toy_databases"]

SERVERS_OWN = {"mark", "close", "engine", "data_dir", "sessions", "listen"}
"""What runs the store itself: no account has it."""

BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
WORKERS = pd.DataFrame(
    {"sector": ["vlees"], "region": ["VR23"], "workers": [5], "year": [2020], "source": ["x"]}
)

OF_RECORD: dict[str, Callable[[Desk, str], object]] = {
    "history": lambda desk, where: desk.history(ACTIVATIONS, where),
    "compare": lambda desk, where: desk.compare(ACTIVATIONS, record(where)),
    "write": lambda desk, where: desk.write(ACTIVATIONS, record(where, note="x"), Intent("ik")),
    "withdraw": lambda desk, where: desk.withdraw(ACTIVATIONS, [where], Intent("ik", why="weg")),
    "undoing": lambda desk, where: desk.undoing(CHANGE[where]),
    "before": lambda desk, where: desk.before(CHANGE[where]),
    "undo": lambda desk, where: desk.undo(CHANGE[where], Intent("ik", why="fout")),
}
"""The methods that are about one record; with the scope "own" only for those of the own region."""

OF_ALL: dict[str, Callable[[Desk], object]] = {
    "version": lambda desk: desk.version(),
    "state_at": lambda desk: desk.state_at(),
    "first_moment": lambda desk: desk.first_moment(),
    "snapshot": lambda desk: desk.snapshot(),
    "closed": lambda desk: desk.closed(ACTIVATIONS, record(OTHERS)),
    "standing": lambda desk: desk.standing(ACTIVATIONS, list(PLACES)),
    "holds": lambda desk: desk.holds(ACTIVATIONS, OTHERS),
    "next_reference": lambda desk: desk.next_reference(ACTIVATIONS),
    "log": lambda desk: desk.log(),
    "between": lambda desk: desk.between(ACTIVATIONS, BEGIN),
    "touched_by": lambda desk: desk.touched_by(1, 10),
    "shelved": lambda desk: desk.shelved(),
    "settle": lambda desk: desk.settle(desk.snapshot(), "ik", "zin", "v=1"),
    "settled": lambda desk: desk.settled(),
    "views": lambda desk: desk.views.search(),
    "guest_links": lambda desk: desk.guest_links.made(),
    "erase": lambda desk: desk.erase(ACTIVATIONS, [], Intent("ik", why="weg")),
    "due": lambda desk: desk.due(date(2020, 1, 1)),
    "grants": lambda desk: desk.grants.standing(),
    "audit": lambda desk: desk.audit.read(),
    "remove_orphans": lambda desk: desk.remove_orphans(),
    "fill_demo": lambda desk: desk.fill_demo(),
    "drafts": lambda desk: desk.drafts("token").last(),
    "remove_demo": lambda desk: desk.remove_demo(Intent("ik", why="weg")),
    "kept_workers": lambda desk: desk.kept_workers(),
    "keep_workers": lambda desk: desk.keep_workers(WORKERS),
    "bring_back_workers": lambda desk: desk.bring_back_workers(),
}


def public(kind: type) -> set[str]:
    return {name for name in dir(kind) if not name.startswith("_")}


def test_the_desk_knows_all_of_the_store(sqlite_store: Store) -> None:
    """A method that is added to the store is nobody's until somebody says whose it is."""
    of_store = public(Store) | {name for name in vars(sqlite_store) if not name.startswith("_")}
    assert of_store - SERVERS_OWN <= set(ASKED)
    assert public(Desk) - {"note"} == set(ASKED) == set(OF_RECORD) | set(OF_ALL)
    assert not of_store & SERVERS_OWN & public(Desk)


def may(what: Callable[..., object], *of_what: object) -> bool:
    """Return whether something was allowed."""
    try:
        what(*of_what)
    except AccessError:
        return False
    return True


@pytest.mark.parametrize("who", ACTORS)
def test_each_role_may_do_what_the_table_says(sqlite_store: Store, who: str) -> None:
    fill(sqlite_store)
    desk, role = Desk(sqlite_store, ACTORS[who]), ACTORS[who].role
    for name, about_record in OF_RECORD.items():
        scope = RIGHTS[ASKED[name]].get(role)
        for where in PLACES:
            expected, version = scope == "all" or (scope == "own" and where == OURS), sqlite_store.version()
            if name == "undo" and expected:  # what was done above is undone no more
                sqlite_store.write(ACTIVATIONS, record(where, note=f"versie {version}"), Intent("toy"))
                assert may(desk.undo, version + 1, Intent("ik", why="fout")), where
                continue
            assert may(about_record, desk, where) == expected, (name, where)
            assert expected or sqlite_store.version() == version, (name, where)
    for name, about_all in OF_ALL.items():
        assert may(about_all, desk) == (role in RIGHTS[ASKED[name]]), name


def test_who_reads_the_whole_country_sees_all_and_changes_nothing(sqlite_store: Store) -> None:
    fill(sqlite_store)
    actor = ACTORS[LOOKS_EVERYWHERE]
    assert Desk(sqlite_store, actor).snapshot() is sqlite_store.snapshot()
    assert {action: scope for action in RIGHTS if (scope := actor.scope(action))} == {"see": "all"}
    assert actor.label == "Lezer (Nederland)"


def test_the_local_user_may_do_everything(sqlite_store: Store) -> None:
    fill(sqlite_store)
    desk = Desk(sqlite_store, LOCAL)
    assert all(LOCAL.scope(action) == "all" for action in RIGHTS)
    assert may(desk.write, ACTIVATIONS, record(ABROAD, note="x"), Intent("ik"))


REGISTRATOR = ACTORS["registrator"]
MOVES = [(OURS, OTHERS), (OURS, ABROAD), (OURS, NOWHERE), (OTHERS, OURS), (ABROAD, OURS), (NOWHERE, OURS)]


@pytest.mark.parametrize(("stands", "becomes"), MOVES)
def test_no_record_is_moved_out_of_a_region_or_into_it(
    sqlite_store: Store, stands: str, becomes: str
) -> None:
    fill(sqlite_store)
    desk = Desk(sqlite_store, REGISTRATOR)
    moved = record(stands, **PLACES[becomes])
    with pytest.raises(AccessError, match=stands):
        desk.compare(ACTIVATIONS, moved)
    with pytest.raises(AccessError, match=stands):
        desk.write(ACTIVATIONS, moved, Intent("ik"))
    assert sqlite_store.version() == 2 * len(PLACES)


def test_a_change_that_moved_a_record_is_undone_by_neither_region(store: Store) -> None:
    """As it stands it is theirs, as it would become ours; on both engines."""
    fill(store)
    moved = store.write(ACTIVATIONS, record(OTHERS, **PLACES[OURS]), Intent("toy")).change
    assert moved is not None
    for area in ("VR23", "VR01"):
        desk = Desk(store, Actor("https://x", "1", "Een ander", "beheerder", area))
        assert not may(desk.undoing, moved.id)
        assert not may(desk.before, moved.id)
        with pytest.raises(AccessError, match="niet alleen records van"):
            desk.undo(moved.id, Intent("ik", why="x"))
    assert Desk(store, ACTORS["landelijk"]).undo(moved.id, Intent("ik", why="x")).change.id == moved.id + 1


def test_an_import_with_one_row_of_another_region_is_refused_as_a_whole(store: Store) -> None:
    fill(store)
    desk = Desk(store, REGISTRATOR)
    both = pd.concat([record(OURS, note="x"), record(OTHERS, note="x")], ignore_index=True)
    for name in ("region", "country"):
        both[name] = both[name].astype(record(OURS)[name].dtype)
    with pytest.raises(AccessError, match="'others'"):
        desk.write(ACTIVATIONS, both, Intent("ik"))
    assert desk.write(ACTIVATIONS, record(OURS, note="x"), Intent("ik")).changed == 1


def test_a_withdrawn_record_of_another_region_does_not_come_back_as_ours(sqlite_store: Store) -> None:
    fill(sqlite_store)
    sqlite_store.withdraw(ACTIVATIONS, [OTHERS], Intent("toy", why="weg"))
    with pytest.raises(AccessError, match=OTHERS):
        Desk(sqlite_store, REGISTRATOR).write(ACTIVATIONS, record(OTHERS, **PLACES[OURS]), Intent("ik"))


@pytest.mark.parametrize("expected", [None, {OURS: 2}])
def test_a_record_that_is_moved_between_the_look_and_the_write_stays_moved(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch, expected: dict[str, int] | None
) -> None:
    fill(sqlite_store)
    looked = sqlite_store.standing

    def look_and_be_late(table: Any, references: Any) -> Any:
        found = looked(table, references)
        sqlite_store.write(ACTIVATIONS, record(OURS, **PLACES[OTHERS]), Intent("een ander"))
        return found

    monkeypatch.setattr(sqlite_store, "standing", look_and_be_late)
    with pytest.raises(ConflictError):
        Desk(sqlite_store, REGISTRATOR).write(ACTIVATIONS, record(OURS, note="x"), Intent("ik"), expected)


def test_homes_abroad_are_for_who_works_for_the_whole_country(sqlite_store: Store) -> None:
    fill(sqlite_store)
    with pytest.raises(AccessError, match="landelijk"):
        Desk(sqlite_store, REGISTRATOR).write(HOUSING, home(ABROAD, note="x"), Intent("ik"))


def test_contacts_are_of_their_area(sqlite_store: Store) -> None:
    desk = Desk(sqlite_store, REGISTRATOR)
    assert desk.write(CONTACTS, contacts({"reference": "C-1", "area": "VR23"}), Intent("ik")).new == 1
    for area in ("VR01", "DE05154", "EMR"):
        with pytest.raises(AccessError, match="C-2"):
            desk.write(CONTACTS, contacts({"reference": "C-2", "area": area}), Intent("ik"))


def test_a_partner_of_several_areas_is_nobodys_own(sqlite_store: Store) -> None:
    desk = Desk(sqlite_store, REGISTRATOR)
    assert desk.write(PARTNERS, partners({"reference": "P-1", "areas": "VR23"}), Intent("ik")).new == 1
    with pytest.raises(AccessError, match="P-2"):
        desk.write(PARTNERS, partners({"reference": "P-2", "areas": "VR23 VR24"}), Intent("ik"))


def test_beside_a_change_stands_the_account(sqlite_store: Store) -> None:
    """Only who sits at this machine, where nobody logs in, types a name."""
    fill(sqlite_store)
    for actor, name in ((REGISTRATOR, "Naam registrator"), (LOCAL, "iemand anders")):
        desk = Desk(sqlite_store, actor)
        written = desk.write(ACTIVATIONS, record(OURS, note=name), Intent("iemand anders"))
        assert written.change is not None
        assert written.change.who == name
        gone = desk.withdraw(ACTIVATIONS, [OURS], Intent("iemand anders", why="weg")).change
        assert gone is not None
        assert gone.who == name
        assert desk.undo(gone.id, Intent("iemand anders", why="fout")).change.who == name
    settled = Desk(sqlite_store, ACTORS["landelijk"]).settle(sqlite_store.snapshot(), "x", "zin", "v=1")
    assert settled.who == "Naam landelijk"


def test_beside_what_is_shared_stands_the_account(sqlite_store: Store) -> None:
    fill(sqlite_store)
    desk, now = Desk(sqlite_store, ACTORS["landelijk"]), sqlite_store.snapshot()
    seen = Seen("", "v=1", None, "nl", "", True, now.version, now.as_of)
    view = desk.views.save(seen, Told("Overleg"), "iemand anders")
    revised = desk.views.revise(view, Told("Overleg 2"), "iemand anders")
    link = desk.guest_links.make(revised, "iemand anders", "Kreis Kleve")
    assert desk.guest_links.revoke(link.id, "iemand anders")
    made = desk.guest_links.made()[0]
    gone = desk.views.withdraw(revised, "iemand anders")
    again = desk.views.duplicate(view, "Overleg 3", "iemand anders")
    names = {view.who, revised.who, link.who, made.revoked_by, gone.who, again.who}
    assert names == {"Naam landelijk"}


def test_what_a_record_was_elsewhere_is_not_told(sqlite_store: Store) -> None:
    fill(sqlite_store)
    sqlite_store.write(ACTIVATIONS, record(OTHERS, note="geheim"), Intent("toy"))
    moved = record(OTHERS, **PLACES[OURS], note="nu van ons")
    sqlite_store.write(ACTIVATIONS, moved, Intent("toy"))
    sqlite_store.write(ACTIVATIONS, moved.assign(note="later"), Intent("toy"))
    found = Desk(sqlite_store, REGISTRATOR).history(ACTIVATIONS, OTHERS)
    assert [revision.version for revision in found] == [3, 4]
    texts = {text for revision in found for field in revision.fields for text in (field.before, field.after)}
    assert {"nu van ons", "later"} <= texts
    assert not {"geheim", "VR01", "GM0014"} & texts
    assert {field.column: field.after for field in found[0].fields}["region"] == "VR23"


def test_only_ours_is_standing(sqlite_store: Store) -> None:
    fill(sqlite_store)
    frame, versions = Desk(sqlite_store, REGISTRATOR).standing(ACTIVATIONS, list(PLACES))
    assert frame["reference"].tolist() == list(versions) == [OURS]


def test_a_free_reference_is_free_in_the_whole_store(sqlite_store: Store) -> None:
    sqlite_store.write(ACTIVATIONS, record(OTHERS).assign(reference="VR-7"), Intent("toy"))
    assert Desk(sqlite_store, REGISTRATOR).next_reference(ACTIVATIONS) == "VR-8"


def test_who_asks_too_much_is_told_whom_to_ask(sqlite_store: Store, tmp_path: Path) -> None:
    keep_workers(sqlite_store, WORKERS)
    with pytest.raises(AccessError, match=r"Lezer \(Limburg-Noord\).*Vraag het") as caught:
        Desk(sqlite_store, ACTORS["lezer"]).kept_workers()
    assert str(tmp_path) not in str(caught.value)


def test_what_is_refused_is_noted_once_and_without_content(sqlite_store: Store) -> None:
    fill(sqlite_store)
    with pytest.raises(AccessError):
        Desk(sqlite_store, REGISTRATOR).undo(CHANGE[OTHERS], Intent("ik", why="x"))
    noted = [(one.what, one.who, one.account, one.selection, one.result) for one in sqlite_store.audit.read()]
    assert noted == [("poging", "Naam registrator", "id-registrator", "undoing", "geweigerd")]


REGIONS = ["VR23", "VR01"]
AREAS_GIVEN = {"landelijk": [""], "partner": ["VR23-DE05154"]}
ROLES_OF_A_REGION = ("lezer", "registrator", "beheerder")


@pytest.mark.parametrize("role", ROLES.codes)
def test_who_may_give_which_role_where(sqlite_store: Store, role: str) -> None:
    desk = Desk(sqlite_store, ACTORS[role])
    for number, one in enumerate(ROLES.codes):
        for area in {**AREAS_GIVEN, "lezer": [*REGIONS, "NL"]}.get(one, REGIONS):
            ours = one in ROLES_OF_A_REGION and area == "VR23"
            expected = role == "landelijk" or (role == "beheerder" and ours)
            account, given = ("https://x", f"{number}-{area}"), {"role": one, "area": area}
            assert may(give, desk, account, given) == expected
            if not expected:
                sqlite_store.grants.give(*account, account[1], **given, by="toy")
            assert may(withdraw, desk, account) == expected


def give(desk: Desk, account: tuple[str, str], given: dict[str, str]) -> None:
    desk.grants.give(*account, account[1], **given)


def withdraw(desk: Desk, account: tuple[str, str]) -> None:
    desk.grants.withdraw(*account)


def test_a_manager_does_not_take_over_an_account_of_elsewhere(sqlite_store: Store) -> None:
    """An account that has a role elsewhere cannot be given another one here."""
    for subject, role, area in (("1", "lezer", "VR01"), ("2", "landelijk", "")):
        sqlite_store.grants.give("https://x", subject, f"Naam {subject}", role=role, area=area, by="toy")
        with pytest.raises(AccessError, match="eigen regio"):
            Desk(sqlite_store, ACTORS["beheerder"]).grants.give(
                "https://x", subject, "Naam", role="lezer", area="VR23"
            )
    assert Desk(sqlite_store, ACTORS["beheerder"]).grants.standing() == ()


def test_nobody_changes_the_own_access(sqlite_store: Store) -> None:
    for role in ("beheerder", "landelijk"):
        own = ACTORS[role]
        sqlite_store.grants.give(own.issuer, own.subject, own.name, role=role, area=own.area, by="toy")
        with pytest.raises(AccessError, match="eigen toegang"):
            Desk(sqlite_store, own).grants.withdraw(own.issuer, own.subject)


def test_a_role_that_is_given_is_noted(sqlite_store: Store) -> None:
    given = Desk(sqlite_store, ACTORS["landelijk"]).grants.give(
        "https://x", "7", "Piet", role="lezer", area="VR23", by="een ander"
    )
    assert given.by == "Naam landelijk"
    noted = sqlite_store.audit.read()[0]
    assert (noted.what, noted.who, noted.selection) == ("toegang", "Naam landelijk", "Piet (7): lezer VR23")


@pytest.mark.parametrize(
    ("role", "area", "told"),
    [
        ("baas", "", "Kies lezer"),
        ("lezer", "", "Kies VR01"),
        ("registrator", "DE05154", "Kies VR01"),
        ("registrator", "NL", "Kies VR01"),
        ("landelijk", "VR23", "geen gebied"),
        ("partner", "VR23", "VR23-DE05154"),
    ],
)
def test_there_is_no_other_account(role: str, area: str, told: str) -> None:
    with pytest.raises(AccessError, match=told):
        Actor("https://x", "1", "Naam", role, area)
