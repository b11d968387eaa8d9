"""Action points: what was agreed in a meeting, by whom, by when and where, checked, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, NoReturn

from geo import dutch
from geo.errors import SketchError
from geo.language import mark, say
from geo.picture.sketch import MOST_CHARACTERS, read_place
from geo.plain_text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.picture.sketch import Place

MOST_POINTS, LONGEST_TEXT, LONGEST_OWNER = 100, 300, 80
_HIGHEST = 9999


@dataclass(frozen=True)
class ActionPoint:
    """One point: its number, which stays its own; the text; who does it, "" for nobody yet; by when; where.

    ``place`` is a longitude and latitude in EPSG:4326.
    """

    number: int
    text: str
    owner: str = ""
    due: date | None = None
    place: Place | None = None


def read_points(text: str) -> tuple[ActionPoint, ...]:
    """Return the points that a text of JSON says, by number; "" has none, unknown members are left out.

    SketchError when it is no list of points, a number stands for two of them, there are too many, a text is
    missing or too long, or a place is off the map.
    """
    if not text.strip():
        return ()
    try:
        found = json.loads(text) if len(text) <= MOST_CHARACTERS else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list):
        _refuse(mark("De actiepunten zijn niet te lezen."))
    return checked(tuple(map(_point, found)))


def checked(points: Sequence[ActionPoint]) -> tuple[ActionPoint, ...]:
    """Return points by number, their texts plain and on one line; SketchError as ``read_points``."""
    if len(points) > MOST_POINTS:
        _refuse(mark("Er zijn meer dan {most} actiepunten; verwijder er eerst een paar."), most=MOST_POINTS)
    if len({point.number for point in points}) < len(points):
        _refuse(mark("De actiepunten zijn niet te lezen."))
    return tuple(sorted(map(_checked, points), key=lambda point: point.number))


def points_text(points: Sequence[ActionPoint]) -> str:
    """Return what is kept of points, and what ``read_points`` reads; "" without any."""
    values = [
        {**asdict(point), "due": point.due.isoformat() if point.due else None} for point in checked(points)
    ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) if values else ""


def next_number(points: Sequence[ActionPoint]) -> int:
    """Return the number of the next point: one more than the highest."""
    return max((point.number for point in points), default=0) + 1


def _point(value: object) -> ActionPoint:
    if not isinstance(value, Mapping):
        _refuse(mark("De actiepunten zijn niet te lezen."))
    number, texts = value.get("number"), [value.get(name) or "" for name in ("text", "owner", "due")]
    if not isinstance(number, int) or isinstance(number, bool) or not all(isinstance(t, str) for t in texts):
        _refuse(mark("De actiepunten zijn niet te lezen."))
    text, owner, due = texts
    place = value.get("place")
    return ActionPoint(number, text, owner, _day(due), read_place(place) if place is not None else None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        _refuse(mark("Een actiepunt heeft een datum die er geen is."))


def _checked(point: ActionPoint) -> ActionPoint:
    text, owner = (printable(given).strip() for given in (point.text, point.owner))
    if not text:
        _refuse(mark("Schrijf op wat er moet gebeuren."))
    if len(text) > LONGEST_TEXT:
        _refuse(mark("Een actiepunt is langer dan {most} tekens; maak het korter."), most=LONGEST_TEXT)
    if len(owner) > LONGEST_OWNER:
        _refuse(mark("De naam bij een actiepunt is langer dan {most} tekens."), most=LONGEST_OWNER)
    if not 1 <= point.number <= _HIGHEST:
        _refuse(mark("De actiepunten zijn niet te lezen."))
    return ActionPoint(point.number, text, owner, point.due, point.place)


def _refuse(message: str, **values: int) -> NoReturn:
    raise SketchError(say(message, **{name: dutch.number(value) for name, value in values.items()}))
