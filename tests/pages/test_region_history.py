"""*Geschiedenis*, and what changed since yesterday, for the account of a region: its own records alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.access import Actor
from geo.records import ACTIVATIONS, HOUSING
from geo.store import Intent, Source, Store, current_store
from pages.parts import account
from tests.toy_accounts import ACTORS, CHANGE, ISSUER, OTHERS, OURS, PLACES, fill, record
from tests.toy_pages import changes_by_kind, forget_store, markup, opened, words
from tests.toy_snapshot import activations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from streamlit.testing.v1 import AppTest

    As = Callable[[Actor], None]

pytestmark = pytest.mark.page

REGISTRATOR, NATIONAL = ACTORS["registrator"], ACTORS["landelijk"]
ELSEWHERE = Actor(ISSUER, "1", "Een ander", "beheerder", "VR01")
SHARED, ADDED, MOVED = 9, 10, 11
"""The changes after those of ``fill``: of both, of one more record of ours, and that moved this one away."""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Records of ours and of others, a change of both, and one that moved a record of ours away."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("region")
        patch.setenv("DATABASE_URL", f"sqlite:///{folder / 'region.sqlite'}")
        forget_store()
        store = current_store()
        fill(store)
        both = activations(*({"reference": where, **PLACES[where], "note": "x"} for where in (OURS, OTHERS)))
        store.write(ACTIVATIONS, both, Intent("piet", "import", "beide", Source("samen.csv")))
        left = record(OURS).assign(reference="weg")
        store.write(ACTIVATIONS, left, Intent("jan"))
        store.write(ACTIVATIONS, record(OTHERS).assign(reference="weg", note="geheim"), Intent("kees"))
        store.write(
            ACTIVATIONS, record(OTHERS).assign(reference="weg", note="later"), Intent("els", why="stil")
        )
        yield store
    forget_store()


@pytest.fixture
def log_in(monkeypatch: pytest.MonkeyPatch) -> As:
    """Say whose session the next run is."""
    return lambda actor: monkeypatch.setattr(account, "_asked", lambda: actor)


def history(**query: str) -> AppTest:
    return opened("history.py", **({"v": "1"} | query))


def log_of(app: AppTest) -> list[int]:
    return app.dataframe[0].value["Nr"].tolist()


def test_each_session_is_given_what_its_own_account_may_see(story: Store, log_in: As) -> None:
    """One after the other in one process: what is kept of one answer is not given to the other."""
    ours = [MOVED, ADDED, SHARED, len(PLACES) + CHANGE[OURS], CHANGE[OURS]]
    for actor, changes in ((NATIONAL, list(range(story.version(), 0, -1))), (REGISTRATOR, ours)) * 2:
        log_in(actor)
        assert log_of(history()) == changes
        since = history(sinds="week").dataframe[0].value
        assert len(since) == (9 if actor is NATIONAL else 2)
        assert ("els" in since["Wie"].tolist()) == (actor is NATIONAL)
    log_in(ELSEWHERE)
    theirs = [story.version(), MOVED, SHARED, len(PLACES) + CHANGE[OTHERS], CHANGE[OTHERS]]
    assert log_of(history()) == theirs


def test_the_log_counts_the_own_records_and_says_so(story: Store, log_in: As) -> None:
    log_in(REGISTRATOR)
    app = history()
    assert "Elke wijziging die records van Limburg-Noord raakte" in words(app)
    rows = app.dataframe[0].value.set_index("Nr")
    told = ["Wie", "Activeringen", "Bestand", "Waarom"]
    assert rows.loc[SHARED, told].tolist() == ["piet", 1, "samen.csv", "beide"]


def test_what_touched_others_too_is_not_offered_to_take_back(story: Store, log_in: As) -> None:
    log_in(REGISTRATOR)
    app = history()
    app.session_state["history_picked"] = SHARED
    app.run()
    assert app.dataframe[1].value["Kenmerk"].tolist() == [OURS]
    assert "raakte ook records van elders" in words(app)
    assert not [button for button in app.button if str(button.key).startswith("undo")]
    assert not story.audit.read()  # nothing was tried


def test_what_moved_away_is_said_and_not_what_became_of_it(story: Store, log_in: As) -> None:
    log_in(REGISTRATOR)
    app = opened("history.py", v="1", sinds="week")
    assert [*changes_by_kind(app)["Activeringen"]] == [
        *("Nieuw", "Gewijzigd", "Afgesloten", "Gecorrigeerd", "Ingetrokken", "Verplaatst"),
    ]
    assert "Alleen van records van Limburg-Noord." in words(app)
    for reference in ("weg", OTHERS):
        app = history(kenmerk=reference)
        assert f"'{reference}': niet van Limburg-Noord" in words(app)
        assert not app.dataframe
        assert "geheim" not in words(app)


def test_a_part_of_a_reference_offers_own_records_alone(story: Store, log_in: As) -> None:
    log_in(REGISTRATOR)
    app = history(kenmerk="a")  # as in "afgeschermd", that stands in place of those of others
    assert "Niets heeft precies dit kenmerk" in words(app)
    assert not app.dataframe
    assert history(kenmerk="our").dataframe[0].value["Kenmerk"].tolist() == [OURS, f"H-{OURS}"]


@pytest.mark.parametrize(
    ("role", "regions", "told"),
    [
        ("landelijk", [], "Sinds {}:"),
        ("registrator", [], "Sinds {} in Limburg-Noord:"),
        ("registrator", ["VR23"], "Sinds {} in Limburg-Noord:"),
        ("registrator", ["VR01"], ""),
        ("lezer", [], ""),
    ],
)
def test_news_is_of_the_own_region_and_else_nothing_is_claimed(
    story: Store, log_in: As, role: str, regions: list[str], told: str
) -> None:
    log_in(ACTORS[role])
    for page in ("national.py", "region.py") if regions else ("national.py",):
        line = (
            markup(opened(page, v="1", regio=regions))
            .partition('<p class="news"><b>')[2]
            .partition("</b>")[0]
        )
        first, _, last = told.partition("{}")
        assert bool(line) == bool(told)
        assert line.startswith(first)
        assert line.endswith(last)
    shown = words(opened("national.py", v="1", regio=regions, tab="nieuws"))
    assert ("Wat hier veranderde, is niet voor" in shown) == (not told)


def test_only_own_records_lead_to_their_history(story: Store, log_in: As) -> None:
    log_in(REGISTRATOR)
    listed = markup(opened("national.py", v="1", tab="lijst")).partition('<table class="list">')[2]
    rows = listed.partition("</table>")[0].split("<tr data-record")[1:]
    linked = ["kenmerk=" in row for row in rows]
    assert linked == [f">{OURS}<" in row for row in rows]
    assert (sum(linked), sum("afgeschermd" in row for row in rows)) == (1, len(rows) - 1)
    assert len(rows) > 1


def test_nothing_is_claimed_of_other_regions(story: Store, log_in: As) -> None:
    log_in(REGISTRATOR)
    assert "Aan records van Limburg-Noord is sindsdien niets veranderd" in words(
        history(sinds="week", regio="VR01")
    )


def test_the_form_offers_own_records_alone(story: Store, log_in: As) -> None:
    log_in(REGISTRATOR)
    for kind, own in (("activering", OURS), ("huisvestingslocatie", f"H-{OURS}")):
        app = opened("register.py", v="1", soort=kind, kenmerk=own)
        choice = next(one for one in app.selectbox if "Kies, of typ" in (one.proto.placeholder or ""))
        assert [option.partition(" ")[0] for option in choice.options] == [own]
        assert "van Limburg-Noord; wie landelijk werkt" in words(app)
        assert "Voorgoed legen …" not in str(app.main)
        app = opened("register.py", v="1", soort=kind, kenmerk=own.replace(OURS, OTHERS))
        assert "niet van Limburg-Noord" in words(app)
        assert not [field for field in app.text_input if str(field.key).endswith("_reference")]


def test_an_own_change_is_taken_back(story: Store, log_in: As) -> None:
    log_in(REGISTRATOR)
    change = story.write(
        HOUSING, story.snapshot().housing.query("reference == 'H-ours'").assign(note="fout"), Intent("x")
    ).change
    assert change
    app = history()
    app.session_state["history_picked"] = change.id
    app.run()
    app.button(key=f"undo_{change.id}").click().run()
    app.text_input(key=f"undo_why_{change.id}").set_value("verkeerd").run()
    app.button(key="undo_confirm").click().run()
    assert f"Wijziging {change.id} is teruggedraaid" in words(app)
    last = story.log(1)[0].change
    assert (last.undoes, last.who) == (change.id, "Naam registrator")
