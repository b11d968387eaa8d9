"""Text of a record is never a program: no page, file or link makes it the source of a template."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
import streamlit as st

from geo.exports import CONTENTS, FORMATS, export
from geo.picture import Selection
from geo.records import ACTIVATIONS, HOUSING
from geo.store import Intent, current_store
from tests.toy_pages import forget_store, map_arguments, opened
from tests.toy_snapshot import activations, housing
from tests.toy_text import GOOD, HOSTILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.page

MARK = "herken7mij"
TEXTS = [f"{MARK} {text}" for text in HOSTILE]
WHERE = {"lat": 52.1, "lon": 5.2}


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is compiled as a template from now on."""
    compiled: list[str] = []
    compile_one = jinja2.Environment.compile

    def kept(self: jinja2.Environment, source: Any, *rest: Any, **options: Any) -> Any:
        compiled.append(str(source))
        return compile_one(self, source, *rest, **options)

    monkeypatch.setattr(jinja2.Environment, "compile", kept)
    return compiled


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'text.sqlite'}")
    forget_store()
    st.cache_resource.clear()
    yield
    current_store().close()
    forget_store()


@pytest.fixture
def stored(empty: None) -> None:
    """Records of both tables whose texts are all hostile."""
    store = current_store()
    names = [{"reference": text[:60], "place": text, "note": text, **WHERE} for text in TEXTS]
    store.write(ACTIVATIONS, activations(*names), Intent(TEXTS[3], "edit", TEXTS[4]))
    store.write(HOUSING, housing(*({"name": each["place"], **each} for each in names)), Intent("test"))


def drawn(app: AppTest) -> list[str]:
    """Return the texts of the points on the map, as the browser will read them."""
    script = map_arguments(app)["feature_group"]
    shown, _ = json.JSONDecoder().raw_decode(script[script.index('{"choropleth"') :])
    columns = [column for layer in shown["points"] for column in layer["columns"]]
    return [column.get("prefix", "") + value for column in columns for value in column.get("values", ())]


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("national.py", {}),
        ("history.py", {"sinds": "2020-01-01T00:00"}),
        ("register.py", {}),
        ("data.py", {}),
        ("about.py", {}),
    ],
)
def test_no_page_makes_a_stored_text_a_template(
    stored: None, sources: list[str], page: str, query: dict[str, str]
) -> None:
    app = opened(page, **({"v": "1"} | query))
    assert not [source for source in sources if MARK in source]
    if page in ("national.py", "history.py"):
        assert set(TEXTS) <= set(drawn(app))


def test_a_file_that_is_only_offered_is_no_template(empty: None, sources: list[str]) -> None:
    app = opened()
    app.switch_page("data.py").run()
    good = GOOD["activations"] | {"lat": "52,1", "lon": "5,2"}
    sheet = io.StringIO()
    rows = csv.DictWriter(sheet, [*good, "place"])
    rows.writeheader()
    for number, text in enumerate(TEXTS):
        rows.writerow(good | {"reference": f"A-{number}", "place": text})
    app.file_uploader[0].upload("lijst.csv", sheet.getvalue().encode()).run()
    assert not app.exception
    assert set(TEXTS[2:]) <= set(drawn(app))
    assert not [source for source in sources if MARK in source]


def test_a_map_compiles_nothing_but_the_empty_document_of_folium(stored: None, sources: list[str]) -> None:
    opened()
    assert [source[:17] for source in sources] == ["<meta http-equiv="]


@pytest.mark.parametrize("what", CONTENTS)
@pytest.mark.parametrize("file_format", FORMATS)
def test_no_file_makes_a_stored_text_a_template(
    stored: None, sources: list[str], what: Any, file_format: str
) -> None:
    assert export(current_store().snapshot(), Selection(), what, file_format).content
    assert not [source for source in sources if MARK in source]


@pytest.mark.parametrize("text", TEXTS)
def test_no_link_makes_its_text_a_template(stored: None, sources: list[str], text: str) -> None:
    opened(v="1", thema=text, regio=text, van=text, lagen=text)
    assert not [source for source in sources if MARK in source]
