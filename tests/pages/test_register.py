"""The form: every column has a field, errors lose nothing, and what is saved is in the picture."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geo.language import reading
from geo.records import ACTIVATIONS, CONTACTS, HOUSING, PARTNERS, TABLES, Problem
from geo.store import Intent, current_snapshot, current_store
from pages.parts import record_fields, record_place
from tests.toy_pages import markup, opened
from tests.toy_register import FILLED, change, existing, fill, key, press, record, register, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from geo.records import Table

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_column_stands_in_the_form_once(table: Table) -> None:
    drawn = [name for group in table.groups for name in group.columns]
    drawn += [one.column for one in table.follows]  # not asked, and saved all the same
    drawn += [name for name in (*record_place.COLUMNS, "report", "note") if name in table_names(table)]
    assert sorted(drawn) == sorted(table_names(table))


def table_names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_opening_a_record_changes_nothing(table: Table) -> None:
    for reference in current_snapshot().frame(table)["reference"].iloc[:: len(table.columns)][:4]:
        app = existing(reference, table)
        assert "Niet opgeslagen" not in words(app)
        before = current_store().history(table, reference)
        assert "opgeslagen" not in words(press(app, "save")).lower().replace("material/check: opgeslagen", "")
        assert current_store().history(table, reference) == before


@pytest.mark.usefixtures("begun")
def test_a_new_activation_is_in_the_picture_at_once() -> None:
    before = len(current_snapshot().activations)
    app = register()
    reference = app.session_state[key(app, "reference")]
    assert reference == f"A-{before + 1:03}"
    press(fill(app, FILLED), "save")
    assert f"{reference} is toegevoegd" in words(app)
    saved = record(reference)
    assert (saved["region"], saved["municipality"], saved["precision"]) == ("VR23", "GM0983", "punt")
    assert len(current_snapshot().activations) == before + 1
    history = current_store().history(ACTIVATIONS, reference)
    assert [(one.change.who, one.change.action) for one in history] == [("Jansen", "edit")]
    assert app.session_state["record_mode"] == "Bestaand"
    assert app.text_input(key=key(app, "reference")).disabled


@pytest.mark.usefixtures("begun")
def test_a_new_contact_has_no_place_to_point_at() -> None:
    app = register(record_table="contacts")
    assert app.session_state[key(app, "reference")] == "C-001"
    values = {"organisation": "GGD", "authority": "ggd", "area": "DE05154", "languages": ["duits"]}
    app = press(fill(app, values), "save")
    assert "Geen telefoon en geen e-mail; vul ten minste een van beide in" in words(app)
    app = press(fill(app, {"phone": "+49 221 4710 001"}), "save")
    assert "C-001 is toegevoegd" in words(app)
    assert "Nog een contact registreren" in [button.label for button in app.button]
    saved = record("C-001", CONTACTS)
    assert (saved["area"], saved["languages"], saved["phone"]) == ("DE05154", 2, "+49 221 4710 001")


@pytest.mark.usefixtures("begun")
def test_a_new_partner_is_registered_by_its_areas() -> None:
    app = register(record_table="partners")
    assert app.session_state[key(app, "reference")] == "PAR-001"
    app = press(fill(app, {"partner": "Kreis Kleve", "delivers": "ja", "areas": []}), "save")
    assert "Kies een of meer gebieden bij 'gebieden'." in words(app)
    assert "Levert huisvesting, maar zegt niet wat een locatie is" in words(app)
    app = press(fill(app, {"areas": ["DE05154", "DE05"]}), "save")
    assert "PAR-001 is toegevoegd" in words(app)
    saved = record("PAR-001", PARTNERS)
    assert (saved["areas"], saved["delivers"], saved["partner_de"]) == ("DE05, DE05154", True, "")
    assert "Noordrijn-Westfalen (Nordrhein-Westfalen)" in str(app.selectbox[0].options)


def test_a_link_opens_a_partner() -> None:
    app = opened("register.py", v="1", soort="partner", kenmerk="DEMO-PAR-004")
    assert app.session_state["record_chosen_partners"] == "DEMO-PAR-004"
    areas = app.session_state["record_partners_DEMO-PAR-004_areas"]
    assert areas == ["BE10000", "BE30000", "BE40000", "BE70000"]


def test_a_link_opens_a_contact_and_says_what_kind_it_does_not_know() -> None:
    reference = current_snapshot().contacts["reference"].iloc[0]
    app = opened("register.py", v="1", soort="contact", kenmerk=reference)
    assert app.session_state["record_chosen_contacts"] == reference
    assert "soort" not in app.query_params  # the form goes its own way
    assert "soort: 'persoon' is weggelaten" in words(opened("register.py", v="1", soort="persoon"))


@pytest.mark.usefixtures("begun")
def test_a_new_housing_location_by_municipality() -> None:
    app = register(record_table="housing")
    values = {"name": "Huis", "kind": "hotel", "capacity": 12, "way": "gemeente", "municipality": "GM0983"}
    reference = app.session_state[key(app, "reference")]
    press(fill(app, values), "save")
    saved = record(reference, HOUSING)
    assert (saved["capacity"], saved["region"], saved["precision"]) == (12, "VR23", "gemeente")


@pytest.mark.usefixtures("begun")
def test_a_place_over_the_border_is_enough() -> None:
    app = register(record_table="housing")
    values = {"name": "Huis", "kind": "hotel", "capacity": 12, "way": "gebied", "place": "Goch"}
    reference = app.session_state[key(app, "reference")]
    press(fill(app, values), "save")
    saved = record(reference, HOUSING)
    assert (saved["country"], saved["district"], saved["precision"]) == ("DE", "DE05154", "plaats")
    assert "Kleef (Kleve), Duitsland. Alleen de plaats is bekend" in words(existing(reference, HOUSING))


def test_errors_stand_at_their_fields_and_lose_nothing() -> None:
    version = current_store().version()
    days = {"activated_on": date(2020, 10, 2), "closed_on": date(2020, 10, 1)}
    app = fill(register(), {**days, "note": "blijft staan"})
    assert "Gesloten voor de activering" in words(app)
    assert "Verplicht" not in words(app)  # nobody tried to save yet
    press(app, "save")
    assert "Kies een waarde bij 'sector'." in words(app)
    assert "Niet opgeslagen" in words(app)
    assert app.text_area(key=key(app, "note")).value == "blijft staan"
    assert current_store().version() == version


@pytest.mark.usefixtures("begun")
def test_nobody_saves_without_a_name() -> None:
    version = current_store().version()
    app = press(fill(register(), FILLED, who=""), "save")
    assert "uw naam of functie" in words(app)
    assert current_store().version() == version


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"lat": "6,17", "lon": "51,37"}, "verwisseld"),
        ({"lat": "371000", "lon": "205000"}, "RD-coördinaten"),
        ({"lat": "0", "lon": "0"}, "0 en 0"),
        ({"lat": "54,5", "lon": "4,0"}, "buiten Nederland en de grensstreek"),
        ({"lat": "noord"}, "Geen getal"),
    ],
)
def test_a_wrong_place_is_told_as_an_import_does(values: dict[str, str], told: str) -> None:
    app = press(fill(register(), {**FILLED, "way": "coordinaten", **values}), "save")
    assert told.lower() in words(app).lower()
    assert "Niet opgeslagen" in words(app)


@pytest.mark.usefixtures("begun")
def test_a_warning_does_not_block() -> None:
    values = {"name": "Vol", "kind": "hotel", "capacity": 1, "occupants": 9, "way": "geen"}
    app = fill(register(record_table="housing"), values)
    assert "Meer bewoners dan plaatsen" in words(app)
    press(app, "save")
    assert "is toegevoegd" in words(app)


@pytest.mark.usefixtures("begun")
def test_only_the_chosen_way_says_where_it_is() -> None:
    values = {**FILLED, "municipality": "GM0363", "region": "VR01"}  # typed earlier, in another way
    app = register()
    reference = app.session_state[key(app, "reference")]
    press(fill(app, values), "save")
    assert record(reference)["municipality"] == "GM0983"


def test_a_draft_waits_while_another_record_is_looked_at() -> None:
    app = fill(register(), {"reporter": "Gemeente X"})
    app.session_state["record_mode"] = "Bestaand"
    app.run()
    app.session_state["record_mode"] = "Nieuw"
    app.run()
    assert app.text_input(key=key(app, "reporter")).value == "Gemeente X"
    assert "Niet opgeslagen" in words(app)
    press(app, "discard")
    assert app.text_input(key=key(app, "reporter")).value == ""


def test_a_reference_in_use_is_not_taken_over() -> None:
    before = current_store().history(ACTIVATIONS, "DEMO-A-001")
    app = press(fill(register(), {**FILLED, "reference": "DEMO-A-001"}), "save")
    assert "Is al in gebruik" in words(app)
    assert current_store().history(ACTIVATIONS, "DEMO-A-001") == before


@pytest.mark.usefixtures("begun")
def test_a_proposed_reference_that_somebody_else_took_is_proposed_anew() -> None:
    one, other = register(), register()
    reference = one.session_state[key(one, "reference")]
    assert other.session_state[key(other, "reference")] == reference
    press(fill(one, FILLED), "save")
    assert other.run().session_state[key(other, "reference")] > reference


def test_a_change_of_type_needs_a_reason() -> None:
    app = fill(existing("DEMO-A-003"), {"type": "preventief"})
    press(app, "save")
    assert "Vul de reden in: het type verandert." in markup(app)
    press(fill(app, {"why": "uitslag bleek negatief"}), "save")
    assert record("DEMO-A-003")["type"] == "preventief"
    assert current_store().history(ACTIVATIONS, "DEMO-A-003")[-1].change.why == "uitslag bleek negatief"


def test_closing_fills_in_day_and_result() -> None:
    open_ones = current_snapshot().activations
    reference = open_ones.loc[open_ones["closed_on"].isna(), "reference"].iloc[0]
    app = press(fill(existing(reference), {"closing_result": None}), "close")
    assert "Niet afgesloten" in words(app)
    press(fill(app, {"closing_closed_on": date(2020, 12, 20), "closing_result": "advies"}), "close")
    saved = record(reference)
    assert (saved["closed_on"].date(), saved["result"]) == (date(2020, 12, 20), "advies")
    assert current_store().history(ACTIVATIONS, reference)[-1].change.action == "close"


def test_withdrawing_needs_a_reason_and_can_be_undone() -> None:
    app = press(fill(existing("DEMO-A-008"), {}), "withdraw")
    assert "de reden" in words(app)
    press(fill(app, {"withdraw_why": "dubbel"}), "withdraw")
    assert "DEMO-A-008" not in set(current_snapshot().activations["reference"])
    assert "DEMO-A-008 is ingetrokken" in words(app)
    press(app, "save")
    assert "weer opgenomen" in words(app)
    assert record("DEMO-A-008")["reference"] == "DEMO-A-008"


def test_emptying_needs_a_reason_and_leaves_the_figures_and_the_trace() -> None:
    count = len(current_snapshot().activations)
    app = press(fill(existing("DEMO-A-047"), {}), "erase")
    assert "Niet geleegd. Vul in: de reden." in words(app)
    press(fill(app, {"erase_why": "verzoek van de betrokkene"}), "erase")
    assert "door Jansen: verzoek van de betrokkene" in words(app)
    assert not [button for button in app.button if button.key and button.key.endswith("_save")]
    assert app.dataframe[0].value["Wat"].tolist()[0] == "geleegd"
    emptied = record("DEMO-A-047")
    assert (emptied["place"], emptied["note"]) == ("", "")
    assert len(current_snapshot().activations) == count


@pytest.mark.usefixtures("begun")
def test_a_withdrawn_reference_is_never_proposed_again() -> None:
    store = current_store()
    press(fill(register(), FILLED), "save")
    last = sorted(current_snapshot().activations["reference"])[-1]
    store.withdraw(ACTIVATIONS, [last], Intent("Jansen", "withdraw", "dubbel"))
    app = register()
    number = int(last.rpartition("-")[2])
    assert app.session_state[key(app, "reference")] == f"A-{number + 1:03}"


@pytest.mark.usefixtures("begun")
def test_what_is_in_no_place_is_said_and_not_left_out() -> None:
    nowhere = {**FILLED, "lat": "", "lon": ""}
    app = press(fill(register(), nowhere), "save")
    assert "Geef de locatie aan, of kies &#39;Geen locatie bekend&#39;." in markup(app)
    # what was typed in another way is nobody's answer any more
    reference = app.session_state[key(app, "reference")]
    press(fill(app, {"way": "geen", "place": "Venlo"}), "save")
    saved = record(reference)
    assert (saved["place"], saved["precision"]) == ("", "geen")
    assert existing(reference).session_state[f"record_activations_{reference}_way"] == "geen"


@pytest.mark.usefixtures("begun")
def test_after_adding_one_goes_on_with_another() -> None:
    app = press(fill(register(), FILLED), "save")
    first = app.session_state["record_chosen_activations"]
    app.button(key="record_another").click().run()
    assert app.session_state["record_mode"] == "Nieuw"
    assert app.session_state[key(app, "reference")] > first
    assert not [button for button in app.button if button.key == "record_another"]


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(("kind", "infections"), [("repressief", True), ("preventief", False)])
def test_the_type_decides_whether_there_were_infections(kind: str, infections: bool) -> None:
    app = register()
    reference = app.session_state[key(app, "reference")]
    assert "Besmettingen vastgesteld *" not in [each.label for each in app.button_group]
    press(app, "save")
    assert "besmettingen" not in markup(app)
    press(fill(app, {**FILLED, "type": kind}), "save")
    assert record(reference)["infections"] == infections


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_only_what_a_record_can_do_without_is_for_later(table: Table) -> None:
    later = [name for group in table.groups if group.later for name in group.columns]
    assert not any(table.column(name).required for name in later)


def test_a_new_activation_asks_for_more_when_somebody_wants_to_tell_more() -> None:
    app = register()
    fields = {"reporter", "note", "report"}
    assert not fields & drawn_in(app)
    assert "melder, organisaties, gesloten op, resultaat, verslag, toelichting" in words(app)
    press(app, "later")
    assert fields <= drawn_in(app)
    app.session_state["record_mode"] = "Bestaand"
    app.run()
    app.session_state["record_mode"] = "Nieuw"
    assert fields <= drawn_in(app.run())  # asked for once, at hand for the next


def test_what_holds_something_is_never_left_out_of_the_form() -> None:
    app = existing("DEMO-A-020")
    assert {"reporter", "closed_on"} <= drawn_in(app)
    app.session_state["record_mode"] = "Nieuw"
    assert not {"reporter", "closed_on"} & drawn_in(app.run())  # to look at another asks for nothing
    app = fill(register(), {"note": "getypt voor de verbinding weg was"})
    assert {"reporter", "note"} <= drawn_in(app)
    assert {"reporter", "note"} <= drawn_in(fill(app, {"note": ""}))
    press(app, "discard")


def drawn_in(app: AppTest) -> set[str]:
    """Return the columns of activations that have a field in the form."""
    shown = [*app.text_input, *app.text_area, *app.date_input, *app.selectbox, *app.button_group]
    return {str(each.key).removeprefix(key(app, "")) for each in shown}


def test_the_history_stands_under_the_form() -> None:
    change("DEMO-A-009", reporter="een ander <b>")
    app = existing("DEMO-A-009")
    table = app.dataframe[-1].value
    assert table.loc[0, ["Wie", "Veld", "Naar", "Reden"]].tolist() == [
        "Pietersen",
        "melder",
        "een ander <b>",
        "gezien",
    ]


def test_an_englishman_types_a_coordinate_with_a_point_and_the_record_holds_it_with_a_comma() -> None:
    column = ACTIVATIONS.column("lat")
    with reading("en"):
        assert record_fields.to_widget(column, "51,37") == "51.37"
        assert record_fields.to_text(column, "51.37") == "51,37"
        assert record_fields.to_text(column, "51.37 N") == "51.37 N"


def test_a_german_reads_what_a_field_wants_by_the_name_it_has_in_german() -> None:
    column = ACTIVATIONS.column("activated_on")
    empty = Problem(0, column.header, "", "verplicht, maar leeg", "", "fout")
    with reading("de"):
        assert record_fields.label(column) == "Aktiviert am *"
        assert record_fields.told(empty, column) == "Geben Sie den Tag bei „aktiviert am“ ein."
