"""What stands on a page before Streamlit has begun, and which of its scripts the browser fetches at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from geo.language import say
from serving.packed import FRAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

PARTS = ("Button", "ButtonGroup", "ComponentInstance", "Html")
"""The elements of Streamlit that the first page is made of, by the names of their scripts."""

_IMPORT = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""")
_SCRIPTS = "static/js"


def scripts(static: Path, parts: Iterable[str] = PARTS) -> list[str]:
    """Return the scripts of ``parts`` in Streamlit's ``static`` folder and all that they import, by name.

    Names are relative to the document. A part that this Streamlit does not have is left out: the page is
    drawn all the same, only later.
    """
    folder = static / _SCRIPTS
    waiting = [found.name for part in parts for found in folder.glob(f"{part}.*.js")]
    met: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in met and (folder / name).is_file():
            met.add(name)
            waiting += _IMPORT.findall((folder / name).read_text(encoding="utf-8"))
    return [f"./{_SCRIPTS}/{name}" for name in sorted(met)]


def frame_scripts(frame: Path) -> list[str]:
    """Return the addresses of the scripts of the map's ``frame``, the folder of streamlit-folium's files."""
    return [f"{FRAME}{path.relative_to(frame).as_posix()}" for path in sorted(frame.glob("static/js/*.js"))]


# The element is hidden by style alone as soon as Streamlit has drawn something: no script of ours has to run.
_SKELETON = """<div id="first-screen" role="status">
<style>
#first-screen {{ position: fixed; inset: 0; z-index: 1; padding: 2.75rem 2rem; pointer-events: none;
  background: #fff; color: #1f2a33; font: 1rem "Source Sans", system-ui, sans-serif; }}
#first-screen svg {{ display: block; height: min(70vh, 40rem); margin: 1rem 0 0 10vw; fill: #e3e8ec; }}
#first-screen p {{ color: #4d5963; }}
body:has(.stMain .stElementContainer) #first-screen, body:has(.stException) #first-screen {{ display: none; }}
@media (prefers-color-scheme: dark) {{
  #first-screen {{ background: #12191f; color: #eef3f7; }}
  #first-screen svg {{ fill: #2a3641; }} #first-screen p {{ color: #b6c2cc; }} }}
@media print {{ #first-screen {{ display: none; }} }}
</style>
<h2>{title}</h2><p>{loading}</p>{land}</div>"""


@dataclass(frozen=True)
class FirstScreen:
    """What comes with the document: what the browser will need, and a picture of the land.

    ``asset_url`` gives the addresses of the style, script and icon of all pages, ``ahead`` has those of what
    the map asks for once it is there. ``streamlit`` and ``frame`` are the folders with files for the browser
    of Streamlit and of the map's frame, ``land`` is the picture data/land.svg.
    """

    asset_url: Callable[[str], str]
    ahead: Iterable[str]
    streamlit: Path
    frame: Path
    land: Path

    def head(self) -> str:
        """Return the markup for the head: the browser fetches everything at once."""
        return _links(self)

    def body(self, title: str) -> str:
        """Return what stands on the page until Streamlit has drawn its first element."""
        return _SKELETON.format(
            title=escape(title),
            loading=say("Het beeld wordt geladen …"),
            land=self.land.read_text("utf-8").strip(),
        )


def _links(first: FirstScreen) -> str:
    kinds = {".js": 'as="script"', ".css": 'as="style"', ".json": 'as="fetch" crossorigin'}
    rows = (
        f'rel="icon" href="{escape(first.asset_url("pages/icon.svg"))}" type="image/svg+xml"',
        f'rel="stylesheet" href="{escape(first.asset_url("pages/style.css"))}"',
        *(
            f'rel="modulepreload" crossorigin href="{escape(address)}"'
            for address in scripts(first.streamlit)
        ),
        *(
            f'rel="preload" {kinds[PurePosixPath(name).suffix]} href="{escape(name)}"'
            for name in (*frame_scripts(first.frame), *first.ahead)
        ),
    )
    ours = (escape(first.asset_url(f"pages/{name}.js")) for name in ("links", "typing", "words"))
    return "".join(
        (*(f"<link {row} />" for row in rows), *(f'<script defer src="{src}"></script>' for src in ours))
    )
