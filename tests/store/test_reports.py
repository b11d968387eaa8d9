"""Reports: kept once by their content, refused when they are not what they say, and only ever saved."""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import ReportError, StoreError
from geo.store import reports
from geo.store.reports import Report, clean_name, keep, kind_of, link_in, report_in
from tests.toy_reports import HTML, PDF, docx, plain_zip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server import Server

# --- what is taken ---


@pytest.mark.parametrize(("content", "suffix"), [(PDF, ".pdf"), (docx(), ".docx")])
def test_the_content_says_what_it_is(content: bytes, suffix: str) -> None:
    assert kind_of(content) == suffix


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "leeg"),
        (HTML, "geen PDF en geen DOCX"),
        (b"\n" + PDF, "geen PDF en geen DOCX"),
        (HTML + docx(), "geen PDF en geen DOCX"),  # a zip with something before it is still a zip
        (b"MZ" + bytes(100), "geen PDF en geen DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "geen PDF en geen DOCX"),  # old .doc, or encrypted
        (PDF[:30], "einde ontbreekt"),
        (plain_zip(), "geen DOCX"),
        (docx()[:60], "beschadigd"),
        (b"PK\x03\x04" + bytes(200), "beschadigd"),
        (docx({"word/vbaProject.bin": b"x"}), "macro"),
        (docx({"word/document.xml": bytes(9_000_000)}), "onredelijk groot"),
        (docx({f"word/{number}.xml": b"" for number in range(5_001)}), "onredelijk groot"),
        (PDF + bytes(11 * 1024 * 1024), "11,0 MB"),
    ],
    ids=range(14),
)
def test_anything_else_is_refused_and_says_why(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(ReportError, match=told):
        keep(tmp_path, "verslag.pdf", content)
    assert list(tmp_path.rglob("*")) == []


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", docx()[:80]]))
def test_no_bytes_break_the_check(tail: bytes, head: bytes) -> None:
    with contextlib.suppress(ReportError):
        assert kind_of(head + tail) in reports.MEDIA_TYPES


@given(st.data())
def test_a_damaged_docx_breaks_nothing(data: st.DataObject) -> None:
    whole = bytearray(docx({"word/styles.xml": b"<x/>" * 50}))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ReportError):
        assert kind_of(bytes(whole)) == ".docx"


def test_exactly_ten_megabytes_may_come(tmp_path: Path) -> None:
    content = b"%PDF-" + bytes(reports.LARGEST - len(PDF)) + PDF[5:]
    assert len(content) == reports.LARGEST
    assert keep(tmp_path, "groot.pdf", content).name == "groot.pdf"


# --- how it is kept ---


def test_a_report_is_kept_by_its_digest_and_found_back(tmp_path: Path) -> None:
    report = keep(tmp_path, "Verslag Venlo.PDF", PDF)
    assert report == Report("Verslag Venlo.pdf", hashlib.sha256(PDF).hexdigest())
    found = reports.find_report(tmp_path, report.digest, report.name)
    assert found is not None
    assert (found.name, found.media_type, found.content) == ("Verslag Venlo.pdf", "application/pdf", PDF)


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    first, second = keep(tmp_path, "een.pdf", PDF), keep(tmp_path, "twee.pdf", PDF)
    assert first.digest == second.digest
    assert [path.name for path in (tmp_path / "reports").iterdir()] == [f"{first.digest}.pdf"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../x", "x.pdf"),
        ("..\\..\\windows\\x.pdf", "x.pdf"),
        ("/etc/passwd", "passwd.pdf"),
        ("verslag.html", "verslag.html.pdf"),
        ("verslag.docx", "verslag.pdf"),
        ("", "verslag.pdf"),
        ("...", "verslag.pdf"),
        ("a\0b\r\nSet-Cookie: x.pdf", "abSet-Cookie x.pdf"),
        ("\u202efdp.exe", "fdp.exe.pdf"),
        ("<img src=x onerror=1>.pdf", "img src=x onerror=1.pdf"),
        ("x" * 300, "x" * 96 + ".pdf"),
        ("naam [sha256:00].pdf", "naam sha25600.pdf"),
    ],
)
def test_only_a_harmless_name_is_left(tmp_path: Path, name: str, kept: str) -> None:
    assert keep(tmp_path, name, PDF).name == kept
    assert all(path.is_relative_to(tmp_path / "reports") for path in tmp_path.rglob("*.pdf"))


