"""The municipalities of a region as rows, with the sum that is the region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from geo import dutch
from geo.language import say
from geo.picture import NO_HOMES_NOTE, SIGNS, WITHIN, homes_cell, read_municipalities
from geo.rows import rows_by_index
from geo.vocabulary import TYPES, VERDICTS, of_type
from pages.parts import region_rows
from pages.parts.markup import Template, joined, small, wide

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import pandas as pd

    from geo.picture import Density

_TABLE = Template(
    '<table class="regions towns">'
    '<thead><tr><th scope="col">{name}</th><th scope="col" colspan="2">{count}</th>'
    '<th scope="col" title="{definition}">{rate}</th><th scope="col">{locations}</th>'
    '<th scope="col">{places}</th></tr></thead><tbody>{body}</tbody><tfoot>{whole}</tfoot></table>'
)
_ROW = Template(
    '<tr data-region="{}"><th scope="row">{}</th><td class="length">{}</td><td><b>{}</b></td>'
    '<td title="{}">{}</td><td>{}</td><td>{}</td></tr>'
)
_SUM = Template(
    '<tr class="whole"><th scope="row">{}</th><td></td><td><b>{}</b></td><td>{}</td><td>{}</td>'
    "<td>{}</td></tr>"
)
_SIGNED = Template("{} {}")
_PIECE = Template('<i class="{}" style="width:{:.1f}%" title="{}"></i>')


def table(rows: pd.DataFrame, found: Density, name: str) -> Markup:
    """Return the rows of ``municipality_table``, compared with each other in ``found``."""
    most = max(int(rows["activations"].max()), 1) if len(rows) else 1
    body = joined(
        _row(code, {**row, **found.rows[code]}, found, most) for code, row in rows_by_index(rows).items()
    )
    one = found.denominator
    whole = _SUM.format(
        name,
        dutch.number(int(rows["activations"].sum())),
        dutch.number(found.national, one.decimals),
        *_homes(int(rows["housing"].sum()), int(rows["places"].sum())),
    )
    note = f"{read_municipalities(found)} {say(NO_HOMES_NOTE) if (rows['housing'] == 0).any() else ''}"
    shown = _TABLE.format(
        name=say("Gemeente"),
        count=say("Activeringen"),
        definition=one.definition,
        rate=one.label,
        locations=say("Locaties"),
        places=say("Plaatsen"),
        body=body,
        whole=whole,
    )
    return wide(say("Gemeenten"), shown) + small(note.strip())


def _row(code: Hashable, row: Mapping[Any, Any], found: Density, most: int) -> Markup:
    pieces = joined(
        _PIECE.format(code, 100 * row[code] / most, f"{row[code]} {of_type(code, row[code])}")
        for code in TYPES.codes
        if row[code]
    )
    verdict = str(row["verdict"])
    return _ROW.format(
        code,
        row["name"],
        pieces,
        dutch.number(row["activations"]),
        say(WITHIN[verdict]) if verdict in WITHIN else VERDICTS.label(verdict),
        _SIGNED.format(SIGNS.get(verdict, ""), region_rows.rate(row["rate"], row["low"], row["high"], found)),
        *_homes(row["housing"], row["places"]),
    )


def _homes(locations: int, places: int) -> tuple[str, str]:
    return homes_cell(locations, locations), homes_cell(places, locations)
