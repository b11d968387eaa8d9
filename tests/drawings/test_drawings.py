"""The drawings: what stands in the files, that they add up, and that text in them is only text."""

from __future__ import annotations

import io
from datetime import date
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pypdf
import pytest
from PIL import Image

from geo.access import EVERYTHING
from geo.drawings import MEDIA_TYPES, SIZES, SUBJECTS, Wish, draw
from geo.drawings.boxes import Box, place_beside
from geo.drawings.inks import mixed
from geo.drawings.pen import Page, text_width, wrapped
from geo.errors import AccessError, ExportError
from geo.picture import Selection
from tests.toy_audiences import PUBLIC, seen
from tests.toy_exports import toy

pytestmark = pytest.mark.whole
SVG = "{http://www.w3.org/2000/svg}"
ROWS = (
    *({"region": "VR23", "activated_on": "2020-09-07", "sector": "tuinbouw"},) * 3,
    {
        "region": "VR05",
        "type": "repressief",
        "infections": True,
        "activated_on": "2020-09-16",
        "integral": True,
    },
    {"region": None, "country": None, "precision": "geen", "lat": np.nan, "lon": np.nan},
)


def texts(content: bytes) -> list[str]:
    """Return the texts of an SVG, one a line as they are written."""
    return ["".join(node.itertext()) for node in ElementTree.fromstring(content).iter(f"{SVG}text")]  # noqa: S314


def drawn(
    what: str, selection: Selection | None = None, *, fictional: bool = False, **wish: Any
) -> list[str]:
    made = draw(
        toy(*ROWS, fictional=fictional, region="VR23"),
        selection or Selection(),
        Wish(what, file_format="svg", **wish),
    )
    return texts(made.content)


COUNTED = [what for what in SUBJECTS if what != "blind-spots"]  # that one adds up places and visits


@pytest.mark.parametrize("what", COUNTED)
def test_each_says_what_it_is_and_how_it_adds_up(what: str) -> None:
    shown = " ".join(drawn(what, fictional=True))
    for told in (
        "Optelling: 5 = 4 op de kaart + 1 zonder locatie.",
        "Stand op 30 november 2020 18:04",
        "versie 12",
        "CBS, Kadaster",
        "FICTIEVE GEGEVENS",
        "1 – 16 september 2020",
    ):
        assert told in shown


@pytest.mark.parametrize("what", COUNTED)
def test_nothing_is_drawn_as_nothing(what: str) -> None:
    shown = " ".join(drawn(what, Selection(sectors=("bouw",)), size="16x9"))
    assert "Geen activeringen" in shown
    assert "Sector: Bouw" in shown


def test_the_map_has_the_number_of_each_region() -> None:
    shown = drawn("map")
    assert "FICTIEVE GEGEVENS" not in shown
    assert shown[0] == "5 activeringen per veiligheidsregio"
    assert {"Limburg-Noord", "Twente", "Groningen", "3", "Preventief", "Repressief"} <= set(shown)


def test_a_rate_has_its_classes_its_values_and_what_chance_explains() -> None:
    shown = drawn("map", measure="per_1000_places")
    assert {"Activeringen per 1.000 plaatsen", "8 of meer", "Geen gegevens"} <= set(shown)
    assert "300,0" in shown  # 3 on 10 places


def test_ranking_funnel_weeks_and_sectors_have_their_figures() -> None:
    ranking = drawn("ranking", per="inhabitants")
    assert {"▲ Limburg-Noord", "Zeeland", "0,00", "kan toeval zijn"} <= set(ranking)
    assert "Limburg-Noord" in drawn("funnel", per="inhabitants")
    weeks = drawn("weeks")
    assert {"36", "37", "38", "6 dagen", "3 dagen", "weeknummers van 2020"} <= set(weeks)


def test_sectors_have_outbreaks_with_their_interval_and_where_they_come_back() -> None:
    sectors = drawn("sectors")
    assert sectors.index("Vleesverwerking") < sectors.index("Land- en tuinbouw")  # most outbreaks first
    assert "50% (6–94%)" in sectors
    assert "Op meer dan één dag" not in " ".join(drawn("sectors", Selection(types=("preventief",))))
    again = toy(*ROWS, {**ROWS[3], "activated_on": "2020-09-23"})
    told = texts(draw(again, Selection(), Wish("sectors", file_format="svg")).content)
    assert "Utrecht (2)" not in drawn("sectors")
    assert any(text.endswith(" (2)") for text in told)


