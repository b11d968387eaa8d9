"""Values in a script: JSON that cannot be anything but data."""

from __future__ import annotations

import hashlib
import json

# Characters that could end a string, a script or a template, or that streamlit-folium looks for to rename.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&$`'_"}


def script_json(value: object) -> str:
    r"""Return ``value`` as JSON that can stand anywhere in a script: ASCII, no markup, no ``${``, no ``{{``.

    >>> script_json({"name": "<img onerror=1> ${x} {{y}}"})
    '{"name":"\\u003cimg onerror=1\\u003e \\u0024{x} {\\u007by}}"}'
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return text.translate(_ESCAPES).replace("{{", "{\\u007b")


def short_digest(text: str) -> str:
    """Return what tells a text from any other: the first 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
