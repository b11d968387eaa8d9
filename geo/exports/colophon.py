"""What a file says about itself: which records of which moment and selection, and how they add up."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.access import viewer_of
from geo.areas import ATTRIBUTION
from geo.dutch import DUTCH, clauses, counted, number, short_moment
from geo.files import About
from geo.language import mark, say
from geo.picture import FILTERING, GROUPED, describe, detail, reconcile, sentence
from geo.records import TABLES

if TYPE_CHECKING:
    from datetime import datetime

    from geo.access import Viewer
    from geo.picture import Chip, Tally
    from geo.records import Table
    from geo.store import Snapshot

SOURCE = "Samenwerkingsplatform Arbeidsmigranten en COVID-19"
FICTIONAL = mark("Dit zijn fictieve demogegevens; niets gaat over een echte situatie.")
NO_FILTERS = mark("geen filters: alle records")

_LONGEST_SLUG = 60


@dataclass(frozen=True)
class Colophon:
    """What stands in or beside every export.

    ``name`` is that of the table, as in the file name. ``fictional`` is true while any record in the
    picture is, and ``share`` then says how much of it; "" when all is.
    ``selection`` has the filters in words and ``query`` as the text of a link; ``unused`` has those
    that say nothing about this table. ``withheld`` says of how many regions figures are, "" without any;
    ``housing`` why no location stands in it, "" where they may.
    """

    viewer: Viewer
    name: str
    rows: int
    as_of: datetime
    version: int
    fictional: bool
    share: str
    selection: tuple[str, ...]
    unused: tuple[str, ...]
    query: str
    slug: str
    reconciliation: str
    detail: str
    withheld: str = ""
    housing: str = ""

    @property
    def file_stem(self) -> str:
        """The file name without ending, ASCII: table, moment, version, filters, audience, fictional.

        The moment is in Dutch time. A file of everything says so too: that is the one to be careful with.
        """
        moment = self.as_of.astimezone(DUTCH).strftime("%Y-%m-%dT%H%M")
        invented = ("deels-fictief" if self.share else "fictief") if self.fictional else ""
        parts = (self.name, moment, f"v{self.version}", self.slug, self.viewer.slug, invented)
        return "_".join(filter(None, parts))

    @property
    def about(self) -> About:
        """Everything in the three forms that formats of files have a place for."""
        return About(self.file_stem, tuple(self.described()), self.members())

    def described(self) -> list[tuple[str, str]]:
        """Return everything as pairs of words, for people."""
        return [(say("Tabel"), say(self.name)), (say("Rijen"), number(self.rows)), *self.told()]

    def told(self) -> list[tuple[str, str]]:
        """Return what holds for every table of the selection, as pairs of words."""
        return [
            (say("Publiek"), self.viewer.label),
            (say("Stand op"), say("{moment} (Nederlandse tijd)", moment=short_moment(self.as_of))),
            (say("Versie van de gegevens"), str(self.version)),
            (say("Fictief"), self._invented()),
            *((say("Filter"), words) for words in self.selection or (say(NO_FILTERS),)),
            *((say("Filter zonder gevolg voor deze tabel"), words) for words in self.unused),
            (say("Selectie als link"), f"?{self.query}"),
            (say("Optelling"), self.reconciliation),
            *([(say("Op de kaart"), self.detail)] if self.detail else []),
            *([(say("Afgeschermd"), self.withheld)] if self.withheld else []),
            *([(say("Huisvesting"), self.housing)] if self.housing else []),
            (say("Bron van de grenzen"), say(ATTRIBUTION)),
        ]

    def _invented(self) -> str:
        if not self.fictional:
            return say("nee")
        return say("ja, {share}.", share=self.share) if self.share else say("ja. {what}", what=say(FICTIONAL))

    def members(self) -> dict[str, object]:
        """Return everything as the members of a JSON object, for programs; ``as_of`` is in UTC."""
        return {
            "name": self.name,
            "rows": self.rows,
            "audience": self.viewer.audience,
            **({"audience_area": self.viewer.area} if self.viewer.area else {}),
            "as_of": self.as_of.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "version": self.version,
            "fictional": self.fictional,
            **({"notice": f"{self.share}." if self.share else say(FICTIONAL)} if self.fictional else {}),
            "selection": list(self.selection),
            "unused_filters": list(self.unused),
            "query": self.query,
            "reconciliation": self.reconciliation,
            **({"withheld": self.withheld} if self.withheld else {}),
            **({"housing": self.housing} if self.housing else {}),
            "attribution": say(ATTRIBUTION),
        }


def colophon_of(snapshot: Snapshot, tally: Tally, name: str, rows: int, table: str) -> Colophon:
    """Return what to say about an export of ``table``, called ``name``, of the selection of ``tally``."""
    chips = describe(tally.selection)
    used = [chip for chip in chips if chip.name in FILTERING[table].looks_at]
    told, more = _added_up(snapshot, tally, rows, TABLES[table])
    return Colophon(
        viewer=viewer_of(snapshot.reduction.viewer),
        name=name,
        rows=rows,
        as_of=snapshot.as_of,
        version=snapshot.version,
        fictional=snapshot.demo,
        share=snapshot.share if snapshot.mixed else "",
        selection=tuple(chip.label for chip in used),
        unused=tuple(chip.label for chip in chips if chip not in used),
        query=tally.selection.to_url_text(),
        slug=_slug(used),
        reconciliation=told,
        detail=more,
        withheld=withheld_in(snapshot),
        housing=say(GROUPED) if snapshot.groups is not None else "",
    )


def withheld_in(snapshot: Snapshot) -> str:
    """Return of how many regions the figures of each table are withheld; "" when of none."""
    return clauses(
        say(
            "{records} in {regions}",
            records=TABLES[name].noun.many,
            regions=counted(len(codes), "regio", "regio's"),
        )
        for name, codes in snapshot.reduction.withheld.items()
        if codes
    )


def _added_up(snapshot: Snapshot, tally: Tally, rows: int, table: Table) -> tuple[str, str]:
    """Return where the records of a selection went; of those without a place, only which were selected."""
    if table.placed:
        found = reconcile(tally, table.name)
        return sentence(found), detail(found)
    total = len(snapshot.frame(table))
    noun = table.noun.many
    if not total:
        return say("Geen {records}", records=noun), ""
    parts = ((rows, mark("{count} in de selectie")), (total - rows, mark("{count} daarbuiten")))
    told = " + ".join(say(where, count=count) for count, where in parts if count)
    return f"{total} {noun} = {told}", ""


def _slug(chips: list[Chip]) -> str:
    """Return filters as part of a file name; too many for one are a number that stands for them."""
    values: dict[str, list[str]] = {}
    for chip in chips:
        values.setdefault(chip.name, []).append(chip.value)
    words = "_".join("-".join([name, *chosen]) for name, chosen in values.items())
    slug = re.sub(r"[^A-Za-z0-9_-]+", "-", words)
    if len(slug) <= _LONGEST_SLUG:
        return slug
    return f"selectie-{hashlib.sha256(words.encode()).hexdigest()[:8]}"
