"""What comes with the document: a picture at once, and everything the first page needs fetched ahead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.file_util import get_static_dir

from serving.first_screen import PARTS, FirstScreen, scripts

if TYPE_CHECKING:
    from tests.server import Server


def test_a_part_comes_with_all_that_it_imports(tmp_path: Path) -> None:
    folder = tmp_path / "static" / "js"
    folder.mkdir(parents=True)
    contents = {
        "Button.a1.js": 'import{a as b}from"./one.b2.js";import"./two.c3.js";',
        "one.b2.js": "import{t}from`./two.c3.js`;",
        "two.c3.js": 'import"./Button.a1.js";import"./gone.d4.js";',  # round in a circle, and to nowhere
        "ButtonGroup.e5.js": "",
    }
    for name, content in contents.items():
        (folder / name).write_text(content, encoding="utf-8")
    found = scripts(tmp_path, ("Button", "Nothing"))
    assert found == ["./static/js/Button.a1.js", "./static/js/one.b2.js", "./static/js/two.c3.js"]


def test_this_streamlit_has_every_part() -> None:
    static = Path(get_static_dir())
    assert all(scripts(static, (part,)) for part in PARTS)


def test_every_address_that_is_fetched_ahead_is_there(server: Server) -> None:
    html = server.get("/").body.decode()
    links = [part.split('"')[0] for part in html.split('href="')[1:]]
    ahead = [link for link in links if link.startswith(("/", "./"))]
    assert sum("/assets/" in link for link in ahead) >= 8
    assert sum("/component/" in link for link in ahead) == 1
    for link in ahead:
        assert server.get(link.removeprefix("."), {"Accept-Encoding": "gzip"}).status == 200, link


def test_the_land_is_on_the_page_before_any_script(server: Server) -> None:
    html = server.get("/").body.decode()
    body = html[html.index("<body>") :]
    assert 0 < body.index("Het beeld wordt geladen") < body.index('id="root"')
    assert body.index("<svg") < body.index('id="root"')


def test_text_of_ours_is_text(tmp_path: Path) -> None:
    land = tmp_path / "land.svg"
    land.write_text("<svg/>", encoding="utf-8")
    first = FirstScreen(lambda name: f"/{name}?<", ["/a.json", "/b&c.css"], tmp_path, tmp_path, land)
    assert "<b>" not in first.body("<b>")
    assert 'href="/b&amp;c.css"' in first.head()
    assert "?<" not in first.head()
