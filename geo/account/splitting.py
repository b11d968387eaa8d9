"""The tables of a report that split the activations by one thing, and the sum that says that they add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch
from geo.account.blocks import Table
from geo.areas import load_boundaries
from geo.language import say
from geo.picture import SPLIT_COLUMNS, UNKNOWN, sector_label, share_of, split_whole
from geo.vocabulary import COUNTRIES, ORGANISATIONS, SECTORS, TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

    from geo.drawings import Facts
    from geo.picture import Share

_MOST_ADDED = 15


def split_table(facts: Facts, by: str, caption: str, head: str, label: Callable[[str], str] | None) -> Table:
    """Return the activations split by one of SPLITS, with what they add up to.

    ``label`` makes words of a code; without it those of regions, organisations and sectors.
    """
    found = facts.split(by)
    label = label or _LABELS[by]
    unknown = say("Zonder locatie of buiten de kaart") if by == "region" else say("Onbekend")
    rows = tuple(
        (
            unknown if code == UNKNOWN else label(str(code)),
            *(dutch.number(int(row[name])) for name in SPLIT_COLUMNS),
        )
        for code, row in found.to_dict("index").items()
    )
    counted = facts.chosen
    if by == "melder":
        counted = counted[(counted["source"] == "melding").to_numpy()]
    whole = split_whole(counted)
    total = (say("Totaal"), *(dutch.number(whole[name]) for name in SPLIT_COLUMNS))
    header = (head, *(term.label for term in TYPES.terms), say("Totaal"), say("Integraal"))
    return Table(caption, header, rows, (3.4, 1, 1, 1, 1), total)


def outbreak_table(facts: Facts) -> Table:
    """Return the outbreaks of each sector, their share with its interval, and where they came back."""
    found = facts.sectors
    names = load_boundaries().regions["name"].to_dict()
    rows = tuple(
        (
            sector_label(code),
            *_shared(found.share(code, "infections")),
            _returned(found.returned(code), names) or "–",
        )
        for code in map(str, found.ranked.index)
    )
    total = (say("Totaal"), *_shared(share_of(found.infected, found.total)), "")
    head = (
        *(say("Sector"), say("Uitbraken"), say("Activeringen"), say("Aandeel"), say("Interval")),
        say("Op meer dan één dag in dezelfde regio"),
    )
    return Table(say("Uitbraken per sector"), head, rows, (2.5, 1.1, 1.4, 1, 1.2, 2.5), total)


def _returned(found: Iterable[tuple[str, int]], names: Mapping[str, str]) -> str:
    return dutch.listed([f"{names[region]} ({dutch.number(count)})" for region, count in found])


def _shared(one: Share) -> tuple[str, ...]:
    return dutch.number(one.part), dutch.number(one.whole), one.percent or "–", one.interval or "–"


def adding_up(found: pd.DataFrame, total: int) -> str:
    """Return that the rows add up, with their numbers when they are few: "17 + 19 + 20 = 56"."""
    numbers = [number for number in found["total"].tolist() if number]
    if sum(numbers) != total or not numbers:
        return say("Een activering kan in meer dan één rij tellen.") if total else say("Geen activeringen.")
    if not 1 < len(numbers) <= _MOST_ADDED:
        return say("De rijen tellen op tot het totaal van {total}.", total=dutch.number(total))
    parts = " + ".join(map(dutch.number, numbers))
    return say("Optelling: {parts} = {total}.", parts=parts, total=dutch.number(total))


def _region(code: str) -> str:
    if code in COUNTRIES.codes:
        return say("Nederland, regio onbekend") if code == "NL" else COUNTRIES.label(code)
    return f"{load_boundaries().regions['name'][code]} ({code})"


_LABELS: dict[str, Callable[[str], str]] = {
    "region": _region,
    "organisatie": ORGANISATIONS.label,
    "sector": SECTORS.label,
}
