"""What the figures of the sectors say in words: in which sector outbreaks come back, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch
from geo.picture.sectors import sector_label
from geo.picture.summary import UNLIKELY, two_sided

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.picture.sectors import Sectors

MOST_NAMED = 3


def summarise_sectors(found: Sectors, names: Mapping[str, str]) -> str:
    """Return in which sector outbreaks come back, in a few sentences; ``names`` are the regions'."""
    if not found.total:
        return "Er is in deze selectie geen activering."
    if not found.infected:
        activations = dutch.counted(found.total, "activering", "activeringen")
        return f"Er waren geen uitbraken: bij {activations} zijn geen besmettingen vastgesteld."
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
    outbreaks = dutch.counted(found.infected, "uitbraak", "uitbraken")
    return f"In de sector {sector_label(code).lower()}: {outbreaks}{_weeks(found, code)}."


def _most(found: Sectors, top: list[str], most: int) -> str:
    if len(top) > MOST_NAMED or most == 1:
        at_most = dutch.number(most)
        return f"Uitbraken keren in geen sector duidelijk terug: per sector zijn het er hooguit {at_most}."
    labels = dutch.listed([sector_label(code).lower() for code in top])
    share = f"{dutch.number(most)} van {dutch.number(found.infected)}"
    if len(top) > 1:
        return f"Uitbraken keren het vaakst terug in de sectoren {labels}: elk {share}."
    comes_back = found.weeks[top[0]] > 1
    verb = "Uitbraken keren het vaakst terug" if comes_back else "De meeste uitbraken waren er"
    return f"{verb} in de sector {labels}: {share}{_weeks(found, top[0])}."


def _weeks(found: Sectors, code: str) -> str:
    weeks = int(found.weeks[code])
    return f", in {weeks} verschillende weken" if weeks > 1 else ""


def _second(found: Sectors, top: list[str], most: int) -> str:
    """Return whether the one sector on top differs from the next by more than chance explains."""
    others = found.table["infections"].drop(top)
    if len(top) > 1 or most == 1 or others.empty or not others.max():
        return ""
    second = int(others.max())
    label = sector_label(str(others.idxmax())).lower()
    if two_sided(most, second) >= UNLIKELY:
        return f"Het verschil met {label} ({dutch.number(second)}) kan toeval zijn."
    return f"Dat is meer dan toeval verklaart, vergeleken met {label} ({dutch.number(second)})."


def _where_returned(found: Sectors, codes: list[str], names: Mapping[str, str]) -> str:
    """Return in which regions outbreaks came back in the sectors."""
    back = [(region, count) for code in codes for region, count in found.returned(code)]
    if not back:
        return "In geen regio was dat op meer dan één dag."
    named = [f"{names[region]} ({dutch.number(count)})" for region, count in back[:MOST_NAMED]]
    if len(back) > MOST_NAMED:
        named.append(f"nog {len(back) - MOST_NAMED}")
    return f"Op meer dan één dag in dezelfde regio: {dutch.listed(named)}."
