"""What one asks each morning: which activations are new, escalated, closed or corrected since yesterday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

import numpy as np

from geo import dutch
from geo.picture.masks import category_codes
from geo.vocabulary import RESULTS, TYPES, Term, Vocabulary

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd
    from numpy.typing import NDArray

    from geo.picture.changes import Changed

MORNING = time(8)

NEWS = Vocabulary(
    "nieuws",
    (
        Term("new", "nieuw", "neu", "nouveau", "new", "Was er op dat moment nog niet."),
        Term(
            "escalated",
            "geëscaleerd",
            "eskaliert",
            "aggravé",
            "escalated",
            "Werd repressief of integraal, of het resultaat werd zwaarder.",
        ),
        Term("closed", "afgesloten", "abgeschlossen", "clos", "closed", "De inzet is klaar."),
        Term(
            "corrected",
            "gecorrigeerd",
            "berichtigt",
            "corrigé",
            "corrected",
            "Een feit dat al was vastgelegd, is vervangen of weggehaald.",
        ),
        Term(
            "changed",
            "aangevuld",
            "ergänzt",
            "complété",
            "added to",
            "Een gegeven is ingevuld of bijgewerkt.",
        ),
        Term("withdrawn", "ingetrokken", "zurückgezogen", "retiré", "withdrawn", "Telt niet meer mee."),
    ),
)
"""What became of an activation, each counted once: in the first of these that holds."""


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


def morning_news(found: Changed, before: pd.DataFrame) -> tuple[News, ...]:
    """Return what became of the activations that a selection concerns, in the order of NEWS, newest first.

    ``before`` is the records frame of those that were there at the first moment (``Between.before``).
    """
    worse = escalated(before, found.shown)
    columns = (found.rows[name].tolist() for name in ("status", "reference", "at", "who", "why"))
    told = [
        News(_kind(status, reference in worse), reference, at, who, why)
        for status, reference, at, who, why in zip(*columns, strict=True)
    ]
    newest = sorted(told, key=lambda one: one.at, reverse=True)
    return tuple(sorted(newest, key=lambda one: NEWS.codes.index(one.kind)))


def _kind(status: str, got_worse: bool) -> str:
    return "escalated" if got_worse and status not in ("new", "withdrawn") else status


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
