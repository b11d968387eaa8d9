"""The shape of the code holds: imports go one way, and each danger has one owner."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import geo
from geo.settings import ROOT

APPLICATION = sorted(
    [*ROOT.glob("geo/**/*.py"), *ROOT.glob("serving/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"]
)

TESTS = [path for path in sorted(ROOT.glob("tests/**/*.py")) if path != Path(__file__)]

# the sleeps that there are in tests, and why
SLEEPS = {
    "rough_work.py": 2,  # work that goes on too long is what is tested
    "server.py": 1,  # before a server is asked again whether it is ready
    "test_connections.py": 1,  # nothing tells that a connection waits
    "test_faults.py": 1,  # the moment of a kill is what is tested
    "test_hanging.py": 2,  # a server that stands still, and before it is asked again
    "test_harness.py": 1,  # the script that is slow on purpose
    "test_history.py": 1,  # 2 ms, for the clock to move on
    "test_serving.py": 1,  # before a server is asked again
    "test_store.py": 1,  # 2 ms, for the clock to move on
    "toy_guarded.py": 1,  # before a server is asked again
    "waiting.py": 1,  # before it is looked at again
}

# package -> the only files of the application that may import it
OWNERS = {
    "folium": ("geo/layers",),
    "branca": ("geo/layers",),
    "streamlit_folium": ("pages/parts/map_view.py",),
    "streamlit": ("app.py", "pages/"),
    "starlette": ("app.py", "serving/"),
    "pages": ("pages/",),
    "uvicorn": ("serving/connections.py", "serving/draining.py", "serving/guards.py"),
    "serving": ("app.py", "serving/"),
    "geo": ("app.py", "geo/", "pages/", "serving/"),
    "tests": (),
    "benchmarks": (),
}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """Return the dotted names a file imports, wherever in it: ``from geo import crs`` is ``geo.crs``."""
    names = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{relative(path)}:{node.lineno}: imports are absolute"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def linted(root: Path) -> subprocess.CompletedProcess[str]:
    """Hold the imports of a tree against the order and the doors in its ``pyproject.toml``."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code, to break."""
    root = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", root)
    for package in ("geo", "pages", "serving"):
        shutil.copytree(ROOT / package, root / package, ignore=shutil.ignore_patterns("__pycache__"))
    return root


def test_imports_go_one_way_and_through_doors() -> None:
    done = linted(ROOT)
    assert done.returncode == 0, done.stdout


BROKEN = (
    ("geo/areas/crs.py", "import geo.store", "Data walks one way"),
    ("geo/records/cells.py", "from geo import picture", "Data walks one way"),
    ("geo/picture/tally.py", "from geo.store import database", "geo.store has one door"),
    ("pages/national.py", "from geo.layers import palette", "geo.layers has one door"),
    ("geo/picture/classes.py", "import streamlit", "Streamlit is for pages"),
    ("pages/about.py", "import folium", "folium is for layers"),
)


def test_imports_that_break_the_house_are_found(copied: Path) -> None:
    """All at once, since a look at the whole house takes seconds: each is told by its file and its rule."""
    for file, line, _ in BROKEN:
        with (copied / file).open("a", encoding="utf-8") as code:
            code.write(f"\n{line}\n")
    told = linted(copied).stdout
    parts = told.split("Broken contracts")[1]
    for file, _, rule in BROKEN:
        assert f"{rule} BROKEN" in told
        assert file.removesuffix(".py").replace("/", ".") in parts


def test_every_package_is_in_the_order() -> None:
    """A package or module that the order does not name is held by nothing."""
    text = (geo.__doc__ or "").split("``pages``")[0]
    named = {
        word
        for line in text.splitlines()
        for word in re.findall(r"^    ((?:\w+ )+) ", line)
        for word in word.split()
    }
    there = {path.name.removesuffix(".py") for path in (ROOT / "geo").iterdir() if path.name[0] not in "_."}
    assert there == named


@pytest.mark.whole
@pytest.mark.parametrize("package", OWNERS)
def test_each_package_has_its_owner(package: str) -> None:
    users = {
        relative(path) for path in APPLICATION if any(name.split(".")[0] == package for name in imports(path))
    }
    assert {user for user in users if not user.startswith(OWNERS[package])} == set()


def test_the_server_knows_the_language_of_its_visitors_and_no_data() -> None:
    known = {name for path in APPLICATION if relative(path).startswith("serving/") for name in imports(path)}
    ours = {".".join(name.split(".")[:2]) for name in known if name.split(".")[0] == "geo"}
    assert ours == {"geo.errors", "geo.language", "geo.metrics", "geo.rates", "geo.settings"}


def test_only_crs_reprojects() -> None:
    assert {relative(path) for path in APPLICATION if _calls(path, "to_crs")} <= {"geo/areas/crs.py"}


@pytest.mark.parametrize("name", ["eval", "exec", "pickle", "unsafe_allow_html", "unsafe_allow_javascript"])
def test_never_used(name: str) -> None:
    assert [relative(path) for path in APPLICATION if _mentions(path, name)] == []


KEEPS_THE_STORE = {"geo/commands/backups.py", "geo/commands/checking.py"}
"""The commands that run the store itself; each says why."""


def test_pages_and_commands_have_one_door_to_the_records() -> None:
    """It takes an account: what opens a store or takes everything out of it is used by nobody else."""
    doors = {f"geo.store.{name}" for name in ("current_store", "current_snapshot", "open_store", "open_kept")}
    users = {
        relative(path)
        for path in (*ROOT.glob("pages/**/*.py"), *ROOT.glob("geo/commands/*.py"))
        if doors.intersection((*imports(path), *_attributes(path)))
    }
    assert users == KEEPS_THE_STORE


def _attributes(path: Path) -> set[str]:
    """Return what is taken from the module ``store``, as a dotted name."""
    return {
        f"geo.store.{node.attr}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "store"
    }


def test_no_page_writes_its_own_component() -> None:
    users = [path for path in APPLICATION if any(n.startswith("streamlit.components") for n in imports(path))]
    assert [relative(path) for path in users] == []


def test_no_test_sleeps_but_to_ask_again() -> None:
    """A fixed wait is too short on a busy machine and too long on any other; await what is awaited."""
    slept = {path.name: path.read_text(encoding="utf-8").count("time.sleep(") for path in TESTS}
    assert {name: count for name, count in slept.items() if count} == SLEEPS
    assert [path.name for path in TESTS if _calls(path, "wait_for_timeout")] == []


def test_the_entry_only_joins_what_is_made_elsewhere() -> None:
    """It alone knows both the records and the server: it makes nothing of its own, on one screen or two."""
    made = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While)
    assert [node for node in ast.walk(tree(ROOT / "app.py")) if isinstance(node, made)] == []
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) <= 90


def _calls(path: Path, method: str) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method
        for node in ast.walk(tree(path))
    )


def _mentions(path: Path, name: str) -> bool:
    """Whether a name, a keyword argument or an import called ``name`` stands in the code (not in text)."""
    return any(
        (isinstance(node, ast.Name) and node.id == name)
        or (isinstance(node, ast.keyword) and node.arg == name)
        or (isinstance(node, ast.alias) and node.name == name)
        for node in ast.walk(tree(path))
    )
