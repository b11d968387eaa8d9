"""The blind spots as tables, also for print: the regions, and the municipalities to visit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from geo import dutch
from geo.language import mark, plural, say
from geo.picture import MANY, NOT_CHOSEN, add_up
from geo.rows import rows_by_index
from pages.parts import link, unvisited
from pages.parts.charts import titled
from pages.parts.markup import EMPTY, Template, heads, joined, small, wide
from pages.parts.markup import link as linked
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.picture import BlindSpots, Selection

MOST_ROWS = 400
"""There are 355 municipalities."""

_TABLE = Template('<table class="list work">{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>')
_BESIDE = Template('<div class="beside" tabindex="0" role="region" aria-label="{}">{}</div>')
_REGION_HEADS = (
    mark("Regio"),
    mark("Plaatsen"),
    mark("Activeringen"),
    mark("Laatste"),
    mark("Regiopagina"),
)
_HEADS = (
    mark("Gemeente"),
    mark("Veiligheidsregio"),
    mark("Plaatsen"),
    mark("Bewoners"),
    mark("Gecertificeerd"),
    mark("Activeringen"),
    mark("Laatste activering"),
    mark("Dagen geleden"),
)
_CAPTION = Template("<caption>{}</caption>")

# a row at once: of its cells one by one the page took twice as long
_REGION_ROW = Template(
    '<tr{}><th scope="row">{}</th><td class="number">{}</td><td class="number">{}</td><td>{}</td>'
    "<td>{}</td></tr>"
)
_ROW = Template(
    '<tr{}><th scope="row">{}</th><td>{}</td><td class="number">{}</td><td class="number">{}</td><td>{}</td>'
    '<td class="number">{}</td><td>{}</td><td class="number">{}</td></tr>'
)
_REGION = Template(' data-region="{}"')
_MISSED = Template(' class="missed" data-region="{}"')
_ALONE = Template("<p>{}</p>")
_OPEN = Template('{}<span class="unseen"> {}</span>')


def regions(found: BlindSpots, selection: Selection) -> Markup:
    """Return the regions that are shown, not visited first, then most places; each leads into itself."""
    codes = found.regions.index
    return _regions(
        found,
        link.each_region(codes, selection),
        link.each_alone(codes, selection, unvisited.to_query()),
        link.to_here(replace(selection, regions=()), unvisited.to_query()) if selection.regions else "",
    )


@remembered(16)
def _regions(found: BlindSpots, pages: Mapping[str, str], into: Mapping[str, str], back_to: str) -> Markup:
    shown = found.regions[found.regions["class"] > NOT_CHOSEN]
    known = shown[shown["locations"] > 0].assign(visited=shown["visits"] > 0)
    ranked = known.sort_values(["visited", "places"], ascending=[True, False], kind="stable")
    body = joined(
        _REGION_ROW.format(
            (_MISSED if row["class"] == MANY else _REGION).format(code),
            linked(into[str(code)], row["name"], title=say("Per gemeente op de kaart")),
            dutch.number(row["places"]),
            _visits(row),
            _last(row),
            linked(pages[str(code)], _OPEN.format(say("Open"), row["name"])),
        )
        for code, row in rows_by_index(ranked).items()
    )
    unknown = shown["name"][shown["locations"] == 0].tolist()
    caption = say(
        "Niet bezocht eerst, {period}; vet: veel plaatsen.", period=dutch.period(found.first, found.last)
    )
    if unknown:
        caption += " " + say("Geen huisvesting bekend: {regions}.", regions=dutch.listed(unknown))
    back = linked(back_to, say("Alle regio's")) if back_to else EMPTY
    table = _TABLE.format(_CAPTION.format(caption), heads(_REGION_HEADS), body)
    return _BESIDE.format(say("Regio's"), table + back)


def municipalities(found: BlindSpots, names: Mapping[str, str], selection: Selection) -> Markup:
    """Return the work list in the order chosen.

    The region of each, by its code in ``names``, leads to its page.
    """
    return _municipalities(found, unvisited.order(), names, link.each_region(names, selection))


@remembered(16)
def _municipalities(
    found: BlindSpots, order: str, names: Mapping[str, str], pages: Mapping[str, str]
) -> Markup:
    title, listed = say("Werklijst"), unvisited.in_order(found.listed, order)
    if listed.empty:
        return titled(title, _ALONE.format(say("Er is geen gemeente met bekende huisvesting.")))
    body = joined(
        _ROW.format(
            (_MISSED if row["class"] == MANY else _REGION).format(row["region"]),
            row["name"],
            linked(pages[row["region"]], names[row["region"]]),
            dutch.number(row["places"]),
            _occupants(row),
            _certified(row),
            _visits(row),
            _last(row),
            "" if pd.isna(row["days"]) else dutch.number(int(row["days"])),
        )
        for row in listed[:MOST_ROWS].to_dict("records")
    )
    count = plural(
        "{count} gemeente met bekende huisvesting.",
        "{count} gemeenten met bekende huisvesting.",
        len(listed),
        count=dutch.number(len(listed)),
    )
    others = say(
        "Van gemeenten die hier niet staan is geen huisvesting bekend: dat zijn geen gegevens, niet nul"
        " plaatsen."
    )
    table = _TABLE.format("", heads(_HEADS), body)
    return titled(title, wide(title, table) + small(f"{count} {add_up(found)} {others}"))


def _visits(row: Mapping[Any, Any]) -> str:
    return dutch.number(row["visits"]) if row["visits"] else say("niet bezocht")


def _last(row: Mapping[Any, Any]) -> str:
    return say("geen bekend") if pd.isna(row["last"]) else dutch.day(row["last"])


def _occupants(row: Mapping[Any, Any]) -> str:
    """Return the occupants that are known, and of how many locations they are not."""
    if pd.isna(row["occupants"]):
        return say("onbekend")
    missing, known = row["locations"] - row["occupants_known"], dutch.number(int(row["occupants"]))
    return say("{known} ({missing} onbekend)", known=known, missing=missing) if missing else known


def _certified(row: Mapping[Any, Any]) -> str:
    """Return how many locations are certified, are not, or do not say."""
    unknown = row["locations"] - row["certified"] - row["uncertified"]
    parts = (
        (row["certified"], say("ja")),
        (row["uncertified"], say("nee")),
        (unknown, say("onbekend")),
    )
    return ", ".join(f"{count} {word}" for count, word in parts if count)
