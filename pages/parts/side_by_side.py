"""Regions side by side: small drawings on one scale, each with a reading and a table of the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from geo import dutch
from geo.charts import Bar, Piece, draw_bars, draw_shares, draw_table, draw_weeks, element
from geo.language import say
from geo.picture import (
    RESULTS_OR_NONE,
    homes_cell,
    read_housing,
    read_integral,
    read_results,
    read_split,
    read_weeks,
)
from geo.vocabulary import THEMES, TYPES, VERDICTS, of_type, within
from pages.parts.drawings import framed, interval
from pages.parts.markup import folded, joined, show, small, wide

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from geo.charts import Drawing
    from geo.picture import Density, Portrait, Share

Rows = list[tuple[str, ...]]


def draw(found: Density, portraits: list[Portrait]) -> None:
    """Show regions side by side: what they come to, then each part of it."""
    show(
        joined(
            (
                wide(say("Naast elkaar"), _table(portraits, _summary(found, portraits))),
                _part(
                    say("Per week"),
                    read_weeks(portraits),
                    _weeks(portraits),
                    _week_rows(portraits),
                    portraits,
                ),
                _part(
                    say("Thema en type"),
                    read_split(portraits),
                    _key() + _multiples(portraits, _theme_bars, say("Thema en type")),
                    _theme_rows(portraits),
                    portraits,
                ),
                _part(
                    say("Resultaten"),
                    read_results(portraits),
                    _multiples(portraits, _result_bars, say("Resultaten")),
                    [
                        (term.label, *(dutch.number(one.results[term.code]) for one in portraits))
                        for term in RESULTS_OR_NONE.terms
                    ],
                    portraits,
                ),
                _part(
                    say("Integrale inzet"),
                    read_integral(portraits),
                    framed(
                        draw_shares(
                            {one.name: one.integral for one in portraits},
                            say("Aandeel integrale inzet met 95%-interval"),
                        )
                    ),
                    [(say("Integrale inzet"), *(_share(one.integral) for one in portraits))],
                    portraits,
                ),
                _part(
                    say("Huisvesting"),
                    read_housing(portraits),
                    _multiples(portraits, _location_bars, say("Locaties"))
                    + _multiples(portraits, _place_bars, say("Plaatsen")),
                    [
                        (say("Locaties"), *(homes_cell(one.housing, one.housing) for one in portraits)),
                        (say("Plaatsen"), *(homes_cell(one.places, one.housing) for one in portraits)),
                    ],
                    portraits,
                ),
            )
        )
    )


# their shape


def _part(title: str, reading: str, drawn: Markup, rows: Rows, portraits: Sequence[Portrait]) -> Markup:
    """Return a part: what it says in words, its drawings, and the same as a table."""
    name = say("{what} als tabel", what=title)
    return element(
        "section",
        element("h3", title),
        small(reading),
        drawn,
        folded(name, wide(name, _table(portraits, rows))),
        class_="beside-part",
    )


def _table(portraits: Iterable[Portrait], rows: Rows) -> Markup:
    return draw_table(("", *(one.name for one in portraits)), rows, numbers=False)


def _figures(drawings: Iterable[tuple[str, Drawing]]) -> Markup:
    figures = (element("figure", element("figcaption", name), framed(drawing)) for name, drawing in drawings)
    return element("div", *figures, class_="multiples")


def _multiples(
    portraits: Sequence[Portrait], bars_of: Callable[[Portrait], tuple[Bar, ...]], what: str
) -> Markup:
    """Return bars of each region, all on the scale of the longest."""
    bars = {one.name: bars_of(one) for one in portraits}
    most = max(bar.total for each in bars.values() for bar in each)
    return _figures((name, draw_bars(each, most, _told(what, name, each))) for name, each in bars.items())


def _told(what: str, name: str, bars: Iterable[Bar]) -> str:
    parts = (
        f"{within(bar.label)} {bar.total}"
        + (
            f" ({', '.join(f'{piece.number} {piece.noun}' for piece in bar.pieces)})"
            if bar.pieces[1:]
            else ""
        )
        for bar in bars
    )
    return say("{what} in {name}: {parts}", what=what, name=name, parts=", ".join(parts))


# what they show


def _summary(found: Density, portraits: Sequence[Portrait]) -> Rows:
    rows = [found.rows[one.code] for one in portraits]
    digits = found.denominator.decimals
    return [
        (say("Oordeel"), *map(_verdict, rows)),
        (say("Activeringen"), *(dutch.number(one.total) for one in portraits)),
        (say("Verwacht"), *(dutch.number(row["expected"], 1) for row in rows)),
        (found.denominator.label, *(interval(row, digits) for row in rows)),
    ]


def _weeks(portraits: Sequence[Portrait]) -> Markup:
    most = max((int(one.weeks["total"].max()) for one in portraits if len(one.weeks)), default=0)
    return _figures((one.name, draw_weeks(one.weeks, most, _told_weeks(one))) for one in portraits)


def _told_weeks(one: Portrait) -> str:
    weeks = zip(one.weeks["week"], one.weeks["total"], strict=True)
    told = ", ".join(say("week {week}: {count}", week=week, count=count) for week, count in weeks)
    return say("Activeringen per week in {name}: {weeks}", name=one.name, weeks=told)


def _week_rows(portraits: Sequence[Portrait]) -> Rows:
    totals = [one.weeks["total"].tolist() for one in portraits]
    days = portraits[0].weeks
    labels = (
        say("Week {week}, vanaf {day}", week=week, day=dutch.day(first))
        for week, first in zip(days["week"], days.index, strict=True)
    )
    return [(label, *map(dutch.number, each)) for label, *each in zip(labels, *totals, strict=True)]


def _key() -> Markup:
    items = (
        element("li", element("i", class_=term.code, aria_hidden="true"), term.label) for term in TYPES.terms
    )
    return element("ul", *items, class_="key")


def _theme_bars(one: Portrait) -> tuple[Bar, ...]:
    table = one.matrix.counts
    return tuple(
        Bar(
            theme.label,
            tuple(
                Piece(count := int(table[kind][theme.code]), of_type(kind, count), kind)
                for kind in TYPES.codes
            ),
        )
        for theme in THEMES.terms
    )


def _theme_rows(portraits: Sequence[Portrait]) -> Rows:
    by_type: Rows = [
        (term.label, *(dutch.number(int(one.matrix.counts[term.code]["all"])) for one in portraits))
        for term in TYPES.terms
    ]
    return by_type + [
        (say("Thema {theme}", theme=within(theme.label)), *(_by_type(one, theme.code) for one in portraits))
        for theme in THEMES.terms
    ]


def _by_type(one: Portrait, theme: str) -> str:
    row = one.matrix.counts.loc[theme].to_dict()
    parts = (f"{row[code]} {of_type(code, row[code])}" for code in TYPES.codes)
    return f"{row['total']} ({', '.join(parts)})"


def _result_bars(one: Portrait) -> tuple[Bar, ...]:
    return tuple(
        Bar(term.label, (Piece(one.results[term.code], say("activeringen")),))
        for term in RESULTS_OR_NONE.terms
    )


def _location_bars(one: Portrait) -> tuple[Bar, ...]:
    return (Bar(say("Locaties"), _known(one, one.housing, say("locaties"))),)


def _place_bars(one: Portrait) -> tuple[Bar, ...]:
    return (Bar(say("Plaatsen"), _known(one, one.places, say("plaatsen"))),)


def _known(one: Portrait, count: int, noun: str) -> tuple[Piece, ...]:
    return (Piece(count, noun),) if one.housing else ()


def _verdict(row: Mapping[Any, Any]) -> str:
    if row["state"] == "niet gekozen":
        return say("Buiten de gekozen regio's")
    return VERDICTS.label(row["verdict"])


def _share(share: Share) -> str:
    if not share.whole:
        return say(dutch.NO_DATA)
    percent, low, high = (
        dutch.number(100 * value) for value in (share.part / share.whole, share.low, share.high)
    )
    return say(
        "{part} van {whole}: {percent}% ({low} – {high}%)",
        part=share.part,
        whole=share.whole,
        percent=percent,
        low=low,
        high=high,
    )
