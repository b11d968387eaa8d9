"""Every page runs on the real demo records, follows the link, and says what it cannot show."""

from __future__ import annotations

import re
from typing import Any

import pytest

from geo import dutch
from tests.toy_pages import PAGES, figure, forget_store, map_arguments, markup, opened, words

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]


@pytest.mark.parametrize("page", [page for page in PAGES if page != "access.py"])  # it shows no record
def test_each_page_runs_and_says_that_the_demo_is_fictional(page: str) -> None:
    app = opened(page)
    assert app.title
    assert "Fictieve demogegevens" in words(app)


def test_the_national_picture_adds_up() -> None:
    app = opened()
    assert figure(app, "total") == "56"
    assert figure(app, "preventief") == "37"
    assert figure(app, "repressief") == "19"
    assert "56 = 51 op de kaart + 3 zonder locatie + 2 buiten Nederland" in words(app)


def test_every_block_has_its_definition_at_hand() -> None:
    assert len(re.findall(r'<h2 title="[^"]{20,}', markup(opened()))) == 4


def test_the_first_sentence_says_how_many_when_where_most_and_with_what_result() -> None:
    assert opened().title[0].value == (
        "56 activeringen, 1 september – 30 november 2020, de meeste in Limburg-Noord (9);"
        " 12 keer een dwangmaatregel of sluiting."
    )


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ({"type": "repressief"}, "19"),
        ({"type": ["preventief", "repressief"]}, "56"),
        ({"type": "Repressief"}, "19"),
        ({"van": "2020-09-01", "tot": "2020-11-30"}, "56"),
        ({"land": ["DE", "BE"]}, "2"),
        ({"van": "2021-01-01"}, "0"),
    ],
)
def test_a_link_opens_its_selection(query: dict[str, Any], total: str) -> None:
    assert figure(opened(v="1", **query), "total") == total


def test_an_empty_selection_says_so_and_offers_the_way_back() -> None:
    app = opened(v="1", van="2021-01-01")
    assert "Er zijn geen activeringen binnen de gekozen filters" in words(app)
    app.button(key="clear_in_bar").click().run()
    assert figure(app, "total") == "56"


def test_a_pill_takes_one_filter_value_away() -> None:
    app = opened(v="1", thema=["wonen", "werken"], type="repressief")
    app.button_group(key="filter_thema").unselect("wonen").run()
    assert app.session_state["filter_thema"] == ["werken"]
    assert int(figure(app, "total")) < 19


@pytest.mark.parametrize("value", ["<b>", "${alert(1)}", "VR99", "x" * 10_000, "\x00"])
def test_nonsense_in_a_link_is_dropped_and_named(value: str) -> None:
    app = opened(v="1", thema=value, maat=value)
    assert figure(app, "total") == "56"
    assert "Niet alles in deze link is herkend" in words(app)


def test_a_day_that_the_calendar_does_not_reach_is_dropped_and_named() -> None:
    app = opened(v="1", van="1999-01-01")
    assert figure(app, "total") == "56"
    assert "1999-01-01 is weggelaten" in words(app)


def test_the_same_picture_sends_the_same_map_and_another_keeps_the_frame() -> None:
    first, again, other = opened(), opened(), opened(v="1", type="repressief")
    assert map_arguments(first) == map_arguments(again)
    assert map_arguments(first)["script"] == map_arguments(other)["script"]
    assert map_arguments(first)["feature_group"] != map_arguments(other)["feature_group"]
    assert first.get("component_instance")[0].proto.id == other.get("component_instance")[0].proto.id


def test_a_store_out_of_reach_is_told_and_its_address_only_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("DATABASE_URL", "postgresql+psycopg://user:secret@127.0.0.1:1/none?connect_timeout=1")
        forget_store()
        app = opened()
        assert "Het beeld is nu niet beschikbaar" in app.error[0].value
        for hidden in ("secret", "user", "127.0.0.1", "://"):
            assert hidden not in words(app)
        assert "://user:***@127.0.0.1:1/none" in caplog.text
        assert "secret" not in caplog.text
        assert not app.get("html")
    forget_store()


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(1234.5, 1, "1.234,5"), (0, 0, "0"), (None, 0, "geen gegevens"), (float("nan"), 2, "geen gegevens")],
)
def test_numbers_the_dutch_way(value: float | None, decimals: int, text: str) -> None:
    assert dutch.number(value, decimals) == text
