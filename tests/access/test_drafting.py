"""Whose a draft is: one account, or where nobody logs in one browser."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from geo.access import LOCAL, Actor, Desk
from tests.toy_accounts import ACTORS, ISSUER

if TYPE_CHECKING:
    import pytest

    from geo.access import OwnDrafts
    from geo.store import Store

pytest_plugins = ["tests.toy_databases"]

TYPED = {"note": "Mevrouw Nowak"}


def drafts(store: Store, actor: Actor, browser: str = "") -> OwnDrafts:
    return Desk(store, actor).drafts(browser)


def test_an_account_has_its_own_in_each_browser_and_nobody_elses(sqlite_store: Store) -> None:
    jan = ACTORS["registrator"]
    drafts(sqlite_store, jan, "here").keep("activations", "", 0, TYPED)
    kept = drafts(sqlite_store, jan, "elsewhere").last()
    assert kept is not None
    assert kept.values == TYPED
    same_subject = Actor("https://other.example.org", jan.subject, jan.name, jan.role, jan.area)
    for other in (ACTORS["beheerder"], ACTORS["landelijk"], same_subject, LOCAL):
        assert drafts(sqlite_store, other, "here").last() is None
        assert drafts(sqlite_store, other, "here").find("activations", "") is None
        drafts(sqlite_store, other, "here").remove("activations", "")
    assert drafts(sqlite_store, jan).last() is not None


def test_where_nobody_logs_in_a_browser_has_its_own(sqlite_store: Store) -> None:
    drafts(sqlite_store, LOCAL, "one").keep("activations", "", 0, TYPED)
    assert drafts(sqlite_store, LOCAL, "one").last() is not None
    assert drafts(sqlite_store, LOCAL, "other").last() is None
    drafts(sqlite_store, LOCAL, "one").remove("activations", "")
    assert drafts(sqlite_store, LOCAL, "one").last() is None


def test_a_browser_without_a_token_has_none(sqlite_store: Store) -> None:
    assert drafts(sqlite_store, LOCAL).keep("activations", "", 0, TYPED) is None
    assert drafts(sqlite_store, LOCAL).last() is None


def test_neither_the_log_nor_the_audit_tells_of_it(
    sqlite_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    drafts(sqlite_store, ACTORS["registrator"]).keep("activations", "A-1", 1, TYPED)
    assert TYPED["note"] not in caplog.text
    assert sqlite_store.audit.read() == ()
    with sqlite_store.engine.connect() as connection:
        row = str(connection.exec_driver_sql("SELECT owner FROM drafts").all())
    assert ISSUER not in row
    assert ACTORS["registrator"].subject not in row
