"""What a table of records is: its columns, the rules across them, and the words for its records.

What people read of it is marked where a table is made, and said in the reader's language by a property.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple

from geo.language import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geo.records.cells import Severity
    from geo.vocabulary import Vocabulary

ColumnKind = Literal[
    "reference",
    "text",
    "day",
    "yes_no",
    "code",
    "codes",
    "count",
    "degrees",
    "region",
    "municipality",
    "area",
    "contact_area",
    "nested_areas",
]
"""An ``area`` is a region or a border district, a ``contact_area`` one of those or a Euregion.

``nested_areas`` are one or more areas, German states or countries: a text of their codes, "DE05, BE10000".
"""

Broken = Callable[["pd.DataFrame"], "pd.Series[bool]"]


@dataclass(frozen=True)
class Column:
    """One column: its name in code, its title in Dutch, the rule its values follow, and what it means.

    ``longest`` is the number of characters that a text may have.
    """

    name: str
    title: str
    kind: ColumnKind
    required: bool
    must: str
    about: str
    vocabulary: Vocabulary | None = None
    longest: int = 200

    @property
    def header(self) -> str:
        """The header in files, and in what points at a column: Dutch, whoever reads it."""
        return _small(self.title)

    @property
    def label(self) -> str:
        """What it is called on screen, with a capital."""
        return say(self.title)

    @property
    def rule(self) -> str:
        """The rule its values follow."""
        return say(self.must)

    @property
    def meaning(self) -> str:
        """What it means, as a sentence."""
        return say(self.about)


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


@dataclass(frozen=True)
class Rule:
    """One rule over the typed ``columns``, of which the first is the one that is pointed at.

    ``what`` is wrong and how to ``mend`` it are marked.
    """

    columns: tuple[str, ...]
    broken: Broken
    what: str
    mend: str
    severity: Severity = "fout"


class Group(NamedTuple):
    """Columns that belong together in a form, in rows, under a title that is marked.

    ``later`` when a new record can do without them: its form asks them only of who wants to fill them in.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    later: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns, in the order of its rows."""
        return tuple(chain.from_iterable(self.rows))


class Follows(NamedTuple):
    """A column whose value another decides: by the rules there is only one for each value of ``of``."""

    column: str
    of: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Noun:
    """The word for one record and for several, in lower case: marked, and said by ``one`` and ``many``."""

    single: str
    several: str

    @property
    def one(self) -> str:
        """The word for one."""
        return say(self.single)

    @property
    def many(self) -> str:
        """The word for several."""
        return say(self.several)


@dataclass(frozen=True)
class NounWithArticles(Noun):
    """A noun as it stands after the words that have its gender."""

    definite: str
    near: str
    asked: str
    gone: str
    fresh: str

    @property
    def the(self) -> str:
        """One of them: "de activering", "het contact"."""
        return say(self.definite)

    @property
    def this(self) -> str:
        """The one at hand: "deze activering", "dit contact"."""
        return say(self.near)

    @property
    def which(self) -> str:
        """One to choose: "welke activering", "welk contact"."""
        return say(self.asked)

    @property
    def withdrawn(self) -> str:
        """One that was withdrawn: "de ingetrokken activering", "het ingetrokken contact"."""
        return say(self.gone)

    @property
    def new(self) -> str:
        """One to begin with: "nieuwe activering", "nieuw contact"."""
        return say(self.fresh)


@dataclass(frozen=True)
class Table:
    """One table of records: its name in code, its title in Dutch, its columns in their order, its rules.

    Its records lie on the map when it has the columns that say where (``shared.PLACE_COLUMNS``), all of them.
    ``noun`` is what its records are called, ``short`` the same where there is little room.
    ``first_reference`` is proposed while there is none to follow. ``progress`` names the columns whose values
    move on as time passes: replacing a value in any other corrects a fact. Beside its place a record is known
    by the column ``known_by``. ``groups`` has the columns of the form, without place, report and note;
    ``follows`` says what the form need not ask, since another column decides it.
    """

    name: str
    title: str
    noun: NounWithArticles
    short: Noun
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...]
    first_reference: str
    progress: tuple[str, ...]
    known_by: str
    groups: tuple[Group, ...]
    follows: tuple[Follows, ...] = field(default=(), hash=False)  # a mapping has no hash, a table must

    @property
    def placed(self) -> bool:
        """Whether its records have a place on the map."""
        return any(column.kind == "degrees" for column in self.columns)

    @property
    def header(self) -> str:
        """What it is called in files, in Dutch."""
        return _small(self.title)

    @property
    def label(self) -> str:
        """What it is called on screen, with a capital."""
        return say(self.title)

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers of its columns in files."""
        return tuple(column.header for column in self.columns)

    def column(self, name: str) -> Column:
        """Return the column called ``name`` in code; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
