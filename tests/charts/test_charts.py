"""The drawings: what stands in them, where, and that text in them is only text."""

from __future__ import annotations

import base64
import re
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from geo.charts import (
    Bar,
    Drawing,
    Piece,
    draw_bars,
    draw_funnel,
    draw_ranking,
    draw_shares,
    draw_table,
    draw_weeks,
    element,
)
from geo.charts.marks import decimals_of, round_ticks
from geo.charts.markup import percent
from geo.layers import TYPE_COLOURS
from geo.picture import Density, Share, compare_regions, denominator

HOSTILE = '<img onerror="x">&'


def compared(rows: dict[str, tuple[int, float]], **options: Any) -> Density:
    """Return regions compared, by name their count and their places; the names are their codes too."""
    table = pd.DataFrame(
        {
            "name": list(rows),
            "activations": [count for count, _ in rows.values()],
            "places": [places for _, places in rows.values()],
            "count_state": "waarde",
            "per_1000_places_state": "waarde",
        },
        index=pd.Index(list(rows), name="code"),
    )
    return compare_regions(table, denominator("places"), **options)


FOUR = {"Hoog": (40, 1000), "Laag": (1, 1000), "Midden": (21, 1000), "Onbekend": (3, 0)}
NAMESPACE = "{http://www.w3.org/2000/svg}"


def parsed(drawing: Drawing) -> ElementTree.Element:
    return ElementTree.fromstring(str(drawing.svg))  # noqa: S314 our own


def texts(drawing: Drawing) -> list[str]:
    return [node.text or "" for node in parsed(drawing).iter(f"{NAMESPACE}text")]


def test_markup_escapes_all_but_markup() -> None:
    assert element("p", "a < b", element("b", "&"), title='"') == '<p title="&#34;">a &lt; b<b>&amp;</b></p>'
    assert element("line", x1=1.50, class_="a", stroke_width=None) == '<line x1="1.5" class="a"></line>'


@pytest.mark.parametrize("draw", [draw_ranking, draw_funnel])
def test_a_name_is_only_text(draw) -> None:  # noqa: ANN001
    drawing = draw(compared({HOSTILE: (4, 100), "Ander": (5, 1000)}), [HOSTILE])
    assert not list(parsed(drawing).iter(f"{NAMESPACE}img"))
    assert "<img" not in drawing.svg
    assert any(HOSTILE in text for text in texts(drawing))


@pytest.mark.parametrize("draw", [draw_ranking, draw_funnel])
def test_nothing_to_draw_is_drawn(draw) -> None:  # noqa: ANN001
    for rows in ({}, {"Een": (0, 0)}, {"Een": (0, 100), "Twee": (0, 50)}, {"Een": (3, 100)}):
        assert parsed(draw(compared(rows))).get("role") == "img"


def test_the_ranking_is_in_order_with_count_rate_and_sign() -> None:
    drawing = draw_ranking(compared(FOUR))
    shown = texts(drawing)
    assert [text for text in shown if text.strip("▲▼ ") in FOUR] == ["▲ Hoog", "Midden", "▼ Laag", "Onbekend"]
    assert {"40", "40,0", "geen gegevens"} <= set(shown)
    assert [spot.code for spot in drawing.spots] == ["Hoog", "Midden", "Laag", "Onbekend"]
    assert drawing.spots[0].title.startswith("Hoog: 40 activeringen op 1.000 plaatsen")
    assert drawing.spots[1].style == "left:0%;width:100%;top:62px;height:22px"


def test_what_chance_explains_is_grey_and_what_could_not_be_lower_is_hollow() -> None:
    dots = list(parsed(draw_ranking(compared({**FOUR, "Klein": (0, 20)}))).iter(f"{NAMESPACE}circle"))
    looks = [(dot.get("fill"), dot.get("opacity")) for dot in dots]
    assert looks == [("#3f86c6", None), ("currentColor", "0.6"), ("#3f86c6", None), ("none", "0.6")]


def test_a_whisker_past_the_edge_ends_in_an_arrow() -> None:
    assert "▸" in texts(draw_ranking(compared({"Klein": (1, 10), "Groot": (9, 1000)})))
    assert "▸" not in texts(draw_ranking(compared({"Een": (90, 1000), "Twee": (80, 1000)})))


def test_long_names_fit_beside_the_plot() -> None:
    shown = texts(
        draw_ranking(compared({"Noord- en Oost-Gelderland": (1, 10), "Gooi en Vechtstreek": (1, 10)}))
    )
    assert {"N.- en O.-Gelderland", "Gooi en Vechtstreek"} <= set(shown)