@given(st.text(max_size=200), st.sampled_from(sorted(reports.MEDIA_TYPES)))
def test_a_report_field_reads_back(name: str, suffix: str) -> None:
    clean = clean_name(name, suffix)
    assert clean_name(clean, suffix) == clean
    report = Report(clean, "0" * 64)
    assert len(report.text) <= 500
    assert report_in(report.text) == report


def test_a_full_disk_is_told_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match="niet worden bewaard"):
        keep(tmp_path, "een.pdf", PDF)
    assert list((tmp_path / "reports").iterdir()) == []


# --- what is handed out ---


@pytest.mark.parametrize(
    "name", ["verslag.exe", "../verslag.pdf", "verslag.PDF", "", "verslag.docx", "a/b.pdf"]
)
def test_another_name_finds_nothing(tmp_path: Path, name: str) -> None:
    report = keep(tmp_path, "verslag.pdf", PDF)
    assert reports.find_report(tmp_path, report.digest, name) is None


@pytest.mark.parametrize("digest", ["", "0" * 64, "../reports/x", "0" * 63, "A" * 64, "0" * 64 + "\n"])
def test_another_digest_finds_nothing(tmp_path: Path, digest: str) -> None:
    keep(tmp_path, "verslag.pdf", PDF)
    assert reports.find_report(tmp_path, digest, "verslag.pdf") is None


def test_content_that_was_tampered_with_is_not_handed_out(tmp_path: Path) -> None:
    report = keep(tmp_path, "verslag.pdf", PDF)
    (tmp_path / "reports" / f"{report.digest}.pdf").write_bytes(HTML)
    assert reports.find_report(tmp_path, report.digest, report.name) is None


@pytest.mark.parametrize("text", ["https://lot-c.nl/verslag?x=1", " http://intern/verslag.pdf "])
def test_a_web_address_is_a_link(text: str) -> None:
    assert link_in(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Verslag 12",
        "javascript:alert(1)",
        "JAVASCRIPT://x/%0aalert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "//lot-c.nl/x",
        "https://",
        "https://[::1",
        "https://lot-c.nl@kwaad.example/",
        "https://lot-c.nl/a b",
        "https://lot-c.nl\\@kwaad.example",
        "https://lot-c.nl/\u202egpj.exe",
        "ftp://lot-c.nl/x",
    ],
)
def test_anything_else_is_text(text: str) -> None:
    assert link_in(text) == ""


def test_the_server_gives_a_report_to_save_and_never_to_show(server: Server) -> None:
    # no record names it, so nobody else who looks at this server sees it
    report = keep(server.data_dir, "Verslag Súdwest-Fryslân.pdf", PDF)
    answer = server.get(report.address)
    assert (answer.status, answer.body) == (200, PDF)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    disposition = answer.headers["Content-Disposition"]
    assert disposition == "attachment; filename*=UTF-8''Verslag%20S%C3%BAdwest-Frysl%C3%A2n.pdf"
    digest = report.digest
    for path in (
        f"/reports/{digest}/other.exe",
        f"/reports/{digest}/verslag.docx",
        f"/reports/{'0' * 64}/verslag.pdf",
        f"/reports/../reports/{digest}.pdf",
        f"/reports/{digest}/..%2f..%2fbeeld.sqlite",
        "/reports/..%2f..%2f..%2fetc%2fpasswd/x.pdf",
        "/reports/%2e%2e/beeld.sqlite",
        f"/reports/{digest}.pdf/",
    ):
        answer = server.get(path)
        assert PDF not in answer.body
        assert b"SQLite format" not in answer.body
        assert answer.status in (400, 404), path  # 400: Streamlit's, for ".." in a path
