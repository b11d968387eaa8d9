"""Bytes to text: old encodings by what words they give, text encoded twice, and rows of two encodings."""

from __future__ import annotations

import pytest

from geo.files.read.encoding import decode

NAMES = "kenmerk;naam\nC-1;Café Zuid\nC-2;Huize Noël\nC-3;Coöperatie ’t Súd\nC-4;CAFÉ Curaçao, één\n"
DOS = NAMES.replace("’", "'")


@pytest.mark.parametrize(
    ("text", "codec", "called"),
    [
        (NAMES, "utf-8", "UTF-8"),
        (NAMES, "cp1252", "Windows-1252"),
        (NAMES, "mac_roman", "Mac Roman"),
        (DOS, "cp850", "DOS (CP850)"),
        (NAMES, "utf-16-le", "UTF-16"),
        (NAMES, "utf-16-be", "UTF-16"),
        (NAMES.replace("\n", "\r"), "mac_roman", "Mac Roman"),
    ],
)
def test_the_encoding_that_gives_words(text: str, codec: str, called: str) -> None:
    assert decode(text.encode(codec)) == (text, called, ())


@pytest.mark.parametrize("text", ["kosten € 5 – “ja”; 20 °C; Acme™", "½ jaar; 12 m²; reünie"])
def test_signs_of_windows_stay(text: str) -> None:
    assert decode(text.encode("cp1252")) == (text, "Windows-1252", ())


def test_an_old_encoding_in_doubt_names_the_row() -> None:
    found = decode("naam\nDušan\n".encode("cp1252"))
    assert found.text == "naam\nDušan\n"
    assert [each.what for each in found.warnings] == ["regel 2: š of ž; de codering is niet zeker"]


def test_no_encoding_that_gives_words_names_the_row() -> None:
    found = decode(b"naam\nCaf\x82\nCaf\x8e\n")  # a row of DOS, a row of a Mac
    assert [each.what for each in found.warnings] == [
        "regels 2, 3: vreemde tekens; de codering is niet zeker"
    ]


def twice(text: str) -> str:
    return text.encode().decode("cp1252")


def test_text_encoded_twice_is_repaired() -> None:
    text = "Café Zuid;Súdwest-Fryslân;Müller – € 5"
    found = decode(twice(text).encode())
    assert found == (text, "UTF-8, tweemaal gecodeerd en hersteld", ())


def test_text_of_which_a_part_was_encoded_twice_stays_and_names_the_row() -> None:
    found = decode(f"Café\n{twice('Café')}\n".encode())
    assert found.text == f"Café\n{twice('Café')}\n"
    assert [each.what.split(":")[0] for each in found.warnings] == ["regel 2"]


@pytest.mark.parametrize("text", ["São Paulo", "Łódź", "Ålborg Ängelholm", "naïef"])
def test_other_languages_are_not_repaired(text: str) -> None:
    assert decode(text.encode()) == (text, "UTF-8", ())


def test_rows_of_two_encodings_are_each_read_and_named() -> None:
    found = decode("Café\n".encode() + "Noël\n".encode("cp1252"))
    assert found.text == "Café\nNoël\n"
    assert [each.what.split(":")[0] for each in found.warnings] == ["regel 2"]
