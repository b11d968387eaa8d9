"""How many messages a page is: the server and the browser work for each, as much as for what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.testing.v1 import AppTest

from tests.toy_pages import MAIN, opened

if TYPE_CHECKING:
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from streamlit.testing.v1.element_tree import Block, Element

pytestmark = pytest.mark.page

# elements and boxes, without the five messages about the run itself; what a page has today, and two more
MOST = {
    "national.py": 33,
    "regions.py": 43,
    "region.py": 16,
    "borders.py": 38,
    "sectors.py": 19,
    "unvisited.py": 31,
    "register.py": 85,
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


@pytest.mark.parametrize(
    ("page", "later"), [("national.py", 'class="blocks"'), ("regions.py", 'class="drawing"')]
)
def test_the_map_is_sent_before_what_nobody_waits_for(
    monkeypatch: pytest.MonkeyPatch, page: str, later: str
) -> None:
    messages: list[ForwardMsg] = []

    def enqueue(context: ScriptRunContext, message: ForwardMsg) -> None:
        messages.append(message)
        send(context, message)

    send = ScriptRunContext.enqueue
    monkeypatch.setattr(ScriptRunContext, "enqueue", enqueue)
    opened(page)
    elements = [message.delta.new_element for message in messages]
    first_map = next(at for at, one in enumerate(elements) if one.HasField("component_instance"))
    assert first_map < next(at for at, one in enumerate(elements) if later in one.html.body)
