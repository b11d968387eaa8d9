"""A story of a few days in a store, each change at a moment that tests can name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pandas as pd

from geo import dutch
from geo.records import ACTIVATIONS, HOUSING
from geo.store import Intent, Source, writing
from tests.toy_records import changed, toy_activations, toy_housing

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from geo.store import Store

HOSTILE = "uitslag <img src=x onerror='window.ran=1'> **vet** `x` ${window.ran=1}"


class Clock(datetime):
    """The clock of the store, which stands still until it is set."""

    moment = datetime(2021, 1, 1, tzinfo=UTC)

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return cls.moment


def load(store: Store) -> None:
    """Write three activations and two locations."""
    intent = Intent("jan", "import", source=Source("regio.csv", "ab" * 32))
    store.write(ACTIVATIONS, toy_activations(), intent)
    store.write(HOUSING, toy_housing(), intent)


def correct(store: Store) -> None:
    """Replace the sector of A-1."""
    store.write(
        ACTIVATIONS, changed(toy_activations(), "A-1", sector="bouw"), Intent("piet", "edit", HOSTILE)
    )


def close(store: Store) -> None:
    """Close A-2."""
    closed = changed(toy_activations(), "A-2", closed_on=pd.Timestamp("2020-11-30"), result="sluiting")
    store.write(ACTIVATIONS, closed, Intent("marie", "close", "klaar"))


def withdraw(store: Store) -> None:
    """Withdraw A-3."""
    store.withdraw(ACTIVATIONS, ["A-3"], Intent("marie", "withdraw", "dubbel gemeld"))


def add(store: Store) -> None:
    """Write A-4 in another region, and move H-1 there."""
    store.write(
        ACTIVATIONS, changed(toy_activations(), "A-1", reference="A-4", region="VR02"), Intent("kees")
    )
    store.write(HOUSING, changed(toy_housing(), "H-1", region="VR02"), Intent("kees", "edit", "verhuisd"))


STORY: tuple[tuple[str, Callable[[Store], None]], ...] = (
    ("2021-01-10T09:00", load),
    ("2021-01-12T10:30", correct),
    ("2021-01-12T11:00", close),
    ("2021-01-13T08:00", withdraw),
    ("2021-01-14T16:15", add),
)


def stand_still(patch: pytest.MonkeyPatch, at: datetime) -> None:
    """Let the store write at a moment, until the patch ends."""
    patch.setattr(writing, "datetime", Clock)
    patch.setattr(Clock, "moment", at)


def tell(store: Store, patch: pytest.MonkeyPatch, first: int = 0, last: int = len(STORY)) -> None:
    """Write the story, or some of it, into a store, each change at its own moment."""
    with patch.context() as clock:
        for text, write in STORY[first:last]:
            at = dutch.read_moment(text)
            assert at
            stand_still(clock, at)
            write(store)
