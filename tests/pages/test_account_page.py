"""What each role finds in the menu, which pages open, and what stays closed below them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.access import Actor
from geo.errors import AccessError
from geo.picture import Selection
from geo.rates import Often, Rate
from geo.records import ACTIVATIONS
from geo.settings import ROOT, settings
from geo.store import Intent, current_store
from pages.parts import account, upload, viewing
from tests.toy_accounts import ACTORS, ISSUER
from tests.toy_pages import markup, opened, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]

ALL = {
    "/", "/vergelijken", "/regio", "/grensstreek", "/sectoren", "/nog-niet-bezocht", "/overlegkaarten",
    "/registreren", "/gegevens", "/geschiedenis", "/uitleg", "/toegang",
}  # fmt: skip
LOOKING = ALL - {"/overlegkaarten", "/registreren", "/gegevens", "/geschiedenis", "/toegang"}
MENU = {
    "lezer": LOOKING,
    "lezer van alles": LOOKING,
    "registrator": LOOKING | {"/registreren", "/gegevens", "/geschiedenis"},
    "beheerder": LOOKING | {"/registreren", "/gegevens", "/geschiedenis", "/toegang"},
    "landelijk": ALL,
    "partner": {"/grensstreek", "/uitleg"},
}
SCRIPTS = {
    "register.py": "/registreren",
    "data.py": "/gegevens",
    "history.py": "/geschiedenis",
    "views.py": "/overlegkaarten",
    "access.py": "/toegang",
    "national.py": "/",
    "regions.py": "/vergelijken",
    "region.py": "/regio",
    "borders.py": "/grensstreek",
    "sectors.py": "/sectoren",
    "unvisited.py": "/nog-niet-bezocht",
    "about.py": "/uitleg",
}


@pytest.fixture
def as_actor(monkeypatch: pytest.MonkeyPatch) -> dict[str, Actor | None]:
    """Say whose session the next run is."""
    whose: dict[str, Actor | None] = {"now": None}
    monkeypatch.setattr(account, "_asked", lambda: whose["now"])
    return whose


def menu(app: AppTest) -> set[str]:
    found = markup(app).partition('<nav class="menu"')[2].partition('class="account"')[0]
    links = [part.partition('"')[0] for part in found.split('<a href="')[1:] if "data-icon" in part]
    return {link.partition("?")[0] for link in links}


@pytest.mark.parametrize("role", MENU)
def test_each_role_has_its_menu_and_its_pages(role: str, as_actor: dict[str, Actor | None]) -> None:
    as_actor["now"] = ACTORS[role]
    for script, path in SCRIPTS.items():
        app = opened(script)
        assert menu(app) == MENU[role], script
        closed = any("Deze pagina is niet voor" in info.value for info in app.info)
        assert closed == (path not in MENU[role]), script


def test_who_is_logged_in_stands_beside_the_menu(as_actor: dict[str, Actor | None]) -> None:
    as_actor["now"] = ACTORS["registrator"]
    shown = markup(opened("about.py"))
    assert "Naam registrator" in shown
    assert 'href="/uitloggen"' in shown
    assert 'href="/uitloggen?overal=1"' in shown
    assert "Registrator (Limburg-Noord)" in shown


def test_without_a_login_there_is_one_local_user() -> None:
    shown = markup(opened("about.py"))
    assert ">lokaal<" in shown
    assert "/uitloggen" not in shown


def test_nobody_sees_anything(as_actor: dict[str, Actor | None]) -> None:
    app = opened("national.py")
    assert [info.value for info in app.info] == ["U bent niet (meer) ingelogd, of uw toegang is ingetrokken."]
    assert 'href="/inloggen"' in markup(app)
    assert not app.get("component_instance")
    assert "DEMO" not in words(app)


def test_a_role_that_is_withdrawn_closes_the_page_at_the_next_click(
    as_actor: dict[str, Actor | None],
) -> None:
    as_actor["now"] = ACTORS["landelijk"]
    app = opened("about.py")
    assert menu(app) == ALL
    as_actor["now"] = None
    app.run()
    assert "ingelogd" in app.info[0].value
    with pytest.raises(AccessError, match="ingelogd"):
        account.require()


def test_a_region_sees_its_own_whole_and_cannot_look_as_another(as_actor: dict[str, Actor | None]) -> None:
    as_actor["now"] = ACTORS["registrator"]
    app = opened("about.py", state={"viewing_as": "regio:VR01"})
    assert app.session_state["account"].viewer.area == "VR23"
    assert not [one for one in app.button if one.key == "view_all"]


def test_who_reads_everything_is_offered_nothing_that_is_refused(as_actor: dict[str, Actor | None]) -> None:
    as_actor["now"] = ACTORS["lezer van alles"]
    app = opened("national.py", state={"share": True})
    assert not app.exception
    offered = {one.key for one in app.button}
    assert "view_as" in offered
    assert not {"settle", "save_view"} & offered
    opened("region.py", regio="VR23")
    opened("sectors.py")
    assert [one.what for one in current_store().audit.read() if one.what == "poging"] == []


def test_writing_elsewhere_is_refused_below_the_pages(as_actor: dict[str, Actor | None]) -> None:
    as_actor["now"] = Actor(ISSUER, "x", "Xandra", "registrator", "VR01")
    now = current_store().snapshot().activations
    others = now[now["region"].astype("str") != "VR01"].head(1).reset_index(drop=True)
    version = current_store().version()
    account.enter()
    with pytest.raises(AccessError):
        viewing.store().write(ACTIVATIONS, others.assign(note="x"), Intent("x"))
    assert current_store().version() == version


def test_what_is_taken_along_is_noted_without_what_is_in_it(as_actor: dict[str, Actor | None]) -> None:
    as_actor["now"] = ACTORS["landelijk"]
    account.enter()
    now = current_store().snapshot()
    viewing.taking("export", "activations", now, Selection(types=("repressief",)))()
    noted = current_store().audit.read()[0]
    count = int((now.activations["type"] == "repressief").sum())
    assert (noted.what, noted.who, noted.records) == ("export", "Naam landelijk", count)
    assert noted.selection == "activations type=repressief&v=1"


def test_nothing_is_taken_along_once_the_role_is_another(
    as_actor: dict[str, Actor | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is made at a click, outside any run: what the page found then is no answer."""
    as_actor["now"] = ACTORS["landelijk"]
    account.enter()
    note = viewing.taking("export", "activations", current_store().snapshot(), Selection())
    configured = replace(settings(), oidc_issuer=ISSUER)
    monkeypatch.setattr(account, "settings", lambda: configured)
    monkeypatch.setattr(account, "actor_of", lambda _: ACTORS["landelijk"])
    note()
    taken = len(current_store().audit.read())
    for other in (ACTORS["lezer"], None):
        monkeypatch.setattr(account, "actor_of", lambda _, other=other: other)
        with pytest.raises(AccessError, match="ingelogd"):
            note()
    assert len(current_store().audit.read()) == taken


