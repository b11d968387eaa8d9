"""A drawing that is asked for: what of which selection, as which file; and the file when it is ready."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.access import OF_ZONE, Needs, areas_of, require
from geo.drawings.facts import Facts
from geo.drawings.subjects import SUBJECTS
from geo.exports import unknown
from geo.language import say
from geo.picture import DENOMINATORS, MEASURES, USUAL_WEEKS, WEEKS, denominator, measure

if TYPE_CHECKING:
    from pathlib import Path

    from geo.picture import Selection
    from geo.store import Snapshot

SIZES = {"a4": "A4", "16x9": "16:9"}
"""The sizes of a sheet: a page of paper and a slide, and what they are called."""

MEDIA_TYPES = {"png": "image/png", "pdf": "application/pdf", "svg": "image/svg+xml"}
"""The formats of file, by the ending of a name."""


@dataclass(frozen=True)
class Wish:
    """What is to be drawn: one of SUBJECTS, on one of SIZES, as one of MEDIA_TYPES.

    ``measure`` (a code of MEASURES) is what the map shows, ``per`` (of DENOMINATORS) what ranking and funnel
    compare by; ``last_weeks`` (of WEEKS) is how far the blind spots look back without a period; ``zone`` is
    the code of a zone of the border that the map shows in place of the country. ExportError
    when one of them is not known.
    """

    what: str = "map"
    size: str = "a4"
    file_format: str = "png"
    measure: str = MEASURES[0].code
    per: str = DENOMINATORS[0].code
    last_weeks: int = USUAL_WEEKS
    zone: str = ""

    def __post_init__(self) -> None:
        for told, given, known in (
            (say("tekening"), self.what, SUBJECTS),
            (say("maat van het blad"), self.size, SIZES),
            (say("bestandstype"), self.file_format, MEDIA_TYPES),
            (say("maat"), self.measure, [one.code for one in MEASURES]),
            (say("noemer"), self.per, [one.code for one in DENOMINATORS]),
            (say("aantal weken"), self.last_weeks, WEEKS),
            (say("zone"), self.zone, ("", *areas_of(OF_ZONE))),
        ):
            if given not in known:
                raise unknown(told, given, known)


@dataclass(frozen=True)
class Drawn:
    """A drawing as a file that is ready: its name, ASCII and the same for the same drawing, and its bytes."""

    name: str
    media_type: str
    content: bytes


def draw(snapshot: Snapshot, selection: Selection, wish: Wish) -> Drawn:
    """Return a drawing of what ``selection`` selects; the same wish gives the same bytes.

    A selection without activations is drawn as such; AccessError when the snapshot is of an audience that may
    not have it. Takes a second: a server does it elsewhere.
    """
    # only who draws loads matplotlib, half a second and 40 MB
    from geo.drawings.sheets import drawn_sheet  # noqa: PLC0415

    facts = facts_of(snapshot, selection, wish)
    rate = wish.what == "map" and not facts.measure.whole  # is compared with that of the country
    require(facts.viewer, wish.what, Needs(country=True) if rate else SUBJECTS[wish.what].needs)
    content = drawn_sheet(facts, wish.what, wish.size, wish.file_format)
    return Drawn(name_of(facts, wish), MEDIA_TYPES[wish.file_format], content)


def draw_alone(facts: Facts, what: str, width: float, height: float) -> bytes:
    """Return one of SUBJECTS without a sheet around it, as PNG, to stand in a text; sizes in points."""
    from geo.drawings.sheets import drawn_alone  # noqa: PLC0415 see ``draw``

    return drawn_alone(facts, what, width, height)


def letters(*, bold: bool = False) -> Path:
    """Return the file of the letters of the drawings, for the text around them."""
    from geo.drawings.pen import font_file  # noqa: PLC0415 see ``draw``

    return font_file(bold=bold)


def warm() -> None:
    """Load what every drawing needs, once, in a process from which others are made."""
    from geo.drawings.ground import anchors, shapes  # noqa: PLC0415 see ``draw``
    from geo.drawings.pen import text_width  # noqa: PLC0415
    from geo.drawings.sheets import drawn_sheet  # noqa: F401, PLC0415

    shapes()
    anchors()
    for bold in (False, True):
        text_width("letters", 9, bold=bold)


def facts_of(snapshot: Snapshot, selection: Selection, wish: Wish) -> Facts:
    """Return what a drawing is made of."""
    about = SUBJECTS[wish.what].about(snapshot, selection, wish.last_weeks)
    return Facts(snapshot, about, measure(wish.measure), denominator(wish.per), wish.zone)


def name_of(facts: Facts, wish: Wish) -> str:
    """Return the file name of a drawing: subject, moment, version, filters, size."""
    return f"{facts.colophon(SUBJECTS[wish.what].slug).file_stem}_{wish.size}.{wish.file_format}"
