"""What a table of records is: its columns, the rules across them, and the words for its records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

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
]
"""An ``area`` is a region or a border district, a ``contact_area`` one of those or a Euregion."""

Broken = Callable[["pd.DataFrame"], "pd.Series[bool]"]


@dataclass(frozen=True)
class Column:
    """One column: its name in code, its header in files, and the rule its values follow.

    ``longest`` is the number of characters that a text may have.
    """

    name: str
    header: str
    kind: ColumnKind
    required: bool
    rule: str
    meaning: str
    vocabulary: Vocabulary | None = None
    longest: int = 200


@dataclass(frozen=True)
class Rule:
    """One rule over the typed ``columns``, of which the first is the one that is pointed at."""

    columns: tuple[str, ...]
    broken: Broken
    what: str
    mend: str
    severity: Severity = "fout"


class Group(NamedTuple):
    """Columns that belong together in a form, in rows, under a title."""

    title: str
    rows: tuple[tuple[str, ...], ...]


class Follows(NamedTuple):
    """A column whose value another decides: by the rules there is only one for each value of ``of``."""

    column: str
    of: str
    values: Mapping[str, str]


class Noun(NamedTuple):
    """The Dutch word for one record and for several, in lower case; ``neuter`` for a word with "het"."""

    one: str
    many: str
    neuter: bool = False

    @property
    def the(self) -> str:
        """One of them: "de activering", "het contact"."""
        return f"{'het' if self.neuter else 'de'} {self.one}"

    @property
    def this(self) -> str:
        """The one at hand: "deze activering", "dit contact"."""
        return f"{'dit' if self.neuter else 'deze'} {self.one}"

    @property
    def which(self) -> str:
        """One to choose: "welke activering", "welk contact"."""
        return f"{'welk' if self.neuter else 'welke'} {self.one}"

    @property
    def withdrawn(self) -> str:
        """One that was withdrawn: "de ingetrokken activering", "het ingetrokken contact"."""
        return f"{'het' if self.neuter else 'de'} ingetrokken {self.one}"

    @property
    def new(self) -> str:
        """One to begin with: "nieuwe activering", "nieuw contact"."""
        return f"{'nieuw' if self.neuter else 'nieuwe'} {self.one}"


@dataclass(frozen=True)
class Table:
    """One table of records: its name in code and in files, its columns in their order there, its rules.

    Its records lie on the map when it has the columns that say where (``shared.PLACE_COLUMNS``), all of them.
    ``noun`` is what its records are called, ``short`` the same where there is little room.
    ``first_reference`` is proposed while there is none to follow. ``progress`` names the columns whose values
    move on as time passes: replacing a value in any other corrects a fact. Beside its place a record is known
    by the column ``known_by``. ``groups`` has the columns of the form, without place, report and note;
    ``follows`` says what the form can fill in by itself.
    """

    name: str
    header: str
    noun: Noun
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
    def headers(self) -> tuple[str, ...]:
        """The headers of its columns in files."""
        return tuple(column.header for column in self.columns)

    def column(self, name: str) -> Column:
        """Return the column called ``name`` in code; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
