"""Each language has one word for one thing: the catalogues keep to the table in docs/woorden.md."""

from __future__ import annotations

import re
from functools import cache

import pytest

from geo.language import MESSAGES
from geo.messages import read
from geo.settings import ROOT

LANGUAGES = ("de", "fr", "en")


@cache
def glossary() -> tuple[dict[str, str], ...]:
    """The rows of the table: the word in each language, and what it is not."""
    lines = (ROOT / "docs" / "woorden.md").read_text(encoding="utf-8").splitlines()
    rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| "))
    return tuple(dict(zip(("nl", *LANGUAGES, "not"), cells, strict=True)) for cells in rows)[2:]


def word(cell: str) -> str:
    """What a cell says, without what stands in brackets."""
    return re.sub(r" \([^)]*\)", "", cell)


def translations(code: str) -> dict[str, str]:
    """The texts without full stop and capitals; where a noun is also counted, not the counted one."""
    found = sorted(read(MESSAGES / f"{code}.po").items(), key=lambda pair: -len(pair[0]))
    return {text[0].rstrip(".").casefold(): other[0].rstrip(".").casefold() for text, other in found}


def refused() -> list[tuple[str, str]]:
    """What no text may say, with its language."""
    cells = (word(row["not"]) for row in glossary() if row["not"])
    return [tuple(part.strip().split(": ", 1)) for cell in cells for part in cell.split(";")]  # type: ignore[misc]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_word_that_stands_alone_is_the_one_of_the_glossary(code: str) -> None:
    said = translations(code)
    told = {
        row["nl"]: said[word(row["nl"])]
        for row in glossary()
        if word(row["nl"]) in said and said[word(row["nl"])] != row[code].casefold()
    }
    assert told == {}


def test_most_of_the_glossary_stands_alone_somewhere() -> None:
    said = translations("de")
    assert sum(word(row["nl"]) in said for row in glossary()) > 0.8 * len(glossary())


@pytest.mark.parametrize(("code", "other"), refused())
def test_no_text_says_it_otherwise(code: str, other: str) -> None:
    pattern = re.compile(rf"\b{other}(?!s)", re.IGNORECASE)
    texts = [form for forms in read(MESSAGES / f"{code}.po").values() for form in forms]
    assert [text for text in texts if pattern.search(text)] == []


def test_french_keeps_its_signs_with_their_word() -> None:
    texts = [form for forms in read(MESSAGES / "fr.po").values() for form in forms]
    loose = re.compile(r"(?<!`) [;:?!»%](?![\w/-])|« |\b1 (?:janvier|septembre)|(?<![\w'])'\{")
    assert [text for text in texts if loose.search(text)] == []


def test_german_quotes_as_german_does_and_says_sie() -> None:
    texts = [form for forms in read(MESSAGES / "de.po").values() for form in forms]
    loose = re.compile(r"'\{\w+\}'|\b(?:[Dd]u|[Dd]ein\w*|[Dd]ich|[Ee]uch)\b|\d%")
    assert [text for text in texts if loose.search(text)] == []
