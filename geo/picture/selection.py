"""The filters as one frozen value: to and from the text of a link, as chips."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from geo.language import plural, say
from geo.picture.filters import QUERY, Query, read_values, value_text
from geo.plain_text import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date


LINK_VERSION = "1"


@dataclass(frozen=True)
class Selection:
    """What the filters select; an empty field selects everything.

    Codes are kept without doubles and in the order of their vocabulary, so that two selections that mean
    the same are equal and have one hash and one link. Days are inclusive, about the day of activation.

    Raises
    ------
    ValueError
        For a code outside its vocabulary or ``from_day`` after ``to_day``. What users type goes through
        ``from_query``, which never raises.
    """

    themes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    from_day: date | None = None
    to_day: date | None = None
    sectors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    integral: bool | None = None
    results: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for query in QUERY:
            if query.kind == "codes":
                object.__setattr__(self, query.field, _in_order(getattr(self, query.field), query))
        if self.from_day and self.to_day and self.from_day > self.to_day:
            raise ValueError(f"from_day {self.from_day} lies after to_day {self.to_day}")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered."""
        return all(getattr(self, field.name) == field.default for field in fields(self))

    def to_query(self) -> dict[str, list[str]]:
        """Return the names and values of a link, in the order of QUERY; what is not filtered is left out."""
        query = {row.name: texts for row in QUERY if (texts := _texts(getattr(self, row.field)))}
        return {**query, "v": [LINK_VERSION]}

    def to_url_text(self) -> str:
        """Return the selection as the part of a link after the question mark, percent-encoded."""
        return urlencode(self.to_query(), doseq=True)


def _in_order(chosen: Iterable[str], query: Query) -> tuple[str, ...]:
    wanted = set(chosen)
    if unknown := wanted.difference(query.codes):
        raise ValueError(f"unknown {query.field}: {sorted(map(repr, unknown))}; allowed: {query.allowed}")
    return tuple(code for code in query.codes if code in wanted)


def _texts(value: tuple[str, ...] | date | bool | None) -> list[str]:
    if value is None:
        return []
    return list(value) if isinstance(value, tuple) else [value_text(value)]


# links


def from_query(query: Mapping[str, Sequence[str] | str]) -> tuple[Selection, list[str]]:
    """Read a selection from the names and values of a link, whatever somebody typed in them. Never an error.

    Several values of one filter are repeated keys (as Streamlit binds a multiselect) or separated by commas.
    A value is a code or a label in any language of the dashboard, since a bound widget writes its label; case
    does not matter. Names that are not in QUERY are somebody else's and are passed over.

    Returns
    -------
    tuple of Selection and list of str
        The notices name what was dropped and what is allowed. They quote the link, so they are to
        be shown as plain text, never as Markdown.
    """
    chosen: dict[str, Any] = {}
    notices = _version_notices(query)
    for row in QUERY:
        values, dropped = read_values(row, _listed(query, row.name))
        if dropped:
            notices.append(
                plural(
                    "{name}: {texts} is weggelaten; kies {allowed}.",
                    "{name}: {texts} zijn weggelaten; kies {allowed}.",
                    len(dropped),
                    name=row.name,
                    texts=quote(dropped),
                    allowed=row.allowed,
                )
            )
        if row.kind == "codes":
            chosen[row.field] = tuple(values)
            continue
        if len(values) > 1:
            others = list(values)[1:]
            notices.append(
                plural(
                    "{name}: {texts} is weggelaten; er is maar één waarde.",
                    "{name}: {texts} zijn weggelaten; er is maar één waarde.",
                    len(others),
                    name=row.name,
                    texts=quote(others),
                )
            )
        chosen[row.field] = next(iter(values.values()), None)
    first, last = chosen["from_day"], chosen["to_day"]
    if first and last and first > last:
        notices.append(say("van en tot zijn weggelaten: {first} ligt na {last}.", first=first, last=last))
        chosen["from_day"] = chosen["to_day"] = None
    return Selection(**chosen), notices


def _version_notices(query: Mapping[str, Sequence[str] | str]) -> list[str]:
    other = [version for version in _listed(query, "v") if version.strip() not in ("", LINK_VERSION)]
    if not other:
        return []
    text = say(
        "v: versie {other} is onbekend; de link is gelezen als versie {known}.",
        other=quote(other),
        known=LINK_VERSION,
    )
    return [text]


def _listed(query: Mapping[str, Sequence[str] | str], name: str) -> list[str]:
    values = query.get(name, ())
    return [values] if isinstance(values, str) else [str(value) for value in values]


# chips


class Chip(NamedTuple):
    """One active filter value: name and value as in a link, and a label such as ``Thema: Wonen``."""

    name: str
    value: str
    label: str


def describe(selection: Selection) -> list[Chip]:
    """Return one chip for each value that is filtered, in the order of QUERY; none when nothing is."""
    return [
        Chip(row.name, text, say("{label}: {value}", label=row.label, value=row.value_label(text)))
        for row in QUERY
        for text in _texts(getattr(selection, row.field))
    ]


def without(selection: Selection, name: str, value: str) -> Selection:
    """Return the selection without one chip; a chip that is not there changes nothing."""
    row = next((row for row in QUERY if row.name == name), None)
    if row is None or value not in _texts(current := getattr(selection, row.field)):
        return selection
    left: Any = tuple(code for code in current if code != value) if row.kind == "codes" else None
    return replace(selection, **{row.field: left})
