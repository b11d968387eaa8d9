"""What was made for a click is kept for the next that asks the same, for all sessions of this process.

Each language has its own answers, so that these may hold words.

``st.cache_resource`` does so too, but turns its key into bytes with a hasher for anything at all: half a
millisecond for a selection, ten times on a page. What comes here is compared by itself.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from contextlib import nullcontext
from inspect import signature
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

import streamlit as st

from geo import language
from geo.language import say

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_Asked = ParamSpec("_Asked")
_Made = TypeVar("_Made")
_all: list[_Remembered[..., Any]] = []


class _Remembered(Generic[_Asked, _Made]):
    """A function that makes an answer once, however many ask for it at the same moment."""

    def __init__(self, make: Callable[_Asked, _Made], most: int, waiting: str) -> None:
        self._make = make
        self._most = most
        self._waiting = waiting
        names = enumerate(signature(make).parameters)
        self._in_key = tuple(number for number, name in names if not name.startswith("_"))
        self._looking = Lock()
        self._made: OrderedDict[Hashable, _Made] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        _all.append(self)

    def __call__(self, *asked: _Asked.args, **none: _Asked.kwargs) -> _Made:
        key = (language.current(), *(_hashable(asked[number]) for number in self._in_key))
        with self._looking:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
            making = self._making.setdefault(key, Lock())
        with st.spinner(say(self._waiting)) if self._waiting else nullcontext(), making:
            with self._looking:
                if key in self._made:  # another made it while we waited
                    return self._made[key]
            try:
                made = self._make(*asked, **none)
                with self._looking:
                    self._made[key] = made
            finally:
                with self._looking:
                    self._making.pop(key, None)
                    while len(self._made) > self._most:
                        self._made.popitem(last=False)
        return made

    def clear(self) -> None:
        with self._looking:
            self._made.clear()


def _hashable(asked: Any) -> Hashable:  # noqa: ANN401 any argument
    """Return what an argument is in a key: itself, or of a mapping what is in it."""
    return tuple(asked.items()) if isinstance(asked, Mapping) else asked


def remembered(most: int, waiting: str = "") -> Callable[[Callable[_Asked, _Made]], Callable[_Asked, _Made]]:
    """Keep the last ``most`` answers of a function, by the arguments whose names begin with no underscore.

    These are small values that can be hashed, mappings of such values, or answers that were remembered
    themselves; the language of the reader is always among them. The answers are shared: nobody may change
    them. What asks the ``_store`` has the ``account`` (``Actor.key``) in its key, or one would be given what
    another may see. The function is called with positions only, and shows nothing; ``waiting``, a marked
    text, is shown while it takes long.
    """
    return lambda make: _Remembered(make, most, waiting)


def forget() -> None:
    """Forget all answers: for tests, whose stores may have the same states with other records."""
    for each in _all:
        each.clear()
