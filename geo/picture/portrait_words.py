"""What regions side by side say in words: how to read each chart of theirs, made from its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch
from geo.language import say
from geo.picture.homes_words import tell_homes
from geo.vocabulary import THEMES, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.picture.portraits import Portrait

_STERN = ("dwangmaatregel", "sluiting")


def read_weeks(portraits: Iterable[Portrait]) -> str:
    """Return the busiest week of each region."""
    return say(
        "Drukste week: {weeks}. Alle regio's staan op dezelfde schaal.",
        weeks=dutch.clauses(map(_busiest, portraits)),
    )


def _busiest(one: Portrait) -> str:
    if not one.total:
        return _without(one)
    totals = one.weeks["total"].tolist()
    busiest = totals.index(max(totals))
    return say(
        "{region} week {week} ({activations})",
        region=one.name,
        week=one.weeks["week"].tolist()[busiest],
        activations=dutch.counted(int(totals[busiest]), "activering", "activeringen"),
    )


def _without(one: Portrait) -> str:
    return say("{region} had geen activering", region=one.name)


def read_split(portraits: Iterable[Portrait]) -> str:
    """Return of each region how many activations were preventive, and the theme that came most often."""
    parts = dutch.clauses(map(_split, portraits))
    return say("{split}. Een activering kan meer thema's hebben.", split=dutch.capital(parts))


def _split(one: Portrait) -> str:
    if not one.total:
        return _without(one)
    themes = one.matrix.counts["total"][list(THEMES.codes)]
    most = str(themes.idxmax())
    preventive = int(one.matrix.counts.loc["all", "preventief"])  # type: ignore[arg-type]
    return say(
        "{region}: {part} van {all} preventief, het vaakst {theme} ({count})",
        region=one.name,
        part=preventive,
        all=one.total,
        theme=within(THEMES.label(most)),
        count=int(themes[most]),
    )


def read_results(portraits: Iterable[Portrait]) -> str:
    """Return of each region how often a measure was imposed."""
    parts = (
        say(
            "{region} {part} van {all}",
            region=one.name,
            part=sum(one.results[code] for code in _STERN),
            all=one.total,
        )
        for one in portraits
    )
    return say("Dwangmaatregel of sluiting: {counts}.", counts=dutch.clauses(parts))


def read_integral(portraits: Sequence[Portrait]) -> str:
    """Return the share of integral deployment of each region, and whether they differ beyond chance."""
    known = [one for one in portraits if one.integral.whole]
    if not known:
        return say("Er is geen activering, dus geen aandeel.")
    parts = dutch.clauses(
        f"{one.name} {dutch.share(one.integral.part / one.integral.whole)}"
        f" ({dutch.number(100 * one.integral.low)} – {dutch.share(one.integral.high)})"
        for one in known
    )
    if len(known) < 2:
        return f"{parts}."
    apart = max(one.integral.low for one in known) > min(one.integral.high for one in known)
    if apart:
        return say("{shares}; niet alle intervallen overlappen.", shares=parts)
    return say("{shares}; de intervallen overlappen: dit kan toeval zijn.", shares=parts)


def read_housing(portraits: Iterable[Portrait]) -> str:
    """Return the known housing of each region."""
    parts = (f"{one.name} {tell_homes(one.housing, one.places)}" for one in portraits)
    return say("Bekende huisvesting: {homes}.", homes=dutch.clauses(parts))
