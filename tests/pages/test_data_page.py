"""The data page: a file is looked at before anything is stored, and goes in when the user says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geo import store
from geo.records import HOUSING
from geo.settings import ROOT
from geo.store import Intent, current
from pages.parts import account, importing
from tests.toy_accounts import ACTORS
from tests.toy_files import dutch, repacked, rows_of, xlsx_file
from tests.toy_pages import forget_store, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.page

DEMO = (ROOT / "data" / "demo" / "activations.csv").read_text(encoding="utf-8-sig").splitlines()
SAVE = "Toevoegen aan het landelijk beeld"


@pytest.fixture(autouse=True)
def demo_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    forget_store()
    yield
    forget_store()


@pytest.fixture
def begun(demo_store: None) -> None:
    """The demo taken out: real records are only imported without it."""
    current.current_store().remove_demo(Intent("Jansen", "withdraw", "begin"))


def offered(*rows: str, name: str = "lijst.csv") -> AppTest:
    """Open the page and drop a file of demo rows, changed or not, on it."""
    app = opened("data.py")
    app.file_uploader[0].upload(name, "\n".join([DEMO[0], *rows]).encode()).run()
    assert not app.exception
    return app


def offered_again(app: AppTest) -> AppTest:
    """Drop a second file on the page."""
    app.file_uploader[0].upload("tweede.csv", "\n".join([DEMO[0], DEMO[2]]).encode()).run()
    assert not app.exception
    return app


def count(app: AppTest, label: str) -> str:
    return next(metric.value for metric in app.metric if metric.label == label)


def save_button(app: AppTest):  # noqa: ANN201
    return next(button for button in app.button if button.label == SAVE)


def told(app: AppTest) -> str:
    return "\n".join(element.value for element in (*app.text, *app.success, *app.error))


def test_new_changed_and_unchanged_rows_are_told_apart_before_anything_is_stored() -> None:
    version = current.current_store().version()
    row = DEMO[1]
    app = offered(row, DEMO[2].replace("DEMO-", "NIEUW-"), DEMO[3] + " aangevuld")
    found = [count(app, label) for label in ("Rijen", "Nieuw", "Gewijzigd", "Ongewijzigd", "Met fouten")]
    assert found == ["3", "1", "1", "1", "0"]
    assert current.current_store().version() == version


def test_columns_that_are_no_field_are_counted_and_persons_data_left_out() -> None:
    app = opened("data.py")
    rows = f"{DEMO[0]};telefoon;kleur\n{DEMO[1]};0600000000;rood\n"
    app.file_uploader[0].upload("lijst.csv", rows.encode()).run()
    assert not app.exception
    title = next(each.label for each in app.expander if each.label.startswith("Kolommen"))
    assert title.endswith("1 naar de toelichting, 1 niet opgenomen")
    assert "1 van 1 rijen hebben een locatie: punt 1." in told(app)


@pytest.mark.usefixtures("begun")
def test_a_confirmed_file_is_in_the_picture_and_offering_it_again_changes_nothing() -> None:
    row = DEMO[1].replace("DEMO-", "NIEUW-")
    app = offered(row)
    save_button(app).click().run()
    assert "Vul uw naam of functie in" in told(app)
    assert len(current.current_snapshot().activations) == 0
    app.text_input(key="person").input("Coördinator").run()
    save_button(app).click().run()
    assert "1 nieuw" in told(app)
    assert len(current.current_snapshot().activations) == 1
    again = offered(row)
    assert count(again, "Nieuw") == "0"
    assert "staat al zo in het beeld" in told(again)
    assert save_button(again).disabled


@pytest.mark.usefixtures("begun")
def test_good_rows_go_in_without_the_faulty_ones_only_if_the_user_says_so() -> None:
    good, faulty = DEMO[1].replace("DEMO-", "NIEUW-"), DEMO[2].replace("-2020;", "-13-2020;", 1)
    app = offered(good, faulty)
    app.text_input(key="person").input("Coördinator").run()
    assert count(app, "Met fouten") == "1"
    save_button(app).click().run()
    assert "Verbeter de rijen met fouten" in told(app)
    assert len(current.current_snapshot().activations) == 0
    app.checkbox[0].check().run()
    save_button(app).click().run()
    assert len(current.current_snapshot().activations) == 1


@pytest.mark.usefixtures("begun")
def test_who_registers_for_a_region_sees_which_rows_are_not_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    """DEMO-A-001 lies in Limburg-Noord, the second in Groningen."""
    monkeypatch.setattr(account, "_asked", lambda: ACTORS["registrator"])
    ours = DEMO[1].replace("DEMO-", "NIEUW-")
    others = ours.replace("A-001", "A-002").replace("Panningen;Peel en Maas", "Groningen;Groningen")
    app = offered(ours, others.replace("51,3486;6,0289", "53,2194;6,5665"))
    assert (count(app, "Nieuw"), count(app, "Met fouten")) == ("1", "1")
    report = next(each.value for each in app.dataframe if "Wat is er mis" in each.value)
    assert report[["Rij", "Kolom", "Waarde", "Wat is er mis"]].to_numpy().tolist() == [
        ["3", "veiligheidsregio", "VR01", "valt buiten uw regio"]
    ]
    app.checkbox[0].check().run()
    save_button(app).click().run()
    assert "1 nieuw" in told(app)
    assert current.current_snapshot().activations["reference"].tolist() == ["NIEUW-A-001"]
    assert current.current_store().log(1)[0].change.who == "Naam registrator"


def test_who_registers_for_a_region_is_offered_nothing_that_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The table of workers is not theirs, nor is it to take the demo out: whom to ask is said."""
    monkeypatch.setattr(account, "_asked", lambda: ACTORS["registrator"])
    assert "werkenden" not in "".join(each.label.lower() for each in opened("data.py").expander)
    app = offered(DEMO[1].replace("DEMO-", "NIEUW-"))
    (tables,) = [each for each in app.get("button_group") if "Contacten" in str(each.proto)]
    assert "Werkenden" not in str(tables.proto)
    assert "remove_demo" not in [button.key for button in app.button]
    assert any("Vraag wie landelijk werkt" in each.value for each in app.markdown)
    assert current.current_store().audit.read() == ()


