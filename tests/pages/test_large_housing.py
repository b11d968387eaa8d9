"""Every page where housing is counted in a large file: the same figures, and words in place of locations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geo import dutch
from geo.commands import cli
from geo.errors import CountedError
from geo.exports import export
from geo.picture import Selection
from geo.settings import Settings
from geo.store import Snapshot, current_snapshot, demo_records, open_store
from tests.toy_groups import put
from tests.toy_pages import PAGES, figure, forget_store, map_arguments, opened, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("duckdb", reason="DuckDB is in requirements-large.txt")
pytestmark = [pytest.mark.page, pytest.mark.usefixtures("_large")]

HOMES = demo_records()["housing"][0]
NEEDED = "Dit vraagt elke huisvestingslocatie afzonderlijk"
WHY = "De huisvesting staat in een groot bestand"


@pytest.fixture(scope="module")
def _large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the pages run on the demo, its housing in Parquet files."""
    folder = tmp_path_factory.mktemp("data")
    open_store(Settings.from_environment({"DATA_DIR": str(folder)})).close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(folder))
        patch.setenv("HOUSING_PARQUET", str(put(folder / "homes", HOMES)))
        patch.delenv("DATABASE_URL", raising=False)
        forget_store()
        yield
    forget_store()


@pytest.mark.parametrize("page", [page for page in PAGES if page != "access.py"])
def test_each_page_runs_or_says_why_it_cannot(page: str) -> None:
    app = opened(page)
    assert not app.error
    assert (NEEDED in words(app)) == (page == "borders.py")  # counts what lies within so many km


def test_the_figures_are_those_of_the_records() -> None:
    app = opened()
    assert (figure(app, "total"), figure(app, "housing")) == ("56", f"{len(HOMES)}")
    assert "0 van 420 huisvestingslocaties" in words(app)  # fictional, as the file is not


def test_a_list_says_what_its_locations_come_to_and_why_it_is_none() -> None:
    app = opened(v="1", tab="lijst", rijen="huisvesting", regio="VR23")
    homes = HOMES[HOMES["region"] == "VR23"]
    assert f"{len(homes)} locaties met {dutch.number(homes['capacity'].sum())} plaatsen. {WHY}" in words(app)
    assert WHY in words(opened("region.py", regio="DE05154"))


def test_housing_is_not_registered_beside_it() -> None:
    assert "wie dat beheert, wijzigt haar daar" in words(opened("register.py", {"record_table": "housing"}))


def test_the_map_says_why_it_draws_no_locations() -> None:
    assert WHY in str(map_arguments(opened()))


def test_what_is_taken_along_has_no_locations() -> None:
    now = current_snapshot()
    with pytest.raises(CountedError, match="afzonderlijk"):
        export(now, Selection(), "housing", "csv")
    made = export(now, Selection(), "regions", "csv")
    assert WHY in made.colophon.housing
    assert made.content.decode("utf-8-sig") == export(
        in_memory(now), Selection(), "regions", "csv"
    ).content.decode("utf-8-sig")


def test_commands_answer_from_it_and_refuse_what_needs_locations(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", "--per", "locations", "--regio", "VR23", "--json"]) == 0
    regions = {row["code"]: row for row in json.loads(capsys.readouterr().out)["regions"]}
    assert regions["VR23"]["denominator"] == (HOMES["region"] == "VR23").sum()
    assert cli.main(["border", "--grens", "nl-de", "--json"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert NEEDED in printed.err


def test_housing_is_not_imported_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "homes.csv"
    file.write_text("kenmerk;naam;soort;plaatsen;veiligheidsregio\nH-1;Huis;hotel;10;VR23\n")
    assert cli.main(["import", str(file), "--table", "housing", "--dry-run"]) == 1
    assert "wie dat beheert, wijzigt haar daar" in capsys.readouterr().err


def in_memory(now: Snapshot) -> Snapshot:
    return Snapshot(
        version=now.version,
        as_of=now.as_of,
        fictional=now.fictional,
        housing=HOMES,
        activations=now.activations,
        contacts=now.contacts,
        partners=now.partners,
    )
