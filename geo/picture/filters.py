"""The filters as a table: field, name in links, the values each takes, and how text becomes a value."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from geo import dutch, vocabulary
from geo.areas import AREA_CODES, REGION_CODES, load_boundaries, name_in
from geo.language import LANGUAGES, mark, say
from geo.vocabulary import Term, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

NO_RESULT = "lopend"
MAX_VALUE_LENGTH = 200  # longer than any code or label: such a value is not even compared

Kind = Literal["codes", "day", "yes_no"]
Value = str | date | bool

YES_NO = Vocabulary(
    "ja of nee",
    (
        Term("ja", "Ja", "Ja", "Oui", "Yes", mark("Ja.")),
        Term("nee", "Nee", "Nein", "Non", "No", mark("Nee.")),
    ),
)
RESULTS_OR_NONE = Vocabulary(
    "resultaat",
    (
        *vocabulary.RESULTS.terms,
        Term(
            NO_RESULT,
            "Nog geen resultaat",
            "Noch kein Ergebnis",
            "Pas encore de résultat",
            "No result yet",
            mark("Er is nog geen resultaat vastgelegd."),
        ),
    ),
)


@cache
def region_vocabulary() -> Vocabulary:
    """Return the 25 safety regions as a vocabulary, so that a filter treats them like any other words."""
    names = load_boundaries().regions["name"]
    terms = (
        Term(code, *(str(names[code]),) * 4, f"Veiligheidsregio {names[code]}.") for code in REGION_CODES
    )
    return Vocabulary("veiligheidsregio", tuple(terms))


@cache
def area_vocabulary() -> Vocabulary:
    """Return what the filter on regions chooses from: the 25 regions, and the border districts abroad.

    A district has the name that its reader knows, its own and its country: "Luik (Liège, België)".
    """
    districts = load_boundaries().districts
    terms = (
        Term(
            str(code),
            *_with_country(str(code), country),
            f"Grensdistrict {name}.",
        )
        for code, name, country in districts[["name", "country"]].itertuples()
    )
    return Vocabulary("gebied", (*region_vocabulary().terms, *terms))


def _with_country(code: str, country: str) -> tuple[str, str, str, str]:
    """Return the name of a district with its country, in each language: Germany has a Friesland too."""
    named = [(name_in(code, each), vocabulary.COUNTRIES.label(country, each)) for each in LANGUAGES]
    nl, de, fr, en = (
        f"{name[:-1]}, {where})" if name.endswith(")") else f"{name} ({where})" for name, where in named
    )
    return nl, de, fr, en


def _stored_labels() -> Iterator[tuple[str, str]]:
    """Yield the districts as the boundaries name them, with their country, and their codes.

    Links and commands of before their names were in the reader's language have these: they are read on.
    """
    for code, name, country in load_boundaries().districts[["name", "country"]].itertuples():
        bare = name.removesuffix(f" ({vocabulary.COUNTRIES.label(country, 'nl')})")
        for language in LANGUAGES:
            yield f"{bare} ({vocabulary.COUNTRIES.label(country, language)})", str(code)


@dataclass(frozen=True)
class Query:
    """One filter: its field in Selection, its name in links and on the command line, the values it takes.

    ``codes`` is what is stored and written in links, ``words`` gives their labels; a day has neither.
    ``message`` is its label and ``rule`` what is allowed, in Dutch, marked. ``also`` gives other labels that
    are read, with their codes.
    """

    field: str
    name: str
    message: str
    kind: Kind
    rule: str
    codes: tuple[str, ...] = ()
    words: Callable[[], Vocabulary] | None = None
    also: Callable[[], Iterable[tuple[str, str]]] = tuple

    @property
    def label(self) -> str:
        """What it is called, in the language of the reader."""
        return say(self.message)

    @property
    def allowed(self) -> str:
        """What values it takes, in the language of the reader."""
        return say(self.rule)

    def value_label(self, text: str, language: str | None = None) -> str:
        """Return how a value, as it stands in a link, is shown: its label, or a day as 31-12-2020."""
        if self.words is None:
            return date.fromisoformat(text).strftime(dutch.figures_pattern())
        return self.words().label(text, language)


def _worded(field: str, name: str, message: str, words: Vocabulary, kind: Kind = "codes") -> Query:
    return Query(field, name, message, kind, ", ".join(words.codes), words.codes, lambda: words)


_DAY_RULE = mark("een dag als 2020-09-01")
_REGION_RULE = mark("VR01 tot en met VR25, een grensdistrict (DE05154), of de naam")

QUERY = (
    _worded("themes", "thema", mark("Thema"), vocabulary.THEMES),
    _worded("types", "type", mark("Type"), vocabulary.TYPES),
    Query(
        "regions", "regio", mark("Regio"), "codes", _REGION_RULE, AREA_CODES, area_vocabulary, _stored_labels
    ),
    Query("from_day", "van", mark("Vanaf"), "day", _DAY_RULE),
    Query("to_day", "tot", mark("Tot en met"), "day", _DAY_RULE),
    _worded("sectors", "sector", mark("Sector"), vocabulary.SECTORS),
    _worded("sources", "bron", mark("Bron"), vocabulary.SOURCES),
    _worded("integral", "integraal", mark("Integrale inzet"), YES_NO, "yes_no"),
    _worded("results", "resultaat", mark("Resultaat"), RESULTS_OR_NONE),
    _worded("countries", "land", mark("Land"), vocabulary.COUNTRIES),
)
"""Every filter, in the order of the page, of a link and of the command line's help."""


def read_values(query: Query, texts: Iterable[str]) -> tuple[dict[str, Value], list[str]]:
    """Read what somebody typed for one filter.

    A text that is no value as a whole is taken as several, separated by commas. Empty texts mean nothing:
    that is how Streamlit writes a cleared widget.

    Returns
    -------
    tuple of dict and list
        The values by the text they have in a link, in the order they came; and the texts that are no value.
    """
    values: dict[str, Value] = {}
    dropped: list[str] = []
    for text in texts:
        whole = _value(query, text)
        parts = [text] if whole is not None else text.split(",")
        for part in filter(str.strip, parts):
            value = _value(query, part)
            if value is None:
                dropped.append(part)
            else:
                values[value_text(value)] = value
    return values, dropped


def value_text(value: Value) -> str:
    """Return a value as it stands in a link: a code, a day as 2020-09-01, ja or nee."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return value if isinstance(value, str) else value.isoformat()


def _value(query: Query, text: str) -> Value | None:
    if len(text) > MAX_VALUE_LENGTH:
        return None
    if query.words is None:
        return _day(text.strip())
    key = _key(text)
    # the codes need no boundary file; most links hold codes only
    code = _by_key(query.codes).get(key) or _by_label(query.words, query.also).get(key)
    return code == "ja" if code and query.kind == "yes_no" else code


def _day(text: str) -> date | None:
    found = re.fullmatch(r"([0-9]{4})([-/])([0-9]{2})\2([0-9]{2})", text)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:  # 2020-02-30
        return None


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@cache
def _by_key(codes: tuple[str, ...]) -> dict[str, str]:
    return {_key(code): code for code in codes}


@cache
def _by_label(
    words: Callable[[], Vocabulary], also: Callable[[], Iterable[tuple[str, str]]]
) -> dict[str, str]:
    terms = words().terms
    shown = {_key(term.label_in(language)): term.code for language in LANGUAGES for term in terms}
    return {_key(label): code for label, code in also()} | shown
