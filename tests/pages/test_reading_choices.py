"""On the data page it is said how a file is read, and that can be chosen before anything is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.toy_pages import forget_store, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.page


@pytest.fixture(autouse=True)
def demo_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    forget_store()
    yield
    forget_store()


def offered(*lines: str) -> AppTest:
    app = opened("data.py")
    app.file_uploader[0].upload("lijst.csv", "\n".join((*lines, "")).encode()).run()
    assert not app.exception
    return app


def count(app: AppTest, label: str) -> str:
    return next((metric.value for metric in app.metric if metric.label == label), "")


def test_metres_become_degrees_with_one_click() -> None:
    app = offered("kenmerk;naam;soort;plaatsen;x;y", "N-1;Hof;hotel;8;209500;376200")
    assert count(app, "Met fouten") == "1"
    choice = next(each for each in app.button_group if each.label == "Coördinaten in meters")
    choice.set_value("EPSG:28992").run()
    assert not app.exception
    assert (count(app, "Nieuw"), count(app, "Met fouten")) == ("1", "0")


def test_a_key_of_another_record_gets_a_prefix_or_a_decision() -> None:
    app = offered(
        "kenmerk;naam;soort;plaatsen;gemeente;lat;lon", "DEMO-H-001;Heel iets anders;hotel;80;Zeewolde;;"
    )
    assert count(app, "Zelfde kenmerk, iets anders") == "1"
    assert any("andere naam, gemeente en regio" in text.value for text in app.text)
    next(button for button in app.button if button.label == "Gebruik VRFL-").click().run()
    assert not app.exception
    assert (count(app, "Nieuw"), count(app, "Zelfde kenmerk, iets anders")) == ("1", "")
