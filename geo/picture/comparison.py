"""What the comparison of the regions says in words, made from its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo import dutch
from geo.vocabulary import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from geo.picture.density import Density

MOST_NAMED = 4
_DIFFER = ("hoger", "lager")
_MORE = "meer van het landelijk beeld dan toeval verklaart"


def rank_shown(
    found: Density, by: str = "rate", *, descending: bool = True
) -> dict[Hashable, dict[Hashable, Any]]:
    """Return the rows of the regions that are shown, by code, in the order of a column of ``Density.table``.

    What has no figure comes last; equal ones stand in the order of rate, count and name.
    """
    asked = {code: row for code, row in found.rows.items() if row["state"] != "niet gekozen"}
    for name, down in (("name", False), ("count", True), ("rate", True), (by, descending)):
        asked = _sorted(asked, name, down=down)
    return asked


def _sorted(
    rows: dict[Hashable, dict[Hashable, Any]], by: str, *, down: bool
) -> dict[Hashable, dict[Hashable, Any]]:
    """Return rows by a column, those that it says nothing of last; equal ones keep their order."""
    missing = [code for code, row in rows.items() if pd.isna(row[by])]
    known = [code for code in rows if code not in missing]
    value = _ORDER_OF_VERDICTS.__getitem__ if by == "verdict" else _itself
    ordered = sorted(known, key=lambda code: value(rows[code][by]), reverse=down)
    return {code: rows[code] for code in (*ordered, *missing)}


_ORDER_OF_VERDICTS = {code: place for place, code in enumerate(VERDICTS.codes)}


def _itself(value: Any) -> Any:  # noqa: ANN401 what a column holds
    return value


def summarise_density(found: Density) -> str:
    """Return the answer to the question of the page in one sentence, or two."""
    shown = list(found.shown_rows.values())
    if not shown:
        return "Er is in deze selectie geen regio met gegevens om te vergelijken."
    if not found.count:
        return "Er is in deze selectie geen activering, dus er valt niets te vergelijken."
    if len(shown) == 1:
        return _alone(shown[0])
    differing = sorted(
        (row for row in shown if row["verdict"] in _DIFFER), key=lambda row: row["ratio"], reverse=True
    )
    regions = dutch.counted(len(shown), "regio", "regio's")
    if not differing:
        return f"Van {regions} verschilt er geen {_MORE}. {_highest(found)}"
    count = len(differing)
    named = [_against_expected(row) for row in differing[:MOST_NAMED]]
    if count > MOST_NAMED:
        named.append(f"nog {count - MOST_NAMED} in de tabel")
    verb = "verschilt er 1" if count == 1 else f"verschillen er {count}"
    return f"Van {regions} {verb} {_MORE}: {dutch.listed(named)}."


def _alone(row: Mapping[Any, Any]) -> str:
    """Return the answer for the only region that is shown."""
    less = "" if row["verdict"] in _DIFFER else "niet "
    events = dutch.counted(int(row["count"]), "activering", "activeringen")
    return (
        f"{row['name']} verschilt {less}meer van het landelijk beeld dan toeval verklaart: {events}, waar er"
        f" {dutch.number(row['expected'], 1)} te verwachten waren."
    )


def _against_expected(row: Mapping[Any, Any]) -> str:
    """Return a region with its count and what was expected, such as "Drenthe (lager: 1, verwacht 8,2)"."""
    return f"{row['name']} ({row['verdict']}: {row['count']}, verwacht {dutch.number(row['expected'], 1)})"


def _highest(found: Density) -> str:
    """Return a sentence on the region with most activations: what people ask about."""
    most = max(found.shown_rows.values(), key=lambda row: (row["count"], row["ratio"]))
    more = "meer" if most["count"] > most["expected"] else "minder"
    return (
        f"{most['name']} heeft de meeste activeringen: {most['count']}, waar er"
        f" {dutch.number(most['expected'], 1)} te verwachten waren; dat is niet {more} dan toeval kan geven."
    )


def read_region(found: Density, code: str) -> str:
    """Return what the figures of one region say, in a few short sentences."""
    row = found.rows[code]
    if row["state"] == "afgeschermd":
        return f"{row['name']}: afgeschermd."
    if pd.isna(row["rate"]):
        return f"{row['name']}: geen gegevens; het aantal {found.denominator.noun} is niet bekend."
    digits, noun = found.denominator.decimals, found.denominator.noun
    rate, low, high, national = (
        dutch.number(value, digits) for value in (row["rate"], row["low"], row["high"], found.national)
    )
    events = dutch.counted(int(row["count"]), "activering", "activeringen")
    verdict = f" {VERDICTS.label(row['verdict'])}." if row["state"] != "niet gekozen" else ""
    return (
        f"{row['name']}: {events} op {dutch.number(row['denominator'])} {noun}, dat is {rate} per"
        f" {dutch.number(found.per)} (95%-interval {low} – {high}; landelijk {national})."
        f" Te verwachten: {dutch.number(row['expected'], 1)}; toeval geeft hier {chance_range(row)}.{verdict}"
    )


def chance_range(row: Mapping[Any, Any]) -> str:
    """Return the counts that chance gives a region of this size at 95 %, such as "1 tot en met 10"."""
    least = 0 if pd.isna(row["lower_to"]) else int(row["lower_to"]) + 1
    most = int(row["higher_from"]) - 1
    return str(least) if most <= least else f"{least} tot en met {most}"


def read_ranking(found: Density) -> str:
    """Return how to read the ranking, with its numbers."""
    if not found.count:
        return "Zonder activeringen is er geen rangorde."
    digits = found.denominator.decimals
    national = (
        f"{dutch.number(found.national, digits)} per {dutch.number(found.per)} {found.denominator.noun}"
    )
    touching = found.shown_rows.values()
    within = sum(row["low"] <= found.national <= row["high"] for row in touching)
    return (
        f"De stippellijn is het landelijk beeld: {national}"
        f" ({dutch.number(found.count)} activeringen). Bij {within} van"
        f" {len(touching)} regio's ligt die lijn binnen het interval. Het dwarsstreepje is de verhouding die"
        " overblijft als kleine aantallen naar het landelijk beeld worden getrokken."
    )


def read_map(found: Density) -> str:
    """Return how to read the map of the rates, with its numbers."""
    shown = found.shown_rows.values()
    differ = sum(row["verdict"] in _DIFFER for row in shown)
    none = sum(row["count"] == 0 for row in shown)
    chance = sum(row["count"] > 0 and row["verdict"] not in _DIFFER for row in shown)
    missing = sum(row["state"] == "geen gegevens" for row in found.rows.values())
    parts = [
        f"effen kleur: {_regions(differ)} waar toeval het verschil niet verklaart" if differ else "",
        f"bleek en gearceerd: {_regions(chance)} waar toeval het verschil verklaart" if chance else "",
        f"zonder kleur: {_regions(none)} zonder activering" if none else "",
        f"grijs gearceerd: {_regions(missing)} zonder gegevens" if missing else "",
    ]
    told = "; ".join(filter(None, parts))
    return (
        f"Donkerder is een hogere verhouding; {told or 'geen regio met gegevens'}."
        " Een klik op een regio wijst haar aan, ook in de andere figuren."
    )


def _regions(count: int) -> str:
    return dutch.counted(count, "regio", "regio's")


def read_funnel(found: Density) -> str:
    """Return how to read the funnel, with its numbers."""
    if not found.count:
        return "Zonder activeringen is er geen trechter."
    shown = found.shown_rows.values()
    above = sum(row["count"] >= row["higher_from"] for row in shown)
    below = sum(not pd.isna(row["lower_to"]) and row["count"] <= row["lower_to"] for row in shown)
    expected = len(shown) * 0.05
    few = sum(row["verdict"] == "te weinig verwacht" for row in shown)
    return (
        f"Tussen de lijnen ligt wat toeval in 95 (binnenste) en 99,8 (buitenste) van 100 keer geeft. Erboven:"
        f" {above}, eronder: {below}; van {len(shown)} regio's zou toeval alleen er hooguit"
        f" {dutch.number(expected, 1)} buiten de binnenste lijnen leggen. Bij {few} regio's (open stippen) is"
        " te weinig verwacht om lager te kunnen vaststellen."
    )