def test_the_funnel_names_the_regions_that_differ_first_and_none_over_another() -> None:
    crowd = {f"Gewone regio {number}": (2, 100) for number in range(12)}
    drawing = draw_funnel(compared({**crowd, "Bijzonder": (30, 100)}))
    named = [text for text in texts(drawing) if text == "Bijzonder" or text.startswith("Gewone")]
    assert named[0] == "Bijzonder"
    assert len(named) < 6
    assert len(drawing.spots) == 13


def test_the_funnel_has_two_limits_on_each_side() -> None:
    paths = list(parsed(draw_funnel(compared(FOUR))).iter(f"{NAMESPACE}path"))
    assert [path.get("stroke-dasharray") for path in paths] == ["6 3", "6 3", "2 3", "2 3"]
    assert all(re.match(r"M[\d.]+,[\d.]+L", path.get("d", "")) for path in paths)


def test_weeks_share_one_scale_and_a_part_of_a_week_is_lighter() -> None:
    weeks = pd.DataFrame({"week": [36, 37], "total": [2, 1], "days": [7, 3]})
    bars = list(parsed(draw_weeks(weeks, 4, "Weken")).iter(f"{NAMESPACE}rect"))
    heights = [float(bar.get("height", 0)) for bar in bars]
    assert heights[0] == 2 * heights[1] == 23
    assert [bar.get("fill-opacity") for bar in bars] == ["0.7", "0.35"]
    assert parsed(draw_weeks(weeks[:0], 0, "Weken")).get("aria-label") == "Weken"


def test_bars_are_divided_and_as_long_as_what_they_count_on_one_scale() -> None:
    bars = (Bar("Wonen", (Piece(3, "preventief", "preventief"), Piece(1, "repressief", "repressief"))),)
    drawing = draw_bars((*bars, Bar(HOSTILE, (Piece(0, "x"),))), 8, "Thema's")
    first, second = parsed(drawing).iter(f"{NAMESPACE}rect")
    widths = [float(rect.get("width", "").rstrip("%")) for rect in (first, second)]
    assert widths == pytest.approx([46 * 3 / 8, 46 / 8], abs=0.01)
    assert [rect.get("class") for rect in (first, second)] == ["preventief", "repressief"]
    assert texts(drawing) == ["Wonen", "4", HOSTILE, "0"]
    assert draw_bars((), 0, "Niets").height == 4


def test_the_types_have_the_colours_of_the_map() -> None:
    look = str(draw_bars((), 0, "Kleuren").svg)
    for code, colour in TYPE_COLOURS.items():
        assert look.count(f".{code}{{fill:{colour.light}}}") == 1
        assert look.count(f".{code}{{fill:{colour.dark}}}") == 1


def test_a_share_stands_on_its_interval_and_of_nothing_there_is_none() -> None:
    drawing = draw_shares({"Oost": Share(5, 10, 0.25, 0.75), "West": Share(0, 0, 0, 1)}, "Aandeel")
    (dot,) = parsed(drawing).iter(f"{NAMESPACE}circle")
    assert dot.get("cx") == "57%"  # halfway between 34 and 80
    assert texts(drawing)[-4:] == ["Oost", "5 van 10", "West", "geen activering"]
    whisker = list(parsed(drawing).iter(f"{NAMESPACE}line"))[-1]
    assert (whisker.get("x1"), whisker.get("x2")) == ("45.5%", "68.5%")


def test_a_table_has_headings_for_columns_and_rows() -> None:
    table = ElementTree.fromstring(str(draw_table(("Regio", "Aantal"), [(HOSTILE, "3")], caption="Wat")))  # noqa: S314
    assert [cell.get("scope") for cell in table.iter("th")] == ["col", "col", "row"]
    assert [cell.text for cell in table.iter("th")] == ["Regio", "Aantal", HOSTILE]
    assert [cell.text for cell in table.iter("td")] == ["3"]


def test_a_drawing_as_an_image_is_the_same_drawing() -> None:
    drawing = draw_ranking(compared(FOUR))
    head, _, content = drawing.image.partition(",")
    assert head == "data:image/svg+xml;base64"
    assert base64.b64decode(content).decode() == drawing.svg


@pytest.mark.parametrize(
    ("top", "ticks"),
    [(7, [0, 2, 4, 6]), (1, [0, 0.5, 1]), (0.3, [0, 0.1, 0.2, 0.3]), (36, [0, 10, 20, 30]), (0, [0])],
)
def test_round_numbers_along_an_axis(top: float, ticks: list[float]) -> None:
    assert round_ticks(top) == ticks
    assert decimals_of(ticks) == (1 if top < 2 and top else 0)


def test_percentages_are_short() -> None:
    assert [percent(share) for share in (0, 0.5, 1 / 3, 1)] == ["0%", "50%", "33.33%", "100%"]
