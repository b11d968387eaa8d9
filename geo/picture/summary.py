"""The picture in one sentence: how many, when, where most and with what result; and what may be chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geo import dutch
from geo.areas import REGION_CODES
from geo.language import plural, say
from geo.picture.filters import area_vocabulary
from geo.vocabulary import RESULTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
    what = dutch.counted(total, "activering", "activeringen") if total else say("Geen activeringen")
    parts = [what, describe_period(tally), _where(tally, names) if total else ""]
    told = ", ".join(filter(None, parts))
    return say("{told}; {result}.", told=told, result=describe_result(tally)) if total else f"{told}."


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
        one = total == 1
        return say("in {regions}", regions=top[0]) if one else say("alle in {region}", region=top[0])
    if most == 1 or len(top) > MOST_NAMED:
        regions = sum(count > 0 for count in found)
        return say(
            "verspreid over {regions}, per regio maximaal {most}",
            regions=dutch.counted(regions, "regio", "regio's"),
            most=most,
        )
    if len(top) == 1:
        return say("de meeste in {region} ({count})", region=top[0], count=most)
    return say("de meeste in {regions} (elk {count})", regions=dutch.listed(top), count=most)


def _abroad(chosen: tuple[str, ...]) -> str:
    """Return where they were when none was in a Dutch region: in the districts chosen, when those are few."""
    if 0 < len(chosen) <= MOST_NAMED:
        return say("in {regions}", regions=dutch.listed([area_vocabulary().label(code) for code in chosen]))
    return say("geen daarvan in een Nederlandse regio")


def describe_result(tally: Tally) -> str:
    """Return the heaviest results that there are, or that there are none."""
    results = tally.activations.by("result")
    heavy, without, total = int(results[_HEAVY].sum()), int(results[_NONE_YET]), tally.activations.total
    if heavy:
        return say("{count} keer een dwangmaatregel of sluiting", count=heavy)
    if without == total:
        return say("nog geen resultaat vastgelegd")
    if int(results[_NOTHING]) + without == total:
        return say("geen maatregel nodig" if not without else "tot nu toe geen maatregel nodig")
    return say("geen dwangmaatregel of sluiting")


def standing_out(found: Density) -> str:
    """Return which regions stand out for their size, in words that small numbers allow; "" without any data.

    Only a verdict of ``compare_regions`` is told: it holds for all regions together, exact, at 5 %.
    """
    if not found.count or not found.shown_rows:
        return ""
    told = [(row["name"], row["verdict"]) for row in found.shown_rows.values()]
    parts = [
        tell(names)
        for code, tell in _DIFFER.items()
        if (names := [name for name, verdict in told if verdict == code])
    ]
    size, noun = dutch.number(found.per), found.denominator.noun
    if parts:
        return say("Per {size} {noun}: {told}.", size=size, noun=noun, told=dutch.clauses(parts))
    return say(
        "Per {size} {noun} wijkt geen enkele regio meer van de rest af dan toeval verklaart.",
        size=size,
        noun=noun,
    )


_DIFFER: Mapping[str, Callable[[Sequence[str]], str]] = {
    "hoger": lambda names: plural(
        "{regions} is vaker geactiveerd dan toeval verklaart",
        "{regions} zijn vaker geactiveerd dan toeval verklaart",
        len(names),
        regions=dutch.listed(names),
    ),
    "lager": lambda names: plural(
        "{regions} is minder vaak geactiveerd dan toeval verklaart",
        "{regions} zijn minder vaak geactiveerd dan toeval verklaart",
        len(names),
        regions=dutch.listed(names),
    ),
}
"""What is said of regions, by the verdict that chance does not explain."""


def course(tally: Tally) -> str:
    """Return how the last period compares with the one before, in words; "" when there is none.

    Two numbers differ by chance alone: whether these do more than that is the exact two-sided test of equal
    rates, given their sum (binomial with chance one half). Below FEWEST_COMPARED nothing is said about it.
    """
    found = tally.comparison
    if found is None or found.before is None or tally.now is None or tally.before is None:
        return ""
    now, before = tally.now.total, tally.before.total
    text = say(
        "{period}: {count} ({earlier}: {count_earlier})",
        period=now_words(found),
        count=dutch.number(now),
        earlier=before_words(found),
        count_earlier=dutch.number(before),
    )
    return f"{text}, {word}" if (word := difference(now, before)) else text


def now_words(found: Comparison) -> str:
    """Return how the later of two periods is called: "laatste 4 weken"."""
    if found.own:
        return say("deze periode")
    count, unit = _length(found)
    if unit == "week":
        return plural("laatste {count} week", "laatste {count} weken", count, count=dutch.number(count))
    return plural("laatste {count} dag", "laatste {count} dagen", count, count=dutch.number(count))


def before_words(found: Comparison) -> str:
    """Return how the earlier of two periods is called: "4 weken ervoor"."""
    count, unit = _length(found)
    if unit == "week":
        return plural("{count} week ervoor", "{count} weken ervoor", count, count=dutch.number(count))
    return plural("{count} dag ervoor", "{count} dagen ervoor", count, count=dutch.number(count))


def _length(found: Comparison) -> tuple[int, Literal["week", "day"]]:
    """Return how long each of two periods is, in whole weeks when that is what it is."""
    days = (found.last - found.first).days + 1
    weeks, rest = divmod(days, 7)
    return (days, "day") if rest else (weeks, "week")


def difference(now: int, before: int, p: float | None = None) -> str:
    """Return what may be said of two counts of equally long periods; "" when they are too few.

    ``p`` is the chance of such a difference, that of ``two_sided`` when None; who compares several pairs
    gives it adjusted for how many they are.
    """
    if now + before < FEWEST_COMPARED:
        return ""
    if now == before:
        return say("evenveel")
    if (two_sided(now, before) if p is None else p) >= UNLIKELY:
        return say("het verschil kan toeval zijn")
    return say("meer dan toeval verklaart" if now > before else "minder dan toeval verklaart")


def two_sided(one: int, other: int) -> float:
    """Return the chance that two counts of equal rates differ at least as much as these, given their sum."""
    from geo.picture import exact  # noqa: PLC0415 - scipy is read by who compares, not at the start

    return float(exact.rest_p_values([one], one + other, [0.5])[0])
