"""What everybody may see: activations and housing locations by safety region, small counts withheld.

Nothing of a single record stands in it: not on the page, not in what the map is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch, layers
from geo.access import SMALLEST, allowed
from geo.areas import load_boundaries
from geo.language import mark, plural, say
from geo.layers import Shown
from geo.picture import measure, rank_regions, region_table, take_tally
from geo.records import ACTIVATIONS, HOUSING
from pages.parts import region_map, viewing
from pages.parts.markup import Template, heads, joined

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup

    from geo.picture import Selection, Tally
    from geo.store import Snapshot

_HOW = mark(
    "Een regio met minder dan {activations} activeringen of minder dan {homes} huisvestingslocaties, maar"
    " niet nul, is afgeschermd, en zo nodig de volgende in grootte, zodat niets is terug te rekenen. Wat is"
    " afgeschermd telt in geen enkel totaal mee."
)

_COUNT = measure("count")
_COLUMNS = (mark("Regio"), mark("Activeringen"), mark("Huisvestingslocaties"), mark("Plaatsen"))
_TABLE = Template(
    '<div class="beside"><table class="list"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
)
_ROW = Template('<tr data-region="{}"><th scope="row">{}</th>{}</tr>')
_CELL = Template("<td>{}</td>")


def counted(snapshot: Snapshot, selection: Selection) -> Tally:
    """Return the counts of the regions that are chosen; the public chooses by nothing else."""
    asked, _ = allowed(selection, viewing.viewer())
    return take_tally(snapshot.activations, snapshot.homes, asked, withheld=snapshot.reduction.withheld)


def sentence(found: Tally) -> str:
    """Return the picture in one sentence."""
    hidden = len(found.withheld[ACTIVATIONS.name])
    told = plural(
        "{count} activering in de regio's die getoond worden",
        "{count} activeringen in de regio's die getoond worden",
        found.activations.total,
        count=dutch.number(found.activations.total),
    )
    if not hidden:
        return told
    return plural(
        "{told}; van {count} regio is het aantal afgeschermd",
        "{told}; van {count} regio's is het aantal afgeschermd",
        hidden,
        told=told,
        count=dutch.number(hidden),
    )


def how() -> str:
    """Return which counts are withheld, and why so."""
    return say(_HOW, activations=SMALLEST[ACTIVATIONS.name], homes=SMALLEST[HOUSING.name])


def shown(snapshot: Snapshot, found: Tally) -> Shown:
    """Return the map of the regions: the colours of their counts, and nothing else."""
    return Shown(
        choropleth=layers.make_choropleth(_regions(found), _COUNT),
        selection=found.selection.to_query(),
        selected=found.selection.regions,
        focus=found.selection.regions,
        caption=region_map.caption(snapshot, found, _COUNT),
    )


def table(found: Tally) -> Markup:
    """Return the regions that are chosen, the most activations first."""
    hidden = set(found.withheld[HOUSING.name])
    rows = joined(
        _ROW.format(code, row["name"], joined(map(_CELL.format, _cells(row, str(code) in hidden))))
        for code, row in rank_regions(_regions(found), _COUNT).iterrows()
    )
    return _TABLE.format(heads(_COLUMNS), rows)


def _cells(row: pd.Series, homes_hidden: bool) -> tuple[str, str, str]:
    withheld = say("afgeschermd")
    homes = (
        (withheld, withheld)
        if homes_hidden
        else tuple(dutch.number(row[name]) for name in ("housing", "places"))
    )
    told = withheld if row["count_state"] == "afgeschermd" else dutch.number(row["activations"])
    return told, homes[0], homes[1]


def _regions(found: Tally) -> pd.DataFrame:
    return region_table(found, load_boundaries().regions)
