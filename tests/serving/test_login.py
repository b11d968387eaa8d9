"""Logging in against a provider on loopback: the way there and back, and all that must not let anybody in."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest
import requests
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from geo.access import Entrance, actor_of, token_of
from geo.errors import AccessError
from geo.rates import Rate
from geo.records import ACTIVATIONS
from geo.settings import SESSION_COOKIES, Settings, settings
from geo.store import Intent, Seen, Told, current_store
from serving.limits import Limits
from serving.login import Login, local_path
from serving.provider import Provider, provider_of
from tests.toy_accounts import OTHERS, OURS, record
from tests.toy_pages import forget_store
from tests.toy_provider import CLIENT, SECRET, ToyProvider, toy_provider

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from httpx import Response

pytestmark = pytest.mark.whole
HTTP = SESSION_COOKIES[1]
KEY = "een geheim van meer dan tweeendertig tekens"


@pytest.fixture(scope="module")
def running() -> Iterator[ToyProvider]:
    with toy_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: ToyProvider, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ToyProvider]:
    """The provider, honest again, and a store in which it knows jan as reader of Limburg-Noord."""
    running.__dict__.update(subject="jan", claims={}, metadata={}, unsigned=False, forged=False)
    running.asked.clear()
    running.authenticated.clear()
    for name, value in {
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": KEY,
        "OIDC_ISSUER": running.issuer,
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": SECRET,
    }.items():
        monkeypatch.setenv(name, value)
    forget_store()
    current_store().grants.give(running.issuer, "jan", "Jan", role="lezer", area="VR23", by="toy")
    yield running
    forget_store()


def visitor(
    provider: ToyProvider, hosts: tuple[str, ...] = (), limits: Limits | None = None, **more: object
) -> TestClient:
    """Return a browser of nobody yet, before pages that need a login."""
    ours = Provider(**({"issuer": provider.issuer, "client_id": CLIENT, "secret": SECRET} | more))  # type: ignore[arg-type]
    login = Login(ours, Entrance(ours.issuer), KEY, hosts, limits or Limits())
    paths = ("/", "/regio", "/reports/{a}/{b}", "/media/{a}", "/_stcore/upload_file/{a}/{b}")
    say_so = [Route(path, lambda _: PlainTextResponse("beeld"), methods=["GET", "PUT"]) for path in paths]
    app = Starlette(routes=[*login.routes(), *say_so], middleware=[login.guard])
    return TestClient(app, base_url="http://beeld.example.nl", follow_redirects=False)


def come_back(client: TestClient, to: str = "/") -> str:
    """Ask to log in and let the provider say yes; return the address that it sends the browser back to."""
    away = client.get(f"/inloggen?naar={quote(to, safe='')}")
    assert away.status_code == 302
    back = requests.get(away.headers["location"], allow_redirects=False, timeout=10)
    parts = urlsplit(back.headers["location"])
    return f"{parts.path}?{parts.query}"


def log_in(client: TestClient, to: str = "/") -> Response:
    return client.get(come_back(client, to))


def test_a_deep_link_survives_the_login(provider: ToyProvider) -> None:
    client = visitor(provider)
    link = "/regio?v=1&regio=VR23&thema=wonen&thema=werken"
    away = client.get(link)
    assert (away.status_code, away.headers["location"]) == (302, f"/inloggen?naar={quote(link, safe='')}")
    assert client.get(log_in(client, link).headers["location"]).text == "beeld"
    actor = actor_of(client.cookies[HTTP])
    assert actor is not None
    assert (actor.name, actor.role, actor.area) == ("Jan", "lezer", "VR23")
    assert provider.authenticated == ["client_secret_basic"]
    assert [(one.what, one.who, one.result) for one in current_store().audit.read()] == [
        ("inloggen", "Jan", "gelukt")
    ]


@pytest.mark.parametrize(
    "asked",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil", "javascript:alert(1)", "evil",
     "///evil.example", "/regio\r\nSet-Cookie: a=b", "/inloggen", "/" + "x" * 5000],
)  # fmt: skip
def test_nobody_is_sent_elsewhere(provider: ToyProvider, asked: str) -> None:
    assert local_path(asked) == "/"
    assert log_in(visitor(provider), asked).headers["location"] == "/"


def now() -> int:
    return int(time.time())


LIES = {
    "another issuer": {"iss": "https://evil.example"},
    "for another": {"aud": "another"},
    "for several, by another": {"aud": [CLIENT, "another"], "azp": "another"},
    "expired": {"exp": now() - 3600},
    "of the future": {"iat": now() + 3600},
    "for another login": {"nonce": "x"},
    "without an end": {"exp": None},
    "of nobody": {"sub": ""},
}


@pytest.mark.parametrize("lie", LIES)
def test_an_answer_that_is_not_right_lets_nobody_in(provider: ToyProvider, lie: str) -> None:
    provider.claims = LIES[lie]
    client = visitor(provider)
    assert log_in(client).status_code == 403
    assert HTTP not in client.cookies


@pytest.mark.parametrize("how", ["unsigned", "forged"])
def test_only_the_providers_own_signature_counts(provider: ToyProvider, how: str) -> None:
    setattr(provider, how, True)
    assert log_in(visitor(provider)).status_code == 403


def test_a_provider_that_calls_itself_otherwise_is_not_ours(provider: ToyProvider) -> None:
    provider.metadata = {"issuer": "https://evil.example"}
    assert visitor(provider).get("/inloggen").status_code == 503


def test_a_way_back_works_once_and_only_for_who_was_sent(provider: ToyProvider) -> None:
    client = visitor(provider)
    back = come_back(client)
    assert visitor(provider).get(back).status_code == 403  # in another browser
    sent = client.cookies["beeld-inloggen"]
    assert client.get(back.replace("state=", "state=x")).status_code == 403
    assert client.get(back).status_code == 302
    client.cookies.set("beeld-inloggen", sent, path="/oauth/terug")
    assert client.get(back).status_code == 403


def test_what_a_browser_brings_back_is_what_we_gave(provider: ToyProvider) -> None:
    client = visitor(provider)
    log_in(client)
    kept = client.cookies[HTTP]
    token, _, signature = kept.rpartition(".")
    for wrong in (token, f"{token}.", f"x{kept}", f"{token}.{signature[::-1]}", "", "é"):
        assert actor_of(wrong) is None
    back = come_back(client)
    sent = client.cookies["beeld-inloggen"]
    client.cookies.clear()
    client.cookies.set("beeld-inloggen", f"x{sent}", path="/oauth/terug")
    assert client.get(back).status_code == 403
    client.cookies.clear()
    client.cookies.set("beeld-inloggen", sent, path="/oauth/terug")
    assert client.get(back).status_code == 302


@pytest.mark.parametrize(
    ("base", "hosts", "name"),
    [
        ("http://beeld.example.nl", (), SESSION_COOKIES[1]),
        ("http://beeld.example.nl", ("https://beeld.example.nl",), SESSION_COOKIES[0]),
    ],
)
def test_flags_of_the_cookie(provider: ToyProvider, base: str, hosts: tuple[str, ...], name: str) -> None:
    """Behind https, also where only the proxy before us knows of it, it goes over nothing else."""
    client = visitor(provider, hosts)
    client.base_url = base if not hosts else base.replace("http:", "https:")  # type: ignore[assignment]
    away = client.get("/inloggen")
    assert ("secure" in away.headers["set-cookie"].lower()) == bool(hosts)
    set_cookie = log_in(client).headers.get_list("set-cookie")[-1].lower()
    assert set_cookie.startswith(name.lower())
    assert {"httponly", "samesite=lax", "path=/"} <= set(set_cookie.split("; "))
    assert ("secure" in set_cookie) == bool(hosts)
    assert "max-age" not in set_cookie
    assert "expires" not in set_cookie


def test_a_private_key_in_place_of_a_secret(provider: ToyProvider) -> None:
    pem = provider.client_key.as_pem(private=True).decode()
    assert log_in(visitor(provider, secret="", private_key=pem)).status_code == 302
    assert provider.authenticated == ["private_key_jwt"]


def test_a_second_factor_that_is_asked_for_has_to_be_there(provider: ToyProvider) -> None:
    for said, status in (({}, 403), ({"acr": "laag"}, 403), ({"acr": "hoog"}, 302)):
        provider.claims = said
        assert log_in(visitor(provider, acr=("hoog", "hoger"))).status_code == status
    assert provider.asked[-1]["acr_values"] == "hoog hoger"


def test_one_of_the_methods_that_are_asked_for_has_to_be_used(provider: ToyProvider) -> None:
    """A list, as RFC 8176 has it: in a text alone "mfa" would also be found in "nomfa"."""
    for said in ({}, {"amr": ["pwd"]}, {"amr": []}, {"amr": "mfa"}, {"amr": {"mfa": True}}):
        provider.claims = said
        answer = log_in(visitor(provider, amr=("mfa", "hwk")))
        assert (answer.status_code, "Log in met mfa of hwk" in answer.text) == (403, True), said
    provider.claims = {"amr": ["pwd", "hwk"]}
    assert log_in(visitor(provider, amr=("mfa", "hwk"))).status_code == 302
    assert provider_of(Settings.from_environment({**os.environ, "OIDC_AMR": "mfa hwk"})) == Provider(
        provider.issuer, CLIENT, SECRET, amr=("mfa", "hwk")
    )


def test_who_has_no_role_is_told_whom_to_ask_and_noted(provider: ToyProvider) -> None:
    provider.subject = "piet"
    answer = log_in(visitor(provider))
    assert answer.status_code == 403
    assert "Vraag het de beheerder" in answer.text
    noted = current_store().audit.read()[0]
    assert (noted.what, noted.account, noted.result) == ("inloggen", "piet", "geweigerd")


def test_the_first_user_comes_in_by_setting_until_somebody_takes_that_away(
    provider: ToyProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIRST_USER", "bea")
    settings.cache_clear()
    provider.subject = "bea"
    assert log_in(visitor(provider)).status_code == 302
    first = current_store().grants.find(provider.issuer, "bea")
    assert first is not None
    assert first.role == "landelijk"
    with pytest.raises(AccessError):
        Entrance("https://another.example").log_in("bea", "")
    current_store().grants.withdraw(provider.issuer, "bea", "toy")
    assert log_in(visitor(provider)).status_code == 403


def test_a_role_that_is_withdrawn_ends_the_session(provider: ToyProvider) -> None:
    client = visitor(provider)
    log_in(client)
    assert client.get("/").text == "beeld"
    current_store().grants.give(provider.issuer, "jan", "Jan", role="registrator", area="VR01", by="toy")
    actor = actor_of(client.cookies[HTTP])
    assert actor is not None
    assert (actor.role, actor.area) == ("registrator", "VR01")
    current_store().grants.withdraw(provider.issuer, "jan", "toy")
    assert actor_of(client.cookies[HTTP]) is None
    assert client.get("/").status_code == 302


def test_logging_out_here_and_everywhere(provider: ToyProvider) -> None:
    here, there = visitor(provider), visitor(provider)
    for client in (here, there):
        log_in(client)
    kept = here.cookies[HTTP]
    assert here.get("/uitloggen", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert here.get("/uitloggen").headers["location"] == "/uitgelogd"
    assert actor_of(kept) is None
    assert there.get("/").text == "beeld"
    log_in(here)
    here.get("/uitloggen?overal=1")
    assert there.get("/").status_code == 302
    assert "uitgelogd" in here.get("/uitgelogd").text


def test_logging_in_again_ends_the_session_that_the_browser_had(provider: ToyProvider) -> None:
    client = visitor(provider)
    log_in(client)
    first = client.cookies[HTTP]
    log_in(client)
    assert actor_of(first) is None
    assert actor_of(client.cookies[HTTP]) is not None


def test_a_report_is_for_who_sees_its_record(provider: ToyProvider) -> None:
    ours, others = ("a" * 64, "b" * 64)
    for where, digest in ((OURS, ours), (OTHERS, others)):
        named = record(where, report=f"verslag.pdf [sha256:{digest}]")
        current_store().write(ACTIVATIONS, named, Intent("toy"))
    client = visitor(provider)
    assert client.get(f"/reports/{ours}/verslag.pdf").status_code == 401
    assert client.get(f"/reports/{ours}/verslag.pdf?gast=x").status_code == 401
    log_in(client)
    assert client.get(f"/reports/{others}/verslag.pdf").status_code == 401
    assert client.get(f"/reports/{ours}/verslag.pdf").status_code == 200


def test_what_a_page_made_and_takes_in_is_for_who_is_logged_in(provider: ToyProvider) -> None:
    client = visitor(provider)
    for ask in (client.get, client.put):
        for path in ("/media/abc.xlsx", "/media/abc.xlsx?gast=x", "/_stcore/upload_file/a/b"):
            assert ask(path).status_code == 401, path
    log_in(client)
    assert client.get("/media/abc.xlsx").text == "beeld"
    assert client.put("/_stcore/upload_file/a/b").text == "beeld"
    current_store().grants.withdraw(provider.issuer, "jan", "toy")
    assert client.get("/media/abc.xlsx").status_code == 401


@pytest.mark.parametrize("hosts", [(), ("https://beeld.example.nl",)])
def test_a_guest_gets_what_their_page_made_while_the_link_works(
    provider: ToyProvider, hosts: tuple[str, ...]
) -> None:
    store = current_store()
    now = store.snapshot()
    seen = Seen("regio", "v=1", None, "nl", "openbaar", True, now.version, now.as_of)
    link = store.guest_links.make(store.views.save(seen, Told("Overleg"), "Marie"), "Marie", "Kleve")
    guest = visitor(provider, hosts)
    guest.base_url = f"http{'s' if hosts else ''}://beeld.example.nl"  # type: ignore[assignment]
    for nothing in ("x", token_of(link)[:-1] + "-", ""):
        assert "set-cookie" not in guest.get(f"/regio?gast={nothing}").headers
    assert guest.get("/media/abc.zip").status_code == 401
    given = guest.get(f"/regio?gast={token_of(link)}").headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/media/"} <= set(given.split("; "))
    assert ("Secure" in given) == bool(hosts)
    assert guest.get("/media/abc.zip").text == "beeld"
    for path in ("/reports/a/b", "/_stcore/upload_file/a/b"):
        assert guest.get(path).status_code == 401
    assert guest.get("/regio").status_code == 302
    store.guest_links.revoke(link.id, "Marie")
    assert guest.get("/media/abc.zip").status_code == 401


def test_a_page_of_others_logs_nobody_in_by_a_picture(provider: ToyProvider) -> None:
    client = visitor(provider)
    assert client.get("/inloggen", headers={"Sec-Fetch-Dest": "image"}).status_code == 403
    assert client.get("/inloggen", headers={"Sec-Fetch-Dest": "document"}).status_code == 302


def test_an_account_comes_back_so_often_and_another_beside_it(provider: ToyProvider) -> None:
    """Let in or not; each browser is another, as from another address: the account is what is the same."""
    limits = Limits(account_logins=Rate(2))
    clients = visitor(provider, limits=limits)
    for subject, fine in (("jan", 302), ("piet", 403)):
        provider.subject = subject
        statuses = [log_in(clients).status_code for _ in range(3)]
        assert statuses == [fine, fine, 429], subject
    assert len([one for one in current_store().audit.read() if one.what == "inloggen"]) == 4


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # theirs, of Authlib
def test_a_provider_that_others_wrote(provider: ToyProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    """It knows neither PKCE, nor acr and amr, nor private_key_jwt, and tells no lies: the toy has those."""
    from oidc_provider_mock import run_server_in_thread  # noqa: PLC0415 it warns as it is imported

    with run_server_in_thread(require_nonce=True) as server:
        theirs = Provider(f"http://localhost:{server.server_port}", CLIENT, SECRET)
        monkeypatch.setenv("OIDC_ISSUER", theirs.issuer)
        settings.cache_clear()
        current_store().grants.give(theirs.issuer, "els", "Els", role="lezer", area="VR23", by="toy")
        client = visitor(provider, issuer=theirs.issuer)
        away = client.get("/inloggen?naar=/regio").headers["location"]
        form = requests.post(away, data={"sub": "els"}, allow_redirects=False, timeout=10)
        back = urlsplit(form.headers["location"])
        answer = client.get(f"{back.path}?{back.query}")
        assert (answer.status_code, answer.headers["location"]) == (302, "/regio")
        actor = actor_of(client.cookies[HTTP])
        assert actor is not None
        assert (actor.issuer, actor.name) == (theirs.issuer, "Els")
        assert client.get(f"{back.path}?{back.query}").status_code == 403  # once
        out = client.get("/uitloggen").headers["location"]
        assert out.startswith(theirs.issuer)
        assert "post_logout_redirect_uri" in out


def test_a_guests_link_is_a_page_for_anybody(provider: ToyProvider) -> None:
    assert visitor(provider).get("/regio?gast=x").text == "beeld"


def test_only_who_opens_a_page_is_led_to_the_login(provider: ToyProvider) -> None:
    client = visitor(provider)
    assert client.get("/", headers={"Sec-Fetch-Dest": "image"}).status_code == 401
    assert client.post("/").status_code == 401
    assert "beeld-inloggen" not in client.cookies
