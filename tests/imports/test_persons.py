"""Which columns tell of persons."""

from __future__ import annotations

import pytest

from geo.imports.persons import is_bsn, personal


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("Telefoon", "telefoon"),
        ("tel.", "telefoon"),
        ("mobiel nummer", "telefoon"),
        ("E-mail", "e-mail"),
        ("e-mailadres contact", "e-mail"),
        ("BSN-nummer", "BSN"),
        ("Geboortedatum", "geboortedatum"),
        ("ContactPersoon", "contactpersoon"),
        ("contact", "contactpersoon"),
        ("naam bewoner", "naam van een persoon"),
        ("verhuurder", ""),
        ("mobiele units", ""),
        ("aantal geboorteplaatsen", ""),
        ("laatste contact", ""),
        ("hotel", ""),
    ],
)
def test_by_the_words_of_the_header(header: str, what: str) -> None:
    assert personal(header, []) == what


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        (["06-12345678", "+31 6 12345678", ""], "telefoon"),
        (["0049 2821 123456"], "telefoon"),
        (["Jan <jan@example.org>"], "e-mail"),
        (["111222333", "123456782"], "BSN"),
        (["NL91 ABNA 0417 1643 00"], "bankrekening"),
        (["123456789", "209500", "0983100000012345"], ""),
        (["12345678"], ""),
        (["06-12345678", "geen", "geen"], ""),
        (["5900 AA"], ""),
    ],
)
def test_by_the_look_of_the_cells(cells: list[str], what: str) -> None:
    assert personal("kolom", cells) == what


def test_the_test_of_eleven() -> None:
    assert [is_bsn(text) for text in ("111222333", "111222334", "000000000", "12345", "11122233é")] == [
        *(True, False, False, False, False),
    ]
