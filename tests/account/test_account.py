"""The report of a period: every figure that it tells is read back out of the PDF and the DOCX."""

from __future__ import annotations

import io
import json
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import docx
import pypdf
import pytest

from geo.account import REPORTS, report
from geo.account.account import make_account
from geo.account.blocks import Table, Text
from geo.account.docx import write_docx
from geo.account.pdf import write_pdf
from geo.commands.cli import main
from geo.drawings import Facts
from geo.errors import ExportError
from geo.picture import Selection, region_vocabulary
from geo.plain_text import printable
from geo.store import current_snapshot, when_absent
from geo.vocabulary import RESULTS, SECTORS, SOURCES, THEMES, TYPES
from tests.toy_exports import toy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.account.blocks import Account
    from geo.store import Snapshot

pytestmark = pytest.mark.whole
AUTUMN = Selection(from_day=date(2020, 9, 1), to_day=date(2020, 11, 30))
HOSTILE = "<b>kost $x_1$</b> & {% x %} \x07\x0b &lt;"


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Account:
    """The account of the demo in the autumn of 2020."""
    with pytest.MonkeyPatch.context() as patch, when_absent("demo"):
        patch.setenv("DATA_DIR", str(tmp_path_factory.mktemp("nothing")))
        patch.delenv("DATABASE_URL", raising=False)
        return make_account(Facts(current_snapshot(), AUTUMN))


@pytest.fixture(scope="module")
def pdf_text(account: Account) -> str:
    return squeezed(pdf_words(write_pdf(account)))


@pytest.fixture(scope="module")
def document(account: Account) -> docx.document.Document:
    return docx.Document(io.BytesIO(write_docx(account, current().as_of)))


@cache
def current() -> Snapshot:
    return toy({"report": HOSTILE, "place": HOSTILE, "reporter": HOSTILE}, fictional=True)


