"""Build ``serving/icons.woff2``: of Streamlit's font of icons those that can come on a screen of ours.

The whole font is 375 kB, a quarter of a first visit, for 4,300 icons; this one is 12 kB. Which icons: those
that our pages name (``:material/…:``, the menu) and those in Streamlit's scripts. Run it again when a test
says that an icon is missing:

    .venv/bin/python data/build_icons.py

The font is Material Symbols Rounded, © Google LLC, Apache License 2.0 (https://fonts.google.com/icons).
"""

from __future__ import annotations

import re
import string
from pathlib import Path

from fontTools.subset import Options, Subsetter, save_font
from fontTools.ttLib import TTFont
from streamlit.file_util import get_static_dir

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "serving" / "icons.woff2"
WHOLE = next(Path(get_static_dir()).glob("static/media/MaterialSymbols-Rounded.*.woff2"))
LETTERS = string.ascii_lowercase + string.digits + "_"

_NAMED = re.compile(r":material/(\w+)")
_IN_MENU = re.compile(r'^ +"(\w+)": st\.Page\(', re.MULTILINE)


def icons_of(font: TTFont) -> dict[str, str]:
    """Return the glyph of each icon by its name: the letters that are written as one."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    tables = (table for lookup in font["GSUB"].table.LookupList.Lookup for table in lookup.SubTable)
    found = {}
    for table in (getattr(one, "ExtSubTable", one) for one in tables):
        for first, ligatures in getattr(table, "ligatures", {}).items():
            for one in ligatures:
                found["".join(letters[glyph] for glyph in (first, *one.Component))] = one.LigGlyph
    return found


def needed() -> set[str]:
    """Return the names of the icons in our sources and in Streamlit's scripts."""
    ours = [ROOT / "app.py", *ROOT.glob("pages/**/*.py"), *ROOT.glob("serving/*.py")]
    theirs = Path(get_static_dir()).glob("static/js/*.js")
    named = {name for path in (*ours, *theirs) for name in _NAMED.findall(path.read_text("utf-8"))}
    return named | set(_IN_MENU.findall((ROOT / "pages" / "main.py").read_text("utf-8")))


def build() -> None:
    """Write the font, the same bytes every time."""
    font = TTFont(WHOLE, recalcTimestamp=False)
    icons = icons_of(font)
    options = Options(flavor="woff2", layout_features=["*"], layout_closure=False)
    subsetter = Subsetter(options)
    subsetter.populate(text=LETTERS, glyphs=[icons[name] for name in sorted(needed() & icons.keys())])
    subsetter.subset(font)
    save_font(font, str(TARGET), options)


if __name__ == "__main__":
    build()
