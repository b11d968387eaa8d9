"""What can be drawn: for each subject its title in words, and what to say under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.picture import read_funnel, read_ranking, reconcile, sentence, summarise_density

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.drawings.facts import Facts


@dataclass(frozen=True)
class Subject:
    """One drawing: ``title`` and ``told`` make words of its figures; ``lying`` on A4 when it is wide."""

    code: str
    label: str
    title: Callable[[Facts], str]
    told: Callable[[Facts], str]
    lying: bool = False

    @property
    def slug(self) -> str:
        """The label as part of a file name."""
        return self.label.lower().replace(" ", "-")


def _map_title(facts: Facts) -> str:
    one = facts.measure
    return f"{facts.counted} per veiligheidsregio" if one.whole else f"{one.title}, per veiligheidsregio"


def _compared_title(facts: Facts) -> str:
    label = facts.denominator.label
    return f"Activeringen {label[0].lower()}{label[1:]}, per veiligheidsregio"


def _map_told(facts: Facts) -> str:
    return "" if facts.measure.whole else summarise_density(facts.by_measure)


SUBJECTS = {
    row.code: row
    for row in (
        Subject("map", "Kaart", _map_title, _map_told),
        Subject(
            "ranking",
            "Rangorde",
            _compared_title,
            lambda facts: f"{summarise_density(facts.compared)} {read_ranking(facts.compared)}",
        ),
        Subject(
            "funnel",
            "Verwacht en werkelijk",
            lambda facts: f"Verwacht en werkelijk, naar {facts.denominator.noun}",
            lambda facts: f"{summarise_density(facts.compared)} {read_funnel(facts.compared)}",
            lying=True,
        ),
        Subject("weeks", "Per week", lambda facts: f"{facts.counted} per week", lambda _: "", lying=True),
        Subject(
            "sectors", "Per sector", lambda facts: f"{facts.counted} per sector", lambda _: "", lying=True
        ),
    )
}
"""By what they are called on the command line."""


def added_up(facts: Facts) -> str:
    """Return where every activation of a drawing went."""
    return sentence(reconcile(facts.tally))