def pdf_words(content: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def squeezed(text: str) -> str:
    """Return a text without its spaces: a cell may be broken over lines."""
    return "".join(text.split())


def test_the_docx_holds_every_cell_of_every_table(account: Account, document: docx.document.Document) -> None:
    assert len(document.tables) == len(account.tables)
    for made, table in zip(document.tables, account.tables, strict=True):
        texts = [t.text or "" for t in made._tbl.iter(docx.oxml.ns.qn("w:t"))]
        width = len(table.header)
        rows = [tuple(texts[at : at + width]) for at in range(0, len(texts), width)]
        assert rows == [table.header, *(tuple(map(printable, row)) for row in table.whole)]


def test_the_pdf_holds_every_row_of_every_table(account: Account, pdf_text: str) -> None:
    for table in account.tables:
        if not table.long:
            for row in table.whole:
                assert all(squeezed(cell) in pdf_text for cell in row)
            if table.total:  # a row of figures stands as one
                assert all(squeezed("".join(row)) in pdf_text for row in table.whole if len(row[0]) < 20)
    for reference, day, *_ in account.tables[-3].rows:
        assert reference + day in pdf_text


@pytest.mark.parametrize(
    ("by", "caption", "label"),
    [
        ("thema", "Activeringen per thema", THEMES.label),
        ("bron", "Activeringen naar bron", SOURCES.label),
        ("sector", "Activeringen per sector", SECTORS.label),
        (
            "resultaat",
            "Activeringen per resultaat",
            lambda c: RESULTS.label(c) if c != "lopend" else "Nog geen resultaat",
        ),
        ("region", "Activeringen per veiligheidsregio", lambda c: f"{region_vocabulary().label(c)} ({c})"),
        (
            "maand",
            "Activeringen per maand",
            lambda c: {"09": "september", "10": "oktober", "11": "november"}[c[-2:]] + " 2020",
        ),
    ],
)
def test_the_figures_are_those_of_counts(
    account: Account, by: str, caption: str, label: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["counts", "--by", by, "--van", "2020-09-01", "--tot", "2020-11-30", "--json"]
    assert main(asked) == 0
    told = json.loads(capsys.readouterr().out)
    table = next(table for table in account.tables if table.caption == caption)
    shown = {row[0]: int(row[3]) for row in table.rows}
    expected = {label(code): count for code, count in told["counts"].items() if code != "onbekend"}
    assert expected.items() <= shown.items()
    assert int(table.total[3]) == told["total"] == 56


def test_outbreaks_by_sector_are_those_of_the_page(account: Account) -> None:
    table = next(table for table in account.tables if table.caption == "Uitbraken per sector")
    assert table.rows[0] == (
        "Vleesverwerking",
        "6",
        "8",
        "75%",
        "41–94%",
        "Noord- en Oost-Gelderland (2)",
    )
    assert table.total[:4] == ("Totaal", "19", "56", "34%")
    assert sum(int(row[1]) for row in table.rows) == 19


def test_types_add_up_in_every_row(account: Account) -> None:
    width = len(TYPES.codes)
    for table in account.tables:
        if table.header[-1] == "Integraal":
            for row in table.whole:
                numbers = list(map(int, row[1:]))
                assert sum(numbers[:width]) == numbers[width] >= numbers[width + 1]


def test_it_says_of_which_moment_it_is_and_that_it_is_invented(account: Account, pdf_text: str) -> None:
    for told in (account.title, *account.about, account.warning, "pagina 2 van"):
        assert squeezed(told) in pdf_text
    assert "fictieve demogegevens" in account.warning


def test_pages_have_headers_pictures_have_words_and_headings_an_outline(
    account: Account, document: docx.document.Document
) -> None:
    assert document._body._element.xpath("count(//w:tblHeader)") == len(account.tables)
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(told) == 4
    assert all(told)
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [section.title for section in account.sections]


@pytest.mark.parametrize("file_format", REPORTS)
def test_text_of_records_is_only_text(file_format: str) -> None:
    made, again = (report(current(), Selection(), file_format) for _ in range(2))
    assert made == again
    assert made.media_type == REPORTS[file_format]
    assert made.name == f"verantwoording_2020-11-30T1804_v12_landelijk_fictief.{file_format}"
    if file_format == "docx":
        tables = docx.Document(io.BytesIO(made.content)).tables
        text = "".join(
            node.text or "" for table in tables for node in table._tbl.iter(docx.oxml.ns.qn("w:t"))
        )
    else:
        text = pdf_words(made.content)
    assert squeezed(text).count(squeezed(printable(HOSTILE))) >= 3


def test_a_table_stays_on_its_page_and_a_text_with_its_picture(document: docx.document.Document) -> None:
    rows = document.tables[0]._tbl.tr_lst
    kept = [bool(row.xpath(".//w:keepNext")) for row in rows]
    assert kept == [True] * (len(rows) - 1) + [False]
    sizes = [paragraph.text for paragraph in document.paragraphs].index("Regio’s vergeleken naar omvang")
    assert document.paragraphs[sizes + 1].paragraph_format.keep_with_next


def test_nothing_is_told_as_nothing() -> None:
    made = report(current(), Selection(types=("repressief",)), "pdf")
    assert squeezed("Geen activeringen") in squeezed(pdf_words(made.content))


def test_another_format_is_refused() -> None:
    with pytest.raises(ExportError, match=r"Kies pdf, docx"):
        report(current(), Selection(), "odt")


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "uit.docx"
    assert main(["report", str(out), "--van", "2020-10-01", "--tot", "2020-10-31", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["format"] == "docx"
    assert "1 – 31 oktober 2020" in [paragraph.text for paragraph in docx.Document(str(out)).paragraphs]
    assert main(["report", str(tmp_path / "uit.txt")]) == 1
    assert "Kies pdf, docx" in capsys.readouterr().err


def test_one_leads_and_nothing_has_no_empty_place() -> None:
    snapshot = toy({"integral": True}, {"integral": False})
    sections = make_account(Facts(snapshot, Selection())).sections
    told = [block.text for part in sections for block in part.blocks if isinstance(block, Text)]
    assert any(text.startswith("1 van 2 activeringen (50%) leidde tot integrale inzet") for text in told)
    empty = make_account(Facts(toy(), Selection()))
    assert empty.foot == f"Verantwoording · Landelijk · versie {toy().version}"


def test_only_numbers_stand_to_the_right_and_a_dash_is_no_word() -> None:
    table = Table("t", ("a", "b", "c", "d"), (("1", "1.234", "–", "1"), ("2", "–", "", "een")), (1, 1, 1, 1))
    assert table.to_right == (False, True, False, False)
