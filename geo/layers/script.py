"""Values in a script: JSON that cannot be anything but data."""

from __future__ import annotations

import hashlib
import json
import re

# Characters that could end a string, a script or a template, or that streamlit-folium looks for to rename.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&$`'_"}
# What opens a statement, comment or expression of a template; no brace of JSON itself stands before these.
_TEMPLATE_OPENING = re.compile(r"\{(?=[{%#])")


def script_json(value: object) -> str:
    r"""Return ``value`` as JSON that can stand anywhere in a script: ASCII, no markup, no ``${``, no ``{{``.

    >>> print(script_json({"name": "<img onerror=1> ${x} {{y}} {%z%}"}))
    {"name":"\u003cimg onerror=1\u003e \u0024{x} \u007b{y}} \u007b%z%}"}
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return _TEMPLATE_OPENING.sub(r"\\u007b", text.translate(_ESCAPES))


def short_digest(text: str) -> str:
    """Return what tells a text from any other: the first 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
