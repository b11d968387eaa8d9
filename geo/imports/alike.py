"""References that are nearly equal: two of one record, or one typed carelessly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language import say
from geo.plain_text import show
from geo.records import Problem
from geo.spelling import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

_AS_FRACTION = re.compile(r"(\d+)[.,]0+")


def alike(references: pd.Series) -> Iterator[Problem]:
    """Return a warning for the later of references that only differ in signs, or as 101 and 101.0 do."""
    first: dict[str, str] = {}
    for row, reference in references.items():
        whole = _AS_FRACTION.fullmatch(reference)
        earlier = first.setdefault(plain(whole[1] if whole else reference), reference)
        if earlier != reference and reference:
            what = say(
                "lijkt op kenmerk '{reference}', dat ook in het bestand staat", reference=show(earlier)
            )
            mend = say("schrijf een kenmerk overal gelijk als hetzelfde bedoeld is")
            yield Problem(row, "kenmerk", show(reference), what, mend, "waarschuwing")
