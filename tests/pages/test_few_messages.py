"""How many messages a page is: the server and the browser work for each, as much as for what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tests.toy_pages import MAIN

if TYPE_CHECKING:
    from streamlit.testing.v1.element_tree import Block, Element

pytestmark = pytest.mark.page

# elements and boxes, without the five messages about the run itself; what a page has today, and two more
MOST = {
    "national.py": 33,
    "regions.py": 43,
    "region.py": 16,
    "borders.py": 37,
    "sectors.py": 19,
    "unvisited.py": 31,
    "register.py": 97,
    "data.py": 13,
    "history.py": 14,
    "about.py": 34,
}


def sent(part: Block | Element) -> int:
    """Return how many messages made a part of a page and all that is in it."""
    inside = getattr(part, "children", {}).values()
    return int(getattr(part, "proto", None) is not None) + sum(map(sent, inside))


@pytest.mark.parametrize(("page", "most"), MOST.items())
def test_a_page_is_not_made_of_many_small_pieces(page: str, most: int) -> None:
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.run()
    if page != "national.py":
        app.switch_page(page).run()
    assert not app.exception
    assert sent(app._tree) <= most
