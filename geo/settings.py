"""Settings: read once from the environment, frozen, each with its default and its meaning."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, its default as text, and what it means."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("DATA_DIR", "var", "Map waarin de SQLite-database en de uploads staan."),
    Setting(
        "DATABASE_URL",
        "",
        "Database; leeg is een SQLite-bestand in DATA_DIR. PostgreSQL: postgresql+psycopg://…",
    ),
    Setting(
        "TILES", "", "Ondergrond met kaarttegels: brt of osm. Leeg is onze eigen kaart, zonder internet."
    ),
    Setting(
        "GEOCODER", "", "Zoekt bij het importeren adressen op: pdok. Leeg zoekt niets op, zonder internet."
    ),
    Setting("PORT", "8501", "Poort van het dashboard."),
)

TILE_SOURCES = ("", "brt", "osm")
GEOCODERS = ("", "pdok")


@dataclass(frozen=True)
class Settings:
    """The settings in use; ``demo_allowed`` is true while nobody has configured a database."""

    data_dir: Path
    database_url: str
    tiles: str
    port: int
    demo_allowed: bool
    geocoder: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read the settings from ``environment``; raises SettingError on a value that cannot be used."""
        text = {setting.name: environment.get(setting.name) or setting.default for setting in SETTINGS}
        if text["TILES"] not in TILE_SOURCES:
            raise SettingError(
                f"TILES={text['TILES']!r} is geen bekende ondergrond; kies brt, osm of laat leeg."
            )
        if text["GEOCODER"] not in GEOCODERS:
            raise SettingError(f"GEOCODER={text['GEOCODER']!r} is onbekend; kies pdok of laat leeg.")
        if not text["PORT"].isdigit() or not 0 < int(text["PORT"]) < 65536:
            raise SettingError(f"PORT={text['PORT']!r} is geen poort; kies een getal van 1 tot en met 65535.")
        data_dir = Path(text["DATA_DIR"])
        if not data_dir.is_absolute():
            data_dir = ROOT / data_dir
        return cls(
            data_dir=data_dir,
            database_url=text["DATABASE_URL"] or f"sqlite:///{data_dir / 'beeld.sqlite'}",
            tiles=text["TILES"],
            port=int(text["PORT"]),
            demo_allowed=not text["DATABASE_URL"],
            geocoder=text["GEOCODER"],
        )


@cache
def settings() -> Settings:
    """Return the settings of this process, read from its environment at first use."""
    return Settings.from_environment(os.environ)