def test_every_part_that_runs_by_itself_asks_anew() -> None:
    own = ROOT / "pages" / "parts" / "part.py"
    assert "st.fragment" in own.read_text(encoding="utf-8")
    for path in (ROOT / "pages").rglob("*.py"):
        assert path == own or "st.fragment" not in path.read_text(encoding="utf-8"), path


def test_an_account_has_so_many_files_read(
    as_actor: dict[str, Actor | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "_reading", Often(Rate(2)))
    for role in ("registrator", "beheerder"):
        as_actor["now"] = ACTORS[role]
        for _ in range(2):
            upload.require_not_too_often()
        with pytest.raises(AccessError, match="te veel bestanden"):
            upload.require_not_too_often()


def test_the_page_of_accounts_gives_and_withdraws(as_actor: dict[str, Actor | None]) -> None:
    as_actor["now"] = ACTORS["beheerder"]
    app = opened("access.py")
    for name, text in {"issuer": ISSUER, "subject": "kees", "name": "Kees"}.items():
        app.text_input(key=f"access_{name}").set_value(text)
    assert app.selectbox(key="access_role").options == ["Lezer", "Registrator", "Beheerder"]
    assert app.selectbox(key="access_area").options == ["Limburg-Noord"]
    app.button(key="access_give").click().run()
    found = current_store().grants.find(ISSUER, "kees")
    assert found is not None
    assert (found.name, found.role, found.area, found.by) == ("Kees", "lezer", "VR23", "Naam beheerder")
    app.selectbox(key="access_chosen").set_value((ISSUER, "kees")).run()
    app.button(key="access_withdraw").click().run()
    assert current_store().grants.find(ISSUER, "kees") is None
    assert not app.get("dataframe")[1:]  # who did what is for landelijk


def test_a_write_asks_anew_and_leaves_the_run_whose_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a part of the page holds was for the account of the run: another one is to be noticed."""
    wide, narrow = (Actor("https://toy", "els", "Els", "lezer", area) for area in ("NL", "VR23"))
    asked = iter([wide, narrow, narrow])
    monkeypatch.setattr(account, "_asked", lambda: next(asked))
    account.enter()
    assert account.require() == narrow
    assert account.here() == wide
    assert not account.is_same()
