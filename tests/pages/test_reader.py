"""The language of a page: from the link, else from the browser, and a switch that keeps the filters."""

from __future__ import annotations

import re

import pytest

from tests.toy_pages import markup, opened, words

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]


def test_a_link_says_its_language_and_keeps_it() -> None:
    app = opened(v="1", taal="de", type="preventief")
    assert 'data-language="de"' in markup(app)
    assert app.query_params["taal"] == "de"


def test_who_chose_nothing_has_no_language_in_the_link() -> None:
    app = opened(v="1", type="preventief")
    assert 'data-language="nl"' in markup(app)
    assert "taal" not in app.query_params


def test_the_switch_leads_to_the_same_page_and_filters() -> None:
    page = markup(opened("regions.py", v="1", type="preventief"))
    assert re.search(r'href="\?[^"]*type=preventief[^"]*taal=fr" lang="fr"', page)


def test_a_language_that_is_not_there_is_told() -> None:
    assert "pl' is geen taal van dit dashboard. Kies uit nl, de, fr, en." in words(opened(v="1", taal="pl"))
