"""What drawings are made of: a selection of a snapshot, and each answer about it when one asks for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from geo import dutch
from geo.access import PUBLIC, viewer_of
from geo.areas import load_boundaries, zone_areas
from geo.exports import FICTIONAL, Colophon, colophon_of, withheld_in
from geo.language import say
from geo.picture import (
    DENOMINATORS,
    FILTERING,
    MEASURES,
    activation_mask,
    compare_selection,
    describe,
    find_blind_spots,
    make_sectors,
    per_week,
    region_table,
    split,
    take_tally,
    zone_day,
)
from geo.records import ACTIVATIONS, HOUSING

if TYPE_CHECKING:
    import pandas as pd

    from geo.access import Viewer
    from geo.picture import BlindSpots, Denominator, Density, Measure, Sectors, Selection, Tally
    from geo.store import Snapshot


@dataclass(frozen=True, eq=False)
class Facts:
    """The figures of a selection; ``measure`` is that of the map, ``denominator`` of what compares.

    ``zone`` is the code of the zone that the map shows, "" for the whole country.
    """

    snapshot: Snapshot
    selection: Selection
    measure: Measure = MEASURES[0]
    denominator: Denominator = DENOMINATORS[0]
    zone: str = ""
    _splits: dict[str, pd.DataFrame] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def tally(self) -> Tally:
        """Everything counted, as for the pages."""
        snapshot = self.snapshot
        return take_tally(
            snapshot.activations,
            snapshot.homes,
            self.selection,
            as_of=snapshot.as_of.date(),
            withheld=snapshot.reduction.withheld,
        )

    @property
    def viewer(self) -> Viewer:
        """For whom it is."""
        return viewer_of(self.snapshot.reduction.viewer)

    @cached_property
    def zone_areas(self) -> tuple[str, ...]:
        """The regions and districts of the zone; () without one."""
        return zone_areas(self.zone, zone_day(self.snapshot, self.selection)) if self.zone else ()

    @property
    def split_by_type(self) -> bool:
        """Whether the activations of an area may be told by type."""
        return self.viewer.audience != PUBLIC

    @property
    def audience(self) -> str:
        """For whom it is, in words."""
        return say("Publiek: {audience}", audience=self.viewer.label)

    @property
    def withheld(self) -> str:
        """Of how many regions figures are withheld, as a sentence; "" without any."""
        told = withheld_in(self.snapshot)
        return say("Afgeschermd: {what}.", what=told) if told else ""

    @cached_property
    def chosen(self) -> pd.DataFrame:
        """The selected activations."""
        frame = self.snapshot.activations
        return frame[activation_mask(self.selection, frame)]

    @cached_property
    def homes(self) -> pd.DataFrame:
        """The records of the selected housing locations; none where they are counted in groups."""
        frame = self.snapshot.housing
        return frame[FILTERING[HOUSING.name].mask(self.selection, frame)]

    def split(self, by: str) -> pd.DataFrame:
        """Return the selected activations by one of SPLITS; not to be changed."""
        if by not in self._splits:
            self._splits[by] = split(self.chosen, by)
        return self._splits[by]

    @cached_property
    def table(self) -> pd.DataFrame:
        """The region table of the selection."""
        return region_table(self.tally, load_boundaries().regions)

    @cached_property
    def compared(self) -> Density:
        """The regions compared by ``denominator``, with the whole country."""
        return compare_selection(self.snapshot, self.selection, load_boundaries().regions, self.denominator)

    @cached_property
    def by_measure(self) -> Density:
        """The regions compared by what the measure of the map divides by."""
        one = self.measure.denominator or self.denominator
        if one == self.denominator:
            return self.compared
        return compare_selection(self.snapshot, self.selection, load_boundaries().regions, one)

    @cached_property
    def weeks(self) -> pd.DataFrame:
        """The activations of each week."""
        return per_week(self.tally)

    @cached_property
    def sectors(self) -> Sectors:
        """The activations by sector, and where outbreaks come back."""
        return make_sectors(self.snapshot, self.selection)

    @cached_property
    def blind_spots(self) -> BlindSpots:
        """The places and visits of regions and municipalities in the period of the selection."""
        return find_blind_spots(self.snapshot, self.selection, load_boundaries())

    @property
    def total(self) -> int:
        """The number of activations selected."""
        return self.tally.activations.total

    @property
    def counted(self) -> str:
        """The number of activations selected, in words."""
        return dutch.counted(self.total, "activering", "activeringen")

    @property
    def period(self) -> str:
        """The days that the selection is about, in words; "" without any data."""
        first = self.selection.from_day or self.tally.data_first
        last = self.selection.to_day or self.tally.data_last
        return dutch.period(first, last) if first and last and first <= last else ""

    @property
    def stands(self) -> str:
        """Of which moment and version the figures are, as a sentence."""
        snapshot = self.snapshot
        return say(
            "Stand op {moment} (Nederlandse tijd), versie {version} van de gegevens.",
            moment=dutch.moment(snapshot.as_of),
            version=snapshot.version,
        )

    @property
    def invented(self) -> str:
        """What to say of fictional records; "" without any."""
        snapshot = self.snapshot
        if not snapshot.demo:
            return ""
        return say("Let op: {share}.", share=snapshot.share) if snapshot.mixed else say(FICTIONAL)

    def colophon(self, name: str) -> Colophon:
        """Return what a file called ``name`` says about itself."""
        return colophon_of(self.snapshot, self.tally, name, self.total, ACTIVATIONS.name)

    @property
    def filters(self) -> str:
        """The filters in words, beside the period."""
        labels = [chip.label for chip in describe(self.selection) if chip.name not in ("van", "tot")]
        return " · ".join(labels) or say("Alle activeringen, zonder filters")
