"""What the partners of a strip deliver and mean by it: a table with links to the form and the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch
from geo.areas import name_in
from geo.language import mark, say
from geo.records import PARTNERS
from pages.parts import link, record_link
from pages.parts.charts import titled
from pages.parts.markup import EMPTY, Template, filled, heads, joined, small, wide
from pages.parts.markup import link as linked
from pages.parts.strip_tables import NO_DATA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from geo.picture import Agreements, Partner, Selection, Strip

TITLE = mark("Wat partners leveren")
FICTIONAL = mark("Deze afspraken zijn fictief: ze horen bij de demogegevens.")
_COLUMNS = (
    mark("Partner"),
    mark("Levert huisvesting"),
    mark("Een locatie is"),
    mark("Een uitbraak is"),
    mark("Record"),
)
_TABLE = Template('<table class="pairs spoken"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>')
_ROW = Template('<tr data-record="{}"><th scope="row">{}</th>{}</tr>')
_WORDS = Template('<td class="words">{}</td>')
_NOTHING = "–"


def table(found: Strip, agreed: Agreements, selection: Selection, *, demo: bool) -> Markup:
    """Return the partners that speak for an area of the strip, and the areas that nobody speaks for.

    ``demo`` tells that the records are fictional ones.
    """
    areas = tuple(map(str, found.by_area.index))
    here = agreed.among(areas)
    leads = _leads(here, selection)
    title = say(TITLE)
    shown = EMPTY
    if here:
        rows = joined(_row(one, leads[one.reference]) for one in here)
        shown = wide(title, _TABLE.format(heads(_COLUMNS), rows)) + small(_told(demo=demo))
    return titled(title, shown + _unspoken(areas, agreed, selection))


def _told(*, demo: bool) -> str:
    differs = say(
        "Waar de omschrijving verschilt, zijn de aantallen van beide kanten niet hetzelfde gemeten."
    )
    return f"{differs} {say(FICTIONAL)}" if demo else differs


def _row(one: Partner, lead: Markup) -> Markup:
    cells = (
        say("ja") if one.delivers else say(NO_DATA),
        one.housing_means or _NOTHING,
        one.outbreak_means or _NOTHING,
        lead,
    )
    return _ROW.format(one.reference, one.name, joined(_WORDS.format(cell) for cell in cells))


def _leads(partners: tuple[Partner, ...], selection: Selection) -> Mapping[str, Markup]:
    """Return for each partner the links to its form and its history; the filters come along."""
    along = link.shared(selection)
    histories = link.each_record([one.reference for one in partners], selection)
    edit, history = say("Bewerken"), say("Geschiedenis")
    forms = {
        reference: link.address("registreren", {**along, **record_link.asking(PARTNERS, reference)})
        for reference in histories
    }
    return {
        reference: linked(forms[reference], edit) + " · " + linked(histories[reference], history)
        for reference in histories
    }


def _unspoken(areas: tuple[str, ...], agreed: Agreements, selection: Selection) -> Markup:
    """Return which areas over the border no partner speaks for, and where to add one."""
    missing = [name_in(code) for code in areas if code in agreed.unspoken]
    if not missing:
        return EMPTY
    told = say(
        "Nog niet vastgelegd wat een partner levert: {areas}. Zonder bekende locatie zijn ze gearceerd:"
        " {nothing}.",
        areas=dutch.listed(missing),
        nothing=say(NO_DATA),
    )
    new = link.address("registreren", {**link.shared(selection), **record_link.asking(PARTNERS)})
    add = filled(
        say("Leg een partner vast bij {register}, of lees een lijst in bij {data}."),
        register=linked(new, say("Registreren")),
        data=linked(link.address("gegevens", link.shared(selection)), say("Gegevens")),
    )
    return small(told) + small(add)
