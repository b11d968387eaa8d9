"""Settings: read once from the environment, frozen, each with its default and its meaning."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import cache
from ipaddress import IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.errors import SettingError
from geo.language import say

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
        "HOUSING_PARQUET",
        "",
        "Map met huisvesting in Parquet-bestanden, te groot voor het geheugen: DuckDB telt die, in plaats van"
        " wat in de database staat. Leeg is de database.",
    ),
    Setting(
        "TILES", "", "Ondergrond met kaarttegels: brt of osm. Leeg is onze eigen kaart, zonder internet."
    ),
    Setting(
        "GEOCODER", "", "Zoekt bij het importeren adressen op: pdok. Leeg zoekt niets op, zonder internet."
    ),
    Setting("PORT", "8501", "Poort van het dashboard."),
    Setting("ADDRESS", "127.0.0.1", "Adres waarop het dashboard luistert; zo alleen op deze machine zelf."),
    Setting(
        "HOSTS",
        "",
        "Namen waaronder bezoekers het dashboard openen, met komma's; localhost en 127.0.0.1 mogen altijd.",
    ),
    Setting(
        "PROXIES",
        "",
        "Adressen of netwerken van de proxy ervoor, met komma's; alleen die wordt geloofd over wie er vraagt "
        "en of dat met TLS is (X-Forwarded-For en -Proto).",
    ),
    Setting(
        "SECURITY_CONTACT",
        "",
        "Wie een lek in de beveiliging hoort, voor security.txt: mailto:… of https://…; leeg is er geen.",
    ),
    Setting(
        "RETENTION_DAYS",
        "0",
        "Zoveel dagen na het sluiten leegt `geo retain` een activering; 0: nooit.",
    ),
    Setting(
        "CONNECTIONS",
        "400",
        "Meeste verbindingen tegelijk van één adres; achter PROXIES dat van de bezoeker.",
    ),
    Setting(
        "LOG_FORMAT", "text", "Het logboek: text, of json voor een regel JSON per gebeurtenis en verzoek."
    ),
    Setting("METRICS_TOKEN", "", "Geheim waarmee Prometheus /metrics opvraagt; leeg is er geen /metrics."),
    Setting("DRAIN_SECONDS", "0", "Seconden tussen SIGTERM en stoppen, waarin /readyz al 503 antwoordt."),
    Setting(
        "SECRET_KEY",
        "",
        "Geheim waarmee links voor gasten en sessies worden getekend; leeg maakt er een in DATA_DIR.",
    ),
    Setting(
        "OIDC_ISSUER", "", "Inlogdienst (OpenID Connect); leeg is zonder inloggen, met één lokale gebruiker."
    ),
    Setting("OIDC_CLIENT_ID", "", "Hoe de inlogdienst dit dashboard kent."),
    Setting("OIDC_CLIENT_SECRET", "", "Geheim van dit dashboard bij de inlogdienst."),
    Setting(
        "OIDC_PRIVATE_KEY", "", "Bestand (PEM) met een sleutel in plaats van het geheim: private_key_jwt."
    ),
    Setting("OIDC_ACR", "", "Niveaus van inloggen die genoeg zijn, met spaties; leeg is elk niveau."),
    Setting(
        "OIDC_AMR", "", "Manieren van inloggen waarvan er een gebruikt moet zijn, met spaties; leeg is elke."
    ),
    Setting("FIRST_USER", "", "Account (sub) dat bij het eerste inloggen landelijk toegang krijgt."),
    Setting("SESSION_MINUTES", "30", "Zo lang zonder klik, en men moet opnieuw inloggen."),
    Setting("SESSION_HOURS", "12", "Zo lang na het inloggen, en men moet opnieuw inloggen."),
    Setting("AUDIT_DAYS", "365", "Zo veel dagen blijft staan wie wat deed."),
    Setting(
        "WITHOUT_LOGIN",
        "",
        "1 laat andere machines toe (ADDRESS) zonder inloggen: iets anders houdt de wacht.",
    ),
)

TILE_SOURCES = ("", "brt", "osm")
GEOCODERS = ("", "pdok")
LOG_FORMATS = ("text", "json")
LEAST_TOKEN = 16  # characters
LEAST_SECRET = 32
"""The least number of characters of a secret."""
SESSION_COOKIES = ("__Host-beeld-sessie", "beeld-sessie")
"""What the cookie of a session is called behind https, and without it."""
BROWSER_COOKIES = ("__Host-beeld-browser", "beeld-browser")
"""The same for the token by which a browser is known again where nobody logs in."""
# the names a machine has for itself: no website can make a browser send these for another machine
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")

_HOST = re.compile(
    r"(?:https?://)?(?P<name>\[[\da-f:.]+\]|\w(?:[\w.-]*\w)?)\.?(?::\d{1,5})?/?", re.ASCII | re.IGNORECASE
)
_CONTACT = re.compile(r"mailto:[^\s@]+@[^\s@]+|https://[^\s]+", re.ASCII)
_MOST_DAYS = 36_500
_MOST = 10_000  # minutes, hours, days
_HOST_EXAMPLE = "HOSTS=https://beeld.example.nl"


@dataclass(frozen=True)
class Settings:
    """The settings in use; ``demo_allowed`` is true while nobody has configured where records are."""

    data_dir: Path
    database_url: str
    tiles: str
    port: int
    demo_allowed: bool
    housing_parquet: Path | None = None
    geocoder: str = ""
    address: str = "127.0.0.1"
    hosts: tuple[str, ...] = LOOPBACK
    connections: int = 400
    log_format: str = "text"
    metrics_token: str = field(default="", repr=False)
    drain_seconds: int = 0
    secret_key: str = field(default="", repr=False)
    proxies: tuple[str, ...] = ()
    security_contact: str = ""
    retention_days: int = 0
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)
    oidc_private_key: str = field(default="", repr=False)
    oidc_acr: tuple[str, ...] = ()
    oidc_amr: tuple[str, ...] = ()
    first_user: str = ""
    session_minutes: int = 30
    session_hours: int = 12
    audit_days: int = 365

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read the settings from ``environment``; raises SettingError on a value that cannot be used."""
        text = {setting.name: environment.get(setting.name) or setting.default for setting in SETTINGS}
        _require_usable(text)
        address, hosts = _address(text["ADDRESS"]), _hosts(text["HOSTS"])
        if not hosts and not is_loopback(address):
            raise SettingError(
                say(
                    "ADDRESS={address} opent het dashboard voor andere machines; zet ook in HOSTS de namen "
                    "waaronder bezoekers het openen, bijvoorbeeld {example}.",
                    address=repr(address),
                    example=_HOST_EXAMPLE,
                )
            )
        if not (is_loopback(address) or text["OIDC_ISSUER"] or text["WITHOUT_LOGIN"] == "1"):
            raise SettingError(
                say(
                    "ADDRESS={address} opent het dashboard voor andere machines, zonder inloggen."
                    " Zet OIDC_ISSUER (zie README), of WITHOUT_LOGIN=1 als iets anders de wacht houdt.",
                    address=repr(address),
                )
            )
        data_dir = Path(text["DATA_DIR"])
        if not data_dir.is_absolute():
            data_dir = ROOT / data_dir
        return cls(
            data_dir=data_dir,
            database_url=text["DATABASE_URL"] or f"sqlite:///{data_dir / 'beeld.sqlite'}",
            tiles=text["TILES"],
            port=int(text["PORT"]),
            demo_allowed=not (text["DATABASE_URL"] or text["HOUSING_PARQUET"]),
            housing_parquet=_folder(text["HOUSING_PARQUET"]),
            geocoder=text["GEOCODER"],
            address=address,
            hosts=(*LOOPBACK, *hosts),
            connections=int(text["CONNECTIONS"]),
            log_format=text["LOG_FORMAT"],
            metrics_token=text["METRICS_TOKEN"],
            drain_seconds=int(text["DRAIN_SECONDS"]),
            secret_key=text["SECRET_KEY"],
            proxies=_proxies(text["PROXIES"]),
            security_contact=_security_contact(text["SECURITY_CONTACT"]),
            retention_days=_days(text["RETENTION_DAYS"]),
            oidc_issuer=text["OIDC_ISSUER"],
            oidc_client_id=text["OIDC_CLIENT_ID"],
            oidc_client_secret=text["OIDC_CLIENT_SECRET"],
            oidc_private_key=_key_in(text["OIDC_PRIVATE_KEY"]),
            oidc_acr=tuple(text["OIDC_ACR"].split()),
            oidc_amr=tuple(text["OIDC_AMR"].split()),
            first_user=text["FIRST_USER"],
            session_minutes=int(text["SESSION_MINUTES"]),
            session_hours=int(text["SESSION_HOURS"]),
            audit_days=int(text["AUDIT_DAYS"]),
        )

    def require_listening_on(self, address: str) -> None:
        """Raise SettingError when the server was told to listen on another address than ADDRESS says."""
        if address != self.address and not (is_loopback(address) and is_loopback(self.address)):
            raise SettingError(
                say(
                    "De server luistert op {listening}, maar ADDRESS={setting}. Start met `make run`, of "
                    "geef beide hetzelfde adres: streamlit run app.py --server.address {address}.",
                    listening=address,
                    setting=repr(self.address),
                    address=self.address,
                )
            )


