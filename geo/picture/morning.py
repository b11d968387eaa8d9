"""What one asks each morning: which activations are new, escalated, closed or corrected since yesterday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo import dutch
from geo.language import mark, plural
from geo.picture.changes import among
from geo.picture.masks import activation_mask, category_codes
from geo.vocabulary import RESULTS, TYPES, Term, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from numpy.typing import NDArray

    from geo.picture.selection import Selection
    from geo.store import Between

MORNING = time(8)

NEWS = Vocabulary(
    "nieuws",
    (
        Term("new", "nieuw", "neu", "nouveau", "new", mark("Was er op dat moment nog niet.")),
        Term(
            "escalated",
            "geëscaleerd",
            "eskaliert",
            "aggravé",
            "escalated",
            mark("Werd repressief of integraal, of het resultaat werd zwaarder."),
        ),
        Term("closed", "afgesloten", "abgeschlossen", "clôturé", "closed", mark("De inzet is klaar.")),
        Term(
            "corrected",
            "gecorrigeerd",
            "berichtigt",
            "corrigé",
            "corrected",
            mark("Een feit dat al was vastgelegd, is vervangen of weggehaald."),
        ),
        Term(
            "changed",
            "aangevuld",
            "ergänzt",
            "complété",
            "added to",
            mark("Een gegeven is ingevuld of bijgewerkt."),
        ),
        Term("withdrawn", "ingetrokken", "zurückgezogen", "retiré", "withdrawn", mark("Telt niet meer mee.")),
        Term(
            "moved",
            "verplaatst",
            "verlegt",
            "déplacé",
            "moved",
            mark("Is van een andere regio, of van geen; wat er daar van werd, staat hier niet."),
        ),
    ),
)
"""What became of an activation, each counted once: in the first of these that holds."""

_SO_MANY: Mapping[str, Callable[[int], str]] = {
    "new": lambda count: plural("{count} nieuw", "{count} nieuw", count),
    "escalated": lambda count: plural("{count} geëscaleerd", "{count} geëscaleerd", count),
    "closed": lambda count: plural("{count} afgesloten", "{count} afgesloten", count),
    "corrected": lambda count: plural("{count} gecorrigeerd", "{count} gecorrigeerd", count),
    "changed": lambda count: plural("{count} aangevuld", "{count} aangevuld", count),
    "withdrawn": lambda count: plural("{count} ingetrokken", "{count} ingetrokken", count),
    "moved": lambda count: plural("{count} verplaatst", "{count} verplaatst", count),
}


def count_news(kind: str, count: int) -> str:
    """Return what became of so many activations: 7 nieuw, 7 nouvelles."""
    return _SO_MANY[kind](count).format(count=dutch.number(count))


@dataclass(frozen=True)
class News:
    """One activation that changed: what became of it, and of its last change when, by whom and why."""

    kind: str
    reference: str
    at: datetime
    who: str
    why: str


def yesterday_morning(moment: datetime) -> datetime:
    """Return 08:00 on the Dutch clock of the day before a moment."""
    return dutch.at(dutch.days_before(moment, 1).date(), MORNING)


@dataclass(frozen=True, eq=False)
class Morning:
    """What became of all activations between two moments, made once: a selection takes its part of it.

    ``news`` is in the order of NEWS, the newest first. ``before`` and ``after`` are the records frames of the
    changed ones at both moments; ``was`` and ``now`` give the position in ``news`` of each of their rows.
    """

    news: tuple[News, ...]
    before: pd.DataFrame
    after: pd.DataFrame
    was: NDArray[np.intp]
    now: NDArray[np.intp]

    def within(self, selection: Selection) -> tuple[News, ...]:
        """Return the news of the activations that a selection selects now, or selected before."""
        concerned = np.zeros(len(self.news), dtype=bool)
        concerned[self.was[activation_mask(selection, self.before)]] = True
        concerned[self.now[activation_mask(selection, self.after)]] = True
        return tuple(compress(self.news, concerned))


def morning_news(found: Between, after: pd.DataFrame) -> Morning:
    """Return what became of all activations of ``found``; ``after`` is the records frame of the end."""
    changed = after[among(after["reference"], found.found["reference"])].reset_index(drop=True)
    worse = escalated(found.before, changed)
    columns = (found.found[name].tolist() for name in ("status", "reference", "at", "who", "why"))
    told = [
        News(_kind(status, reference in worse), reference, at, who, why)
        for status, reference, at, who, why in zip(*columns, strict=True)
    ]
    newest = sorted(told, key=lambda one: one.at, reverse=True)
    news = tuple(sorted(newest, key=lambda one: NEWS.codes.index(one.kind)))
    places = pd.Index([one.reference for one in news], dtype="object")
    was, now = (
        places.get_indexer(pd.Index(frame["reference"], dtype="object")) for frame in (found.before, changed)
    )
    return Morning(news, found.before, changed, was, now)


def _kind(status: str, got_worse: bool) -> str:
    return "escalated" if got_worse and status in ("closed", "corrected", "changed") else status


def escalated(before: pd.DataFrame, after: pd.DataFrame) -> frozenset[str]:
    """Return which activations of both frames got worse: repressive, integral, or a heavier result."""
    both = np.intersect1d(before["reference"].astype("object"), after["reference"].astype("object"))
    then, now = (frame.set_index("reference").loc[both] for frame in (before, after))
    worse = _repressive(now) & ~_repressive(then)
    worse |= now["integral"].to_numpy(dtype=bool) & ~then["integral"].to_numpy(dtype=bool)
    result, first = _result(now), _result(then)
    worse |= (result > first) & (first >= 0)  # a first result is how every deployment ends
    return frozenset(map(str, both[worse]))


def _repressive(frame: pd.DataFrame) -> NDArray[np.bool_]:
    return np.equal(category_codes(frame["type"], TYPES.codes), TYPES.codes.index("repressief"))


def _result(frame: pd.DataFrame) -> NDArray[np.int8]:
    """Return how heavy each result is, -1 where there is none yet."""
    return category_codes(frame["result"], RESULTS.codes)
