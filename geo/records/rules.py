"""Rules that cross columns, as a table: which rows break them, what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from geo.records.cells import Severity

Broken = Callable[[pd.DataFrame], "pd.Series[bool]"]


@dataclass(frozen=True)
class Rule:
    """One rule over the typed ``columns``, of which the first is the one that is pointed at."""

    columns: tuple[str, ...]
    broken: Broken
    what: str
    mend: str
    severity: Severity = "fout"


def _half_coordinates(frame: pd.DataFrame) -> pd.Series[bool]:
    """Only one of both coordinates is given."""
    return frame["lat"].isna() != frame["lon"].isna()


def _one_organisation(frame: pd.DataFrame) -> pd.Series[bool]:
    """Integral, while exactly one organisation is named."""
    named = pd.Series(np.bitwise_count(frame["organisations"].to_numpy()), index=frame.index)
    return frame["integral"] & named.eq(1)


_PLACE_RULES = (
    Rule(
        ("lat", "lon"),
        _half_coordinates,
        "breedtegraad en lengtegraad horen bij elkaar",
        "vul beide in, of geen van beide",
    ),
)

RULES: dict[str, tuple[Rule, ...]] = {
    "activations": (
        Rule(
            ("activated_on", "signalled_on"),
            lambda frame: frame["activated_on"] < frame["signalled_on"],
            "geactiveerd voordat er was gesignaleerd",
            "controleer 'gesignaleerd op' en 'geactiveerd op'",
        ),
        Rule(
            ("closed_on", "activated_on"),
            lambda frame: frame["closed_on"] < frame["activated_on"],
            "gesloten voor de activering",
            "controleer 'geactiveerd op' en 'gesloten op'",
        ),
        Rule(
            ("infections", "type"),
            lambda frame: frame["type"].eq("repressief") & ~frame["infections"],
            "repressief zonder vastgestelde besmettingen",
            "vul ja in, of maak het type preventief",
        ),
        Rule(
            ("infections", "type"),
            lambda frame: frame["type"].eq("preventief") & frame["infections"],
            "preventief terwijl er besmettingen waren vastgesteld",
            "vul nee in, of maak het type repressief",
        ),
        Rule(
            ("organisations", "integral"),
            _one_organisation,
            "integrale inzet met maar één organisatie",
            "noem de andere organisaties, of vul bij 'integrale inzet' nee in",
            "waarschuwing",
        ),
        *_PLACE_RULES,
    ),
    "housing": (
        Rule(("capacity",), lambda frame: frame["capacity"] < 0, "minder dan 0 plaatsen", "vul 0 of meer in"),
        Rule(
            ("occupants",),
            lambda frame: (frame["occupants"] < 0).fillna(False).astype(bool),
            "minder dan 0 bewoners",
            "vul 0 of meer in",
        ),
        Rule(
            ("occupants", "capacity"),
            lambda frame: (frame["occupants"] > frame["capacity"]).fillna(False).astype(bool),
            "meer bewoners dan plaatsen",
            "controleer beide aantallen",
            "waarschuwing",
        ),
        *_PLACE_RULES,
    ),
}
