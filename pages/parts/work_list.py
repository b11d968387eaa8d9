"""The blind spots as tables, also for print: the regions, and the municipalities to visit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from geo import dutch
from geo.picture import MANY, NOT_CHOSEN, add_up
from pages.parts import link, unvisited
from pages.parts.charts import titled
from pages.parts.markup import EMPTY, Template, joined
from pages.parts.markup import link as linked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.picture import BlindSpots, Selection

MOST_ROWS = 400
"""There are 355 municipalities."""

_TABLE = Template('<table class="list work">{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>')
_WIDE = Template(
    '<div class="wide" tabindex="0" role="region" aria-label="Werklijst">{}</div><p class="small">{}</p>'
)
_BESIDE = Template('<div class="beside" tabindex="0" role="region" aria-label="Regio\'s">{}</div>')
_CAPTION = Template("<caption>{}</caption>")
_HEAD = Template('<th scope="col">{}</th>')
_ROW = Template('<tr{}><th scope="row">{}</th>{}</tr>')
_REGION = Template(' data-region="{}"')
_MISSED = Template(' class="missed" data-region="{}"')
_CELL = Template("<td>{}</td>")
_OPEN = Template('Open<span class="unseen"> {}</span>')
_NUMBER = Template('<td class="number">{}</td>')


def regions(found: BlindSpots, selection: Selection) -> Markup:
    """Return the regions that are shown, not visited first, then most places; each leads into itself."""
    shown = found.regions[found.regions["class"] > NOT_CHOSEN]
    known = shown[shown["locations"] > 0].assign(visited=shown["visits"] > 0)
    ranked = known.sort_values(["visited", "places"], ascending=[True, False], kind="stable")
    pages = link.each_region(ranked.index, selection)
    into = link.each_alone(ranked.index, selection, unvisited.to_query())
    body = joined(
        _ROW.format(
            (_MISSED if row["class"] == MANY else _REGION).format(code),
            linked(into[str(code)], row["name"], title="Per gemeente op de kaart"),
            _NUMBER.format(dutch.number(row["places"]))
            + _NUMBER.format(_visits(row))
            + _CELL.format(_last(row))
            + _CELL.format(linked(pages[str(code)], _OPEN.format(row["name"]))),
        )
        for code, row in ranked.to_dict("index").items()
    )
    head = joined(map(_HEAD.format, ("Regio", "Plaatsen", "Activeringen", "Laatste", "Regiopagina")))
    unknown = shown["name"][shown["locations"] == 0].tolist()
    note = f" Geen huisvesting bekend: {dutch.listed(unknown)}." if unknown else ""
    caption = f"Niet bezocht eerst, {dutch.period(found.first, found.last)}; vet: veel plaatsen.{note}"
    everywhere = link.to_here(replace(selection, regions=()), unvisited.to_query())
    back = linked(everywhere, "Alle regio's") if selection.regions else EMPTY
    return _BESIDE.format(_TABLE.format(_CAPTION.format(caption), head, body) + back)


def municipalities(
    found: BlindSpots, listed: pd.DataFrame, names: Mapping[str, str], selection: Selection
) -> Markup:
    """Return the work list; ``listed`` are rows of ``BlindSpots.listed`` in the order wanted.

    The region of each, by its code in ``names``, leads to its page.
    """
    if listed.empty:
        return titled("Werklijst", Markup("<p>Er is geen gemeente met bekende huisvesting.</p>"))
    pages = link.each_region(names, selection)
    body = joined(
        _ROW.format(
            (_MISSED if row["class"] == MANY else _REGION).format(row["region"]),
            row["name"],
            _cells(row, linked(pages[row["region"]], names[row["region"]])),
        )
        for row in listed[:MOST_ROWS].to_dict("records")
    )
    head = joined(
        map(
            _HEAD.format,
            (
                "Gemeente",
                "Veiligheidsregio",
                "Plaatsen",
                "Bewoners",
                "Gecertificeerd",
                "Activeringen",
                "Laatste activering",
                "Dagen geleden",
            ),
        )
    )
    note = (
        f"{dutch.counted(len(listed), 'gemeente', 'gemeenten')} met bekende huisvesting. {add_up(found)}"
        " Van gemeenten die hier niet staan is geen huisvesting bekend: dat zijn geen"
        " gegevens, niet nul plaatsen."
    )
    return titled("Werklijst", _WIDE.format(_TABLE.format("", head, body), note))


def _cells(row: Mapping[Any, Any], region: Markup) -> Markup:
    days = "" if pd.isna(row["days"]) else dutch.number(int(row["days"]))
    return (
        _CELL.format(region)
        + _NUMBER.format(dutch.number(row["places"]))
        + _NUMBER.format(_occupants(row))
        + _CELL.format(_certified(row))
        + _NUMBER.format(_visits(row))
        + _CELL.format(_last(row))
        + _NUMBER.format(days)
    )


def _visits(row: Mapping[Any, Any]) -> str:
    return dutch.number(row["visits"]) if row["visits"] else "niet bezocht"


def _last(row: Mapping[Any, Any]) -> str:
    return "geen bekend" if pd.isna(row["last"]) else dutch.day(row["last"])


def _occupants(row: Mapping[Any, Any]) -> str:
    """Return the occupants that are known, and of how many locations they are not."""
    if pd.isna(row["occupants"]):
        return "onbekend"
    missing = row["locations"] - row["occupants_known"]
    return dutch.number(int(row["occupants"])) + (f" ({missing} onbekend)" if missing else "")


def _certified(row: Mapping[Any, Any]) -> str:
    """Return how many locations are certified, are not, or do not say."""
    unknown = row["locations"] - row["certified"] - row["uncertified"]
    parts = ((row["certified"], "ja"), (row["uncertified"], "nee"), (unknown, "onbekend"))
    return ", ".join(f"{count} {word}" for count, word in parts if count)
