"""How a file was read where its cells could be read in more than one way, for who looks and may choose."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Verdict:
    """What was decided on one question: the value of the choice, and what and why.

    ``value`` is "" when the question does not come up in the file; ``is_open`` says that nothing in the file
    decides it.
    """

    value: str = ""
    told: str = ""
    is_open: bool = False


NOT_ASKED = Verdict()


@dataclass(frozen=True)
class Verdicts:
    """The verdicts on one file; of ``crs`` the value is what is offered while it ``is_open``."""

    dates: Verdict = NOT_ASKED
    decimals: Verdict = NOT_ASKED
    crs: Verdict = NOT_ASKED

    @property
    def told(self) -> tuple[str, ...]:
        """What there is to tell."""
        return tuple(each.told for each in (self.dates, self.decimals, self.crs) if each.told)

    def plain(self) -> dict[str, Any]:
        """Return the verdicts as plain JSON."""
        return asdict(self)

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Verdicts:
        """Return what ``plain`` made; KeyError when it did not."""
        fields = {
            name: Verdict(str(plain[name]["value"]), str(plain[name]["told"]), bool(plain[name]["is_open"]))
            for name in ("dates", "decimals", "crs")
        }
        return cls(**fields)
