"""Markup built from parts; markupsafe escapes every text in it."""

from __future__ import annotations

from functools import cache, lru_cache

from markupsafe import Markup, escape

Look = dict[str, str | float | None]
"""Attributes of an element that go together."""


def element(tag: str, *children: str, **attributes: str | float | None) -> Markup:
    """Return an element; text among ``children`` that is no markup yet is escaped.

    Attributes that are None are left out. An underscore in a name is a hyphen, one at its end is nothing.
    """
    given = "".join(
        f' {_attribute(name)}="{_text(value)}"' for name, value in attributes.items() if value is not None
    )
    inside = "".join(child if isinstance(child, Markup) else _escaped(child) for child in children)
    return Markup(f"<{tag}{given}>{inside}</{tag}>")  # noqa: S704 made of what is escaped


@cache
def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def percent(share: float) -> str:
    """Return a place between 0 and 1 as a percentage of the width."""
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"


def _text(value: str | float) -> str:
    if isinstance(value, Markup):
        return escape(value)
    return _escaped(value) if isinstance(value, str) else f"{value:g}"


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    """Escape a text that is no markup; drawings and tables say the same few words again and again."""
    return str(escape(text))
