"""The tables of the page with sectors: each as a whole, by region, and by theme and type."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup, escape

from geo import dutch
from geo.language import mark, say
from geo.picture import (
    ELSEWHERE,
    EVERY,
    OUTCOMES,
    PER,
    RESULTS_OR_NONE,
    before_words,
    make_sectors,
    now_words,
    sector_label,
    sector_rates,
    share_of,
)
from geo.rows import rows_by_index
from geo.vocabulary import SECTORS, THEMES, TYPES, of_type, within
from pages.parts import link
from pages.parts.charts import titled
from pages.parts.markup import EMPTY, Template, joined, small, wide
from pages.parts.markup import link as linked
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from geo.picture import Sectors, Selection, Share
    from geo.store import Snapshot

OUTBREAK = mark("Een uitbraak is een activering vanwege vastgestelde besmettingen.")
NO_DENOMINATOR = mark(
    "Er is geen noemer: zonder cijfers over het aantal werkenden per sector zeggen deze aantallen niet in"
    " welke sector het risico per werkende het grootst is."
)

_TABLE = Template(
    '<table class="sectors"><thead><tr>{}</tr></thead><tbody>{}</tbody><tfoot>{}</tfoot></table>'
)
_HEAD = Template('<th scope="col">{}</th>')
_HEAD_OF_TWO = Template('<th scope="col" colspan="2">{}</th>')
_ROW = Template('<tr><th scope="row">{}</th>{}</tr>')
_CELL = Template("<td>{}</td>")
_PIECE = Template('<i class="{}" style="width:{:.1f}%" title="{}"></i>')
_COUNT = Template('<td class="length">{}</td><td><b>{}</b></td>')
_SHARE = Template("<td><b>{}</b> <small>{}</small></td>")
_RESULTS = Template('<td class="outcomes"><span class="bar" aria-hidden="true">{}</span>{}</td>')
_RESULT = Template('<i class="result-{}" style="flex-grow:{}" title="{}"></i>')
_UNSEEN = Template('<span class="unseen">{}</span>')
_PART = Template("{} <small>{}</small>")
_WHOLE = Template("<b>{} <small>{}</small></b>")
_BACK = Template('<td class="back"><b>{} ({})</b></td>')


@remembered(16)
def _made(_snapshot: Snapshot, key: tuple[object, ...], selection: Selection) -> Sectors:
    return make_sectors(_snapshot, selection)


def found(snapshot: Snapshot, selection: Selection) -> Sectors:
    """Return the activations of a selection by sector; not to be changed."""
    return _made(snapshot, snapshot.state, selection)


# each sector as a whole


def overview(found: Sectors, selection: Selection, workers: pd.DataFrame | None) -> Markup:
    """Return a row for each sector, the most outbreaks first; the name leads to that sector alone.

    ``workers`` is what the outbreaks are divided by, as ``keep_workers`` takes it; None without any.
    """
    rates = {} if workers is None else rows_by_index(sector_rates(found, workers, selection.regions))
    rows = rows_by_index(found.ranked)
    most = max(row["total"] for row in rows.values())
    body = joined(
        _ROW.format(
            _name(str(code), selection),
            _figures(row, most) + _rate(rates.get(code)) + _CELL.format(_change(found, str(code))),
        )
        for code, row in rows.items()
    )
    whole = found.table.sum().to_dict()
    foot = _ROW.format(
        say("Samen"),
        _figures(whole, 0) + (_CELL.format("") if rates else EMPTY) + _CELL.format(_change_of_all(found)),
    )
    heads = (
        say("Sector"),
        _HEAD_OF_TWO.format(say("Activeringen")),
        say("Uitbraken"),
        say("Integrale inzet"),
        say("Zwaarste resultaat"),
        *([say("Uitbraken per {count} werkenden", count=dutch.number(PER))] if rates else []),
        _compared(found),
    )
    head = joined(one if isinstance(one, Markup) else _HEAD.format(one) for one in heads)
    shares = say("Tussen haakjes het aandeel in de activeringen van de sector, met het 95%-interval.")
    below = _no_denominator(selection) if workers is None else _denominator(workers)
    note = Markup("{} {} {}").format(say(OUTBREAK), shares, below)
    return _part(say("Per sector"), _TABLE.format(head, body, foot), note, above=_key())


def _part(title: str, table: Markup, note: Markup | str, above: Markup = EMPTY) -> Markup:
    """Return a table under a heading; where the screen is narrow it scrolls by itself."""
    return titled(title, above + wide(title, table) + small(note))


def _name(code: str, selection: Selection) -> Markup | str:
    if code not in SECTORS.codes or selection.sectors == (code,):
        return sector_label(code)
    alone = link.to_here(replace(selection, sectors=(code,)), {})
    return linked(alone, sector_label(code), title=say("Alleen deze sector"))


def _rate(row: Mapping[Any, Any] | None) -> Markup:
    """Return the cell with a rate and its interval; nothing where there is no denominator at all."""
    if row is None:
        return EMPTY
    if pd.isna(row["rate"]):
        return _CELL.format(say(dutch.NO_DATA))
    rate, low, high = (dutch.number(row[name], 1) for name in ("rate", "low", "high"))
    return _SHARE.format(rate, f"({low}–{high})")


def _no_denominator(selection: Selection) -> Markup:
    """Return that there is nothing to divide by, with where one gives it."""
    there = linked(link.address("gegevens", link.query(selection)), say("Geef een tabel met werkenden"))
    return Markup("{} {}.").format(say(NO_DENOMINATOR), there)


def _denominator(workers: pd.DataFrame) -> str:
    """Return what the rates are divided by: of which years, and by whom."""
    years = dutch.listed([str(year) for year in sorted(workers["year"].unique())])
    sources = dutch.listed(sorted(workers["source"].unique()))
    return say(
        "Werkenden per sector en regio: {sources}, {years}; tussen haakjes het exacte 95%-interval. Een"
        " regio zonder cijfer telt niet mee, ook niet met haar uitbraken.",
        sources=sources,
        years=years,
    )


def _figures(row: Mapping[Any, Any], most: int) -> Markup:
    """Return the cells with the figures of a row; without ``most`` it has no bar."""
    pieces = joined(
        _PIECE.format(code, 100 * row[code] / most, f"{row[code]} {of_type(code, row[code])}")
        for code in TYPES.codes
        if most and row[code]
    )
    shares = joined(
        _SHARE.format(dutch.number(row[column]), _share(share_of(row[column], row["total"])))
        for column in ("infections", "integral")
    )
    return _COUNT.format(pieces, dutch.number(row["total"])) + shares + _results(row)


def _share(one: Share) -> str:
    return f"({one.percent}; {one.interval})" if one.whole else ""


def _results(row: Mapping[Any, Any]) -> Markup:
    told = [(code, row[code], RESULTS_OR_NONE.label(code)) for code in OUTCOMES if row[code]]
    words = ", ".join(f"{within(label)} {count}" for _, count, label in told)
    pieces = joined(_RESULT.format(code, count, f"{label}: {count}") for code, count, label in told)
    return _RESULTS.format(pieces, _UNSEEN.format(words))


def _key() -> Markup:
    """Return what the colours of types and results mean."""
    entry = Markup('<li><i class="{}"></i>{}</li>')
    entries = [entry.format(term.code, term.label) for term in TYPES.terms]
    entries += [entry.format(f"result-{term.code}", term.label) for term in RESULTS_OR_NONE.terms]
    return Markup('<ul class="key">{}</ul>').format(joined(entries))


# change


def _compared(found: Sectors) -> str:
    """Return the header of the change: which periods are compared."""
    one = found.comparison
    if one is None or one.before is None:
        return say("Verandering")
    return say("{now} (en de {before})", now=dutch.capital(now_words(one)), before=before_words(one))


def _change(found: Sectors, code: str) -> str:
    row = found.changes.get(code)
    if row is None:
        return say("geen eerdere gegevens")
    numbers = f"{dutch.number(row['now'])} ({dutch.number(row['before'])})"
    return ", ".join(filter(None, (numbers, found.told(code))))


def _change_of_all(found: Sectors) -> str:
    if found.change.empty:
        return ""
    return f"{dutch.number(found.change['now'].sum())} ({dutch.number(found.change['before'].sum())})"


# by region


def regions(found: Sectors, names: Mapping[str, str], selection: Selection) -> Markup:
    """Return the activations and outbreaks by region and sector, the regions with most outbreaks first.

    Each region leads to its page.
    """
    return _regions(found, names, link.each_region(names, selection))


@remembered(16)
def _regions(found: Sectors, names: Mapping[str, str], pages: Mapping[str, str]) -> Markup:
    counts, outbreaks, days = (rows_by_index(frame) for frame in (found.regions, found.outbreaks, found.days))
    sums = {code: (sum(counts[code].values()), sum(outbreaks[code].values())) for code in map(str, counts)}
    present = [code for code, (count, _) in sums.items() if count]
    ranked = sorted(present, key=lambda code: (code == ELSEWHERE, -sums[code][1], -sums[code][0]))
    labels = {code: linked(pages[code], name) for code, name in names.items()}
    labels[ELSEWHERE] = escape(say("Buitenland of onbekend"))
    head = joined(map(_HEAD.format, (say("Regio"), *map(sector_label, found.codes), say("Samen"))))
    body = joined(
        _ROW.format(
            labels[region],
            joined(
                _spot(
                    counts[region][code],
                    outbreaks[region][code],
                    back=days[region][code] >= 2 and region != ELSEWHERE,
                )
                for code in found.codes
            )
            + _CELL.format(_with(*sums[region])),
        )
        for region in ranked
    )
    together = zip(found.regions.sum(), found.outbreaks.sum(), strict=True)
    foot = _ROW.format(
        say("Samen"),
        joined(_CELL.format(_with(int(count), int(outbreaks))) for count, outbreaks in together)
        + _CELL.format(_with(found.total, found.infected)),
    )
    note = say(
        "Activeringen, tussen haakjes het aantal uitbraken. Omlijnd: uitbraken op meer dan één dag in"
        " dezelfde regio en sector. Regio's zonder activering staan er niet bij."
    )
    return _part(say("Waar keert het terug?"), _TABLE.format(head, body, foot), note)


def _spot(count: int, outbreaks: int, *, back: bool) -> Markup:
    """Return the cell of a sector in a region; ``back``: outbreaks came back there."""
    if back:
        return _BACK.format(count, outbreaks)
    return _CELL.format(_with(count, outbreaks) if count else "·")


def _with(count: int, outbreaks: int) -> str:
    return f"{dutch.number(count)} ({dutch.number(outbreaks)})" if outbreaks else dutch.number(count)


# by theme and type


@remembered(16)
def detail(found: Sectors) -> Markup:
    """Return all figures by sector and theme; the last row of each sector counts each activation once."""
    columns = {term.code: term.label for term in TYPES.terms} | {
        "total": say("Samen"),
        "infections": say("Uitbraken"),
        "integral": say("Integrale inzet"),
        **{term.code: term.label for term in RESULTS_OR_NONE.terms},
    }
    themes = {term.code: term.label for term in THEMES.terms} | {EVERY: say("samen")}
    rows = rows_by_index(found.detail)
    body = joined(
        _ROW.format(
            (_WHOLE if theme == EVERY else _PART).format(sector_label(code), label),
            joined(_CELL.format(dutch.number(rows[code, theme][name])) for name in columns),
        )
        for code in found.codes
        for theme, label in themes.items()
        if rows[code, theme]["total"]
    )
    head = joined(map(_HEAD.format, (say("Sector en thema"), *columns.values())))
    note = say(
        "Een activering kan meer dan één thema hebben: de thema's van een sector tellen samen op tot meer dan"
        " de regel 'samen', die elke activering één keer telt. Regels zonder activering staan er niet bij."
    )
    return _part(say("Sector, thema en type"), _TABLE.format(head, body, EMPTY), note)
