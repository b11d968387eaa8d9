"""``python -m geo compare``: the regions compared for their size, with what chance explains."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.access import Needs, require, viewer_of
from geo.areas import load_boundaries
from geo.commands.options import (
    WELL,
    Command,
    Parser,
    add_filters,
    ask,
    in_zone,
    json_number,
    print_columns,
    print_fictional,
    print_json,
)
from geo.dutch import capital, number
from geo.language import mark, say
from geo.picture import DENOMINATORS, compare_selection, denominator
from geo.vocabulary import VERDICTS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Hashable, Iterator

    from geo.picture import Density

_FIGURES = ("rate", "low", "high", "expected", "ratio", "p", "q", "shrunken")


def _prepare(parser: Parser) -> None:
    parser.add_argument(
        "--per",
        choices=[one.code for one in DENOMINATORS],
        default=DENOMINATORS[0].code,
        help=say("waardoor gedeeld wordt: plaatsen, locaties, inwoners of km² land"),
    )
    add_filters(parser)


def _compare(given: argparse.Namespace, parser: Parser) -> int:
    now, chosen = ask(given, parser)
    chosen = in_zone(given, parser, now, chosen)
    require(viewer_of(now.reduction.viewer), "compare", Needs(country=True))
    one = denominator(given.per)
    found = compare_selection(now, chosen, load_boundaries().regions, one, per=one.command_per)
    if given.json:
        print_json(_answer(found))
        return WELL
    print_columns(_header(found), list(_lines(found)))
    print(
        say(
            "Landelijk: {count} op {total} {denominator}, dat is {rate} per {per}.",
            count=number(found.count),
            total=number(found.total),
            denominator=one.noun,
            rate=number(found.national, _digits(found.national)),
            per=number(found.per),
        )
    )
    print_fictional(now)
    return WELL


# JSON


def _answer(found: Density) -> dict[str, Any]:
    regions = [_region(code, row, found.per) for code, row in found.rows.items()]
    return {"per": found.per, "national": json_number(found.national), "regions": regions}


def _region(code: Hashable, row: dict[Hashable, Any], per: int) -> dict[str, Any]:
    """Return one region; it has no figures when it is not chosen, as its ``state`` says."""
    shown = row["state"] != "niet gekozen"
    return {
        "code": code,
        "name": row["name"],
        "count": json_number(row["count"]) if shown else None,
        "denominator": json_number(row["denominator"]) if shown else None,
        "per": per,
        **{name: json_number(row[name]) if shown else None for name in _FIGURES},
        "verdict": row["verdict"],
        "state": row["state"],
    }


# text


def _header(found: Density) -> tuple[str, ...]:
    per = say("Per {number}", number=number(found.per))
    return (
        say("Regio"),
        say("Activeringen"),
        capital(found.denominator.noun),
        per,
        say("95%-interval"),
        say("Verwacht"),
        say("Oordeel"),
    )


def _lines(found: Density) -> Iterator[tuple[str, ...]]:
    """Return a line for each region that is chosen, the highest rate first, those without one last."""
    chosen = found.table[found.table["state"] != "niet gekozen"]
    ranked = chosen.sort_values(["rate", "count"], ascending=False, na_position="last")
    digits = _digits(found.national)
    for code, row in ranked.to_dict("index").items():
        verdict = say("Afgeschermd") if row["state"] == "afgeschermd" else VERDICTS.label(row["verdict"])
        yield (
            f"{code} {row['name']}",
            _cell(row["count"]),
            _cell(row["denominator"]),
            _cell(row["rate"], digits),
            " – ".join(filter(None, (_cell(row["low"], digits), _cell(row["high"], digits)))),
            _cell(row["expected"], 1),
            verdict,
        )


def _cell(value: Any, digits: int = 0) -> str:  # noqa: ANN401 a number, NA or NaN
    return "" if pd.isna(value) else number(value, digits)


def _digits(national: float) -> int:
    """Return with how many decimals rates are written, so that three digits of the national one are seen."""
    return (
        2 if math.isnan(national) or national <= 0 else min(max(2 - math.floor(math.log10(national)), 0), 4)
    )


COMPARE = Command(
    "compare",
    mark("Vergelijk hoe vaak de regio's zijn geactiveerd naar hun omvang, met wat toeval verklaart."),
    _compare,
    _prepare,
    absent=lambda _: "demo",
)
