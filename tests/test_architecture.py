"""The shape of the code holds: imports go one way, and each danger has one owner."""

from __future__ import annotations

import ast
import re
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

# a line of the list in geo/__init__.py: names of modules, and nothing else
_RUNG = re.compile(r"    \w+( +\w+)*")

# package -> the only files of the application that may import it
OWNERS = {
    "folium": ("geo/layers",),
    "branca": ("geo/layers",),
    "streamlit_folium": ("pages/parts/map_view.py",),
    "streamlit": ("app.py", "pages/"),
    "starlette": ("app.py", "serving/"),
    "pages": ("pages/",),
    "uvicorn": ("serving/connections.py",),
    "serving": ("app.py", "serving/"),
    "geo": ("app.py", "geo/", "pages/"),
    "tests": (),
    "benchmarks": (),
}


def ladder() -> list[set[str]]:
    """Return the rungs of the list in ``geo/__init__.py``, top first; modules on one rung are strangers."""
    lines = (geo.__doc__ or "").splitlines()
    return [set(line.split()) for line in lines if _RUNG.fullmatch(line)]


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


def module_of(path: Path) -> str:
    """Return the name on the ladder of a file in geo/: that of the module, or of the folder it lies in."""
    return path.relative_to(ROOT / "geo").parts[0].removesuffix(".py")


GEO_FILES = [path for path in APPLICATION if relative(path).startswith("geo/") and path.name != "__init__.py"]


def test_the_ladder_names_every_module_once() -> None:
    names = [name for rung in ladder() for name in rung]
    modules = {module_of(path) for path in GEO_FILES} - {"__main__"}
    assert len(names) == len(set(names))
    assert modules <= set(names), "add these to the list in geo/__init__.py"


@pytest.mark.parametrize("path", GEO_FILES, ids=relative)
def test_a_module_imports_only_from_above(path: Path) -> None:
    height = {name: number for number, rung in enumerate(ladder()) for name in rung}
    own = module_of(path)
    used = {name.split(".")[1] for name in imports(path) if name.startswith("geo.")} - {own}
    wrong = {name for name in used if height.get(name, len(height)) >= height.get(own, len(height))}
    assert not wrong, f"{relative(path)} stands above, or beside, what it imports: {wrong}"


@pytest.mark.parametrize("package", OWNERS)
def test_each_package_has_its_owner(package: str) -> None:
    users = {
        relative(path) for path in APPLICATION if any(name.split(".")[0] == package for name in imports(path))
    }
    assert {user for user in users if not user.startswith(OWNERS[package])} == set()


def test_only_crs_reprojects() -> None:
    assert {relative(path) for path in APPLICATION if _calls(path, "to_crs")} <= {"geo/areas/crs.py"}


@pytest.mark.parametrize("name", ["eval", "exec", "pickle", "unsafe_allow_html", "unsafe_allow_javascript"])
def test_never_used(name: str) -> None:
    assert [relative(path) for path in APPLICATION if _mentions(path, name)] == []


def test_no_page_writes_its_own_component() -> None:
    users = [path for path in APPLICATION if any(n.startswith("streamlit.components") for n in imports(path))]
    assert [relative(path) for path in users] == []


def test_no_test_sleeps_but_to_ask_again() -> None:
    """A fixed wait is too short on a busy machine and too long on any other; await what is awaited."""
    slept = {path.name: path.read_text(encoding="utf-8").count("time.sleep(") for path in TESTS}
    assert {name: count for name, count in slept.items() if count} == SLEEPS
    assert [path.name for path in TESTS if _calls(path, "wait_for_timeout")] == []


def test_the_entry_stays_short() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) <= 50


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
