"""One widget for each kind of column, and its value to and from text as somebody would type it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo import dutch
from geo.areas import AREA_CODES, NESTED_CODES, euregios, load_boundaries, name_in
from geo.dutch import capital
from geo.language import mark, say
from geo.records import YEARS, codes_of
from geo.vocabulary import within
from pages.parts import day_field, notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from streamlit.delta_generator import DeltaGenerator

    from geo.records import Column, Problem

_POINTED = re.compile(r"[-+]?\d+\.\d+")
FEW = 3  # up to here all words are on screen as pills; more go into a list
LONG = 500  # texts that may be longer than this get an area
NONE_CHOSEN = mark("Kies of typ")


def to_widget(column: Column, text: str) -> object:
    """Return the value of the widget for a text in the form that ``records.to_text`` writes."""
    return _TO_WIDGET.get(column.kind, str)(text)


def to_text(column: Column, value: Any) -> str:  # noqa: ANN401 - what the widget of any kind holds
    """Return what a widget holds as text; the inverse of ``to_widget``."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, list):
        codes = codes_of(column)
        return ", ".join(code for code in codes if code in value)
    text = str(value).strip()
    return text.replace(".", ",") if column.kind == "degrees" and _POINTED.fullmatch(text) else text


def _day(text: str) -> date | None:
    return datetime.strptime(text, "%d-%m-%Y").date() if text else None


def _several(text: str) -> list[str]:
    return [part for part in text.split(", ") if part]


_TO_WIDGET: dict[str, Callable[[str], object]] = {
    "day": _day,
    "codes": _several,
    "nested_areas": _several,
    "degrees": dutch.with_sign,
    "count": lambda text: int(text) if text else None,
    "code": lambda text: text or None,
    "yes_no": lambda text: text or None,
    "region": lambda text: text or None,
    "municipality": lambda text: text or None,
    "area": lambda text: text or None,
    "contact_area": lambda text: text or None,
}


def label(column: Column) -> str:
    """Return the label of a column, marked when it is required."""
    return f"{column.label} *" if column.required else column.label


def explained(column: Column) -> str:
    """Return what a column means, its rule, and what each of its words means."""
    lines = [f"{column.meaning} *{capital(column.rule)}.*"]
    if column.vocabulary:
        lines += [f"- **{term.label}** — {term.meaning}" for term in column.vocabulary.terms]
    return "\n".join([lines[0], "", *lines[1:]])


def draw(column: Column, key: str, problems: Iterable[Problem], **options: Any) -> None:  # noqa: ANN401
    """Draw the widget of a column and under it what is wrong with its value, alone in one of ``boxes``."""
    _WIDGETS[column.kind](column, key=key, help=explained(column), persist_state="session", **options)
    for problem in problems:  # the last of their box: below it nothing moves to another place
        show(problem, column)


def boxes(weights: Sequence[float]) -> Sequence[DeltaGenerator]:
    """Return a box for each field of a row, as wide as its weight says: a column is one already."""
    return st.columns(weights) if len(weights) > 1 else [st.container(gap="xxsmall")]


def show(problem: Problem, column: Column) -> None:
    """Show one problem at its column: what is wrong and how to mend it."""
    notice.show("fout" if problem.severity == "fout" else "let op", told(problem, column))


def told(problem: Problem, column: Column) -> str:
    """Return what is wrong and how to mend it; of an empty field only what to do."""
    if column.required and not problem.value:
        return say(_TO_DO.get(column.kind, _FILL_IN), field=within(column.label))
    text = capital(problem.what)
    return f"{text}; {problem.mend}" if problem.mend else text


_FILL_IN = mark("Vul '{field}' in.")
_TO_DO = {
    "day": mark("Vul de dag in bij '{field}'."),
    "yes_no": mark("Kies ja of nee bij '{field}'."),
    "code": mark("Kies een waarde bij '{field}'."),
    "codes": mark("Kies een of meer waarden bij '{field}'."),
    "region": mark("Kies een regio bij '{field}'."),
    "municipality": mark("Kies een gemeente bij '{field}'."),
    "contact_area": mark("Kies een gebied bij '{field}'."),
    "nested_areas": mark("Kies een of meer gebieden bij '{field}'."),
}
_YES_NO = {"ja": mark("Ja"), "nee": mark("Nee")}


def _text(column: Column, **options: Any) -> None:  # noqa: ANN401
    # no limit on the length here: the browser would cut what is pasted, and say nothing
    if column.longest > LONG:
        st.text_area(label(column), height=100, **options)
    else:
        st.text_input(label(column), **options)


def _choice(column: Column, **options: Any) -> None:  # noqa: ANN401
    words = column.vocabulary
    if words is None:  # pragma: no cover - the tables are ours
        raise AssertionError(column.name)
    if len(words.codes) <= FEW:
        st.pills(label(column), words.codes, format_func=words.label, **options)
    else:
        st.selectbox(
            label(column),
            words.codes,
            format_func=words.label,
            index=None,
            placeholder=say("Kies"),
            **options,
        )


def _choices(column: Column, **options: Any) -> None:  # noqa: ANN401
    words = column.vocabulary
    if words is None:  # pragma: no cover - the tables are ours
        raise AssertionError(column.name)
    st.pills(label(column), words.codes, format_func=words.label, selection_mode="multi", **options)


def _yes_no(column: Column, **options: Any) -> None:  # noqa: ANN401
    st.pills(label(column), list(_YES_NO), format_func=lambda word: say(_YES_NO[word]), **options)


def _day_input(column: Column, **options: Any) -> None:  # noqa: ANN401
    first, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
    day_field.draw(label(column), value=None, min_value=first, max_value=last, **options)


def _count(column: Column, **options: Any) -> None:  # noqa: ANN401
    st.number_input(label(column), min_value=0, value=None, step=1, placeholder=say("Aantal"), **options)


def _area(column: Column, **options: Any) -> None:  # noqa: ANN401
    names = _AREAS[column.kind]()
    st.selectbox(
        label(column),
        sorted(names, key=names.__getitem__),
        format_func=lambda code: f"{names[code]} ({code})",
        index=None,
        placeholder=say(NONE_CHOSEN),
        **options,
    )


def _nested_areas(column: Column, **options: Any) -> None:  # noqa: ANN401
    names = {code: name_in(code) for code in NESTED_CODES}
    st.multiselect(
        label(column),
        NESTED_CODES,
        format_func=lambda code: f"{names[code]} ({code})",
        placeholder=say(NONE_CHOSEN),
        **options,
    )


_AREAS: dict[str, Callable[[], Mapping[str, str]]] = {
    "region": lambda: dict(load_boundaries().regions["name"]),
    "municipality": lambda: dict(load_boundaries().municipalities["name"]),
    "area": lambda: {code: name_in(code) for code in AREA_CODES},
    "contact_area": lambda: {code: name_in(code) for code in (*AREA_CODES, *euregios())},
}

_WIDGETS: dict[str, Callable[..., None]] = {
    "reference": _text,
    "text": _text,
    "day": _day_input,
    "yes_no": _yes_no,
    "code": _choice,
    "codes": _choices,
    "count": _count,
    "degrees": _text,
    "region": _area,
    "municipality": _area,
    "area": _area,
    "contact_area": _area,
    "nested_areas": _nested_areas,
}
