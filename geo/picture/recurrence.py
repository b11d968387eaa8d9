"""What the figures of the sectors say in words: in which sector outbreaks come back, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch
from geo.language import mark, say
from geo.picture.sectors import sector_label
from geo.picture.summary import UNLIKELY, two_sided
from geo.vocabulary import within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.picture.sectors import Sectors

MOST_NAMED = 3


def summarise_sectors(found: Sectors, names: Mapping[str, str]) -> str:
    """Return in which sector outbreaks come back, in a few sentences; ``names`` are the regions'."""
    if not found.total:
        return say("Er is in deze selectie geen activering.")
    if not found.infected:
        return say(
            "Er waren geen uitbraken: bij {activations} zijn geen besmettingen vastgesteld.",
            activations=dutch.counted(found.total, "activering", "activeringen"),
        )
    outbreaks = found.table["infections"]
    most = int(outbreaks.max())
    top = [code for code in found.codes if outbreaks[code] == most]
    sentences = [
        _alone(found) if len(found.codes) == 1 else _most(found, top, most),
        _second(found, top, most),
        _where_returned(found, top, names),
    ]
    return " ".join(filter(None, sentences))


def _alone(found: Sectors) -> str:
    code = found.codes[0]
    sector, weeks = within(sector_label(code)), int(found.weeks[code])
    outbreaks = dutch.counted(found.infected, "uitbraak", "uitbraken")
    if weeks > 1:
        return say(
            "In de sector {sector}: {outbreaks}, in {weeks} verschillende weken.",
            sector=sector,
            outbreaks=outbreaks,
            weeks=weeks,
        )
    return say("In de sector {sector}: {outbreaks}.", sector=sector, outbreaks=outbreaks)


def _most(found: Sectors, top: list[str], most: int) -> str:
    if len(top) > MOST_NAMED or most == 1:
        return say(
            "Uitbraken keren in geen sector duidelijk terug: per sector zijn het er hooguit {most}.",
            most=dutch.number(most),
        )
    labels = [within(sector_label(code)) for code in top]
    share = {"part": dutch.number(most), "all": dutch.number(found.infected)}
    if len(top) > 1:
        return say(
            "Uitbraken keren het vaakst terug in de sectoren {sectors}: elk {part} van {all}.",
            sectors=dutch.listed(labels),
            **share,
        )
    weeks = int(found.weeks[top[0]])
    if weeks > 1:
        return say(
            "Uitbraken keren het vaakst terug in de sector {sector}: {part} van {all}, in {weeks}"
            " verschillende weken.",
            sector=labels[0],
            weeks=weeks,
            **share,
        )
    return say(
        "De meeste uitbraken waren er in de sector {sector}: {part} van {all}.", sector=labels[0], **share
    )


def _second(found: Sectors, top: list[str], most: int) -> str:
    """Return whether the one sector on top differs from the next by more than chance explains."""
    others = found.table["infections"].drop(top)
    if len(top) > 1 or most == 1 or others.empty or not others.max():
        return ""
    second = int(others.max())
    text = (
        mark("Het verschil met {sector} ({count}) kan toeval zijn.")
        if two_sided(most, second) >= UNLIKELY
        else mark("Dat is meer dan toeval verklaart, vergeleken met {sector} ({count}).")
    )
    return say(text, sector=within(sector_label(str(others.idxmax()))), count=dutch.number(second))


def _where_returned(found: Sectors, codes: list[str], names: Mapping[str, str]) -> str:
    """Return in which regions outbreaks came back in the sectors."""
    back = [(region, count) for code in codes for region, count in found.returned(code)]
    if not back:
        return say("In geen regio was dat op meer dan één dag.")
    named = [f"{names[region]} ({dutch.number(count)})" for region, count in back[:MOST_NAMED]]
    if len(back) > MOST_NAMED:
        named.append(say("nog {count}", count=len(back) - MOST_NAMED))
    return say("Op meer dan één dag in dezelfde regio: {regions}.", regions=dutch.listed(named))
