"""Small files made to harm: a message within ten seconds of work and a gigabyte, and the server goes on."""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from geo import imports
from geo.errors import RecordsError
from tests.toy_files import csv_file
from tests.toy_hostile import HARMFUL, HOUSE, ODD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

MOST_S, MOST_MB = 10, 1_000
pytestmark = pytest.mark.whole
USED = re.compile(r"([\d.]+) s rekentijd, (\d+) MB$")


@pytest.fixture(scope="module", autouse=True)
def ready() -> None:
    """Have the helper there, so that its start is in no measurement."""
    imports.read_file(csv_file(HOUSE), "x.csv")


@pytest.fixture
def within_limits(caplog: pytest.LogCaptureFixture) -> Callable[[], AbstractContextManager[None]]:
    """Hold what happens inside to the limits: no child uses too much, and the next file is read as ever."""
    caplog.set_level("INFO", "geo.files.room")

    @contextmanager
    def watching() -> Iterator[None]:
        began = time.process_time()
        yield
        told = [found for line in caplog.messages if (found := USED.search(line))]
        assert told
        # what it cost, here and in the child, and not how long it had to wait on a busy machine
        assert time.process_time() - began + sum(float(found[1]) for found in told) < MOST_S
        assert max(int(found[2]) for found in told) < MOST_MB
        assert len(imports.read_file(csv_file(HOUSE), "x.csv").sheet.cells) == 1

    return watching


Watching = "Callable[[], AbstractContextManager[None]]"


@pytest.mark.parametrize("case", HARMFUL)
def test_a_file_that_costs_too_much_is_refused_in_words(case: str, within_limits: Watching) -> None:
    make, said = HARMFUL[case]
    content = make()
    with within_limits(), pytest.raises(RecordsError, match=said) as raised:
        imports.read_file(content, "x.csv")
    assert str(raised.value).startswith("x.csv: ")


@pytest.mark.parametrize("case", ODD)
def test_a_geometry_that_cannot_be_read_is_a_problem_of_its_row(case: str, within_limits: Watching) -> None:
    make, said = ODD[case]
    content = make()
    with within_limits():
        found = imports.check(imports.read_file(content, "x"))
    geometry = [problem for problem in found.errors if problem.column == "geometrie"]
    assert [problem.row for problem in geometry] == [1]
    assert re.search(said, geometry[0].what)
