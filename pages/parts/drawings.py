"""Drawings and tables made by ``charts`` on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from geo import dutch
from geo.charts import draw_funnel, draw_ranking, draw_table, element
from geo.language import mark, say
from geo.picture import read_region
from geo.vocabulary import VERDICTS
from pages.parts.charts import titled
from pages.parts.markup import folded, show, small, wide
from pages.parts.markup import link as linked
from pages.parts.region_figures import FIGURES
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping

    from geo.charts import Drawing
    from geo.picture import Density


_SIDE = (mark("{side}, aantal"), mark("{side}, verhouding"), mark("{side}, oordeel"))


def answer(text: str) -> None:
    """Show the sentence that answers the question of the page."""
    show(element("p", text, class_="answer"))


# charts, each with a table of the same content


def framed(drawing: Drawing, links: Mapping[str, str] | None = None, *, keyboard: bool = False) -> Markup:
    """Return a drawing with a link over each region in it, for the ``keyboard`` too in one of them."""
    spots = (
        element(
            "a",
            href=links[spot.code],
            title=spot.title,  # its name too, as nothing stands in it
            style=spot.style,
            data_region=spot.code,
            tabindex=None if keyboard else -1,
        )
        for spot in drawing.spots
        if links and spot.code in links
    )
    image = element("img", src=drawing.image, alt=drawing.label)
    return element("div", image, *spots, class_="drawing", style=f"height:{drawing.height:g}px")


def ranking(found: Density, highlighted: Collection[str], links: Mapping[str, str], reading: str) -> None:
    """Show the ranking and how to read it; ``links`` leads on from each region."""
    drawing = _ranking(found, tuple(highlighted))
    show(titled(say("Rangorde"), framed(drawing, links, keyboard=True) + small(reading) + _to_table()))


def funnel(found: Density, highlighted: Collection[str], links: Mapping[str, str], reading: str) -> None:
    """Show the funnel and how to read it."""
    drawing = _funnel(found, tuple(highlighted))
    show(titled(say("Verwacht en werkelijk"), framed(drawing, links) + small(reading) + _to_table()))


_ranking = remembered(32)(draw_ranking)
_funnel = remembered(32)(draw_funnel)


def _to_table() -> Markup:
    """Return the way to the table that has the figures of both charts, and more: ``region_figures``."""
    return element("a", say("Deze cijfers als tabel"), href="#", data_field=FIGURES, class_="small")


def two_sides(sides: Mapping[str, Density]) -> None:
    """Show what two maps show as a table: by the name of a side the regions compared in it."""
    header = (say("Regio"), *(say(what, side=name) for name in sides for what in _SIDE))
    names = {code: row["name"] for found in sides.values() for code, row in found.rows.items()}
    rows = (
        (name, *(cell for found in sides.values() for cell in _side_cells(found, code)))
        for code, name in names.items()
    )
    name = say("De twee kaarten als tabel")
    show(folded(name, wide(name, draw_table(header, rows))))


def _side_cells(found: Density, code: Hashable) -> tuple[str, str, str]:
    row = found.rows[code]
    if row["state"] == "niet gekozen":
        return "", "", say("Buiten de selectie")
    return _count(row["count"]), interval(row, found.denominator.decimals), VERDICTS.label(row["verdict"])


def _count(value: int) -> str:
    return dutch.number(None if pd.isna(value) else value)


def readings(found: Density, codes: Collection[str], pages: Mapping[str, str]) -> None:
    """Say in words what the figures of regions mean; ``pages`` has the address of the page of each."""
    texts = [_reading(read_region(found, code), pages[code]) for code in codes]
    if texts:
        show(element("ul", *texts, class_="readings"))


def _reading(text: str, page: str) -> Markup:
    return element("li", text, " ", linked(page, say("Open regio")))


def interval(row: Mapping[Any, Any], digits: int) -> str:
    """Return the rate of a row of ``Density.table`` with its interval."""
    if pd.isna(row["rate"]):
        return say(dutch.NO_DATA)
    rate, low, high = (dutch.number(row[name], digits) for name in ("rate", "low", "high"))
    return f"{rate} ({low} – {high})"
