"""Pages run without a browser: the first page as a link opens it, and what stands on it."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from streamlit.testing.v1 import AppTest

from geo.settings import ROOT, settings
from geo.store import current
from geo.store.attempts import Attempts
from pages.parts import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

MAIN = str(ROOT / "pages" / "main.py")
NO_PAGES = (
    "__init__.py",
    "main.py",
    "public.py",
)  # the package, the entry, and what the public has as its first page
PAGES = sorted(path.name for path in (ROOT / "pages").glob("*.py") if path.name not in NO_PAGES)


def forget_store() -> None:
    """Let whoever asks next open the store that the environment names, as a new process would.

    Nothing is open or made yet, and no failure stands.
    """
    settings.cache_clear()
    current._opened.cache_clear()
    current._opening = Attempts()
    remembered.forget()


def opened(
    page: str = "national.py", /, state: Mapping[str, object] | None = None, **query: str | list[str]
) -> AppTest:
    """Run a page as a link with ``query`` opens it, in a session of its own that holds ``state``."""
    app = AppTest.from_file(MAIN, default_timeout=60)
    app._registered_pages = _registered_pages()  # or the page could only be reached from the first one
    app.switch_page(page)
    for name, value in query.items():
        app.query_params[name] = value
    for name, held in (state or {}).items():
        app.session_state[name] = held
    app.run()
    assert not app.exception
    return app


@cache
def _registered_pages() -> dict[str, Any]:
    """Return what a first run tells AppTest of the pages that there are."""
    app = AppTest.from_file(MAIN, default_timeout=60).run()
    assert not app.exception
    return app._registered_pages


def figure(app: AppTest, code: str) -> str:
    """Return a figure of the blocks, by its code."""
    found = re.search(rf'data-figure="{code}">([^<]*)<', markup(app))
    assert found, f"there is no figure {code}"
    return found[1]


def markup(app: AppTest) -> str:
    """Return all markup of ours on the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def words(app: AppTest) -> str:
    """Return the words on the page, one element of it after the other."""
    ours = html.unescape(re.sub(r"<[^>]*>", "", markup(app)))
    elements = (*app.title, *app.markdown, *app.caption, *app.info, *app.text)
    return "\n".join([*(element.value for element in elements), ours])


def changes_by_kind(app: AppTest) -> dict[str, dict[str, str]]:
    """Return what *Geschiedenis* counts: by the name of a table the numbers by kind of change."""
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in markup(app).split("<tr>")]
    head = next(row for row in rows if len(row) > 1 and "Nieuw" in row)
    tables = (row for row in rows if len(row) == len(head) and row is not head)
    return {name: dict(zip(head[1:], numbers, strict=True)) for name, *numbers in tables}


def map_arguments(app: AppTest) -> dict[str, Any]:
    arguments: dict[str, Any] = json.loads(app.get("component_instance")[0].proto.json_args)
    return arguments
