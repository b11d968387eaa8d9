"""What tests of pages share: the dashboard after the demo was taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.store import Intent, current_store

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def begun(demo_store: None) -> Iterator[None]:
    """No demo for one test: real records are only registered without it."""
    removed = current_store().remove_demo(Intent("Jansen", "withdraw", "begin")).change
    assert removed is not None
    yield
    current_store().undo(removed.id, Intent("Jansen", "undo", "voor de andere tests"))
