"""Saved views and guests on pages: what is saved, opened, shared and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from geo.access import CLOSED, token_of
from geo.records import ACTIVATIONS
from geo.store import Intent, Seen, Told, current_store
from tests.toy_pages import figure, map_arguments, markup, opened, words
from tests.toy_text import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.testing.v1 import AppTest

    from geo.store import GuestLink, SavedView

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]

FILTERS = "v=1&type=preventief&sector=bouw"
OPEN = {"share": True}


@pytest.fixture
def changed() -> Iterator[None]:
    """One activation more, for one test."""
    store = current_store()
    now = store.snapshot().activations
    one = now.head(1).assign(reference="X-1")
    store.write(ACTIVATIONS, one, Intent("piet"))
    yield
    store.withdraw(ACTIVATIONS, ["X-1"], Intent("piet", "withdraw", "voor de andere tests"))


def run(app: AppTest) -> AppTest:
    app.session_state["share"] = True  # the button is open
    app.run()
    assert not app.exception
    return app


def save(app: AppTest, name: str, **chosen: str) -> AppTest:
    app.text_input(key="save_view_name").set_value(name)
    app.text_input(key="person").set_value("Marie")
    for key, value in chosen.items():
        app.selectbox(key=f"save_view_{key}").set_value(value)
        run(app)
    app.button(key="save_view").click()
    return run(app)


def newest() -> SavedView:
    return current_store().views.search()[0]


def kept(page: str = "", query: str = FILTERS, audience: str = "", **others: object) -> SavedView:
    now = current_store().snapshot()
    seen = {"extent": (51.44, 6.12, 9.5), "language": "nl", "frozen": True, **others}
    made = Seen(
        page=page,
        query=query,
        audience=audience,
        data_version=now.version,
        stood_at=now.as_of,
        **seen,  # type: ignore[arg-type]
    )
    return current_store().views.save(made, Told("Overleg", "na afloop"), "Marie")


def link_to(view: SavedView) -> GuestLink:
    return current_store().guest_links.make(view, "Marie", "Kleve")


def as_guest(view: SavedView, page: str = "national.py", /, **query: str | list[str]) -> AppTest:
    return opened(page, **{"gast": token_of(link_to(view)), **query})


def test_what_is_on_screen_is_saved() -> None:
    app = opened("national.py", OPEN, type="preventief", regio="VR23", lagen="huisvesting", taal="nl", v="1")
    save(app, "Overleg")
    now, view = current_store().snapshot(), newest()
    assert view.told == Told("Overleg")
    assert (view.seen.page, view.seen.language, view.seen.audience, view.seen.frozen) == ("", "nl", "", True)
    assert (view.seen.data_version, view.seen.stood_at) == (now.version, now.as_of)
    assert parse_qs(view.seen.query) == {
        "v": ["1"], "type": ["preventief"], "regio": ["VR23"], "lagen": ["huisvesting"],
    }  # fmt: skip
    assert app.query_params["overlegkaart"] == str(view.id)
    assert "stand" not in app.query_params


def test_a_page_is_saved_for_those_for_whom_it_is() -> None:
    app = opened("borders.py", OPEN, zone="VR23-DE05154", v="1")
    assert app.selectbox(key="save_view_audience").options == ["Landelijk", "Regio", "Partner"]
    save(app, "Venlo", audience="partner")
    assert newest().seen.audience == "partner:VR23-DE05154"
    app = opened("sectors.py", OPEN)
    assert app.selectbox(key="save_view_audience").options == ["Landelijk", "Regio"]


def test_without_a_name_nothing_is_saved_and_it_says_so() -> None:
    before = current_store().views.search()
    app = save(opened("national.py", OPEN), " ")
    assert "geef de overlegkaart een naam" in words(app)
    assert current_store().views.search() == before


def test_the_short_address_opens_the_page_filters_and_extent() -> None:
    view = kept("grensstreek", "v=1&zone=VR23-DE05154&type=repressief")
    app = opened("national.py", overlegkaart=str(view.id))
    assert app.title[0].value == "Grensstreek"
    assert app.query_params["zone"] == "VR23-DE05154"
    assert app.session_state["view_extent"] == (51.44, 6.12, 9.5)
    assert "Overleg" in words(app)
    assert "na afloop" in words(app)


def test_one_that_is_not_there_is_told() -> None:
    view = kept()
    current_store().views.withdraw(view, "Kees")
    for asked in (str(view.id), "99999", "x", "1" * 40):
        assert "overlegkaart" in words(opened("national.py", overlegkaart=asked)), asked


def test_a_fixed_view_stands_still_and_says_so(changed: None) -> None:
    store = current_store()
    view = kept()
    before = opened("national.py", overlegkaart=str(view.id))
    assert "niet veranderd" in words(before)
    more = store.snapshot().activations.tail(1).assign(reference="X-2")
    store.write(ACTIVATIONS, more, Intent("piet"))
    try:
        after = opened("national.py", overlegkaart=str(view.id))
        assert figure(after, "total") == figure(before, "total")
        assert "Er zijn nieuwere gegevens" in words(after)
        assert "/geschiedenis?" in markup(after)
        after.button(key="view_now").click().run()
        assert "overlegkaart" not in after.query_params
        assert "stand" not in after.query_params
    finally:
        store.withdraw(ACTIVATIONS, ["X-2"], Intent("piet", "withdraw", "voor de andere tests"))


def test_closing_a_view_goes_on_with_what_it_showed() -> None:
    view = kept()
    app = opened("national.py", overlegkaart=str(view.id))
    app.button(key="close_view").click().run()
    assert "overlegkaart" not in app.query_params
    assert app.query_params["type"] == "preventief"


# the list


def test_the_list_finds_renames_duplicates_and_withdraws() -> None:
    view = kept()
    current_store().views.revise(view, Told("Zeldzaam"), "Marie")
    app = opened("views.py", zoek="zeldz")
    assert "1 overlegkaart" in words(app)
    app = opened("views.py", kaart=str(view.id))
    app.text_input(key="person").set_value("Kees")
    app.text_input(key=f"view_name_{view.id}_2").set_value("Anders").run()
    app.button(key="rename_view").click().run()
    assert current_store().views.find(view.id).told.name == "Anders"  # type: ignore[union-attr]
    app.button(key="copy_view").click().run()
    assert newest().name == "Kopie van Anders"
    app.button(key="withdraw_view").click().run()
    assert newest().name != "Kopie van Anders"
    assert not app.exception


def test_a_link_is_made_listed_and_revoked_with_one_click() -> None:
    view = kept()
    app = opened("views.py", kaart=str(view.id))
    app.text_input(key="person").set_value("Kees")
    app.text_input(key="guest_for").set_value("Frau Müller").run()
    app.button(key="make_link").click().run()
    link = current_store().guest_links.made()[0]
    assert (link.who, link.for_whom, link.view_id) == ("Kees", "Frau Müller", view.id)
    [shown] = [one.value for one in app.code]
    assert shown.endswith(f"/?gast={token_of(link)}")
    assert "Nog niet geopend." in words(app)
    app.button(key=f"revoke_{link.id}").click().run()
    assert not app.code
    assert "Ingetrokken door Kees" in words(app)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_text(name: str) -> None:
    view = current_store().views.save(kept().seen, Told(f"x{name}", name), f"w{name}")
    current_store().guest_links.make(view, f"w{name}", f"f{name}")
    for app in (opened("views.py", kaart=str(view.id)), opened("national.py", overlegkaart=str(view.id))):
        for element in (*app.markdown, *app.caption):
            assert name.strip() not in element.value or not name.strip()
        assert "<script" not in markup(app)
        assert "<img" not in markup(app)


# guests


def test_a_guest_sees_the_figures_and_the_extent_and_nothing_else() -> None:
    view = kept()
    own = opened("national.py", overlegkaart=str(view.id))
    app = as_guest(view)
    assert figure(app, "total") == figure(own, "total")
    assert map_arguments(app)["feature_group"] == map_arguments(own)["feature_group"]
    assert app.session_state["view_extent"] == (51.44, 6.12, 9.5)
    shown = markup(app)
    assert "data-icon" not in shown
    assert "/geschiedenis" not in shown
    assert "/regio?" not in shown
    assert not [one for one in app.button if one.key in ("share", "view_all", "close_view", "clear_in_bar")]
    assert f"gast={app.query_params['gast']}&amp;taal=de" in shown


def test_a_guest_takes_the_pack_and_saves_nothing() -> None:
    view = kept("grensstreek", "v=1&zone=VR23-DE05154", "partner:VR23-DE05154")
    app = opened("national.py", OPEN, gast=token_of(link_to(view)))
    assert [one.key for one in app.button] == ["make_pack"]
    assert not [*app.text_input, *app.selectbox, *app.multiselect, *app.slider]


def test_no_guest_is_told_what_changed() -> None:
    app = as_guest(kept(), tab="nieuws", v="1")
    assert 'data-record="' not in markup(app)
    assert "niets veranderd" not in words(app)  # nobody told so
    assert not as_guest(kept("sectoren", "v=1")).exception


@pytest.mark.parametrize("page", ["history.py", "register.py", "views.py", "data.py", "regions.py"])
def test_another_address_shows_a_guest_no_more(page: str) -> None:
    view = kept()
    app = as_guest(view, page)
    assert figure(app, "total") == figure(as_guest(view), "total")
    assert "data-icon" not in markup(app)


@pytest.mark.parametrize(
    "added",
    [
        {"type": ["preventief", "repressief"], "v": "1"},
        {"sector": "voedsel", "v": "1"},
        {"stand": "2020-10-01T12:00", "v": "1"},
        {"overlegkaart": "1"},
        {"tab": "nieuws", "v": "1"},
    ],
)
def test_what_a_guest_adds_to_the_address_changes_no_figure(added: dict[str, str | list[str]]) -> None:
    view = kept()
    assert figure(as_guest(view, **added), "total") == figure(as_guest(view), "total")


def test_a_guest_of_a_zone_sees_that_zone_whatever_is_asked() -> None:
    view = kept("grensstreek", "v=1&zone=VR23-DE05154", "partner:VR23-DE05154")
    own = as_guest(view, "borders.py")
    other = as_guest(view, "borders.py", zone="VR07-DE05154", grens="nl-be", diepte="40", v="1")
    assert words(own) == words(other).replace("x", "x")
    assert not own.slider


def test_a_guest_stays_one_when_the_address_forgets_it() -> None:
    app = as_guest(kept())
    before = figure(app, "total")
    del app.query_params["gast"]
    app.query_params["v"] = "1"
    app.run()
    assert figure(app, "total") == before
    assert "data-icon" not in markup(app)


def test_a_link_that_is_revoked_closes_at_the_next_click() -> None:
    link = link_to(kept())
    app = opened("national.py", gast=token_of(link))
    app.run()
    assert current_store().guest_links.made()[0].opened == 1
    current_store().guest_links.revoke(link.id, "Kees")
    app.run()
    assert [one.value for one in app.info] == [CLOSED]
    assert not markup(app)
    del app.query_params["gast"]
    app.run()
    assert [one.value for one in app.info] == [CLOSED]


@pytest.mark.parametrize("token", ["", "x", "x" * 100_000])
def test_a_wrong_link_opens_nothing(token: str) -> None:
    app = opened("national.py", gast=token)
    assert [one.value for one in app.info] == [CLOSED]
    assert not markup(app)
    assert not app.title


def test_the_public_sees_the_public_page() -> None:
    app = as_guest(kept(audience="openbaar"))
    assert app.title
    assert "afgeschermd" in words(app).lower()


def test_a_live_view_follows_the_data(changed: None) -> None:
    view = kept(frozen=False)
    before = int(figure(as_guest(view), "total"))
    store = current_store()
    asked = store.snapshot().activations
    one = asked[(asked["type"] == "preventief") & (asked["sector"] == "bouw")].head(1)
    store.write(ACTIVATIONS, one.assign(reference="X-3"), Intent("piet"))
    try:
        assert int(figure(as_guest(view), "total")) == before + 1
    finally:
        store.withdraw(ACTIVATIONS, ["X-3"], Intent("piet", "withdraw", "voor de andere tests"))
