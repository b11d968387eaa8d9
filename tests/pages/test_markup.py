"""Markup of our own: texts are escaped, every number is a text too, and each link leads where it says."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pandas as pd
import pytest
from markupsafe import Markup

from geo import language
from geo.language import mark
from geo.layers import HIGHLIGHT, TYPE_COLOURS
from geo.picture import Counts, Selection, per_week, take_tally
from geo.settings import ROOT
from pages.parts import charts, markup
from pages.parts.charts import Segment
from pages.parts.deployments import Axis
from tests import toy_snapshot as toy
from tests.toy_pages import markup as ours
from tests.toy_pages import opened, words

HOSTILE = "<img src=x onerror=alert(1)>\"'&"
page = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]


def text(found: Markup) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", found).split())


def test_a_sentence_has_markup_in_its_places_and_is_itself_a_text() -> None:
    made = markup.filled("<i> {here} & {there}", here=Markup("<b>x</b>"), there="<b>")
    assert made == "&lt;i&gt; <b>x</b> &amp; &lt;b&gt;"


@pytest.mark.parametrize(
    "made",
    [
        markup.link(HOSTILE, HOSTILE, title=HOSTILE),
        charts.stacked([Segment(HOSTILE, 1, "preventief")]),
        charts.bars(HOSTILE, [(HOSTILE, 1)]),
        charts.titled(HOSTILE, Markup("")),
    ],
)
def test_a_text_is_only_ever_a_text(made: Markup) -> None:
    assert "<img" not in made
    assert not re.search(r"(?<!=)\"'", made)
    assert made.count("&lt;img") >= 1


@pytest.mark.parametrize("part", [HOSTILE, Markup("<b>&amp;</b>"), 3, True, None, "{0} {1}"])
def test_a_template_is_filled_as_markup_is(part: object) -> None:
    slow = Markup('<p title="{}">{name}{number:.1f}</p>')
    filled = markup.Template(slow).format(part, name=part, number=np.float64(1.26))
    assert filled == slow.format(part, name=part, number=np.float64(1.26))
    assert type(filled) is Markup


def test_only_markup_is_shown() -> None:
    with pytest.raises(TypeError):
        markup.show("<b>plain</b>")  # type: ignore[arg-type]


def test_a_stacked_bar_has_a_length_for_what_there_is_and_a_number_for_all() -> None:
    made = charts.stacked([Segment("een", 3, "preventief"), Segment("geen", 0, "repressief")])
    assert made.count("flex-grow") == 1
    assert text(made) == "een 3 geen 0"


def test_bars_come_highest_first() -> None:
    assert text(charts.bars("Bron", [("a", 1), ("b", 4)])) == "Bron b 4 a 1"
    assert charts.bars("Bron", [("a", 0)]).count("width:0.0%") == 1


def weeks() -> pd.DataFrame:
    rows = [{"activated_on": "2020-09-01"}, {"activated_on": "2020-09-09", "type": "repressief"}]
    return per_week(take_tally(toy.activations(*rows), toy.housing(), Selection()))


def test_weeks_that_are_cut_off_say_so_and_the_axis_is_that_of_all_data() -> None:
    made = charts.weeks(weeks(), 4)
    assert "(6 dagen)" in made
    assert "(3 dagen)" in made
    assert made.count("height:25.00%") == 2
    assert made.count(" cut") == 2


def test_a_week_and_the_head_of_a_table_are_in_the_language_of_the_reader() -> None:
    table = weeks()
    with language.reading("de"):
        assert "Woche 36, ab 31. August 2020: 1 Aktivierung (1 präventiv, 0 repressiv); nur 6 Tage" in (
            charts.weeks(table, 4)
        )
        assert text(markup.heads((mark("Dag"), mark("Kenmerk")))) == "Tag Kennzeichen"


def test_of_very_many_weeks_only_some_are_numbered() -> None:
    rows = [{"activated_on": "2020-01-06"}, {"activated_on": "2022-01-02"}]  # 104 whole weeks
    table = per_week(take_tally(toy.activations(*rows), toy.housing(), Selection()))
    assert len(table) == 104
    assert charts.weeks(table, 1).count('class="week"') == 26


def test_what_is_unknown_stands_among_the_bars() -> None:
    made = charts.spread({"sector": Counts(3, "sector", {"vlees": 2, "onbekend": 1})})
    assert text(made) == "Sector Vleesverwerking 2 Onbekend 1"


def test_colours_are_those_of_the_map() -> None:
    style = (ROOT / "pages" / "parts" / "style.css").read_text(encoding="utf-8")
    for code, colour in {**TYPE_COLOURS, "highlight": HIGHLIGHT}.items():
        assert f"--{code}: {colour.css};" in style


def test_a_screen_has_no_rule_that_every_change_would_pay_for() -> None:
    style = (ROOT / "pages" / "parts" / "style.css").read_text(encoding="utf-8")
    on_paper = re.compile(r"^@media print \{.*?^\}", re.DOTALL | re.MULTILINE)
    assert ":has(" in style
    assert ":has(" not in on_paper.sub("", style)


class TestOnThePage:
    """The markup of the national page, on the demo records."""

    pytestmark = page

    def test_all_regions_stand_there_with_their_rate_and_its_interval(self) -> None:
        rows = re.findall(r'<tr data-region="(VR\d\d)".*?</tr>', ours(opened()))
        assert len(rows) == 25
        assert rows[0] == "VR23"
        assert "Limburg-Noord93,6 (1,7–6,9)2.488" in words(opened())
        assert ours(opened()).count('<i class="range') == 25

    def test_a_region_is_looked_at_and_filters_nothing(self) -> None:
        app = opened(v="1", kies="VR23")
        assert "9 activeringen (7 preventief, 2 repressief); de mediaan van de regio's is 1." in words(app)
        assert "Per 1.000 plaatsen: 3,6 (95%-interval 1,7–6,9); landelijk 2,2." in words(app)
        assert "Niet te onderscheiden van toeval." in words(app)
        assert "56 activeringen" in app.title[0].value
        assert 'href="/?regio=VR23&amp;v=1&amp;kies=VR23">Alleen deze regio' in ours(app)

    def test_the_card_of_a_filtered_region_compares_it_with_all(self) -> None:
        app = opened(v="1", kies="VR23", regio="VR23")
        assert "landelijk 2,2" in words(app)
        assert "Alle regio's" in words(app)

    def test_a_filter_on_regions_marks_rows_and_hides_none(self) -> None:
        found = ours(opened(v="1", regio=["VR23", "DE05154"]))
        rows = dict(re.findall(r'<tr data-region="(\w+)" class="([^"]*)"', found))
        assert len([code for code in rows if code.startswith("VR")]) == 25
        assert [code for code, look in rows.items() if "chosen" in look] == ["VR23", "DE05154"]
        assert found.count("(niet gekozen)") == len(rows) - 2

    def test_a_border_district_is_looked_at_and_chosen_like_a_region(self) -> None:
        app = opened(v="1", kies="DE05154", regio="DE05154")
        said = words(app)
        assert "Kleef (Kleve, Duitsland)" in said
        assert "Alle regio's" in said
        assert "Huisvesting: 37 locaties met 1.110 plaatsen" in said
        assert "Buren over de grens, getekend en niet meegeteld" in said
        assert "1 = 1 buiten Nederland" in said
        assert "in Kleef (Kleve, Duitsland);" in app.title[0].value

    @pytest.mark.parametrize(("part", "count"), [("zonder locatie", 3), ("buitenland", 2), ("kaart", 51)])
    def test_each_part_of_the_whole_has_its_list(self, part: str, count: int) -> None:
        app = opened(v="1", tab="lijst", plek=part)
        assert len(re.findall("<tr data-record", ours(app))) == count
        assert f"{count} activeringen" in words(app)

    def test_the_housing_of_the_picture_has_its_list(self) -> None:
        app = opened(v="1", tab="lijst", rijen="huisvesting", regio="VR23")
        told = re.search(r"(\d+) huisvestingslocaties met ", words(app))
        assert told
        assert len(re.findall("<tr data-record", ours(app))) == int(told[1])
        assert "tab=lijst" in ours(app)
        assert "rijen" not in opened(v="1", rijen="huisvesting").query_params  # only a list has rows

    def test_the_spread_of_sector_result_and_source(self) -> None:
        said = words(opened(v="1", tab="verdeling"))
        for one in ("Land- en tuinbouw19", "Waarschuwing12", "Nog geen resultaat7"):
            assert one in said

    @pytest.mark.parametrize(
        "query", [{"kies": "VR99"}, {"tab": "x"}, {"plek": "<b>"}, {"kies": ["VR01", "VR02"]}]
    )
    def test_nonsense_is_dropped_and_named(self, query: dict[str, str]) -> None:
        app = opened(v="1", **query)
        assert "Niet alles in deze link is herkend" in words(app)
        assert "is weggelaten; kies één van" in words(app)


@pytest.mark.parametrize(
    ("first", "last", "labelled"),
    [
        ("2020-09-01", "2020-11-30", ["09-01", "10-01", "11-01"]),  # at 0, 33 and 67 % of the axis
        ("2020-08-28", "2020-11-30", ["08-28", "10-01", "11-01"]),  # 1 September stands at 4 %
        ("2020-09-01", "2020-11-05", ["09-01", "10-01"]),  # 1 November at 92 %: no room before the end
        ("2020-01-01", "2020-12-31", ["01-01", "04-01", "07-01", "10-01"]),  # at 0, 25, 50 and 75 %
        ("2020-09-01", "2020-09-01", ["09-01"]),
    ],
)
def test_months_along_the_course_stand_clear_of_each_other(
    first: str, last: str, labelled: list[str]
) -> None:
    axis = Axis(date.fromisoformat(first), date.fromisoformat(last))
    assert [f"{day:%m-%d}" for day in axis.months] == labelled
