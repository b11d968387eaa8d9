"""What holds for the picture of any records: every part adds up, and equals the plain pandas answer."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from geo import picture
from geo.areas import REGION_CODES, load_boundaries
from geo.picture.breakdowns import COUNTS
from geo.picture.filters import NO_RESULT
from geo.picture.masks import activation_mask, housing_mask
from geo.picture.selection import Selection
from geo.picture.tally import take_tally
from geo.vocabulary import COUNTRIES, PRECISIONS, RESULTS, SECTORS, SOURCES, THEMES, TYPES
from tests.toy_snapshot import activations, housing


def words(codes: tuple[str, ...], *, missing: bool = True) -> st.SearchStrategy[str | None]:
    return st.sampled_from([*codes, None] if missing else codes)


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "activated_on": st.dates(date(2019, 12, 25), date(2021, 1, 10)).map(str) | st.none(),
            "closed_on": st.sampled_from(["2020-12-01", None]),
            "type": words(TYPES.codes, missing=False),
            "themes": st.lists(st.sampled_from(THEMES.codes), unique=True).map(" ".join),
            "source": words(SOURCES.codes),
            "sector": words(SECTORS.codes),
            "integral": st.booleans(),
            "result": words(RESULTS.codes),
            "region": words(REGION_CODES[:3]),
            "country": words(COUNTRIES.codes),
            "precision": words(PRECISIONS.codes),
        }
    ),
    max_size=12,
)
CHOICES = st.builds(
    Selection,
    themes=st.sampled_from([(), ("wonen",), ("werken", "vervoer")]),
    types=st.sampled_from([(), ("repressief",)]),
    regions=st.sampled_from([(), ("VR01", "VR02")]),
    from_day=st.none() | st.dates(date(2020, 1, 1), date(2020, 3, 1)),
    results=st.sampled_from([(), (NO_RESULT, "geen")]),
    countries=st.sampled_from([(), ("NL",), ("DE", "BE")]),
)


@settings(deadline=None, max_examples=50)
@given(ROWS, CHOICES)
def test_everything_adds_up(rows: list[dict[str, Any]], selection: Selection) -> None:
    frame = activations(*rows)
    mask = activation_mask(selection, frame)
    found, total = take_tally(frame, housing(), selection), int(mask.sum())
    parts = picture.reconcile(found)
    assert parts.total == total == sum(part.count for part in parts.parts)
    for part in parts.parts:
        assert part.count >= 0
        assert not part.parts or part.count == sum(inner.count for inner in part.parts)
    for by in COUNTS:
        counts = picture.counts(found, by)
        assert counts.total == total
        assert counts.adds_up == (by != "thema")
        assert not counts.adds_up or sum(counts.counts.values()) == total
    chosen = frame[mask]
    assert picture.per_week(found)["total"].sum() == chosen["activated_on"].notna().sum()
    table = picture.region_table(found, load_boundaries().regions)
    assert table["activations"].sum() == parts.count("kaart") == chosen["region"].notna().sum()
    assert picture.make_headline(found).results == {
        **{code: int((chosen["result"] == code).sum()) for code in RESULTS.codes},
        NO_RESULT: int(chosen["result"].isna().sum()),
    }
    matrix = picture.theme_type_matrix(found)
    for (bit, theme), kind in itertools.product(enumerate(THEMES.codes), TYPES.codes):
        having = (chosen["themes"].to_numpy() >> bit & 1 == 1) & (chosen["type"] == kind).to_numpy()
        assert matrix.counts.loc[theme, kind] == having.sum()
        assert matrix.integral.loc[theme, kind] == (having & chosen["integral"].to_numpy()).sum()


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "region": words(REGION_CODES[:3]),
                "country": words(COUNTRIES.codes),
                "precision": words(PRECISIONS.codes),
                "capacity": st.integers(0, 2000),
            }
        ),
        max_size=12,
    ),
    CHOICES,
)
def test_housing_adds_up(rows: list[dict[str, Any]], selection: Selection) -> None:
    frame = housing(*rows)
    chosen = frame[housing_mask(selection, frame)]
    found = take_tally(activations(), frame, selection)
    parts = picture.reconcile(found, "housing")
    assert parts.total == len(chosen) == sum(part.count for part in parts.parts)
    figures = picture.make_headline(found).figures
    assert figures["housing"].value == len(chosen)
    assert figures["places"].value == chosen["capacity"].sum()
