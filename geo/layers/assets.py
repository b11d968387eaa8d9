"""What the browser fetches beside the pages: address, media type and bytes of each file under ``/assets``."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

from geo.areas import browser_layers, browser_places
from geo.language import mark
from geo.settings import ROOT

PREFIX = "/assets"

TILES: Mapping[str, Mapping[str, str | int]] = {
    "brt": {
        "url": "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png",
        "attribution": mark("Ondergrond: Kadaster, BRT Achtergrondkaart"),
        "maxZoom": 19,
    },
    "osm": {
        "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        "attribution": mark("Ondergrond: © OpenStreetMap-bijdragers"),
        "maxZoom": 19,
    },
}
"""Where the map gets tiles from, per value of the setting TILES, in the words of Leaflet."""

TILE_HOSTS: Mapping[str, tuple[str, ...]] = {
    "": (),
    **{name: ("https://" + str(urlsplit(str(tiles["url"])).hostname),) for name, tiles in TILES.items()},
}
"""The only hosts a browser may be sent to."""

SCRIPTS = (
    "base.js",
    "answer.js",
    "canvas.js",
    "circles.js",
    "places.js",
    "search.js",
    "points.js",
    "frame.js",
    "walk.js",
    "listen.js",
    "filters.js",
    "timeline.js",
    "together.js",
    "shades.js",
    "strip.js",
    "show.js",
)
"""Our part of the map's script, in this order after Leaflet."""

_LAYERS_FOLDER = Path(__file__).resolve().parent
_PAGES_FOLDER = ROOT / "pages" / "parts"

# only these leave the machine's disk: maps and sources of the packages stay where they are
_MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True)
class Asset:
    """One file for the browser; ``gzipped`` is the same content compressed."""

    media_type: str
    content: bytes
    gzipped: bytes


@dataclass(frozen=True)
class Bundle:
    """Files published together; a change in one of them changes ``version`` and so every address."""

    version: str
    files: Mapping[str, Asset]


def asset_url(name: str) -> str:
    """Return the address of an asset by ``bundle/file``, such as ``leaflet/leaflet.js``.

    The address holds the version of the bundle (its digest, or the version of the package), so that
    what is behind it never changes. KeyError when there is no such asset.
    """
    bundle_name, _, file_name = name.partition("/")
    bundle = _bundle(bundle_name)
    if file_name not in bundle.files:
        raise KeyError(f"{name!r} is not an asset; {bundle_name} has {', '.join(sorted(bundle.files))}")
    return folder(bundle_name) + file_name


def folder(bundle_name: str) -> str:
    """Return the address that the addresses of all files of a bundle begin with."""
    return f"{PREFIX}/{bundle_name}/{_bundle(bundle_name).version}/"


def find_asset(bundle_name: str, version: str, file_name: str) -> Asset | None:
    """Return the asset at an address, or None when there is none or its version is another."""
    if bundle_name not in _BUNDLES:
        return None
    bundle = _bundle(bundle_name)
    return bundle.files.get(file_name) if version == bundle.version else None


@cache
def _bundle(name: str) -> Bundle:
    return _BUNDLES[name]()


def _packed(media_type: str, content: bytes) -> Asset:
    return Asset(media_type, content, gzip.compress(content, mtime=0))


def _read_folder(folder: Path, patterns: tuple[str, ...]) -> dict[str, Asset]:
    paths = sorted(path for pattern in patterns for path in folder.glob(pattern))
    return {
        path.relative_to(folder).as_posix(): _packed(_MEDIA_TYPES[path.suffix], path.read_bytes())
        for path in paths
    }


def _package(module_name: str, *patterns: str) -> Bundle:
    """Read a bundle from a pip package with browser files in it (the XStatic convention)."""
    module = import_module(module_name)
    return Bundle(module.VERSION, _read_folder(Path(module.BASE_DIR), patterns))


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def _own(folder: Path, *patterns: str) -> Bundle:
    files = _read_folder(folder, patterns)
    return Bundle(_digest({name: asset.content for name, asset in files.items()}), files)


def _map() -> Bundle:
    """Put Leaflet and our own scripts into one: the map's frame fetches and runs them one after the other."""
    parts = [_bundle("leaflet").files["leaflet.js"], *(_bundle("layers").files[name] for name in SCRIPTS)]
    script = b";\n".join(part.content for part in parts)
    return Bundle(_digest({"map.js": script}), {"map.js": _packed(_MEDIA_TYPES[".js"], script)})


def _boundaries() -> Bundle:
    layers = browser_layers()
    return Bundle(
        layers.digest,
        {
            f"{name}.json": Asset(_MEDIA_TYPES[".json"], gzip.decompress(packed), packed)
            for name, packed in layers.files.items()
        },
    )


def _places() -> Bundle:
    content = browser_places()
    return Bundle(_digest({"places.json": content}), {"places.json": _packed(_MEDIA_TYPES[".json"], content)})


_BUNDLES: Mapping[str, Callable[[], Bundle]] = {
    "boundaries": _boundaries,
    "places": _places,
    "layers": lambda: _own(_LAYERS_FOLDER, "*.js", "*.css"),
    "pages": lambda: _own(_PAGES_FOLDER, "*.css", "*.js", "*.svg"),
    "map": _map,
    "meeting": lambda: _own(_LAYERS_FOLDER / "meeting", "*.js", "*.css"),
    "geoman": lambda: _own(_LAYERS_FOLDER / "geoman", "*.js"),
    "leaflet": lambda: _package("xstatic.pkg.leaflet", "leaflet.js", "leaflet.css", "images/*.png"),
}
