"""What only a browser shows of the form: a click on the map, a second session, a file, a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import MAP_FRAME, PHONE, awaited_run, picture, total, wait_until_idle
from tests.toy_form import ask_for_more, choose, choose_from, click_map, form, open_record, save, write
from tests.toy_reports import HTML, PDF

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser import Watch
    from tests.server import Server

pytestmark = pytest.mark.browser

VENLO = (51.37, 6.17)


def test_a_click_on_the_map_says_where_it_is_and_keeps_the_frame(
    page: Page, server: Server, watch: Watch
) -> None:
    main = form(page, server)
    picture(page)
    page.locator(MAP_FRAME).evaluate("frame => { frame.dataset.marked = 'yes'; }")
    click_map(page, *VENLO)
    expect(main.get_by_text("Venlo, Limburg-Noord, Nederland.")).to_be_visible()
    expect(page.frame_locator(MAP_FRAME).locator('#map_div[data-points="activeringen:1"]')).to_be_attached()
    assert page.locator(MAP_FRAME).get_attribute("data-marked") == "yes"
    expect(page.get_by_text("Niet opgeslagen")).to_be_visible()
    with awaited_run(page):
        main.get_by_role("radio", name="Coördinaten").click()
    lat = main.get_by_role("textbox", name="Breedtegraad").input_value()
    assert abs(float(lat.replace(",", ".")) - VENLO[0]) < 0.02
    assert not [error for error in watch.errors if "_stcore" not in error]  # it looks for its base path


def test_what_is_saved_is_in_the_picture_of_a_second_session(
    open_page: Callable[..., Page], start_server: Callable[..., Server]
) -> None:
    server = start_server()
    other = open_page()
    other.goto(server.url)
    picture(other)
    page = open_page()
    main = form(page, server)
    for label, text in (
        ("Type *", "Preventief"),
        ("Bron *", "Melding"),
        ("Integrale inzet *", "Nee"),
    ):
        choose(page, main, label, text)
    with awaited_run(page):
        main.get_by_role("button", name="Wonen", exact=True).click()
    choose_from(page, main, "Sector *", "Vleesverwerking")
    save(page)
    expect(main.locator(".errors")).to_contain_text("Vul de dag in bij 'geactiveerd op'.")
    expect(main.locator(".errors")).not_to_contain_text("besmettingen")  # the type decides that
    expect(main.locator(".errors")).to_be_focused()
    main.get_by_role("link", name="Vul de dag in bij 'geactiveerd op'.").click()
    expect(
        main.locator(".st-key-record_activations__activated_on :focus")
    ).to_be_attached()  # nothing typed is lost by that
    main.get_by_test_id("stDateInput").filter(has_text="Geactiveerd op").get_by_role(
        "spinbutton"
    ).first.click()
    with awaited_run(page):
        page.keyboard.type("01102020")
        page.keyboard.press("Escape")  # closes the calendar, which keeps the day to itself while it is open
        page.keyboard.press("Tab")
    click_map(page, *VENLO)
    write(page, main, "Uw naam of functie *", "Jansen")
    with awaited_run(page):
        main.get_by_role("button", name="Verwijder de demogegevens en begin").click()
    save(page)
    expect(page.get_by_text("A-001 is toegevoegd")).to_be_visible()
    for _ in range(2):
        with awaited_run(other):
            other.locator(".st-key-filter_bar").get_by_role("button", name="Preventief", exact=True).click()
    assert int(total(other)) == 1


@pytest.mark.slow
def test_a_second_editor_sees_the_first_ones_change_and_decides(
    open_page: Callable[..., Page], writable: Server
) -> None:
    one, other = open_page(), open_page()
    mine, theirs = form(one, writable), form(other, writable)
    for page, main in ((one, mine), (other, theirs)):
        open_record(page, main, "DEMO-A-010")
    write(one, mine, "Melder", "Gemeente Y")
    write(other, theirs, "Plaats", "Elders")
    write(other, theirs, "Uw naam of functie *", "Pietersen")
    save(other)
    expect(other.get_by_text("DEMO-A-010 is bijgewerkt")).to_be_visible()
    # its line in the list has another place now, and still it is the record that was chosen
    expect(theirs.get_by_role("textbox", name="Plaats")).to_have_value("Elders")
    write(one, mine, "Uw naam of functie *", "Jansen")
    save(one)
    expect(mine.get_by_text("Pietersen bewaarde een nieuwe versie")).to_be_visible()
    with awaited_run(one):
        mine.get_by_role("button", name="Mijn wijzigingen toevoegen").click()
    expect(one.get_by_text("DEMO-A-010 is bijgewerkt (versie 3)")).to_be_visible()
    expect(mine.get_by_role("textbox", name="Plaats")).to_have_value("Elders")
    expect(mine.get_by_role("textbox", name="Melder")).to_have_value("Gemeente Y")


@pytest.mark.slow
def test_a_report_is_sent_refused_or_kept_and_saved_to_disk(page: Page, writable: Server) -> None:
    main = form(page, writable)
    open_record(page, main, "DEMO-A-009")
    files = page.locator('input[type="file"]')
    files.set_input_files({"name": "nep.pdf", "mimeType": "application/pdf", "buffer": HTML})
    expect(main.get_by_text("geen PDF en geen DOCX")).to_be_visible()
    wait_until_idle(page)
    files.set_input_files({"name": "../Verslag.pdf", "mimeType": "application/pdf", "buffer": PDF})
    expect(main.get_by_text("Verslag.pdf", exact=True)).to_be_visible()
    wait_until_idle(page)
    expect(main.get_by_text("Wordt bewaard als u de activering opslaat.")).to_be_visible()
    write(page, main, "Uw naam of functie *", "Jansen")
    save(page)
    with page.expect_download() as started:
        main.get_by_role("link", name="Downloaden").click()
    assert started.value.suggested_filename == "Verslag.pdf"
    assert started.value.path().read_bytes() == PDF


@pytest.mark.slow
def test_only_a_web_address_becomes_a_link(page: Page, server: Server) -> None:
    main = form(page, server)
    ask_for_more(page, main)
    write(page, main, "Verslag", "javascript:alert(1)")
    expect(main.get_by_role("link", name="Open de link")).to_have_count(0)
    write(page, main, "Verslag", "https://lot-c.example/verslag")
    expect(main.get_by_role("link", name="Open de link")).to_have_attribute(
        "href", "https://lot-c.example/verslag"
    )


@pytest.mark.slow
def test_the_form_fits_a_phone(open_page: Callable[..., Page], server: Server) -> None:
    page = open_page(viewport=PHONE, is_mobile=True, has_touch=True)
    main = form(page, server)
    for kind in ("Activering", "Huisvestingslocatie", "Contact", "Partner"):
        expect(main.get_by_role("radio", name=kind, exact=True)).to_be_in_viewport(ratio=1)
    bar = page.get_by_test_id("stBottom").bounding_box()
    assert bar is not None
    assert bar["height"] < PHONE["height"] / 8
    open_record(page, main, "DEMO-A-010")
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    expect(page.get_by_role("button", name="Opslaan", exact=True)).to_be_in_viewport()


@pytest.mark.slow
def test_a_draft_outlives_another_language(page: Page, server: Server) -> None:
    main = form(page, server)
    choose(page, main, "Type *", "Preventief")
    choose_from(page, main, "Sector *", "Bouw")
    ask_for_more(page, main)
    write(page, main, "Melder", "Omgevingsdienst")
    with awaited_run(page):
        page.get_by_role("link", name="DE", exact=True).click()
    choose(page, main, "Integrierter Einsatz *", "Nein")  # the browser sends all that it holds along
    expect(main.get_by_role("combobox", name="Sektor *")).to_have_value("Bau")
    expect(main.get_by_role("radio", name="Präventiv", checked=True)).to_be_visible()
    expect(main.get_by_role("textbox", name="Meldende Stelle")).to_have_value("Omgevingsdienst")


def test_what_was_typed_is_there_after_a_reload_also_in_a_field_that_was_not_left(
    page: Page, server: Server
) -> None:
    main = form(page, server)
    choose(page, main, "Bron *", "Melding")
    ask_for_more(page, main)
    note = main.get_by_role("textbox", name="Toelichting", exact=True)
    note.click()
    with awaited_run(page):
        page.keyboard.type("half een zin")
    expect(note).to_be_focused()
    page.reload()
    expect(main.get_by_text("staat er weer.")).to_be_visible()
    expect(note).to_have_value("half een zin")
    expect(main.get_by_role("radio", name="Melding", checked=True)).to_be_visible()
    with awaited_run(page):
        main.get_by_role("button", name="Concept weggooien").click()
    expect(note).to_have_value("")
