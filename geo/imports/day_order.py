"""Whether the days of a file come before their months: 10/25/2020 shows it for 10/3/2020 too.

Days with the same sign between their parts were written by the same hand. One that can be read in only one
way decides for its column, and for other columns that have none; where nothing decides, the day comes first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from geo import dutch
from geo.imports.choices import DAY_FIRST, MONTH_FIRST
from geo.imports.verdicts import Verdict
from geo.language import say
from geo.plain_text import show
from geo.records import Problem

if TYPE_CHECKING:
    from geo.records import Table

_PARTS = re.compile(r"\s*(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(\D.*)?", re.ASCII | re.DOTALL)
_LONGEST = 60


class _Hand(NamedTuple):
    """Days that were written alike: the column they are in and the sign between their parts."""

    column: str
    sign: str


def in_order(
    text: pd.DataFrame, table: Table, chosen: str = ""
) -> tuple[dict[str, pd.Series], Verdict, list[Problem]]:
    """Return columns of days with the day first, what was decided, and what contradicts it.

    ``chosen`` is the order somebody chose, or "". Only columns that change are returned.
    """
    columns = [column for column in table.columns if column.kind == "day" and column.name in text]
    distinct = {column.name: text[column.name].unique().tolist() for column in columns}
    proofs = _proofs(distinct)
    orders = {hand: chosen or _order(hand, proofs) for hand in proofs}
    problems = [] if chosen else _contradictions(proofs, {column.name: column.header for column in columns})
    turned = {}
    for name, cells in distinct.items():
        new = {cell: _turned(cell) for cell in cells if _is_turned(cell, name, orders)}
        if new:
            turned[name] = text[name].map(lambda cell, new=new: new.get(cell, cell)).astype("str")
    return turned, _verdict(proofs, orders, chosen), problems


def _proofs(distinct: dict[str, list[str]]) -> dict[_Hand, dict[str, str]]:
    """Return for each hand the orders that its days prove, each with the first day that does."""
    found: dict[_Hand, dict[str, str]] = {}
    for column, cells in distinct.items():
        for cell in cells:
            if len(cell) <= _LONGEST and (parts := _PARTS.fullmatch(cell)):
                proven = found.setdefault(_Hand(column, parts[2]), {})
                one, other = int(parts[1]), int(parts[3])
                if 12 < one <= 31 and 1 <= other <= 12:
                    proven.setdefault(DAY_FIRST, cell.strip())
                elif 1 <= one <= 12 < other <= 31:
                    proven.setdefault(MONTH_FIRST, cell.strip())
                elif one != other:
                    proven.setdefault("", cell.strip())
    return found


def _order(hand: _Hand, proofs: dict[_Hand, dict[str, str]]) -> str:
    """Return the order that the days of one hand are read in."""
    own = set(proofs[hand]) - {""}
    alike = {order for other in proofs if other.sign == hand.sign for order in proofs[other]} - {""}
    proven = own or alike
    return MONTH_FIRST if proven == {MONTH_FIRST} else DAY_FIRST


def _is_turned(cell: str, column: str, orders: dict[_Hand, str]) -> bool:
    """Whether the month comes first in a cell, by its hand, and it can."""
    parts = _PARTS.fullmatch(cell) if len(cell) <= _LONGEST else None
    return bool(parts and orders[_Hand(column, parts[2])] == MONTH_FIRST and int(parts[1]) <= 12)


def _turned(cell: str) -> str:
    return _PARTS.sub(r"\3\2\1\2\4\5", cell)


def _contradictions(proofs: dict[_Hand, dict[str, str]], headers: dict[str, str]) -> list[Problem]:
    """Return a warning for each column whose days prove both orders."""
    mend = say("schrijf alle datums als dag-maand-jaar, of kies de volgorde")
    return [
        Problem(
            None,
            headers[hand.column],
            "",
            say(
                "datums spreken elkaar tegen: {one} heeft de dag voorop, {other} de maand; gelezen als"
                " dag-maand",
                one=show(proven[DAY_FIRST]),
                other=show(proven[MONTH_FIRST]),
            ),
            mend,
            "waarschuwing",
        )
        for hand, proven in proofs.items()
        if {DAY_FIRST, MONTH_FIRST} <= set(proven)
    ]


def _verdict(proofs: dict[_Hand, dict[str, str]], orders: dict[_Hand, str], chosen: str) -> Verdict:
    """Return what was decided; of several hands that differ each is told by its sign."""
    told = []
    doubtful = {hand: proven for hand, proven in proofs.items() if proven}
    if not doubtful:
        return Verdict()
    if chosen:
        return Verdict(chosen, say("datums gelezen als {order}, zo gekozen", order=say(chosen)))
    both = len({orders[hand] for hand in doubtful}) > 1
    is_open = True
    for order in (DAY_FIRST, MONTH_FIRST):
        hands = [hand for hand in doubtful if orders[hand] == order]
        if not hands:
            continue
        signs = list(dict.fromkeys(f"'{hand.sign}'" for hand in hands))
        proof = next((proofs[hand][order] for hand in hands if order in proofs[hand]), "")
        is_open &= not proof
        told.append(_told(order, dutch.listed(signs) if both else "", proof))
    value = MONTH_FIRST if all(orders[hand] == MONTH_FIRST for hand in doubtful) else DAY_FIRST
    return Verdict(value, "; ".join(told), is_open)


def _told(order: str, signs: str, proof: str) -> str:
    """Return in which order days are read, those with ``signs`` only unless it is "", and why."""
    why = say("{day} kan niet anders", day=show(proof)) if proof else say("niets in het bestand bewijst het")
    if signs:
        return say("datums met {signs} gelezen als {order}: {why}", signs=signs, order=say(order), why=why)
    return say("datums gelezen als {order}: {why}", order=say(order), why=why)
