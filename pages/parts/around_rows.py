"""A region beside its neighbours and the country as rows that lead on; and the border districts beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from geo import dutch
from geo.language import mark, say
from geo.picture import NO_HOMES_NOTE, homes_cell
from geo.vocabulary import VERDICTS
from pages.parts import link, region_rows, subject
from pages.parts.markup import EMPTY, Template, heads, joined, small, wide
from pages.parts.markup import link as linked

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from geo.picture import Beside, Density, Selection, Surroundings

_TABLE = Template(
    '<table class="regions around"><thead><tr>{}'
    '<th scope="col" colspan="2" title="{}">{}</th>{}</tr></thead>'
    "<tbody>{}</tbody></table>"
)
_ROW = Template(
    '<tr{}><th scope="row">{}</th><td><b>{}</b></td><td class="spread">{}</td><td>{}</td><td>{}</td>'
    '<td title="{}">{}</td></tr>'
)
_HERE, _SUM = Markup(' class="here"'), Markup(' class="whole"')
_DISTRICTS = Template('<table class="regions"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>')
_DISTRICT_COLUMNS = (
    mark("Grensdistrict"),
    mark("Activeringen"),
    mark("Huisvestingslocaties"),
    mark("Plaatsen"),
)
_JUDGED = {
    "hoger": mark("Hoger"),
    "lager": mark("Lager"),
    "toeval": mark("Toeval"),
    "te weinig verwacht": mark("Te weinig verwacht"),
    "geen gegevens": mark("Geen gegevens"),
}
"""The verdicts in short; their labels in full are titles."""
_DISTRICT = Template('<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>')


def table(around: Surroundings, found: Density, selection: Selection) -> Markup:
    """Return the region, each neighbour as a link to its page, those together, and the country."""
    one = found.denominator
    note = say(
        "Tussen haakjes het 95%-interval, afgekapt waar het verder loopt; de streep is het landelijke cijfer."
        " Oordeel: tegen de rest van het land."
    )
    first, last = (
        heads((mark("Regio"), mark("Activeringen"))),
        heads((dutch.capital(one.noun), mark("Oordeel"))),
    )
    rows = joined(_row(row, around, found, selection) for row in around.rows)
    shown = _TABLE.format(first, one.definition, one.label, last, rows)
    return wide(say("Naast de buren"), shown) + small(note)


def _row(row: Beside, around: Surroundings, found: Density, selection: Selection) -> Markup:
    here = row == around.here
    named = linked(link.region(row.code, selection), row.name) if row.code and not here else row.name
    verdict = say(_JUDGED[row.verdict]) if row.verdict else EMPTY
    return _ROW.format(
        _HERE if here else EMPTY if row.code else _SUM,
        named,
        dutch.number(row.events),
        region_rows.spread(row, found),
        region_rows.rate(row.rate, row.low, row.high, found),
        dutch.number(row.denominator),
        VERDICTS.label(row.verdict) if row.verdict else "",
        verdict,
    )


def districts(codes: Collection[str], known: pd.DataFrame, selection: Selection) -> Markup:
    """Return border districts as links to their pages; ``known`` is the ``district_table``."""
    partial = say("Alleen wat de partners aanleveren. Een nul kan ook betekenen dat er niets is aangeleverd.")
    counted = known[["activations", "housing", "places"]].reindex(list(codes), fill_value=0)
    body = joined(
        _DISTRICT.format(
            linked(link.region(code, selection), subject.name(code)),
            dutch.number(count),
            homes_cell(locations, locations),
            homes_cell(places, locations),
        )
        for code, (count, locations, places) in zip(codes, counted.to_numpy().tolist(), strict=True)
    )
    shown = _DISTRICTS.format(heads(_DISTRICT_COLUMNS), body)
    return wide(say("Over de grens"), shown) + small(f"{partial} {say(NO_HOMES_NOTE)}")
