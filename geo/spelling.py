"""Words as people type them: the code they stand for, and the nearest known word when they stand for none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.vocabulary import Vocabulary

LONGEST = 80  # signs of a typed word that are compared; comparing costs the product of both lengths

LIKENESS = 0.75
"""How alike two words have to be for one to be suggested (1: equal): about one slip in four letters.

A weak suggestion is worse than none: below this, Noord-Limburg looks like Zuid-Limburg.
"""

SEVERAL = " of "
"""Between the words that are offered for one spelling; ``told`` has them in the language of the reader."""

_COMPASS = re.compile("noord|oost|zuid|west|midden")
_NO_WORD = re.compile(r"[^a-z0-9]+")


def told(offered: str) -> str:
    """Return the words that ``Words`` offers, as they stand in a sentence."""
    return f" {say('of')} ".join(offered.split(SEVERAL))


def plain(text: str) -> str:
    """Return ``text`` as words are compared: letters and digits only, without case and without accents."""
    if text.isascii():  # nearly always, and ten times as fast
        return _NO_WORD.sub("", text.lower())
    # taken apart first: 𝑨 has no lower case of its own, the A in it has
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(sign for sign in apart if sign.isalnum())


@dataclass(frozen=True)
class Words:
    """Spellings and the codes they stand for; a spelling of two codes finds neither and offers both."""

    codes: Mapping[str, str]
    offered: Mapping[str, str]
    twins: Mapping[str, tuple[str, ...]]
    """The codes of each spelling that several share."""
    signs: frozenset[str] = frozenset()
    """Spellings so short that any other is alike: found, never suggested."""

    @classmethod
    def of(cls, spellings: Iterable[tuple[str, str]], signs: Iterable[tuple[str, str]] = ()) -> Self:
        """Make words of (spelling, code) pairs; a code's first spelling is the one that is offered.

        ``signs`` are abbreviations, of which one letter makes another.
        """
        signs = list(signs)
        meant: dict[str, dict[str, None]] = {}  # inner dict: a set that keeps its order
        shown: dict[str, str] = {}
        for spelling, code in (*spellings, *signs):
            shown.setdefault(code, spelling)
            meant.setdefault(plain(spelling), {})[code] = None
        meant.pop("", None)
        return cls(
            codes={key: next(iter(codes)) for key, codes in meant.items() if len(codes) == 1},
            offered={key: SEVERAL.join(shown[code] for code in codes) for key, codes in meant.items()},
            twins={key: tuple(codes) for key, codes in meant.items() if len(codes) > 1},
            signs=frozenset(plain(spelling) for spelling, _ in signs),
        )

    def find(self, text: str) -> str | None:
        """Return the code that ``text`` stands for, or None when it is unknown or stands for several."""
        return self.codes.get(plain(text)) if len(text) <= LONGEST else None

    def names(self, text: str) -> bool:
        """Return whether ``text`` is a word of these, be it for several codes."""
        return plain(text) in self.offered

    def nearest(self, text: str) -> str:
        """Return the known word that looks most like ``text``, or "" when none does well enough.

        Alike is what a few slips of the fingers apart is: a letter more, less, other, or two swapped (optimal
        string alignment). A text with a digit is a code, of which the nearest is just another one; north is
        no slip for south, so a word with other points of the compass is not offered.
        """
        key = plain(text[:LONGEST])
        if key in self.offered:
            return self.offered[key]
        if not key.isalpha():
            return ""
        points = set(_COMPASS.findall(key))
        for near, *_ in process.extract(
            key, self.offered.keys(), scorer=OSA.normalized_similarity, score_cutoff=LIKENESS
        ):
            if near not in self.signs and (not points or points == set(_COMPASS.findall(near))):
                return self.offered[near]
        return ""


@cache
def vocabulary_words(vocabulary: Vocabulary) -> Words:
    """Return the words of a vocabulary: its codes, and its labels in every language."""
    return Words.of(
        (spelling, term.code)
        for term in vocabulary.terms
        for spelling in (term.code, term.nl, term.de, term.fr, term.en)
    )
