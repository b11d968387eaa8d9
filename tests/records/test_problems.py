"""The report of what is wrong: in the order of the rows, and which rows can be used, computed once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo.records import Problem, Report, Severity

INDEX = pd.Index([7, 3, 5])


def problem(row: object, column: str = "", severity: Severity = "fout") -> Problem:
    return Problem(row, column, "", "", "", severity)


def test_problems_come_in_the_order_of_the_rows_and_then_of_the_headers() -> None:
    found = [(5, "b"), (5, "a"), (5, "elders"), (7, "b"), (3, "a"), (None, "b")]
    ordered = Report(tuple(problem(*each) for each in found)).ordered(INDEX, ("a", "b"))
    assert [(each.row, each.column) for each in ordered] == [
        (None, "b"),
        (7, "b"),
        (3, "a"),
        (5, "elders"),
        (5, "a"),
        (5, "b"),
    ]


def test_a_row_number_of_numpy_has_the_place_of_its_row() -> None:
    ordered = Report((problem(3), problem(np.int64(5)), problem(7))).ordered(INDEX)
    assert [each.row for each in ordered] == [7, 3, 5]


@pytest.mark.parametrize(
    ("problems", "usable"),
    [
        ((), [True, True, True]),
        ((problem(3, severity="waarschuwing"), problem(None, severity="waarschuwing")), [True, True, True]),
        ((problem(3), problem(3)), [True, False, True]),
        ((problem(None),), [False, False, False]),
    ],
)
def test_a_row_is_usable_without_an_error_in_it_or_in_the_table(
    problems: tuple[Problem, ...], usable: list[bool]
) -> None:
    assert Report(problems).usable(INDEX).tolist() == usable


def test_errors_and_warnings_are_told_apart_and_both_keep_their_order() -> None:
    warned, wrong = problem(7, severity="waarschuwing"), problem(3)
    report = Report((warned, wrong))
    assert (report.errors, report.warnings) == ((wrong,), (warned,))
    assert report.errors_first().problems == (wrong, warned)
