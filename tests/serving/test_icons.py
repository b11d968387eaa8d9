"""The font of icons: every icon that can come on a screen is in it, and it is served in Streamlit's place."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from geo.settings import ROOT
from serving.icons import FONT

if TYPE_CHECKING:
    from tests.server import Server

BUILDER = runpy.run_path(str(ROOT / "data" / "build_icons.py"))


def test_every_icon_that_is_named_is_in_the_font() -> None:
    needed, ours = BUILDER["needed"](), BUILDER["icons_of"](TTFont(FONT))
    assert {"map", "expand_more", "close", "search_off"} <= needed  # menu, Streamlit, both, ours
    missing = (needed & BUILDER["icons_of"](TTFont(BUILDER["WHOLE"])).keys()) - ours.keys()
    assert not missing, "run data/build_icons.py"
    assert FONT.stat().st_size < 20_000


@pytest.mark.slow  # of a file that changes once a year
def test_an_icon_looks_as_in_the_whole_font() -> None:
    whole, ours = TTFont(BUILDER["WHOLE"]), TTFont(FONT)
    for name in ("map", "expand_more"):
        drawn = [font["glyf"][BUILDER["icons_of"](font)[name]] for font in (whole, ours)]
        assert drawn[0].getCoordinates(whole["glyf"]) == drawn[1].getCoordinates(ours["glyf"])


def test_the_font_is_served_in_the_place_of_streamlits(server: Server) -> None:
    path = f"/static/media/{BUILDER['WHOLE'].name}"
    answer = server.get(path)
    assert answer.body == FONT.read_bytes()
    assert answer.headers["Content-Type"] == "font/woff2"
    assert "Content-Security-Policy" in answer.headers
    again = server.get(path, {"If-None-Match": answer.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")


def test_other_fonts_are_streamlits_own(server: Server) -> None:
    other = next(BUILDER["WHOLE"].parent.glob("SourceSansVF-Upright*.woff2"))
    assert server.get(f"/static/media/{other.name}").body == other.read_bytes()
