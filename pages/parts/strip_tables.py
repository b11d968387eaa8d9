"""The tables of a strip along a border: pair by pair, who works across it, what partners deliver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from geo import dutch
from geo.areas import ABROAD, HOME
from geo.picture import (
    NO_HOMES,
    NO_HOMES_NOTE,
    area_vocabulary,
    homes_cell,
    partners,
    reconcile_strip,
    silent_areas,
)
from geo.vocabulary import COUNTRIES, THEMES, TYPES
from pages.parts.charts import titled
from pages.parts.markup import EMPTY, Template, joined

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    import pandas as pd

    from geo.picture import Strip

    _Row = Mapping[Hashable, int]  # by the columns of ``Strip.by_area``

EXAMPLE = "Deze afspraken zijn fictief, een voorbeeld: de echte komen in data/partners.csv."
NO_DATA = "geen gegevens van partner"
_COLUMNS = {
    "activations": "Activeringen",
    **{term.code: term.nl for term in TYPES.terms},
    **{term.code: term.nl for term in THEMES.terms},
    "housing": "Locaties",
    "places": "Plaatsen",
    "occupants": "Bewoners",
}
_CROSSING = ("locations", "places", "occupants", "unknown")
_HOMES = ("housing", "places", "occupants")

_WIDE = Template('<div class="wide" tabindex="0" role="region" aria-label="{}">{}</div>')
_TABLE = Template('<table class="pairs{}"><thead><tr>{}</tr></thead>{}</table>')
_BODY = Template("<tbody>{}</tbody>")
_OVER = Template('<tr class="over"><th scope="rowgroup" colspan="{}">{}</th></tr>')
_ROW = Template('<tr><th scope="row">{}</th>{}</tr>')
_HEAD = Template('<th scope="col">{}</th>')
_CELL = Template("<td>{}</td>")
_WORDS = Template('<td class="words">{}</td>')
_SILENT = Template('<td class="silent" colspan="{}">{}</td>')
_NOBODY = Template('<tr><td class="words" colspan="{}">Niemand, voor zover bekend.</td></tr>')
_SMALL = Template('<p class="small">{}</p>')
_SIDES = Template('<div class="sides">{}</div>')
_SIDE = Template(
    '<section class="side" data-side="{}"><h2>{}</h2><p class="big"><b>{}</b> <span>{}</span></p>'
    '<p class="big"><b>{}</b> <span>{}</span></p><p class="small">{}</p></section>'
)


def _named(code: str) -> str:
    """Return the name of an area without its country: both sides are named alike."""
    return area_vocabulary().label(code).split(" (")[0]


def _table(head: Iterable[str], bodies: Iterable[Markup], kind: str = "") -> Markup:
    return _TABLE.format(kind, joined(_HEAD.format(label) for label in head), joined(bodies))


def sides(found: Strip) -> Markup:
    """Return both sides next to each other, in the same words and of the same size."""
    return _SIDES.format(
        joined(
            _SIDE.format(
                country,
                COUNTRIES.label(country),
                dutch.number(figures["activations"]),
                "activering" if figures["activations"] == 1 else "activeringen",
                homes_cell(figures["places"], figures["housing"]),
                "plaats" if figures["places"] == 1 else "plaatsen",
                _homes(figures["housing"], figures["occupants"]),
            )
            for country, figures in found.sides.items()
        )
    )


def _homes(locations: int, occupants: int) -> str:
    if not locations:
        return NO_HOMES.capitalize()
    return (
        f"{dutch.counted(locations, 'locatie', 'locaties')},"
        f" {dutch.counted(occupants, 'bekende bewoner', 'bekende bewoners')}"
    )


def pairs(found: Strip) -> Markup:
    """Return each pair of a region and a district with the figures of both, then the sides as a whole."""
    groups: list[tuple[str, Sequence[str]]] = [(" – ".join(map(_named, pair)), pair) for pair in found.pairs]
    if found.beside:
        groups.append(("In de strook, niet aan de grens", found.beside))
    rows = {str(code): row for code, row in found.by_area.to_dict("index").items()}
    bodies = [_group(rows, title, codes) for title, codes in groups]
    total = _BODY.format(
        _OVER.format(len(_COLUMNS) + 1, "De hele strook, alles één keer")
        + joined(_total(rows, country) for country in found.asked.countries)
    )
    sums = joined(_SMALL.format(reconcile_strip(found, name) + ".") for name in ("activations", "housing"))
    note = _SMALL.format(
        "Een regio of district grenst soms aan meer dan één buur en staat dan vaker in de tabel. Een"
        " activering kan meer dan één thema hebben. Bewoners: voor zover bekend. Waarvan alleen een"
        " plaats of gemeente bekend is, is niet te zeggen of het in de strook ligt: dat is zonder eigen punt."
        f" {NO_HOMES_NOTE}"
    )
    table = _table(["Gebied", *_COLUMNS.values()], [*bodies, total])
    return titled("Per paar, binnen de strook", _WIDE.format("Tabel per paar", table) + sums + note)


def _group(rows: Mapping[str, _Row], title: str, codes: Sequence[str]) -> Markup:
    shown = [code for code in codes if code in rows]
    return _BODY.format(
        _OVER.format(len(_COLUMNS) + 1, title)
        + joined(_ROW.format(_named(code), _cells(rows[code], code)) for code in shown)
    )


def _cells(row: _Row, code: str) -> Markup:
    """Return the figures of a row; housing that a partner does not deliver is not called 0."""
    silent = code in silent_areas() and not row["housing"]
    figures = joined(
        _CELL.format(homes_cell(row[name], name not in _HOMES or row["housing"]))
        for name in _COLUMNS
        if not (silent and name in _HOMES)
    )
    return figures + (_SILENT.format(len(_HOMES), NO_DATA) if silent else EMPTY)


def _total(rows: Mapping[str, _Row], country: str) -> Markup:
    inside = [row for code, row in rows.items() if code.startswith("VR") == (country == HOME)]
    total: _Row = {name: sum(row[name] for row in inside) for name in _COLUMNS}
    return _ROW.format(COUNTRIES.label(country), _cells(total, ""))


def commuters(found: Strip) -> Markup:
    """Return who lives on one side and works on the other, direction by direction, each with its sum."""
    country = COUNTRIES.label(ABROAD[found.asked.border])
    outward = found.commuters["home"].astype("str").str.startswith("VR")
    ways = {
        f"Van {country} naar Nederland": found.commuters[~outward],
        f"Van Nederland naar {country}": found.commuters[outward],
    }
    head = ("Woont in → werkt in", "Locaties", "Plaatsen", "Bewoners", "Zonder opgave")
    note = _SMALL.format(
        "Naar de werkregio die bij een locatie is vastgelegd: een veiligheidsregio of een district over de"
        " grens. Op de kaart is een lijn zo breed als het aantal bewoners."
    )
    table = _table(head, [_way(title, rows) for title, rows in ways.items()])
    return titled("Wonen aan de ene kant, werken aan de andere", table + note)


def _way(title: str, crossing: pd.DataFrame) -> Markup:
    """Return who crosses in one direction, and their sum."""
    rows = joined(
        _ROW.format(
            f"{_named(home)} → {_named(work)}", joined(_CELL.format(dutch.number(each)) for each in figures)
        )
        for home, work, *figures in crossing[["home", "work", *_CROSSING]].to_numpy().tolist()
    )
    over = _OVER.format(len(_CROSSING) + 1, title)
    if not rows:
        return _BODY.format(over + _NOBODY.format(len(_CROSSING) + 1))
    total = crossing[list(_CROSSING)].sum()
    return _BODY.format(
        over + rows + _ROW.format("Samen", joined(_CELL.format(dutch.number(int(each))) for each in total))
    )


def definitions(found: Strip) -> Markup:
    """Return what the partners of the strip deliver, and what they mean by it."""
    here = [one for one in partners() if any(one.has(code) for code in found.by_area.index)]
    rows = joined(
        _ROW.format(
            one.name,
            joined(
                _WORDS.format(text or "–")
                for text in ("ja" if one.delivers else NO_DATA, one.housing_means, one.outbreak_means)
            ),
        )
        for one in here
    )
    head = ("Partner", "Levert huisvesting", "Een locatie is", "Een uitbraak is")
    note = _SMALL.format(
        "Waar de omschrijving verschilt, zijn de aantallen van beide kanten niet hetzelfde gemeten."
        + (f" {EXAMPLE}" if any(one.fictional for one in here) else "")
    )
    return titled(
        "Wat partners leveren",
        _WIDE.format("Wat partners leveren", _table(head, [_BODY.format(rows)], " spoken")) + note,
    )