@pytest.mark.usefixtures("begun")
def test_what_is_typed_right_before_the_click_is_taken_in_with_it() -> None:
    """On a slow server the text and the click come in together, with one run."""
    app = offered(DEMO[1].replace("DEMO-", "NIEUW-"))
    app.text_input(key="person").input("Coördinator")
    reason = next(field for field in app.text_input if field.label == "Reden")
    reason.input("nagebeld")
    assert not save_button(app).disabled
    save_button(app).click().run()
    last = current.current_store().log()[0].change
    assert (last.who, last.why) == ("Coördinator", "nagebeld")


@pytest.mark.usefixtures("begun")
def test_the_second_of_two_clicks_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    app = offered(DEMO[1].replace("DEMO-", "NIEUW-"))
    app.text_input(key="person").input("Coördinator").run()

    def twice(*arguments: object) -> None:
        for _ in range(2):
            take_in(*arguments)

    take_in = importing._take_in
    monkeypatch.setattr(importing, "_take_in", twice)
    app.run()
    save_button(app).click().run()
    assert len(current.current_snapshot().activations) == 1
    assert "niet gelukt" not in told(offered_again(app))


def test_a_list_of_contacts_is_known_and_keeps_its_numbers_and_mailboxes() -> None:
    lines = (ROOT / "data" / "demo" / "contacts.csv").read_text(encoding="utf-8-sig").splitlines()
    app = opened("data.py")
    app.file_uploader[0].upload("lijst.csv", "\n".join(lines[:3]).encode()).run()
    assert not app.exception
    assert (count(app, "Rijen"), count(app, "Nieuw"), count(app, "Met fouten")) == ("2", "0", "0")
    texts = [text.value for text in app.text]
    assert "Contacten staan niet als punt op de kaart." in texts
    assert not any("persoonsgegevens" in text for text in texts)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leeg.csv", b""),
        ("plaatje.csv", b"\x89PNG\r\n\x1a\n" + bytes(50)),
        ("stuk.xlsx", b"PK\x03\x04afgekapt"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_leaves_the_store_alone(name: str, content: bytes) -> None:
    version = current.current_store().version()
    app = opened("data.py")
    app.file_uploader[0].upload(name, content).run()
    assert not app.exception
    assert "Er is niets opgeslagen" in app.error[0].value
    assert name in told(app)
    assert current.current_store().version() == version


def test_of_a_workbook_the_sheet_is_chosen_on_the_page() -> None:
    north, south = (rows_of(dutch(HOUSING, {"reference": name})) for name in ("N-1", "Z-1"))
    app = opened("data.py")
    app.file_uploader[0].upload("regios.xlsx", xlsx_file(north, Zuid=south)).run()
    chooser = next(box for box in app.selectbox if box.label == "Welk werkblad?")
    assert (chooser.value, chooser.options) == ("Blad1", ["Blad1", "Zuid"])
    chooser.select("Zuid").run()
    assert not app.exception
    assert any("werkblad 'Zuid'" in text.value for text in app.text)


@pytest.mark.parametrize(
    ("name", "said"), [("foto.png", "een afbeelding"), ("lijst.xls", r"oud Excel"), ("a.docx", "Word")]
)
def test_a_file_of_another_kind_is_refused_in_dutch(name: str, said: str) -> None:
    contents = {
        "foto.png": b"\x89PNG\r\n\x1a\n",
        "lijst.xls": b"\xd0\xcf\x11\xe0",
        "a.docx": repacked(xlsx_file([]), word__document_xml=b"<w/>"),
    }
    app = opened("data.py")
    app.file_uploader[0].upload(name, contents[name]).run()
    assert not app.exception
    assert said in told(app)


@pytest.mark.parametrize("part", ["Exporteren", "Bestandsformaat"])
def test_the_other_parts_run_and_offer_a_file(part: str) -> None:
    app = opened("data.py")
    app.segmented_control(key="data_part").select(part).run()
    assert not app.exception
    assert app.get("download_button")


WORKERS = "Sector;Regio;Werkenden;Jaar;Bron\nvlees;VR01;{};2020;n/a\nbouw;VR02;300;2020;n/a\n"


def workers_offered(text: str) -> AppTest:
    app = opened("data.py")
    app.file_uploader[0].upload("cbs.csv", text.encode()).run()
    assert not app.exception
    return app


def test_a_table_of_workers_is_known_looked_at_kept_and_taken_back() -> None:
    def kept() -> int:
        return int(store.kept_workers(store.current_store()).table["workers"].sum())

    app = workers_offered(WORKERS.format("2.000"))
    assert store.kept_workers(store.current_store()) is None
    assert [list(row) for row in app.dataframe[0].value.to_numpy()][2] == ["Rijen", "geen", "2"]
    app.button(key="keep_workers").click().run()
    assert "Bewaard: 2 rijen met werkenden" in told(app)
    assert kept() == 2_300
    again = workers_offered(WORKERS.format("2.000"))
    assert again.button(key="keep_workers").disabled
    other = workers_offered(WORKERS.format("5.000"))
    assert other.dataframe[1].value.to_numpy().tolist() == [
        ["Bouw", "Fryslân", "300", "300"],
        ["Vleesverwerking", "Groningen", "2.000", "5.000"],
    ]
    other.button(key="keep_workers").click().run()
    assert "Nu in gebruik: n/a, 2020, 2 rijen, bewaard op" in told(other)
    assert kept() == 5_300
    other.button(key="workers_back").click().run()
    assert not other.exception
    assert kept() == 2_300


def test_a_faulty_table_of_workers_is_reported_as_other_files_are_and_replaces_nothing() -> None:
    app = workers_offered(WORKERS.format("veel"))
    row = app.dataframe[0].value.iloc[0]
    assert (row["Rij"], row["Kolom"], row["Waarde"], row["Ernst"]) == ("2", "Werkenden", "veel", "fout")
    assert not [button for button in app.button if button.key == "keep_workers"]
    assert store.kept_workers(store.current_store()) is None


def test_what_a_column_is_taken_for_is_held_by_its_code_in_any_language() -> None:
    rows = {}
    for reader in ("nl", "de"):
        app = opened("data.py", v="1", taal=reader)
        app.file_uploader[0].upload("lijst.csv", f"{DEMO[0]};hobby\n{DEMO[1]};schaken".encode()).run()
        assert not app.exception
        rows[reader] = next(one.value for one in app.dataframe if "target" in one.value)
    assert rows["nl"].equals(rows["de"])
    assert set(rows["de"]["target"]) >= {"reference", "(naar de toelichting)"}
