"""Four languages: what the code says is in each catalogue, whole, with the same places for values."""

from __future__ import annotations

import ast
import re
from datetime import UTC, date, datetime
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from geo import dutch, language
from geo.language import LANGUAGES, MESSAGES, say
from geo.messages import KEYWORDS, collected, read, write
from geo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.messages import Text

WORDS = re.compile(r"(?<![\w#.-])[A-Za-zéëï]{2,}[ ,]+[a-zéëï]{2,}(?![\w(=:-])|^\s*[A-Z][a-zéëï]{3,}[ .…:]*$")
NO_TEXTS = {
    *("let op", "niet gekozen", "geen gegevens", "te weinig verwacht"),  # codes of weights, states, verdicts
    *("Waarom", "Soort", "Wanneer", "Kenmerk", "Importeren"),  # columns and parts by their keys
    "Samenwerkingsplatform Arbeidsmigranten en COVID-19",  # a name
    "Mobi",  # of a browser that says what it is
    "regions every",  # of a style
    "Het beeld is niet beschikbaar: %s",  # of the log
}
OTHERS = [code for code in LANGUAGES if code != language.SOURCE]


@cache
def said() -> dict[Text, str]:
    """Every text in the code."""
    return collected(
        file for package in ("geo", "pages", "serving") for file in ROOT.glob(f"{package}/**/*.py")
    )


def catalogue(code: str) -> dict[Text, Text]:
    return read(MESSAGES / f"{code}.po")


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_has_what_is_said_and_nothing_else(code: str) -> None:
    known = catalogue(code).keys()
    assert {text: where for text, where in said().items() if text not in known} == {}
    assert known - said().keys() == set()


@pytest.mark.parametrize("code", OTHERS)
def test_each_translation_has_the_same_places_for_values(code: str) -> None:
    # one of a thing may do without its number
    assert [text for text, other in catalogue(code).items() if places(text[-1]) != places(other[-1])] == []
    assert [text for text, other in catalogue(code).items() if places(other[0]) - places(text[-1])] == []


def test_what_is_said_is_found_also_inside_a_text_and_in_a_choice(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text(
        """f"{say('een')} {dutch.counted(n, 'rij', 'rijen')}"; say("twee" if n else "drie"); no("vier")
say("rij"); say(n)"""
    )
    assert collected([code]).keys() == {("een",), ("rij", "rijen"), ("twee",), ("drie",)}


def test_a_catalogue_comes_back_as_it_was_written(tmp_path: Path) -> None:
    written = {("een",): ("eins",), ("{n} rij", "{n} rijen"): ("{n} Zeile", "{n} Zeilen"), ("nog",): ("",)}
    write(tmp_path / "de.po", "de", written)
    assert read(tmp_path / "de.po") == {text: other for text, other in written.items() if all(other)}


def test_french_signs_stay_with_their_word_when_written(tmp_path: Path) -> None:
    write(tmp_path / "fr.po", "fr", {("kies: x?",): ("choisissez : « x » ?",)})
    (kept,) = read(tmp_path / "fr.po").values()
    assert kept == ("choisissez_: «_x_»_?".replace("_", "\N{NO-BREAK SPACE}"),)


def test_the_reader_is_asked_once_and_may_read_on_in_another_language() -> None:
    with language.reading("de"):
        assert language.current() == "de"
        with language.reading("fr"):
            assert dutch.day(date(2020, 9, 1)) == "1er septembre 2020"
        assert dutch.day(date(2020, 9, 1)) == "1. September 2020"
    assert dutch.day(date(2020, 9, 1)) == "1 september 2020"


def test_a_language_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        language.read_in("pl")


@pytest.mark.parametrize(
    ("accepted", "code"),
    [(["de-AT", "en"], "de"), (["pl", "en;q=0.8"], "en"), (["FR"], "fr"), (["pl"], "nl"), ([], "nl")],
)
def test_a_browser_says_what_its_reader_knows(accepted: list[str], code: str) -> None:
    assert language.nearest(accepted) == code


@pytest.mark.parametrize(
    ("code", "number", "share", "span", "moment"),
    [
        ("nl", "1.234,5", "13%", "1 – 30 september 2020", "21-11-2026 18:04"),
        ("de", "1.234,5", "13\N{NO-BREAK SPACE}%", "1. – 30. September 2020", "21.11.2026 18:04"),
        (
            "fr",
            "1\N{NARROW NO-BREAK SPACE}234,5",
            "13\N{NO-BREAK SPACE}%",
            "1er – 30 septembre 2020",
            "21/11/2026 18:04",
        ),
        ("en", "1,234.5", "13%", "1 – 30 September 2020", "21/11/2026 18:04"),
    ],
)
def test_numbers_and_days_are_as_each_language_writes_them(
    code: str, number: str, share: str, span: str, moment: str
) -> None:
    with language.reading(code):
        assert dutch.number(1234.5, 1) == number
        assert dutch.percent(7, 56) == share
        assert dutch.period(date(2020, 9, 1), date(2020, 9, 30)) == span
        assert dutch.short_moment(datetime(2026, 11, 21, 17, 4, tzinfo=UTC)) == moment


@pytest.mark.parametrize(
    ("code", "typed", "picker"),
    [
        ("nl", "51,37", "DD-MM-YYYY"),
        ("de", "51,37", "DD.MM.YYYY"),
        ("fr", "51,37", "DD/MM/YYYY"),
        ("en", "51.37", "DD/MM/YYYY"),
    ],
)
def test_what_is_typed_is_as_each_language_types_it(code: str, typed: str, picker: str) -> None:
    with language.reading(code):
        assert dutch.decimal(51.37) == typed
        assert dutch.picker_pattern() == picker
        assert dutch.in_text(51.37) == "51,37"  # a record holds the same, whoever writes it


def test_braces_in_a_value_stay_what_they_are() -> None:
    assert say("{what}", what="{0} {secret}") == "{0} {secret}"


def test_pages_say_nothing_past_the_catalogues() -> None:
    """What looks like a text that people read, and is neither said nor marked, is a code or named here."""
    found = {
        text: where
        for file in sorted(ROOT.glob("pages/**/*.py"))
        for text, where in _unsaid(file).items()
        if text not in NO_TEXTS
    }
    assert found == {}


def _unsaid(file: Path) -> dict[str, str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    silent = {id(part) for node in ast.walk(tree) for part in _said_or_told(node)}
    return {
        node.value: f"{file}:{node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in silent
        and WORDS.search(re.sub(r"<[^>]*>|\{[^}]*\}|&\w+;", " ", node.value))
    }


def _said_or_told(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in a call that says it, in a docstring, or in an error that only we see."""
    if isinstance(node, ast.Expr):
        yield node.value
    name = getattr(node, "func", None) if isinstance(node, ast.Call) else None
    called = getattr(name, "attr", None) or getattr(name, "id", "")
    if called in KEYWORDS or called == "TypeError":
        for argument in node.args:  # type: ignore[attr-defined]
            yield from ast.walk(argument)
