"""A file to records in the store: matched, checked, planned, written, and its faulty rows sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from geo import files
from geo.errors import ConflictError, ReasonError, RecordsError
from geo.imports.choices import ImportChoices
from geo.imports.faulty import faulty_rows
from geo.imports.stages import check, plan, read_file, write
from geo.imports.steps import FAULTY, OTHER, STATUS_LABELS
from geo.language import LANGUAGES, reading
from geo.records import ACTIVATIONS, CONTACTS, HOUSING, PARTNERS, TABLES, to_text
from geo.store.writing import STATUSES
from geo.vocabulary import THEMES
from tests.toy_files import FORMATS, VENLO, csv_file, dutch, geojson_file
from tests.toy_text import GOOD

if TYPE_CHECKING:
    from geo.imports.steps import Checked
    from geo.records import Table
    from geo.store import Store

pytest_plugins = ["tests.toy_databases"]


def checked(cells: pd.DataFrame, kind: str = "csv") -> Checked:
    return check(read_file(FORMATS[kind](cells), f"toy.{kind}"))


def from_csv(text: str, table: Table | None = None) -> Checked:
    return check(read_file(text.encode(), "toy.csv", table))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_good_rows_of_every_type(table: Table, kind: str) -> None:
    second = {"municipality": "Venlo"} if table.placed else {"areas": "BE10000"} if table is PARTNERS else {}
    found = checked(dutch(table, VENLO if table.placed else {}, second), kind)
    assert (found.table, found.problems) == (table, ())
    assert found.counts == {"rows": 2, "good": 2, "faulty": 0, "warnings": 0}
    if not table.placed:
        assert found.located == {}
        return
    assert found.frame["precision"].tolist() == ["punt", "gemeente"]
    assert found.frame["municipality"].tolist() == ["GM0983", "GM0983"]


BACK = {"ods": "xlsx", "parquet": "gpkg"}
"""What the faulty rows come back as, of a type that is only read."""


@pytest.mark.parametrize("kind", FORMATS)
def test_faulty_rows_come_back_and_can_be_mended(kind: str) -> None:
    cells = dutch(HOUSING, {"note": "+1+1"}, {"capacity": "veel", "kind": "hotl"}, {"name": "Café"})
    first = checked(cells, kind)
    assert first.good.tolist() == [True, False, True]
    content, name = faulty_rows(first)
    assert name == f"toy - fouten.{BACK.get(kind, kind)}"
    offered = read_file(content, name)
    assert list(offered.sheet.cells) == [*cells, files.WRONG, files.MEND]
    told = offered.sheet.cells.iloc[0]
    assert told[files.WRONG] == "soort: niet herkend als soort; plaatsen: geen getal"
    assert "bedoelde u hotel?" in told[files.MEND]
    again = check(offered)
    assert again.kept == ()
    assert [problem.what for problem in again.errors] == [problem.what for problem in first.errors]
    mended = offered.sheet.cells.assign(plaatsen="8", soort="hotel")
    assert checked(mended, kind).errors == ()


def test_a_column_that_lacks_is_in_the_file_that_comes_back() -> None:
    found = from_csv("kenmerk;naam;soort\nH-1;Huis;hotel\n")
    assert [(problem.row, problem.column) for problem in found.errors] == [(None, "plaatsen")]
    cells = read_file(*faulty_rows(found)).sheet.cells
    assert cells["plaatsen"].tolist() == [""]
    assert cells[files.WRONG].tolist() == ["plaatsen: verplichte kolom ontbreekt"]


def test_dutch_and_english_headers_in_any_order_and_synonyms() -> None:
    found = from_csv(
        "Type huisvesting,CAPACITY,latitude,Lng,Naam,Referentie\nhotel,8,51.3704,6.1724,Huis,H-1\n"
    )
    assert found.problems == ()
    assert set(filter(None, found.matching.values())) == {
        "kind",
        "capacity",
        "lat",
        "lon",
        "name",
        "reference",
    }


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_headers_may_be_what_columns_are_called_on_screen_in_any_language(
    table: Table, language: str
) -> None:
    cells = dutch(table, {})
    with reading(language):
        labels = {column.header: column.label for column in table.columns}
    found = checked(cells.rename(columns=labels))
    assert found.table is table
    assert found.matching == {
        labels[column.header]: column.name for column in table.columns if column.header in cells
    }
    assert found.good.all()


def test_extra_columns_are_kept_in_the_note_and_named() -> None:
    cells = dutch(HOUSING, {"note": "al iets"}, {}).assign(kleur=["rood", ""], maat=["1", " "])
    found = checked(cells)
    assert found.kept == ("kleur", "maat")
    assert found.frame["note"].tolist() == ["al iets; kleur: rood; maat: 1", ""]
    assert found.errors == ()


@pytest.mark.parametrize(
    ("themes", "codes"),
    [
        ("wonen, werken", "wonen werken"),
        ("wonen/vervoer", "wonen vervoer"),
        ("Wonen en werken", "wonen werken"),
    ],
)
def test_themes_in_one_column(themes: str, codes: str) -> None:
    found = checked(dutch(ACTIVATIONS, {"themes": themes}))
    assert found.frame["themes"].tolist() == [THEMES.mask(codes.split())]


def test_themes_as_three_columns_of_yes_and_no() -> None:
    cells = dutch(ACTIVATIONS, {}, {}, {}).drop(columns="thema's")
    found = checked(
        cells.assign(wonen=["ja", "x", ""], Werken=["nee", "1", "ja"], vervoer=["", "waar", "soms"])
    )
    assert found.matching["Werken"] == "themes=werken"
    assert found.frame["themes"].tolist() == [THEMES.mask(["wonen"]), THEMES.mask(THEMES.codes)]
    assert [(problem.row, problem.column, problem.value) for problem in found.errors] == [
        (4, "vervoer", "soms")
    ]


def test_the_matching_can_be_corrected() -> None:
    offered = read_file(b"kenmerk;titel;soort;plaatsen\nH-1;Huis;hotel;8\n", "x.csv")
    assert offered.matching["titel"] is None
    assert check(offered).errors != ()
    assert check(offered, HOUSING, ImportChoices.of_columns({"titel": "name"})).errors == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"soort": "reference"}, "'kenmerk' en 'soort' zijn allebei 'kenmerk'"),
        ({"soort": "kleur"}, "geen kolom 'kleur'"),
        ({"bestaat niet": "name"}, "geen kolom 'bestaat niet'"),
    ],
)
def test_a_matching_that_cannot_be(changes: dict[str, str], said: str) -> None:
    offered = read_file(b"kenmerk;titel;soort;plaatsen\nH-1;Huis;hotel;8\n", "x.csv")
    with pytest.raises(RecordsError, match=said):
        check(offered, HOUSING, ImportChoices.of_columns(offered.matching | changes))


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_table_is_guessed_from_the_headers(table: Table) -> None:
    assert read_file(csv_file(dutch(table, {})), "x").table is table


def test_another_table_is_matched_anew() -> None:
    offered = read_file(csv_file(dutch(HOUSING, {})), "x")
    assert check(offered, ACTIVATIONS).matching["soort"] is None


def test_every_status_has_its_words() -> None:
    assert set(STATUS_LABELS) == {*STATUSES, FAULTY, OTHER}


def test_targets_are_every_column_and_every_word_of_a_set() -> None:
    targets = files.targets(ACTIVATIONS)
    assert targets["lat"] == "breedtegraad"
    assert targets["themes=wonen"] == "thema's: wonen (ja of nee)"


def test_geometry_fills_in_and_goes_before_columns_beside_it() -> None:
    cells = dutch(HOUSING, {}, {"lat": "52,0907", "lon": "5,1214"})
    found = check(read_file(geojson_file(cells, [[6.1724, 51.3704], [6.1724, 51.3704]]), "x"))
    assert found.frame["municipality"].tolist() == ["GM0983", "GM0983"]


@pytest.mark.parametrize(
    ("place", "municipality", "precision", "told"),
    [
        ("Venlo", "GM0983", "plaats", ["gemeente afgeleid uit de plaats: Venlo (Limburg-Noord)"]),
        ("venlo ", "GM0983", "plaats", ["gemeente afgeleid uit de plaats: Venlo (Limburg-Noord)"]),
        ("Velden", "GM0983", "plaats", ["gemeente afgeleid uit de plaats: Venlo (Limburg-Noord)"]),
        (
            "Altena",
            "GM1959",
            "gemeente",
            ["gemeente afgeleid uit de plaats: Altena (Midden- en West-Brabant)"],
        ),
        (
            "Bergen",
            "",
            "geen",
            [
                "past bij meer dan één plaats: Bergen in Bergen (NH.) (Noord-Holland Noord);"
                " gemeente Bergen (L.) (Limburg-Noord)"
            ],
        ),
        ("Nergenshuizen", "", "geen", []),
        ("0983", "", "geen", ["een postcode is geen plaats"]),
    ],
)
def test_a_name_alone_is_a_place_or_a_municipality(
    place: str, municipality: str, precision: str, told: list[str]
) -> None:
    found = checked(dutch(HOUSING, {"place": place}))
    assert found.frame["municipality"].tolist() == [municipality]
    assert found.frame["precision"].tolist() == [precision]
    unplaced = [] if municipality or told[1:] else ["deze rij heeft geen plaats"]
    assert [problem.what for problem in found.problems] == [*told, *unplaced]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"region": "VR01"}, ["ligt niet in Groningen; bekend is Utrecht in Utrecht (Utrecht)"]),
        ({"country": "DE"}, ["ligt niet in Duitsland; bekend is Utrecht in Utrecht (Utrecht)"]),
        ({"municipality": "Goes"}, []),
        (VENLO, []),
    ],
)
def test_a_place_does_not_overrule_what_is_given(change: dict[str, str], told: list[str]) -> None:
    found = checked(dutch(HOUSING, {"place": "Utrecht"} | change))
    assert [problem.what for problem in found.problems if "geen plaats" not in problem.what] == told
    assert found.frame["municipality"].tolist() != ["GM0344"]


def test_one_transaction_then_nothing_then_a_new_version(sqlite_store: Store) -> None:
    cells = dutch(HOUSING, {}, {})
    first = plan(checked(cells), sqlite_store)
    assert first.counts == {
        **dict.fromkeys(("changed", "returned", "unchanged", "emptied", "other", "faulty"), 0),
        "new": 2,
    }
    written = write(first, sqlite_store, "tester", "omdat")
    assert written.change is not None
    assert (written.change.who, written.change.why, written.change.source.name) == (
        "tester",
        "omdat",
        "toy.csv",
    )
    same = plan(checked(cells), sqlite_store)
    assert same.status.tolist() == ["unchanged", "unchanged"]
    assert write(same, sqlite_store, "tester").change is None
    other = plan(checked(cells.assign(plaatsen=["8", "9"])), sqlite_store)
    assert other.status.tolist() == ["unchanged", "changed"]
    assert other.differs.any().loc[lambda any_row: any_row].index.tolist() == ["capacity"]
    assert write(other, sqlite_store, "tester").changed == 1
    assert sqlite_store.snapshot().housing["capacity"].tolist() == [8, 9]


def test_faulty_rows_keep_everything_out_unless_asked(sqlite_store: Store) -> None:
    planned = plan(checked(dutch(HOUSING, {}, {"capacity": "veel"})), sqlite_store)
    assert planned.status.tolist() == ["new", "faulty"]
    with pytest.raises(RecordsError, match="1 rij heeft fouten"):
        write(planned, sqlite_store, "tester")
    assert sqlite_store.version() == 0
    assert write(planned, sqlite_store, "tester", skip_faulty=True).new == 1
    assert sqlite_store.snapshot().housing["reference"].tolist() == ["R-0"]


def test_what_was_changed_since_the_plan_is_not_overwritten(sqlite_store: Store) -> None:
    cells = dutch(HOUSING, {})
    planned = plan(checked(cells), sqlite_store)
    write(plan(checked(cells.assign(naam="Ander")), sqlite_store), sqlite_store, "een ander")
    with pytest.raises(ConflictError):
        write(planned, sqlite_store, "tester")


def test_a_change_of_type_needs_a_reason(sqlite_store: Store) -> None:
    cells = dutch(ACTIVATIONS, {})
    write(plan(checked(cells), sqlite_store), sqlite_store, "tester")
    changed = cells.assign(type="repressief").assign(**{"besmettingen vastgesteld": "ja"})
    planned = plan(checked(changed), sqlite_store)
    assert planned.needs_reason
    with pytest.raises(ReasonError):
        write(planned, sqlite_store, "tester")
    assert write(planned, sqlite_store, "tester", "alsnog vastgesteld").changed == 1


def test_what_is_stored_is_written_as_text_that_reads_the_same(sqlite_store: Store) -> None:
    write(
        plan(checked(dutch(ACTIVATIONS, VENLO, {"municipality": "Goes"})), sqlite_store),
        sqlite_store,
        "tester",
    )
    text = to_text(sqlite_store.snapshot().activations, ACTIVATIONS)
    assert plan(checked(text), sqlite_store).counts["unchanged"] == 2


def test_progress_goes_from_0_to_1() -> None:
    told: list[float] = []

    def progress(fraction: float, text: str) -> None:
        assert text
        told.append(fraction)

    offered = read_file(csv_file(dutch(HOUSING, {})), "x", progress=progress)
    assert (told, told[-1]) == (sorted(told), 1)
    told.clear()
    check(offered, progress=progress)
    assert (told[0], told[-1], told) == (0, 1, sorted(told))


def test_required_columns_are_what_the_toy_gives() -> None:
    for table in TABLES.values():
        required: Any = [column.name for column in table.columns if column.required]
        one_of_two = {"mail"} if table is CONTACTS else set()  # a contact has a number or a mailbox
        assert set(required) == set(GOOD[table.name]) - one_of_two
