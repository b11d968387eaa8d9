"""What the comparison of the regions says in words, made from its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo import dutch
from geo.language import mark, plural, say
from geo.vocabulary import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from geo.picture.density import Density

MOST_NAMED = 4
# a region with its count and what was expected, by the verdict that chance does not explain
_DIFFER = {
    "hoger": mark("{region} (hoger: {count}, verwacht {expected})"),
    "lager": mark("{region} (lager: {count}, verwacht {expected})"),
}


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
        return say("Er is in deze selectie geen regio met gegevens om te vergelijken.")
    if not found.count:
        return say("Er is in deze selectie geen activering, dus er valt niets te vergelijken.")
    if len(shown) == 1:
        return _alone(shown[0])
    differing = sorted(
        (row for row in shown if row["verdict"] in _DIFFER), key=lambda row: row["ratio"], reverse=True
    )
    regions = _regions(len(shown))
    if not differing:
        none = say(
            "Van {regions} verschilt er geen meer van het landelijk beeld dan toeval verklaart.",
            regions=regions,
        )
        return f"{none} {_highest(found)}"
    count = len(differing)
    named = [_against_expected(row) for row in differing[:MOST_NAMED]]
    if count > MOST_NAMED:
        named.append(say("nog {count} in de tabel", count=count - MOST_NAMED))
    return plural(
        "Van {regions} verschilt er {count} meer van het landelijk beeld dan toeval verklaart: {named}.",
        "Van {regions} verschillen er {count} meer van het landelijk beeld dan toeval verklaart: {named}.",
        count,
        regions=regions,
        count=count,
        named=dutch.listed(named),
    )


def _alone(row: Mapping[Any, Any]) -> str:
    """Return the answer for the only region that is shown."""
    text = (
        mark(
            "{region} verschilt meer van het landelijk beeld dan toeval verklaart: {activations}, waar er"
            " {expected} te verwachten waren."
        )
        if row["verdict"] in _DIFFER
        else mark(
            "{region} verschilt niet meer van het landelijk beeld dan toeval verklaart: {activations}, waar"
            " er {expected} te verwachten waren."
        )
    )
    return say(
        text,
        region=row["name"],
        activations=dutch.counted(int(row["count"]), "activering", "activeringen"),
        expected=dutch.number(row["expected"], 1),
    )


def _against_expected(row: Mapping[Any, Any]) -> str:
    """Return a region with its count and what was expected, such as "Drenthe (lager: 1, verwacht 8,2)"."""
    return say(
        _DIFFER[row["verdict"]],
        region=row["name"],
        count=row["count"],
        expected=dutch.number(row["expected"], 1),
    )


def _highest(found: Density) -> str:
    """Return a sentence on the region with most activations: what people ask about."""
    most = max(found.shown_rows.values(), key=lambda row: (row["count"], row["ratio"]))
    text = (
        mark(
            "{region} heeft de meeste activeringen: {count}, waar er {expected} te verwachten waren;"
            " dat is niet meer dan toeval kan geven."
        )
        if most["count"] > most["expected"]
        else mark(
            "{region} heeft de meeste activeringen: {count}, waar er {expected} te verwachten waren;"
            " dat is niet minder dan toeval kan geven."
        )
    )
    return say(text, region=most["name"], count=most["count"], expected=dutch.number(most["expected"], 1))


def read_region(found: Density, code: str) -> str:
    """Return what the figures of one region say, in a few short sentences."""
    row = found.rows[code]
    if row["state"] == "afgeschermd":
        return say("{region}: afgeschermd.", region=row["name"])
    digits, noun = found.denominator.decimals, found.denominator.noun
    if pd.isna(row["rate"]):
        return say(
            "{region}: geen gegevens; het aantal {noun} is niet bekend.", region=row["name"], noun=noun
        )
    rate, low, high, national = (
        dutch.number(value, digits) for value in (row["rate"], row["low"], row["high"], found.national)
    )
    figures = say(
        "{region}: {activations} op {count} {noun}, dat is {rate} per {size} (95%-interval {low} – {high};"
        " landelijk {national}). Te verwachten: {expected}; toeval geeft hier {chance}.",
        region=row["name"],
        activations=dutch.counted(int(row["count"]), "activering", "activeringen"),
        count=dutch.number(row["denominator"]),
        noun=noun,
        rate=rate,
        size=dutch.number(found.per),
        low=low,
        high=high,
        national=national,
        expected=dutch.number(row["expected"], 1),
        chance=chance_range(row),
    )
    return figures if row["state"] == "niet gekozen" else f"{figures} {VERDICTS.label(row['verdict'])}."


def chance_range(row: Mapping[Any, Any]) -> str:
    """Return the counts that chance gives a region of this size at 95 %, such as "1 tot en met 10"."""
    least = 0 if pd.isna(row["lower_to"]) else int(row["lower_to"]) + 1
    most = int(row["higher_from"]) - 1
    return str(least) if most <= least else say("{first} tot en met {last}", first=least, last=most)


def read_ranking(found: Density) -> str:
    """Return how to read the ranking, with its numbers."""
    if not found.count:
        return say("Zonder activeringen is er geen rangorde.")
    touching = found.shown_rows.values()
    return say(
        "De stippellijn is het landelijk beeld: {national} per {size} {noun} ({count} activeringen). Bij"
        " {within} van {all} regio's ligt die lijn binnen het interval. Het dwarsstreepje is de verhouding"
        " die overblijft als kleine aantallen naar het landelijk beeld worden getrokken.",
        national=dutch.number(found.national, found.denominator.decimals),
        size=dutch.number(found.per),
        noun=found.denominator.noun,
        count=dutch.number(found.count),
        within=sum(row["low"] <= found.national <= row["high"] for row in touching),
        all=len(touching),
    )


def read_map(found: Density) -> str:
    """Return how to read the map of the rates, with its numbers."""
    shown = found.shown_rows.values()
    counts = (
        sum(row["verdict"] in _DIFFER for row in shown),
        sum(row["count"] > 0 and row["verdict"] not in _DIFFER for row in shown),
        sum(row["count"] == 0 for row in shown),
        sum(row["state"] == "geen gegevens" for row in found.rows.values()),
    )
    parts = [say(text, regions=_regions(count)) for text, count in zip(_ON_MAP, counts, strict=True) if count]
    return say(
        "Donkerder is een hogere verhouding; {told}. Een klik op een regio wijst haar aan, ook in de andere"
        " figuren.",
        told=dutch.clauses(parts) or say("geen regio met gegevens"),
    )


_ON_MAP = (
    mark("effen kleur: {regions} waar toeval het verschil niet verklaart"),
    mark("bleek en gearceerd: {regions} waar toeval het verschil verklaart"),
    mark("zonder kleur: {regions} zonder activering"),
    mark("grijs gearceerd: {regions} zonder gegevens"),
)


def _regions(count: int) -> str:
    return dutch.counted(count, "regio", "regio's")


def read_funnel(found: Density) -> str:
    """Return how to read the funnel, with its numbers."""
    if not found.count:
        return say("Zonder activeringen is er geen trechter.")
    shown = found.shown_rows.values()
    return say(
        "Tussen de lijnen ligt wat toeval in 95 (binnenste) en 99,8 (buitenste) van 100 keer geeft. Erboven:"
        " {above}, eronder: {below}; van {all} regio's zou toeval alleen er hooguit {expected} buiten de"
        " binnenste lijnen leggen. Bij {few} regio's (open stippen) is te weinig verwacht om lager te kunnen"
        " vaststellen.",
        above=sum(row["count"] >= row["higher_from"] for row in shown),
        below=sum(not pd.isna(row["lower_to"]) and row["count"] <= row["lower_to"] for row in shown),
        all=len(shown),
        expected=dutch.number(len(shown) * 0.05, 1),
        few=sum(row["verdict"] == "te weinig verwacht" for row in shown),
    )
