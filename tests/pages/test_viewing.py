"""What a page shows to an audience: nothing that is withheld is in any message to the browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from geo.access import EVERYTHING, Viewer, snapshot_for
from geo.records import TABLES
from geo.store import current_snapshot
from pages.parts import viewing
from tests.toy_pages import map_arguments, opened, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from geo.store import Snapshot

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]

REGION, PARTNER, PUBLIC = Viewer("regio", "VR01"), Viewer("partner", "VR23-DE05154"), Viewer("openbaar")
SHOWN = {
    "national.py": {"tab": "lijst", "rijen": "huisvesting"},
    "regions.py": {},
    "region.py": {"regio": "VR23"},
    "borders.py": {"zone": "VR23-DE05154"},
    "sectors.py": {},
    "unvisited.py": {},
    "about.py": {},
}


def sent(app: object) -> str:
    """Return everything that a run sent to the browser, as one text; what a map shortened is written out."""
    nodes = _nodes(app._tree)  # type: ignore[attr-defined]
    text = "\n".join(str(getattr(node, "proto", "")) for node in nodes).replace('\\"', '"')
    columns = re.findall(r'"prefix":"([^"]*)","values":\[([^]]*)\]', text)
    return text + "\n".join(
        prefix + value for prefix, values in columns for value in re.findall(r'"([^"]*)"', values)
    )


def _nodes(block: object) -> Iterator[object]:
    yield block
    for child in getattr(block, "children", {}).values():
        yield from _nodes(child)


def secrets(viewer: Viewer) -> set[str]:
    """Return the texts of the demo that a viewer may not see: references, names, reporters, reports."""
    found: set[str] = set()
    now = current_snapshot()
    for name, columns in {
        "activations": ("reference", "reporter", "report"),
        "housing": ("reference", "name"),
    }.items():
        frame = now.frame(TABLES[name])
        own = frame["region"] == viewer.area if viewer.audience == "regio" else frame["region"].isna() & False
        for column in columns:
            found |= set(frame[column][~own]) - set(frame[column][own])
    return found - {""}


def test_who_sees_all_is_sent_what_others_are_not() -> None:
    """Else the tests below would find nothing for a wrong reason."""
    text = sent(opened("national.py", tab="lijst", rijen="huisvesting"))
    shown = secrets(PARTNER) & set(current_snapshot().housing["name"])
    assert len([secret for secret in secrets(PARTNER) if secret in text]) > 300
    assert len([secret for secret in shown if secret in text]) > 100


@pytest.mark.parametrize(
    ("viewer", "page"),
    [*((REGION, page) for page in SHOWN), (PARTNER, "borders.py"), (PARTNER, "about.py")],
    ids=lambda one: one if isinstance(one, str) else one.audience,
)
def test_no_page_sends_what_is_withheld(viewer: Viewer, page: str) -> None:
    app = opened(page, {"viewing_as": viewer.key}, **SHOWN[page])
    text = sent(app)
    assert app.title
    assert len(text) > 500
    assert not [secret for secret in secrets(viewer) if secret in text]


def test_a_partner_has_its_zone_whatever_the_link_says() -> None:
    """Elsewhere it would read "0" where it may not know."""
    app = opened("borders.py", {"viewing_as": PARTNER.key}, grens="nl-be", zone="EMR")
    assert "Limburg-Noord – Kleef (Kleve), tot 20 km van de grens" in words(app)
    assert not [box for box in app.selectbox if box.label == "Zone"]
    assert "Deze pagina is niet voor" in opened("national.py", {"viewing_as": PARTNER.key}).info[0].value


def test_the_public_is_sent_counts_by_region_alone() -> None:
    app = opened("national.py", {"viewing_as": PUBLIC.key})
    text = sent(app)
    assert not [secret for secret in secrets(PUBLIC) if secret in text]
    assert "39 activeringen in de regio's die getoond worden; van 9 regio's" in app.title[0].value
    assert "afgeschermd" in words(app)
    assert '"points":[]' in str(map_arguments(app)).replace(" ", "")


@pytest.mark.parametrize("page", ["register.py", "data.py", "history.py"])
@pytest.mark.parametrize("viewer", [REGION, PARTNER, PUBLIC], ids=lambda one: one.audience)
def test_pages_that_edit_or_look_back_are_closed(page: str, viewer: Viewer) -> None:
    app = opened(page, {"viewing_as": viewer.key})
    assert "Deze pagina is niet voor" in app.info[0].value
    assert not app.title


def test_one_looks_as_another_and_back() -> None:
    app = opened("borders.py", {"viewing_as": PARTNER.key}, zone="VR23-DE05154")
    assert "Zo ziet Partner (Limburg-Noord – Kleef (Kleve)) dit." in words(app)
    app.button(key="view_all").click().run()
    assert app.session_state["viewing_as"] == EVERYTHING.key
    assert "Zo ziet" not in words(app)


def test_what_is_withheld_is_told_apart_from_what_is_unknown() -> None:
    told = words(opened("borders.py", {"viewing_as": PARTNER.key}, zone="VR23-DE05154"))
    assert "zijn de bewoners afgeschermd, want minder dan 5" in told


@pytest.mark.parametrize("page", ["national.py", "register.py", "data.py"])
def test_one_run_looks_at_one_state_of_the_records(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    opened()  # the first run of all is one more: it tells of the pages
    asked: list[datetime | None] = []

    def counted(viewer: Viewer, as_of: datetime | None = None) -> Snapshot:
        asked.append(as_of)
        return snapshot_for(viewer, as_of)

    monkeypatch.setattr(viewing, "snapshot_for", counted)
    opened(page)
    assert asked == [None]
