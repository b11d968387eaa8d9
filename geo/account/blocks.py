"""What a report is made of: sections of texts, tables and pictures, whatever file they go into."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Text:
    """A paragraph; ``soft`` is a remark beside the figures, ``strong`` a warning."""

    text: str
    soft: bool = False
    strong: bool = False


@dataclass(frozen=True)
class Table:
    """A table: its caption, header, rows of text, and the row that they add up to, if there is one.

    The columns from ``numbers`` on may hold numbers, which stand to the right. ``shares`` are the widths of
    the columns. ``long`` may go over many pages.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    total: tuple[str, ...] = ()
    numbers: int = 1
    long: bool = False

    @cached_property
    def to_right(self) -> tuple[bool, ...]:
        """Which columns stand to the right: of numbers, each cell that says anything."""
        return tuple(self._holds_numbers(column) for column in range(len(self.header)))

    def _holds_numbers(self, column: int) -> bool:
        cells = [row[column] for row in self.whole if row[column] not in ("", "–")]
        return column >= self.numbers and bool(cells) and all(map(_is_number, cells))

    @property
    def whole(self) -> tuple[tuple[str, ...], ...]:
        """All rows, that of the total as the last."""
        return (*self.rows, self.total) if self.total else self.rows


_BETWEEN_DIGITS = str.maketrans("", "", ".,\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")


def _is_number(text: str) -> bool:
    return text.translate(_BETWEEN_DIGITS).rstrip("%").isdigit()


@dataclass(frozen=True)
class Picture:
    """A drawing as PNG with its size in points; ``told`` says what it shows to who cannot see it."""

    png: bytes
    width: float
    height: float
    told: str


Block = Text | Table | Picture


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; ``lying`` sections stand on pages on their side."""

    title: str
    blocks: tuple[Block, ...]
    lying: bool = False


@dataclass(frozen=True)
class Account:
    """A report: ``about`` stands under its title, ``foot`` at the bottom of each page beside its number."""

    title: str
    about: tuple[str, ...]
    warning: str
    sections: tuple[Section, ...]
    foot: str

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, in order."""
        return tuple(block for part in self.sections for block in part.blocks if isinstance(block, Table))