def _require_usable(text: Mapping[str, str]) -> None:
    """Raise SettingError on a value that is not one of those known, or not a number that can be meant."""
    if text["TILES"] not in TILE_SOURCES:
        raise SettingError(
            say(
                "TILES={value} is geen bekende ondergrond; kies brt, osm of laat leeg.",
                value=repr(text["TILES"]),
            )
        )
    if text["GEOCODER"] not in GEOCODERS:
        raise SettingError(
            say("GEOCODER={value} is onbekend; kies pdok of laat leeg.", value=repr(text["GEOCODER"]))
        )
    if not text["PORT"].isdigit() or not 0 < int(text["PORT"]) < 65536:
        raise SettingError(
            say(
                "PORT={value} is geen poort; kies een getal van 1 tot en met 65535.", value=repr(text["PORT"])
            )
        )
    if not text["CONNECTIONS"].isdigit() or int(text["CONNECTIONS"]) < 1:
        raise SettingError(
            say(
                "CONNECTIONS={value} is geen aantal verbindingen; kies een getal vanaf 1.",
                value=repr(text["CONNECTIONS"]),
            )
        )
    _require_login(text)
    if text["SECRET_KEY"] and len(text["SECRET_KEY"]) < LEAST_SECRET:
        raise SettingError(
            say("SECRET_KEY is te kort; geef minstens {least} willekeurige tekens.", least=LEAST_SECRET)
        )
    _require_usable_operations(text)


