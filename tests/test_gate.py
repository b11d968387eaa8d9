"""What stands between a change and the main line: `make check` at each commit, `.ci/run` with every test."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from geo.settings import ROOT


def recipe(target: str) -> str:
    """Return the commands that make would run, none of which it runs."""
    return subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("tool", ["ruff format --check", "ruff check", "mypy", "lint-imports", "pytest"])
def test_check_runs_each_tool(tool: str) -> None:
    assert tool in recipe("check")


def test_only_what_is_slow_is_left_to_ci() -> None:
    assert '-m "not slow"' in recipe("test")
    assert "-m slow" in recipe("test-slow")
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"^make \S+", gate, re.MULTILINE) == ["make test", "make lint", "make test-slow"]


@pytest.mark.whole
def test_without_time_left_tests_are_told_and_not_run_and_each_has_its_turn() -> None:
    def told(*options: str) -> list[str]:
        command = [sys.executable, "-m", "pytest", "-vv", "-p", "no:cacheprovider", "tests/test_spelling.py"]
        done = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True, check=True)
        return re.findall(r"::(.+) SKIPPED", done.stdout)

    first, later = told("--seconds", "0"), told("--seconds", "0", "--turn", "3")
    begun = len(first) * 3 // 7
    assert begun
    assert later == [*first[begun:], *first[:begun]]


def test_before_a_commit_runs_what_check_runs() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"entry: (.*)", hooks) == ["make check"]
