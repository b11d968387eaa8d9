"""Who has access, who is logged in and who did what, as the database keeps it; on both engines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from geo.errors import StoreError
from geo.records import ACTIVATIONS
from geo.store import Intent, Limits, Store, back_up, migrate, restore
from geo.store.database import reading, writing
from geo.store.schema import audit, sessions
from tests.toy_records import toy

if TYPE_CHECKING:
    from pathlib import Path

pytest_plugins = ["tests.toy_databases"]

ISSUER = "https://login.example.org"
LIMITS = Limits(timedelta(minutes=30), timedelta(hours=12))


def give(
    store: Store, subject: str = "1", role: str = "lezer", name: str = "Jan", area: str = "VR23"
) -> None:
    store.grants.give(ISSUER, subject, name, role=role, area=area, by="Bea")


def test_the_last_that_was_given_holds_and_all_stays(store: Store) -> None:
    give(store)
    give(store, role="registrator")
    found = store.grants.find(ISSUER, "1")
    assert found is not None
    assert (found.role, found.area, found.name, found.by) == ("registrator", "VR23", "Jan", "Bea")
    give(store, role="registrator")  # the same again
    store.grants.withdraw(ISSUER, "1", "Cor")
    assert store.grants.find(ISSUER, "1") is None
    assert store.grants.standing() == ()
    told = [(one.id, one.role, one.by, one.withdrawn) for one in store.grants.history()]
    assert told == [
        (3, "registrator", "Cor", True),
        (2, "registrator", "Bea", False),
        (1, "lezer", "Bea", False),
    ]


def test_an_account_is_its_issuer_and_its_subject(store: Store) -> None:
    give(store)
    assert store.grants.find("https://other.example.org", "1") is None
    assert store.grants.find(ISSUER, "2") is None
    give(store, "2", name="piet")
    assert [one.name for one in store.grants.standing()] == ["Jan", "piet"]


def test_two_accounts_have_two_names(store: Store) -> None:
    give(store)
    with pytest.raises(StoreError, match="al de naam"):
        give(store, "2", name="JAN")
    store.grants.withdraw(ISSUER, "1", "Bea")
    give(store, "2", name="Jan")


@pytest.mark.parametrize(
    "wrong", [{"subject": " "}, {"name": ""}, {"subject": "x" * 256}, {"subject": "a\nb"}]
)
def test_what_is_no_account_gets_nothing(sqlite_store: Store, wrong: dict[str, str]) -> None:
    with pytest.raises(StoreError, match="geen toegang"):
        give(sqlite_store, **wrong)
    with pytest.raises(StoreError, match="'9' heeft geen toegang"):
        sqlite_store.grants.withdraw(ISSUER, "9", "Bea")


def test_a_session_is_found_by_its_token_alone(store: Store) -> None:
    token = store.sessions.begin(ISSUER, "1", LIMITS)
    found = store.sessions.find(token, LIMITS)
    assert found is not None
    assert (found.issuer, found.subject) == (ISSUER, "1")
    assert store.sessions.find(found.digest, LIMITS) is None
    with reading(store.engine) as connection:
        assert token not in str(connection.execute(sa.select(sessions)).all())


def shift(store: Store, **moments: datetime) -> None:
    with writing(store.engine) as connection:
        connection.execute(sessions.update().values(moments))


def test_a_session_ends_by_itself(store: Store) -> None:
    token, now = store.sessions.begin(ISSUER, "1", LIMITS), datetime.now(UTC)
    shift(store, seen=now - timedelta(minutes=29))
    assert store.sessions.find(token, LIMITS)  # and that is a click
    shift_seen = store.sessions.find(token, LIMITS)
    assert shift_seen is not None
    assert shift_seen.seen > now - timedelta(minutes=1)
    shift(store, seen=now - timedelta(minutes=31))
    assert store.sessions.find(token, LIMITS) is None
    shift(store, seen=now, started=now - timedelta(hours=12, minutes=1))
    assert store.sessions.find(token, LIMITS) is None
    store.sessions.begin(ISSUER, "2", LIMITS)
    with reading(store.engine) as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(sessions)) == 1


def test_logging_out_here_and_everywhere(store: Store) -> None:
    first, second, other = (store.sessions.begin(ISSUER, who, LIMITS) for who in ("1", "1", "2"))
    assert store.sessions.end(first) is not None
    assert store.sessions.end(first) is None
    assert store.sessions.find(second, LIMITS)
    assert store.sessions.end_all(ISSUER, "1") == 1
    assert store.sessions.find(second, LIMITS) is None
    assert store.sessions.find(other, LIMITS)


def test_who_loses_access_is_out_of_every_session(store: Store) -> None:
    give(store)
    token = store.sessions.begin(ISSUER, "1", LIMITS)
    store.grants.withdraw(ISSUER, "1", "Bea")
    give(store)
    assert store.sessions.find(token, LIMITS) is None


def test_what_was_done_is_told_newest_first(store: Store) -> None:
    store.audit.note("export", "Jan", "1", selection="thema=wonen", records=12, origin="10.0.0.1")
    store.audit.note("poging", "x" * 300, result="geweigerd")
    latest, first = store.audit.read()
    assert (first.who, first.account, first.selection, first.records) == ("Jan", "1", "thema=wonen", 12)
    assert (first.result, first.origin) == ("gelukt", "10.0.0.1")
    assert (len(latest.who), latest.records) == (80, None)
    assert store.audit.read(what="export") == (first,)
    assert store.audit.read(1) == (latest,)


def test_what_is_old_is_forgotten(store: Store) -> None:
    for _ in range(3):
        store.audit.note("export", "Jan")
    old = datetime.now(UTC) - timedelta(days=31)
    with writing(store.engine) as connection:
        connection.execute(audit.update().where(audit.c.id < 3).values(at=old))
    assert store.audit.forget(30) == 2
    assert [one.id for one in store.audit.read()] == [3]
    assert store.audit.forget(30) == 0


def test_what_is_old_goes_by_itself_once_a_day(sqlite_store: Store) -> None:
    sqlite_store.audit.note("export", "Jan")
    long_ago = datetime.now(UTC) - timedelta(days=31)

    def age() -> None:
        with writing(sqlite_store.engine) as connection:
            connection.execute(audit.update().values(at=long_ago))

    age()
    sqlite_store.audit.keep_days = 30
    sqlite_store.audit.note("export", "Jan")  # the first of this process: only the last one is left
    sqlite_store.audit.note("export", "Jan")
    age()
    sqlite_store.audit.note("export", "Jan")
    assert len(sqlite_store.audit.read()) == 4
    sqlite_store.audit._cleaned = long_ago
    sqlite_store.audit.note("export", "Jan")
    assert [one.id for one in sqlite_store.audit.read()] == [5, 4]


def test_a_backup_has_who_has_access_and_no_sessions(store: Store, tmp_path: Path) -> None:
    store.write(ACTIVATIONS, toy(ACTIVATIONS), Intent("toy"))
    give(store)
    store.audit.note("export", "Jan")
    token = store.sessions.begin(ISSUER, "1", LIMITS)
    back_up(store, tmp_path / "kopie.sqlite")
    fresh = Store(f"sqlite:///{tmp_path / 'vers' / 'beeld.sqlite'}", tmp_path / "vers")
    migrate(fresh.engine)
    restore(fresh, tmp_path / "kopie.sqlite", "toy")
    assert fresh.grants.standing() == store.grants.standing()
    assert fresh.audit.read() == store.audit.read()
    assert fresh.sessions.find(token, LIMITS) is None
    fresh.close()


def test_an_old_backup_gives_nobody_access_again(store: Store, tmp_path: Path) -> None:
    store.write(ACTIVATIONS, toy(ACTIVATIONS), Intent("toy"))
    give(store)
    back_up(store, tmp_path / "kopie.sqlite")
    store.grants.withdraw(ISSUER, "1", "Bea")
    store.audit.note("toegang", "Bea")
    restore(store, tmp_path / "kopie.sqlite", "toy", replace=True)
    assert store.grants.standing() == ()
    assert [one.what for one in store.audit.read()] == ["toegang"]