def _require_usable_operations(text: Mapping[str, str]) -> None:
    """Raise SettingError on what can not be meant for the log, the metrics or stopping."""
    if text["LOG_FORMAT"] not in LOG_FORMATS:
        raise SettingError(
            say("LOG_FORMAT={value} is onbekend; kies text of json.", value=repr(text["LOG_FORMAT"]))
        )
    token = text["METRICS_TOKEN"]
    if token and (len(token) < LEAST_TOKEN or not token.isascii() or not token.isprintable()):
        raise SettingError(
            say(
                "METRICS_TOKEN is te kort of heeft vreemde tekens; neem minstens {least} letters en cijfers.",
                least=LEAST_TOKEN,
            )
        )
    if not text["DRAIN_SECONDS"].isdigit():
        raise SettingError(
            say(
                "DRAIN_SECONDS={value} is geen aantal seconden; kies een getal vanaf 0.",
                value=repr(text["DRAIN_SECONDS"]),
            )
        )


def _require_login(text: Mapping[str, str]) -> None:
    """Raise SettingError on a login that is half set up, or a number of days that is none."""
    issuer = text["OIDC_ISSUER"]
    host = urlsplit(issuer).hostname or ""
    if issuer and not (issuer.startswith("https://") or host in ("localhost", "127.0.0.1")):
        raise SettingError(say("OIDC_ISSUER={value} begint niet met https://.", value=repr(issuer)))
    if issuer and not text["OIDC_CLIENT_ID"]:
        raise SettingError(say("Bij OIDC_ISSUER={value} hoort OIDC_CLIENT_ID.", value=repr(issuer)))
    if issuer and bool(text["OIDC_CLIENT_SECRET"]) == bool(text["OIDC_PRIVATE_KEY"]):
        raise SettingError(
            say("Zet bij OIDC_ISSUER={value} of OIDC_CLIENT_SECRET, of OIDC_PRIVATE_KEY.", value=repr(issuer))
        )
    for name in ("SESSION_MINUTES", "SESSION_HOURS", "AUDIT_DAYS"):
        if not text[name].isdigit() or not 0 < int(text[name]) <= _MOST:
            raise SettingError(
                say(
                    "{name}={value} is geen getal van 1 tot en met {most}.",
                    name=name,
                    value=repr(text[name]),
                    most=_MOST,
                )
            )


