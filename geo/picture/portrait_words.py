"""What regions side by side say in words: how to read each chart of theirs, made from its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch
from geo.picture.homes_words import tell_homes
from geo.vocabulary import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.picture.portraits import Portrait

_STERN = ("dwangmaatregel", "sluiting")


def read_weeks(portraits: Iterable[Portrait]) -> str:
    """Return the busiest week of each region."""
    return f"Drukste week: {'; '.join(map(_busiest, portraits))}. Alle regio's staan op dezelfde schaal."


def _busiest(one: Portrait) -> str:
    if not one.total:
        return f"{one.name} had geen activering"
    totals = one.weeks["total"].tolist()
    busiest = totals.index(max(totals))
    events = dutch.counted(int(totals[busiest]), "activering", "activeringen")
    return f"{one.name} week {one.weeks['week'].tolist()[busiest]} ({events})"


def read_split(portraits: Iterable[Portrait]) -> str:
    """Return of each region how many activations were preventive, and the theme that came most often."""
    parts = "; ".join(map(_split, portraits))
    return f"{parts[0].upper()}{parts[1:]}. Een activering kan meer thema's hebben."


def _split(one: Portrait) -> str:
    if not one.total:
        return f"{one.name} had geen activering"
    themes = one.matrix.counts["total"][list(THEMES.codes)]
    most = str(themes.idxmax())
    preventive = int(one.matrix.counts.loc["all", "preventief"])  # type: ignore[arg-type]
    return (
        f"{one.name}: {preventive} van {one.total} preventief, het vaakst {THEMES.label(most).lower()}"
        f" ({int(themes[most])})"
    )


def read_results(portraits: Iterable[Portrait]) -> str:
    """Return of each region how often a measure was imposed."""
    parts = (f"{one.name} {sum(one.results[code] for code in _STERN)} van {one.total}" for one in portraits)
    return f"Dwangmaatregel of sluiting: {'; '.join(parts)}."


def read_integral(portraits: Sequence[Portrait]) -> str:
    """Return the share of integral deployment of each region, and whether they differ beyond chance."""
    known = [one for one in portraits if one.integral.whole]
    if not known:
        return "Er is geen activering, dus geen aandeel."
    parts = "; ".join(
        f"{one.name} {_percent(one.integral.part / one.integral.whole)}"
        f" ({dutch.number(100 * one.integral.low)} – {_percent(one.integral.high)})"
        for one in known
    )
    if len(known) < 2:
        return f"{parts}."
    apart = max(one.integral.low for one in known) > min(one.integral.high for one in known)
    end = "niet alle intervallen overlappen" if apart else "de intervallen overlappen: dit kan toeval zijn"
    return f"{parts}; {end}."


def _percent(share: float) -> str:
    return f"{dutch.number(100 * share)}%"


def read_housing(portraits: Iterable[Portrait]) -> str:
    """Return the known housing of each region."""
    parts = (f"{one.name} {tell_homes(one.housing, one.places)}" for one in portraits)
    return f"Bekende huisvesting: {'; '.join(parts)}."
