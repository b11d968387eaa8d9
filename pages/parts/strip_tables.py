"""The tables of a strip along a border: pair by pair, and who works across it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from geo import dutch
from geo.areas import ABROAD, HOME, name_in
from geo.language import mark, plural, say
from geo.picture import (
    NO_HOMES,
    NO_HOMES_NOTE,
    homes_cell,
    reconcile_strip,
)
from geo.rows import rows_by_index
from geo.vocabulary import COUNTRIES, THEMES, TYPES
from pages.parts.charts import titled
from pages.parts.markup import EMPTY, Template, joined, small, wide
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

    import pandas as pd

    from geo.picture import Strip

    _Row = Mapping[Hashable, int]  # by the columns of ``Strip.by_area``

NO_DATA = mark("geen gegevens van partner")
_COLUMNS = ("activations", *TYPES.codes, *THEMES.codes, "housing", "places", "occupants")
_CROSSING = ("locations", "places", "occupants", "unknown")
_HOMES = ("housing", "places", "occupants")
_WAYS = {
    "DE": (mark("Van Duitsland naar Nederland"), mark("Van Nederland naar Duitsland")),
    "BE": (mark("Van België naar Nederland"), mark("Van Nederland naar België")),
}

_TABLE = Template('<table class="pairs{}"><thead><tr>{}</tr></thead>{}</table>')
_BODY = Template("<tbody>{}</tbody>")
_OVER = Template('<tr class="over"><th scope="rowgroup" colspan="{}">{}</th></tr>')
_ROW = Template('<tr><th scope="row">{}</th>{}</tr>')
_HEAD = Template('<th scope="col">{}</th>')
_CELL = Template("<td>{}</td>")
_SILENT = Template('<td class="silent" colspan="{}">{}</td>')
_NOBODY = Template('<tr><td class="words" colspan="{}">{}</td></tr>')
_SIDES = Template('<div class="sides">{}</div>')
_SIDE = Template(
    '<section class="side" data-side="{}"><h2>{}</h2><p class="big"><b>{}</b> <span>{}</span></p>'
    '<p class="big"><b>{}</b> <span>{}</span></p><p class="small">{}</p></section>'
)


def _headed() -> dict[str, str]:
    """Return the headers of _COLUMNS."""
    return {
        "activations": say("Activeringen"),
        **{term.code: term.label for term in (*TYPES.terms, *THEMES.terms)},
        "housing": say("Locaties"),
        "places": say("Plaatsen"),
        "occupants": say("Bewoners"),
    }


def _table(head: Iterable[str], bodies: Iterable[Markup], kind: str = "") -> Markup:
    return _TABLE.format(kind, joined(_HEAD.format(label) for label in head), joined(bodies))


@remembered(16)
def sides(found: Strip) -> Markup:
    """Return both sides next to each other, in the same words and of the same size."""
    return _SIDES.format(
        joined(
            _SIDE.format(
                country,
                COUNTRIES.label(country),
                dutch.number(figures["activations"]),
                plural("activering", "activeringen", figures["activations"]),
                homes_cell(figures["places"], figures["housing"]),
                plural("plaats", "plaatsen", figures["places"]),
                _homes(figures["housing"], figures["occupants"]),
            )
            for country, figures in found.sides.items()
        )
    )


def _homes(locations: int, occupants: int) -> str:
    if not locations:
        return dutch.capital(say(NO_HOMES))
    return (
        f"{dutch.counted(locations, 'locatie', 'locaties')},"
        f" {dutch.counted(occupants, 'bekende bewoner', 'bekende bewoners')}"
    )


@remembered(16)
def pairs(found: Strip, silent: tuple[str, ...]) -> Markup:
    """Return each pair of a region and a district with the figures of both, then the sides as a whole.

    Housing of the areas in ``silent``, of which nobody delivers any, is not called 0.
    """
    groups: list[tuple[str, Sequence[str]]] = [(" – ".join(map(name_in, pair)), pair) for pair in found.pairs]
    if found.beside:
        groups.append((say("In de strook, niet aan de grens"), found.beside))
    rows = {str(code): row for code, row in rows_by_index(found.by_area).items()}
    bodies = [_group(rows, title, codes, silent) for title, codes in groups]
    total = _BODY.format(
        _OVER.format(len(_COLUMNS) + 1, say("De hele strook, alles één keer"))
        + joined(_total(rows, country) for country in found.asked.countries)
    )
    sums = joined(small(reconcile_strip(found, name) + ".") for name in ("activations", "housing"))
    note = say(
        "Een regio of district grenst soms aan meer dan één buur en staat dan vaker in de tabel. Een"
        " activering kan meer dan één thema hebben. Bewoners: voor zover bekend. Waarvan alleen een"
        " plaats of gemeente bekend is, is niet te zeggen of het in de strook ligt: dat is zonder eigen punt."
    )
    table = _table([say("Gebied"), *_headed().values()], [*bodies, total])
    return titled(
        say("Per paar, binnen de strook"),
        wide(say("Tabel per paar"), table) + sums + small(f"{note} {say(NO_HOMES_NOTE)}"),
    )


def _group(rows: Mapping[str, _Row], title: str, codes: Sequence[str], silent: Collection[str]) -> Markup:
    shown = [code for code in codes if code in rows]
    return _BODY.format(
        _OVER.format(len(_COLUMNS) + 1, title)
        + joined(_ROW.format(name_in(code), _cells(rows[code], silent=code in silent)) for code in shown)
    )


def _cells(row: _Row, *, silent: bool) -> Markup:
    """Return the figures of a row; housing that a partner does not deliver is not called 0."""
    silent = silent and not row["housing"]
    figures = joined(
        _CELL.format(homes_cell(row[name], name not in _HOMES or row["housing"]))
        for name in _COLUMNS
        if not (silent and name in _HOMES)
    )
    return figures + (_SILENT.format(len(_HOMES), say(NO_DATA)) if silent else EMPTY)


def _total(rows: Mapping[str, _Row], country: str) -> Markup:
    inside = [row for code, row in rows.items() if code.startswith("VR") == (country == HOME)]
    total: _Row = {name: sum(row[name] for row in inside) for name in _COLUMNS}
    return _ROW.format(COUNTRIES.label(country), _cells(total, silent=False))


@remembered(16)
def commuters(found: Strip) -> Markup:
    """Return who lives on one side and works on the other, direction by direction, each with its sum."""
    outward = found.commuters["home"].astype("str").str.startswith("VR")
    inward_title, outward_title = map(say, _WAYS[ABROAD[found.asked.border]])
    ways = {inward_title: found.commuters[~outward], outward_title: found.commuters[outward]}
    head = (
        say("Woont in → werkt in"),
        say("Locaties"),
        say("Plaatsen"),
        say("Bewoners"),
        say("Zonder opgave"),
    )
    note = small(
        say(
            "Naar de werkregio die bij een locatie is vastgelegd: een veiligheidsregio of een district over"
            " de grens. Op de kaart is een pijl zo breed als het aantal bewoners."
        )
    )
    table = _table(head, [_way(title, rows) for title, rows in ways.items()])
    return titled(say("Wonen aan de ene kant, werken aan de andere"), table + note)


def _way(title: str, crossing: pd.DataFrame) -> Markup:
    """Return who crosses in one direction, and their sum."""
    rows = joined(
        _ROW.format(
            f"{name_in(home)} → {name_in(work)}", joined(_CELL.format(dutch.number(each)) for each in figures)
        )
        for home, work, *figures in crossing[["home", "work", *_CROSSING]].to_numpy().tolist()
    )
    over = _OVER.format(len(_CROSSING) + 1, title)
    if not rows:
        return _BODY.format(over + _NOBODY.format(len(_CROSSING) + 1, say("Niemand, voor zover bekend.")))
    total = crossing[list(_CROSSING)].sum()
    return _BODY.format(
        over
        + rows
        + _ROW.format(say("Samen"), joined(_CELL.format(dutch.number(int(each))) for each in total))
    )
