"""The picture in one sentence: how many, when, where most and with what result; and what may be chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch
from geo.areas import REGION_CODES
from geo.picture.filters import area_vocabulary
from geo.vocabulary import RESULTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.picture.density import Density
    from geo.picture.tally import Comparison, Tally

MOST_NAMED = 3
"""So many regions with equally many activations are named; of more it is said how many they are."""

FEWEST_COMPARED = 10
"""Below so many activations in two periods together nothing is said about their difference."""

UNLIKELY = 0.05

_NOTHING = RESULTS.codes.index("geen")
_HEAVY = [RESULTS.codes.index("dwangmaatregel"), RESULTS.codes.index("sluiting")]
_NONE_YET = len(RESULTS.codes)


def summarise(tally: Tally, names: Mapping[str, str]) -> str:
    """Return the headline of a selection, such as "56 activeringen, 1 september – 30 november 2020, …".

    ``names`` gives the name of each region by its code.
    """
    total = tally.activations.total
    what = dutch.counted(total, "activering", "activeringen") if total else "Geen activeringen"
    parts = [what, describe_period(tally), _where(tally, names) if total else ""]
    sentence = ", ".join(filter(None, parts))
    return f"{sentence}; {describe_result(tally)}." if total else f"{sentence}."


def describe_period(tally: Tally) -> str:
    """Return the period of a selection as far as one is known, such as "1 september – 30 november 2020"."""
    first = tally.selection.from_day or tally.data_first
    last = tally.selection.to_day or tally.data_last
    return dutch.period(first, last) if first and last and first <= last else ""


def _where(tally: Tally, names: Mapping[str, str]) -> str:
    """Return where most of them were, in words that fit their numbers."""
    found = tally.activations.by("place")[: len(REGION_CODES)].tolist()
    total, most = tally.activations.total, max(found)
    if not most:
        return _abroad(tally.selection.regions)
    top = [names[code] for code, count in zip(REGION_CODES, found, strict=True) if count == most]
    if most == total:
        return f"in {top[0]}" if total == 1 else f"alle in {top[0]}"
    if most == 1 or len(top) > MOST_NAMED:
        regions = sum(count > 0 for count in found)
        spread = dutch.counted(regions, "regio", "regio's")
        return f"verspreid over {spread}, per regio maximaal {most}"
    each = f"{most}" if len(top) == 1 else f"elk {most}"
    return f"de meeste in {dutch.listed(top)} ({each})"


def _abroad(chosen: tuple[str, ...]) -> str:
    """Return where they were when none was in a Dutch region: in the districts chosen, when those are few."""
    if 0 < len(chosen) <= MOST_NAMED:
        return f"in {dutch.listed([area_vocabulary().label(code) for code in chosen])}"
    return "geen daarvan in een Nederlandse regio"


def describe_result(tally: Tally) -> str:
    """Return the heaviest results that there are, or that there are none."""
    results = tally.activations.by("result")
    heavy, without, total = int(results[_HEAVY].sum()), int(results[_NONE_YET]), tally.activations.total
    if heavy:
        return f"{heavy} keer een dwangmaatregel of sluiting"
    if without == total:
        return "nog geen resultaat vastgelegd"
    if int(results[_NOTHING]) + without == total:
        return "geen maatregel nodig" if not without else "tot nu toe geen maatregel nodig"
    return "geen dwangmaatregel of sluiting"


def standing_out(found: Density) -> str:
    """Return which regions stand out for their size, in words that small numbers allow; "" without any data.

    Only a verdict of ``compare_regions`` is told: it holds for all regions together, exact, at 5 %.
    """
    if not found.count or not found.shown_rows:
        return ""
    told = [(row["name"], row["verdict"]) for row in found.shown_rows.values()]
    parts = [
        f"{dutch.listed(names)} {'is' if len(names) == 1 else 'zijn'} {word} geactiveerd dan toeval verklaart"
        for code, word in (("hoger", "vaker"), ("lager", "minder vaak"))
        if (names := [name for name, verdict in told if verdict == code])
    ]
    size = f"{dutch.number(found.per)} {found.denominator.noun}"
    if parts:
        return f"Per {size}: {'; '.join(parts)}."
    return f"Per {size} wijkt geen enkele regio meer van de rest af dan toeval verklaart."


def course(tally: Tally) -> str:
    """Return how the last period compares with the one before, in words; "" when there is none.

    Two numbers differ by chance alone: whether these do more than that is the exact two-sided test of equal
    rates, given their sum (binomial with chance one half). Below FEWEST_COMPARED nothing is said about it.
    """
    found = tally.comparison
    if found is None or found.before is None or tally.now is None or tally.before is None:
        return ""
    now, before = tally.now.total, tally.before.total
    text = f"{now_words(found)}: {dutch.number(now)} ({before_words(found)}: {dutch.number(before)})"
    return f"{text}, {word}" if (word := difference(now, before)) else text


def now_words(found: Comparison) -> str:
    """Return how the later of two periods is called: "laatste 4 weken"."""
    return "deze periode" if found.own else f"laatste {_length(found)}"


def before_words(found: Comparison) -> str:
    """Return how the earlier of two periods is called: "4 weken ervoor"."""
    return f"{_length(found)} ervoor"


def _length(found: Comparison) -> str:
    days = (found.last - found.first).days + 1
    weeks, rest = divmod(days, 7)
    return dutch.counted(days, "dag", "dagen") if rest else dutch.counted(weeks, "week", "weken")


def difference(now: int, before: int, p: float | None = None) -> str:
    """Return what may be said of two counts of equally long periods; "" when they are too few.

    ``p`` is the chance of such a difference, that of ``two_sided`` when None; who compares several pairs
    gives it adjusted for how many they are.
    """
    if now + before < FEWEST_COMPARED:
        return ""
    if now == before:
        return "evenveel"
    if (two_sided(now, before) if p is None else p) >= UNLIKELY:
        return "het verschil kan toeval zijn"
    return f"{'meer' if now > before else 'minder'} dan toeval verklaart"


def two_sided(one: int, other: int) -> float:
    """Return the chance that two counts of equal rates differ at least as much as these, given their sum."""
    from geo.picture import exact  # noqa: PLC0415 - scipy is read by who compares, not at the start

    return float(exact.rest_p_values([one], one + other, [0.5])[0])