def test_blind_spots_have_places_visits_and_the_first_of_the_work_list() -> None:
    shown = drawn("blind-spots", fictional=True)
    told = " ".join(shown)
    assert "20 augustus – 16 september 2020" in told  # four weeks up to the last day with data
    assert "Optelling: 10 plaatsen = " in told
    assert {"FICTIEVE GEGEVENS", "3 keer of meer", "kolom 1: minder dan 500 plaatsen"} <= set(shown)
    assert "3 – 16 september 2020" in " ".join(drawn("blind-spots", last_weeks=2))
    within = drawn("blind-spots", Selection(regions=("VR23",), from_day=date(2020, 9, 1)))
    assert {"Venlo", "kolom 1: minder dan 100 plaatsen"} <= set(within)
    assert "Groningen" not in within


def test_the_same_wish_gives_the_same_bytes_on_the_sheet_asked_for() -> None:
    snapshot = toy(*ROWS)
    for file_format, media_type in MEDIA_TYPES.items():
        one, other = (draw(snapshot, Selection(), Wish("weeks", file_format=file_format)) for _ in range(2))
        assert one == other
        assert one.media_type == media_type
        assert one.name == f"per-week_2020-11-30T1804_v12_landelijk_a4.{file_format}"
    wide = draw(snapshot, Selection(), Wish("weeks", "16x9"))
    assert Image.open(io.BytesIO(wide.content)).size == (1920, 1080)


def test_a_pdf_can_be_read_again() -> None:
    chosen = Selection(from_day=date(2020, 9, 1), to_day=date(2020, 9, 30), types=("preventief",))
    made = draw(toy(*ROWS), chosen, Wish("map", file_format="pdf"))
    page = pypdf.PdfReader(io.BytesIO(made.content)).pages[0]
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    text = page.extract_text()
    assert "4 activeringen per veiligheidsregio" in text
    assert "1 – 30 september 2020 · Type: Preventief" in text


@pytest.mark.parametrize(
    "wish",
    [
        {"what": "taart"},
        {"size": "a3"},
        {"file_format": "gif"},
        {"measure": "x"},
        {"per": "x"},
        {"last_weeks": 3},
    ],
)
def test_what_cannot_be_drawn_is_told_with_what_can(wish: dict[str, Any]) -> None:
    with pytest.raises(ExportError, match=r"Onbekend: .* Kies "):
        Wish(**wish)


# the pen


@pytest.mark.parametrize("file_format", MEDIA_TYPES)
def test_text_is_only_text(file_format: str) -> None:
    page = Page(200, 100)
    page.pen.text(5, 20, "kost $\\frac{1}{2}$ en $x$ \x00\x07<b>&amp;</b> --> \ud800 ${a}")
    content = page.saved(file_format, title="$t$")
    if file_format == "svg":
        assert texts(content) == ["kost $\\frac{1}{2}$ en $x$ <b>&amp;</b> -->  ${a}"]
    if file_format == "pdf":
        assert (
            "kost $\\frac{1}{2}$ en $x$ <b>" in pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
        )


def test_lines_are_broken_between_words_and_long_words_stand_alone() -> None:
    assert wrapped("aa bb", 10, 1000) == ["aa bb"]
    assert wrapped("aa bb", 10, text_width("aa", 10)) == ["aa", "bb"]
    assert wrapped("", 10, 10) == []
    assert wrapped("een " + "x" * 40 + " twee", 10, 60) == ["een", "x" * 40, "twee"]


def test_a_name_stands_where_it_is_free() -> None:
    whole = Box(0, 0, 100, 100)
    first = place_beside(50, 50, (20, 10), radius=5, taken=[], whole=whole)
    assert first
    assert first.left > 55
    second = place_beside(50, 50, (20, 10), radius=5, taken=[first], whole=whole)
    assert second
    assert second.right < 45
    assert place_beside(50, 50, (200, 10), radius=5, taken=[], whole=whole) is None
    assert place_beside(50, 50, (20, 10), radius=0, taken=[], whole=whole) == Box.around(50, 50, 20, 10)


def test_colours_are_mixed_with_the_paper() -> None:
    assert mixed("#000000", 0.5) == "#808080"
    assert mixed("#123456", 1) == "#123456"


def test_every_size_has_a_sheet_of_its_own() -> None:
    sheets = [draw(toy(), Selection(), Wish("weeks", size)).content for size in SIZES]
    assert [Image.open(io.BytesIO(sheet)).size for sheet in sheets] == [(1754, 1239), (1920, 1080)]


def test_a_drawing_says_for_whom_it_is_and_has_no_split_for_the_public() -> None:
    wish = Wish(file_format="svg")
    everything, public = (draw(seen(viewer), Selection(), wish) for viewer in (EVERYTHING, PUBLIC))
    assert "_landelijk_" in everything.name
    assert "_openbaar_" in public.name
    assert "Publiek: Landelijk" in everything.content.decode()
    told = public.content.decode()
    assert "Publiek: Openbaar" in told
    assert "Afgeschermd: activeringen in 2 regio" in told
    assert "Preventief" not in told
    with pytest.raises(AccessError, match="Wel: "):
        draw(seen(PUBLIC), Selection(), Wish("weeks"))
