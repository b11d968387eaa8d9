"""Saved views and links to them, on both databases: versions that stay, limits, what a backup takes along."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from geo.errors import ConflictError, StoreError
from geo.records import ACTIVATIONS
from geo.store import (
    LONGEST_VIEW_NAME,
    Intent,
    Seen,
    Store,
    Told,
    back_up,
    check_store,
    migrate,
    restore,
)
from geo.store.schema import guest_links, saved_views
from tests.toy_records import changed, toy_activations
from tests.toy_text import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo.store import SavedView

pytest_plugins = ["tests.toy_databases"]

DRAWN = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"note": "hier\u2028\u0000"}, "geometry": {"type": "Point"}}
    ],
}


def filled(store: Store) -> Seen:
    store.write(ACTIVATIONS, toy_activations(), Intent("jan"))
    now = store.snapshot()
    where = (51.44, 6.12, 9.5)
    return Seen(
        "grensstreek", "v=1&zone=Z1", where, "de", "partner:Z1", frozen=True,
        data_version=now.version, stood_at=now.as_of,
    )  # fmt: skip


def saved(store: Store, name: str = "Overleg", **told: object) -> SavedView:
    return store.views.save(filled(store), Told(name, **told), "Marie")  # type: ignore[arg-type]


def test_a_view_is_kept_as_it_was_seen(store: Store) -> None:
    kept = saved(store, remarks="na de  vergadering")
    assert store.views.find(kept.id) == kept
    assert (kept.version, kept.who, kept.told.remarks) == (1, "Marie", "na de vergadering")
    assert kept.seen.extent == (51.44, 6.12, 9.5)
    assert store.snapshot(kept.seen.stood_at).version == kept.seen.data_version
    assert store.views.find(kept.id + 1) is None


def test_versions_stay_and_the_newest_counts(store: Store) -> None:
    first = saved(store)
    points = '[{"text":"Wie belt?"}]'
    told = Told("Overleg Venlo", "zie lijst", json.dumps(DRAWN), points)
    second = store.views.revise(first, told, "Kees")
    assert store.views.find(first.id) == second
    assert store.views.history(first.id) == (first, second)
    assert second.told.points == points
    assert json.loads(second.told.drawings) == DRAWN
    assert (second.seen, second.who, second.version) == (first.seen, "Kees", 2)
    assert second.at >= first.at


def test_the_same_again_is_no_version_and_an_older_one_is_not_overwritten(store: Store) -> None:
    first = saved(store)
    assert store.views.revise(first, Told(" Overleg "), "Kees") == first
    store.views.revise(first, Told("Anders"), "Kees")
    with pytest.raises(ConflictError, match="u zag versie 1, nu is het versie 2"):
        store.views.revise(first, Told("Nog anders"), "Piet")
    with pytest.raises(StoreError, match="bestaat niet"):
        store.views.revise(replace(first, id=9), Told("Nog anders"), "Piet")


def test_what_is_withdrawn_leaves_the_list_for_good(store: Store) -> None:
    first = saved(store)
    second = store.views.duplicate(first, "Tweede", "Kees")
    gone = store.views.withdraw(first, "Piet")
    assert store.views.search() == (second,)
    assert (gone.withdrawn, gone.version, gone.told) == (True, 2, first.told)
    assert store.views.find(first.id) == gone
    with pytest.raises(StoreError, match="bestaat niet"):
        store.views.revise(gone, Told("Terug"), "Kees")
    assert (second.id, second.seen) == (first.id + 1, first.seen)


def test_search_asks_for_all_words_in_name_or_remarks(store: Store) -> None:
    one = saved(store, "Venlo – Kleve", remarks="huisvesting")
    two = store.views.save(one.seen, Told("Kleve"), "Kees")
    assert store.views.search() == (two, one)
    assert store.views.search("KLEVE") == (two, one)
    assert store.views.search("huis kleve") == (one,)
    assert store.views.search("%") == store.views.search("_") == ()


@pytest.mark.parametrize("name", HOSTILE)
def test_strangers_text_stays_text_on_one_line(store: Store, name: str) -> None:
    kept = saved(store, f"x{name}\u202e\n\x00y")
    assert store.views.find(kept.id) == kept
    assert kept.name.isprintable()
    assert len(kept.name) <= LONGEST_VIEW_NAME


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (Told(" \u200b"), "geef de overlegkaart een naam"),
        (Told("x", drawings="{"), "niet te lezen"),
        (Told("x", points="[NaN]"), "niet te lezen"),
        (Told("x", drawings="[" * 100_000), "niet te lezen"),
        (Told("x", points=f'["{"a" * 2_000_000}"]'), "te veel"),
    ],
)
def test_what_cannot_be_kept_is_said(sqlite_store: Store, told: Told, said: str) -> None:
    seen = filled(sqlite_store)
    with pytest.raises(StoreError, match=said):
        sqlite_store.views.save(seen, told, "Marie")
    assert sqlite_store.views.search() == ()


def test_nobody_and_nothing_is_not_kept(store: Store) -> None:
    nothing = Seen("", "v=1", None, "nl", "", frozen=False, data_version=0, stood_at=datetime.now(UTC))
    with pytest.raises(StoreError, match="nog geen gegevens"):
        store.views.save(nothing, Told("x"), "Marie")
    seen = filled(store)
    with pytest.raises(StoreError, match="vul uw naam"):
        store.views.save(seen, Told("x"), " ")
    with pytest.raises(StoreError, match="te veel filters"):
        store.views.save(replace(seen, query="x" * 4001), Told("x"), "Marie")


def test_it_tells_since_when_there_is_newer_data(store: Store) -> None:
    kept = saved(store)
    assert store.views.changed_since(kept) is None
    store.write(ACTIVATIONS, changed(toy_activations(), "A-1", sector="bouw"), Intent("piet", "edit"))
    assert store.views.changed_since(kept) == store.snapshot().as_of


# links


def test_a_link_works_until_it_expires_or_is_revoked(store: Store) -> None:
    view = saved(store)
    link = store.guest_links.make(view, "Marie", "Frau\nMüller", 30)
    assert store.guest_links.find(link.id) == (link, view)
    assert (link.for_whom, link.expires - link.at) == ("Frau Müller", timedelta(days=30))
    assert link.works(link.at)
    assert link.works(link.expires - timedelta(seconds=1))
    assert not link.works(link.expires)
    assert store.guest_links.revoke(link.id, "Kees")
    assert not store.guest_links.revoke(link.id, "Piet")
    [(found)] = store.guest_links.made()
    assert found.revoked_by == "Kees"
    assert not found.works(link.at)


def test_it_opens_the_newest_version(store: Store) -> None:
    view = saved(store)
    link = store.guest_links.make(view, "Marie", "Kleve")
    newer = store.views.revise(view, Told("Anders"), "Kees")
    assert store.guest_links.find(link.id) == (link, newer)
    assert store.guest_links.find("x") is None


def test_openings_are_counted(store: Store) -> None:
    link = store.guest_links.make(saved(store), "Marie", "Kleve")
    assert (link.opened, link.last_opened) == (0, None)
    store.guest_links.count_opening(link.id)
    store.guest_links.count_opening(link.id)
    [found] = store.guest_links.made()
    assert found.opened == 2
    assert found.last_opened
    assert found.last_opened >= link.at


@pytest.mark.parametrize(
    ("who", "for_whom", "days", "said"),
    [
        ("", "Kleve", 14, "vul uw naam"),
        ("Marie", " ", 14, "voor wie"),
        ("Marie", "Kleve", 0, "1 tot en met 90"),
        ("Marie", "Kleve", 91, "1 tot en met 90"),
    ],
)
def test_what_is_no_link_is_said(sqlite_store: Store, who: str, for_whom: str, days: int, said: str) -> None:
    view = saved(sqlite_store)
    with pytest.raises(StoreError, match=said):
        sqlite_store.guest_links.make(view, who, for_whom, days)
    sqlite_store.views.withdraw(view, "Kees")
    with pytest.raises(StoreError, match="bestaat niet"):
        sqlite_store.guest_links.make(view, "Marie", "Kleve")
    assert sqlite_store.guest_links.made() == ()


# backups


def test_both_come_along_in_a_backup_and_what_was_closed_stays_closed(store: Store, tmp_path: Path) -> None:
    view = saved(store, drawings=json.dumps(DRAWN), points="[1]")
    kept = store.guest_links.make(view, "Marie", "Kleve")
    closed = store.guest_links.make(view, "Marie", "Weeze")
    back_up(store, tmp_path / "copy.sqlite")
    store.views.revise(view, Told("Later"), "Kees")
    later = store.guest_links.make(view, "Marie", "Later")
    store.guest_links.revoke(closed.id, "Kees")
    restore(store, tmp_path / "copy.sqlite", "beheer", replace=True)
    assert store.views.search() == (view,)
    assert store.guest_links.find(kept.id) == (kept, view)
    assert store.guest_links.find(later.id) is None
    found = store.guest_links.find(closed.id)
    assert found
    assert found[0].revoked_by == "Kees"
    assert check_store(store) == []


def test_a_backup_goes_to_the_other_engine(store: Store, tmp_path: Path) -> None:
    view = saved(store)
    link = store.guest_links.make(view, "Marie", "Kleve")
    back_up(store, tmp_path / "copy.sqlite")
    (tmp_path / "other").mkdir()
    other = Store(f"sqlite:///{tmp_path / 'other' / 'x.sqlite'}", tmp_path / "other")
    migrate(other.engine)
    restore(other, tmp_path / "copy.sqlite", "beheer")
    assert other.guest_links.find(link.id) == (link, view)
    other.close()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"version": 3}, "saved_views: versies ontbreken"),
        ({"name": " "}, "saved_views: zonder naam"),
        ({"language": "xx"}, "saved_views: onbekende waarde in 'language'"),
        ({"points": "[{]"}, "saved_views: niet te lezen"),
        ({"id": 9}, "guest_links: links zonder overlegkaart"),
    ],
)
def test_what_another_program_wrote_is_found(
    store: Store, tmp_path: Path, values: Mapping[str, object], said: str
) -> None:
    store.guest_links.make(saved(store), "Marie", "Kleve")
    with store.engine.execution_options(geo_writes=30).begin() as connection:
        connection.execute(saved_views.update().values(**values))
    assert re.search(re.escape(said), "\n".join(map(str, check_store(store))))
    copied = back_up(store, tmp_path / "copy.sqlite")
    assert copied.warnings


def test_the_number_of_a_link_is_drawn_by_lot(store: Store) -> None:
    view = saved(store)
    made = {store.guest_links.make(view, "Marie", "Kleve").id for _ in range(5)}
    assert len(made) == 5
    assert all(len(number) == 22 for number in made)
    with store.engine.connect() as connection:
        assert set(connection.scalars(sa.select(guest_links.c.id))) == made
