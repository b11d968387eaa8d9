"""Markup built from parts; markupsafe escapes every text in it."""

from __future__ import annotations

from functools import cache

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
    return Markup(f"<{tag}{given}>{Markup().join(children)}</{tag}>")  # noqa: S704 made of what is escaped


@cache
def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def percent(share: float) -> str:
    """Return a place between 0 and 1 as a percentage of the width."""
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"


def _text(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{value:g}"
