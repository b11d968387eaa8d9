"""What users are told does not drift from what the code does."""

from __future__ import annotations

import re

import pytest

from geo.files.template import guide
from geo.records import TABLES
from geo.settings import ROOT, SETTINGS, Setting

README = ROOT / "README.md"


@pytest.fixture(scope="module")
def readme() -> str:
    return README.read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_readme_has_each_setting_with_its_default(readme: str, setting: Setting) -> None:
    """A row of a table, ``| `PORT` | `8501` | meaning |``; an empty default may be told in words."""
    row = re.search(rf"^\| *`{setting.name}` *\|(.*)$", readme, re.MULTILINE)
    assert row, f"{setting.name} has no row in the table of settings"
    assert not setting.default or f"`{setting.default}`" in row[1]


@pytest.mark.parametrize("command", ["make run", "make check", "make test", "make test-slow", "make bench"])
def test_readme_has_each_command(readme: str, command: str) -> None:
    assert command in readme


@pytest.mark.parametrize("command", ["run", "check", "test", "test-slow", "bench", "lint", "format", "clean"])
def test_the_makefile_has_each_command(command: str) -> None:
    assert re.search(rf"^{command}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_column_says_what_it_means(table) -> None:  # noqa: ANN001
    headers = [column.header for column in table.columns]
    assert len(set(headers)) == len(headers)
    assert all(column.meaning.endswith(".") and column.rule for column in table.columns)


def test_the_file_format_is_described_as_it_is() -> None:
    described = (ROOT / "docs" / "bestandsformaat.md").read_text(encoding="utf-8")
    assert described == guide(TABLES.values()), "run `make docs`"


def test_pictures_in_the_readme_exist(readme: str) -> None:
    for target in re.findall(r"!\[[^\]]*\]\(([^)#]+)\)", readme):
        assert (ROOT / target).is_file(), target


def test_readme_says_that_the_demo_is_fictional(readme: str) -> None:
    assert re.search(r"fictie|fictional", readme, re.IGNORECASE)


def test_every_test_that_security_names_is_there() -> None:
    named: list[tuple[str, str]] = []
    for line in (ROOT / "docs" / "security.md").read_text(encoding="utf-8").splitlines():
        file = ""
        for path, name in re.findall(r"`(tests/[\w/]+\.py)?(?:::(\w+))?`", line):
            file = path or file
            named += [(file, name)] if file else []
    assert len(named) > 40
    for file, name in named:
        assert f"def {name}" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{name}"
