"""Links for guests: only what we signed opens anything; all others get the same answer for the same work."""

from __future__ import annotations

import logging
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from itsdangerous import Signer

from geo.access import CLOSED, Viewer, guest_of, links, secret, token_of
from geo.errors import AccessError, SettingError
from geo.language import say
from geo.records import ACTIVATIONS
from geo.settings import Settings, settings
from geo.store import GuestLinks, Intent, Seen, Told, current_store
from tests.toy_pages import forget_store
from tests.toy_records import toy_activations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.store import GuestLink, SavedView, Store

SECRET = "s" * 40


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'toy.sqlite'}")
    monkeypatch.setenv("SECRET_KEY", SECRET)
    forget_store()
    yield current_store()
    current_store().close()
    forget_store()


@pytest.fixture
def view(store: Store) -> SavedView:
    store.write(ACTIVATIONS, toy_activations(), Intent("jan"))
    now = store.snapshot()
    seen = Seen("", "v=1&type=preventief", None, "nl", "regio:VR23", True, now.version, now.as_of)
    return store.views.save(seen, Told("Overleg"), "Marie")


@pytest.fixture
def link(store: Store, view: SavedView) -> GuestLink:
    return store.guest_links.make(view, "Marie", "Kleve")


def answer(token: str) -> str:
    with pytest.raises(AccessError) as caught:
        guest_of(token)
    return str(caught.value)


def test_a_link_opens_its_view_for_its_audience(link: GuestLink, view: SavedView) -> None:
    guest = guest_of(token_of(link))
    assert (guest.link, guest.view, guest.viewer) == (link, view, Viewer("regio", "VR23"))


def test_a_token_holds_the_number_of_the_link_and_nothing_else(link: GuestLink) -> None:
    assert token_of(link).partition(".")[0] == link.id
    assert SECRET not in repr(settings())


def test_each_changed_sign_is_noticed(link: GuestLink) -> None:
    token = token_of(link)
    for place, sign in enumerate(token):
        changed = token[:place] + ("A" if sign != "A" else "B") + token[place + 1 :]
        assert answer(changed) == say(CLOSED)


def foreign(link: GuestLink, secret_key: str, salt: str) -> str:
    signer = Signer(secret_key, salt=salt, key_derivation="hmac", digest_method=sha256)
    return signer.sign(link.id).decode()


def test_what_is_signed_by_another_or_for_something_else_opens_nothing(link: GuestLink) -> None:
    assert foreign(link, SECRET, links._PURPOSE) == token_of(link)
    assert answer(foreign(link, "t" * 40, links._PURPOSE)) == say(CLOSED)
    assert answer(foreign(link, SECRET, "something else")) == say(CLOSED)


def wrong_ones(store: Store, view: SavedView, link: GuestLink) -> dict[str, str]:
    revoked = store.guest_links.make(view, "Marie", "Weeze")
    store.guest_links.revoke(revoked.id, "Kees")
    other = store.views.duplicate(view, "Weg", "Kees")
    withdrawn = store.guest_links.make(other, "Marie", "Goch")
    store.views.withdraw(other, "Kees")
    return {
        "none": "",
        "no token": "<script>",
        "endless": "x" * 1_000_000,
        "strange signs": "é" * 22 + "." + "é" * 43,
        "number alone": link.id,
        "forged": f"{link.id}.{'x' * 43}",
        "unknown": links._signed("y" * 22),
        "nobody": links._signed(links._NOBODY),
        "revoked": token_of(revoked),
        "withdrawn": token_of(withdrawn),
    }


def test_whatever_is_wrong_the_answer_and_the_work_are_the_same(
    store: Store, view: SavedView, link: GuestLink
) -> None:
    """The same path is gone, whatever is wrong and when nothing is: one signature, one question."""
    for what, token in {**wrong_ones(store, view, link), "right": token_of(link)}.items():
        with (
            patch.object(links, "_signed", wraps=links._signed) as signed,
            patch.object(links, "compare_digest", wraps=links.compare_digest) as compared,
            patch.object(GuestLinks, "find", autospec=True, side_effect=GuestLinks.find) as asked,
        ):
            if what == "right":
                guest_of(token)
            else:
                assert answer(token) == say(CLOSED), what
        assert (signed.call_count, compared.call_count, asked.call_count) == (1, 1, 1), what
        first, second = compared.call_args.args
        assert len(first) == len(second), what


def test_it_closes_when_it_expires(link: GuestLink, monkeypatch: pytest.MonkeyPatch) -> None:
    token = token_of(link)

    class Later(links.datetime):
        now = classmethod(lambda cls, zone: link.expires - timedelta(seconds=left))

    monkeypatch.setattr(links, "datetime", Later)
    left = 1
    assert guest_of(token).link == link
    left = 0
    assert answer(token) == say(CLOSED)


def test_it_closes_at_once_when_it_is_revoked(store: Store, link: GuestLink) -> None:
    token = token_of(link)
    guest_of(token)
    store.guest_links.revoke(link.id, "Kees")
    assert answer(token) == say(CLOSED)


# the secret


def test_without_a_setting_one_is_made_that_only_we_may_read(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("SECRET_KEY")
    settings.cache_clear()
    with caplog.at_level(logging.WARNING):
        made = {secret.secret_key(), secret.secret_key()}
    path = store.data_dir / secret.FILE
    assert made == {path.read_text()}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [record.message for record in caplog.records] == [
        f"SECRET_KEY is niet gezet: links voor gasten worden getekend met {path}."
    ]
    assert not made & set(caplog.text.split())
    assert [each.name for each in store.data_dir.glob("*secret*")] == [secret.FILE]


def test_who_asks_at_the_same_moment_gets_the_same_secret(tmp_path: Path) -> None:
    path = tmp_path / "new" / secret.FILE
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(lambda _: secret._kept(path), range(16)))) == 1


def test_a_damaged_secret_is_said_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / secret.FILE
    path.write_text("short")
    with pytest.raises(AccessError, match="secret-key is beschadigd"):
        secret._kept(path)
    assert path.read_text() == "short"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(AccessError, match="Links voor gasten werken nu niet"):
        secret._kept(tmp_path / "file" / secret.FILE)


def test_a_short_secret_is_refused_without_repeating_it() -> None:
    with pytest.raises(SettingError, match="minstens 32") as caught:
        Settings.from_environment({"SECRET_KEY": "geheim"})
    assert "geheim" not in str(caught.value)
