"""What Streamlit says in English is put into Dutch as it appears; what we or a record say stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo.settings import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SCRIPT = (ROOT / "pages" / "parts" / "words.js").read_text(encoding="utf-8")
LATER = """html => new Promise(done => {
  document.querySelector("#later").innerHTML = html;
  setTimeout(() => done(document.querySelector("#later").innerHTML));
})"""


@pytest.fixture
def shown(page: Page) -> Page:
    page.set_content('<button aria-label="Help for Activeringen">Upload</button><div id="later"></div>')
    page.add_script_tag(content=SCRIPT)
    return page


def test_what_was_there_already(shown: Page) -> None:
    button = shown.locator("button")
    assert button.inner_text() == "Kies bestand"
    assert button.get_attribute("aria-label") == "Uitleg bij Activeringen"


COME_LATER = {
    "<p>Fullscreen</p>": "<p>Volledig scherm</p>",
    "<small>50MB per file</small>": "<small>maximaal 50 MB</small>",
    '<input placeholder="DD-MM-YYYY">': '<input placeholder="dd-mm-jjjj">',
    "<span>yyyy</span>": "<span>jjjj</span>",
    '<input placeholder="DD.MM.YYYY">': '<input placeholder="dd.mm.jjjj">',
    '<input placeholder="DD/MM/YYYY – DD/MM/YYYY">': '<input placeholder="dd/mm/jjjj – dd/mm/jjjj">',
    '<b title="day, Vanaf">x</b>': '<b title="dag, Vanaf">x</b>',
    # ours, or from a record
    '<div class="stMarkdown">Search</div>': '<div class="stMarkdown">Search</div>',
    '<div class="stHtml"><i>Upload</i></div>': '<div class="stHtml"><i>Upload</i></div>',
    "<p>Uploads</p>": "<p>Uploads</p>",
}


def test_what_comes_later(shown: Page) -> None:
    assert {english: shown.evaluate(LATER, english) for english in COME_LATER} == COME_LATER


def test_a_text_that_changes_in_place(shown: Page) -> None:
    shown.evaluate(LATER, "<p>Wacht</p>")
    shown.evaluate("() => { document.querySelector('#later p').firstChild.data = 'Close fullscreen'; }")
    assert shown.locator("#later p").inner_text() == "Volledig scherm sluiten"


def test_another_language_takes_along_what_stood_there(shown: Page) -> None:
    shown.evaluate(LATER, "<p>Fullscreen</p><i class=reads data-language=de></i>")
    expect(shown.locator("html")).to_have_attribute("lang", "de")
    expect(shown.locator("#later p")).to_have_text("Vollbild")
    expect(shown.locator("button")).to_have_text("Datei wählen")
    expect(shown.locator("button")).to_have_attribute("aria-label", "Erklärung zu Activeringen")
    shown.evaluate(LATER, "<p>Search</p><i class=reads data-language=en></i>")
    expect(shown.locator("#later p")).to_have_text("Search")
    expect(shown.locator("button")).to_have_text("Upload")
