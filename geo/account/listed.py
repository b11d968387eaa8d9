"""The list of the activations of a report, the first day first, with their reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo import dutch
from geo.account.blocks import Table
from geo.areas import names_in
from geo.language import mark, say
from geo.picture import RESULTS_OR_NONE
from geo.vocabulary import SECTORS, SOURCES, THEMES, TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from geo.drawings import Facts
    from geo.vocabulary import Vocabulary

HEADER = (
    *(mark("Kenmerk"), mark("Dag"), mark("Type"), mark("Thema’s"), mark("Sector"), mark("Plaats")),
    *(mark("Regio of district"), mark("Bron"), mark("Integraal"), mark("Resultaat"), mark("Verslag")),
)
"""Marked."""
_SHARES = (1.25, 0.95, 1, 1.1, 1.35, 1.25, 1.5, 1.5, 0.85, 1.3, 1.85)


def list_table(facts: Facts) -> Table:
    """Return every selected activation as a row of text."""
    frame = facts.chosen
    order = np.argsort(frame["activated_on"].to_numpy(), kind="stable")
    frame = frame.iloc[order]
    names = names_in()
    sets = [", ".join(THEMES.label(code) for code in THEMES.members(mask)) for mask in range(8)]
    reporter = frame["reporter"].str.split().str.join(" ")
    source = _words(frame["source"], SOURCES)
    reported, unknown, yes, no = say("{label}: {value}"), say("onbekend"), say("ja"), say("nee")
    none = say("geen verslag")
    columns: tuple[Sequence[str], ...] = (
        frame["reference"].tolist(),
        frame["activated_on"].dt.strftime(dutch.figures_pattern()).fillna("").tolist(),
        _words(frame["type"], TYPES),
        [sets[mask] for mask in frame["themes"]],
        _words(frame["sector"], SECTORS),
        [
            place or names.get(code, "")
            for place, code in zip(frame["place"], frame["municipality"], strict=True)
        ],
        [
            names.get(region if isinstance(region, str) else district, unknown)
            for region, district in zip(frame["region"], frame["district"], strict=True)
        ],
        [
            reported.format(label=word, value=name) if name else word
            for word, name in zip(source, reporter, strict=True)
        ],
        [yes if integral else no for integral in frame["integral"]],
        _words(frame["result"], RESULTS_OR_NONE, missing="lopend"),
        [text or none for text in frame["report"]],
    )
    rows = tuple(zip(*columns, strict=True))
    return Table(say("Activeringen"), tuple(map(say, HEADER)), rows, _SHARES, numbers=len(HEADER), long=True)


def _words(column: pd.Series, words: Vocabulary, missing: str = "") -> list[str]:
    labels = {code: words.label(code) for code in words.codes}
    rest = labels.get(missing, say("Onbekend"))
    return [labels.get(code, rest) for code in column.astype("object")]