def _key_in(path: str) -> str:
    """Return the private key in a file; "" without one."""
    try:
        return Path(path).read_text(encoding="ascii") if path else ""
    except (OSError, UnicodeError):
        raise SettingError(
            say("OIDC_PRIVATE_KEY={value}: dit bestand met een sleutel is niet te lezen.", value=repr(path))
        ) from None


def _folder(text: str) -> Path | None:
    """Return the folder that is named, None where none is."""
    if text and not Path(text).is_dir():
        raise SettingError(
            say("HOUSING_PARQUET={value} is geen map; geef een map met *.parquet.", value=repr(text))
        )
    return Path(text) if text else None


def kept_in(cookies: Mapping[str, str], names: tuple[str, ...] = SESSION_COOKIES) -> str:
    """Return what a browser keeps under one of ``names``, by itself that of its session; "" without any."""
    return next((cookies[name] for name in names if cookies.get(name)), "")


def is_loopback(address: str) -> bool:
    """Whether only this machine itself can reach ``address``."""
    return address == "localhost" or ip_address(address).is_loopback


def _address(text: str) -> str:
    try:
        return text if text == "localhost" else str(ip_address(text))
    except ValueError:
        raise SettingError(
            say(
                "ADDRESS={value} is geen adres van een machine; kies 127.0.0.1 (alleen deze machine), "
                "het IP-adres waarop het dashboard moet luisteren, of 0.0.0.0 (alle).",
                value=repr(text),
            )
        ) from None


def _proxies(text: str) -> tuple[str, ...]:
    """Return the addresses and networks in a list with commas."""
    proxies = tuple(proxy.strip() for proxy in text.split(",") if proxy.strip())
    for proxy in proxies:
        try:
            ip_network(proxy)
        except ValueError:
            raise SettingError(
                say(
                    "PROXIES={value}: {proxy} is geen IP-adres en geen netwerk; bijvoorbeeld {example}.",
                    value=repr(text),
                    proxy=repr(proxy),
                    example="PROXIES=127.0.0.1,10.0.4.0/24",
                )
            ) from None
    return proxies


def _security_contact(text: str) -> str:
    if text and not _CONTACT.fullmatch(text):
        raise SettingError(
            say(
                "SECURITY_CONTACT={value} is geen adres; kies {mail} of {page}.",
                value=repr(text),
                mail="mailto:security@example.nl",
                page="https://example.nl/security",
            )
        )
    return text


def _days(text: str) -> int:
    if not text.isdigit() or int(text) > _MOST_DAYS:
        raise SettingError(
            say(
                "RETENTION_DAYS={value} is geen aantal dagen; kies er een van 0 (bewaar alles) tot {most}.",
                value=repr(text),
                most=_MOST_DAYS,
            )
        )
    return int(text)


def _hosts(text: str) -> tuple[str, ...]:
    """Return the names in a list with commas; a scheme or a port that is written limits a name to it."""
    hosts = tuple(host.strip() for host in text.split(",") if host.strip())
    for host in hosts:
        if not _is_host(host):
            raise SettingError(
                say(
                    "HOSTS={value}: {host} is geen naam van een machine; bijvoorbeeld {example}, of meer met "
                    "komma's ertussen. Een IPv6-adres staat tussen vierkante haken.",
                    value=repr(text),
                    host=repr(host),
                    example=_HOST_EXAMPLE,
                )
            )
    return hosts


def _is_host(host: str) -> bool:
    found = _HOST.fullmatch(host)
    if found is None or not found["name"].startswith("["):
        return found is not None
    try:
        return bool(IPv6Address(found["name"][1:-1]).compressed)
    except ValueError:
        return False


@cache
def settings() -> Settings:
    """Return the settings of this process, read from its environment at first use."""
    return Settings.from_environment(os.environ)
