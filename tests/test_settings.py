"""Settings that decide who can reach the dashboard: closed unless somebody opened it, knowing for whom."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from geo.errors import SettingError
from geo.settings import LOOPBACK, Settings
from tests.server import ROOT, free_port

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.server import Server

ALL = "0.0.0.0"  # noqa: S104 nothing in these tests listens on it


def test_only_this_machine_unless_asked() -> None:
    chosen = Settings.from_environment({})
    assert (chosen.address, chosen.hosts) == ("127.0.0.1", LOOPBACK)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_this_machine_needs_no_names(address: str) -> None:
    assert Settings.from_environment({"ADDRESS": address}).hosts == LOOPBACK


def test_names_come_beside_those_of_this_machine() -> None:
    chosen = Settings.from_environment(
        {"ADDRESS": ALL, "HOSTS": "https://beeld.example.nl, 10.0.0.5:8501", "WITHOUT_LOGIN": "1"}
    )
    assert chosen.hosts == (*LOOPBACK, "https://beeld.example.nl", "10.0.0.5:8501")


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"ADDRESS": ALL}, "HOSTS"),
        ({"ADDRESS": ALL, "HOSTS": "beeld.example.nl"}, "WITHOUT_LOGIN=1"),
        ({"ADDRESS": ALL, "HOSTS": "beeld.example.nl", "WITHOUT_LOGIN": "nee"}, "WITHOUT_LOGIN=1"),
        ({"OIDC_ISSUER": "http://login.example.org"}, "https"),
        ({"OIDC_ISSUER": "https://login.example.org"}, "OIDC_CLIENT_ID"),
        ({"OIDC_ISSUER": "https://login.example.org", "OIDC_CLIENT_ID": "x"}, "OIDC_CLIENT_SECRET"),
        ({"SESSION_MINUTES": "0"}, "SESSION_MINUTES"),
        ({"AUDIT_DAYS": "altijd"}, "AUDIT_DAYS"),
        ({"OIDC_PRIVATE_KEY": "/is/er/niet"}, "sleutel"),
        ({"ADDRESS": "::"}, "HOSTS"),
        ({"ADDRESS": "10.0.0.5", "HOSTS": " , "}, "HOSTS"),
        ({"ADDRESS": "mijn machine"}, "127.0.0.1"),
        ({"ADDRESS": "[::1]"}, "127.0.0.1"),
        ({"ADDRESS": "10.0.0.5:8501"}, "127.0.0.1"),
        ({"HOSTS": "*"}, "HOSTS=https"),
        ({"HOSTS": "beeld.example.nl/pad"}, "'beeld.example.nl/pad'"),
        ({"HOSTS": "ftp://beeld.example.nl"}, "HOSTS=https"),
        ({"HOSTS": "beeld.example.nl,2001:db8::1"}, "vierkante haken"),
        ({"HOSTS": "[1::2::3]"}, "vierkante haken"),
        ({"CONNECTIONS": "0"}, "vanaf 1"),
        ({"CONNECTIONS": "veel"}, "vanaf 1"),
    ],
)
def test_what_cannot_be_used_is_said(environment: Mapping[str, str], said: str) -> None:
    with pytest.raises(SettingError, match=said.replace("*", r"\*")) as caught:
        Settings.from_environment(environment)
    assert any(f"{name}={value!r}" in str(caught.value) for name, value in environment.items())


def test_the_server_listens_where_the_settings_say() -> None:
    here = Settings.from_environment({})
    open_to_all = Settings.from_environment(
        {"ADDRESS": ALL, "HOSTS": "beeld.example.nl", "WITHOUT_LOGIN": "1"}
    )
    here.require_listening_on("localhost")
    open_to_all.require_listening_on(ALL)
    for chosen, address in ((here, ALL), (here, "10.0.0.5"), (open_to_all, "127.0.0.1")):
        with pytest.raises(SettingError, match=r"make run.*--server\.address"):
            chosen.require_listening_on(address)


# --- the program itself ---


def listening(port: int) -> set[str]:
    """Return the addresses, as the kernel writes them, on which this machine listens on ``port``."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with open(table, encoding="ascii") as lines:  # noqa: PTH123 a file of the kernel
            rows = [line.split() for line in lines][1:]
        found |= {
            row[1].split(":")[0] for row in rows if int(row[1].split(":")[1], 16) == port and row[3] == "0A"
        }
    return found


def test_streamlit_run_listens_on_this_machine_only(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = {**os.environ, "DATA_DIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert any(
                str(port).encode() in line for line in process.stdout
            )  # it says its address: it is bound
            assert listening(port) == {"0100007F"}
        finally:
            process.kill()


@pytest.mark.parametrize(
    ("environment", "option", "said"),
    [
        pytest.param({"ADDRESS": ALL}, ALL, "zet ook in HOSTS", marks=pytest.mark.slow),
        pytest.param({}, ALL, "ADDRESS='127.0.0.1'", marks=pytest.mark.slow),
        ({"ADDRESS": ALL, "HOSTS": "beeld.example.nl"}, ALL, "WITHOUT_LOGIN=1"),
    ],
)
def test_open_to_everybody_by_accident_does_not_start(
    environment: Mapping[str, str], option: str, said: str, tmp_path: Path
) -> None:
    options = ["--server.address", option, "--server.port", str(free_port())]
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", *options],
        cwd=ROOT,
        env={**environment, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("given", "address"), [({}, "127.0.0.1"), ({"ADDRESS": "::1"}, "::1")])
def test_make_run_passes_the_address(given: Mapping[str, str], address: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"ADDRESS", "MAKEFLAGS"}}
    done = subprocess.run(
        ["make", "-n", "run"],
        cwd=ROOT,
        env={**environment, **given},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert f"--server.address {address} " in done.stdout


@pytest.mark.slow
def test_the_shared_server_is_not_reachable_from_the_network(server: Server) -> None:
    own = socket.gethostbyname(socket.gethostname())
    if own.startswith("127."):
        pytest.skip("this machine has no address in a network")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((own, server.port), timeout=5)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PROXIES", "127.0.0.1, proxy", "'proxy' is geen IP-adres"),
        ("PROXIES", "10.0.4.1/24", "geen netwerk"),
        ("SECURITY_CONTACT", "security@example.nl", "mailto:"),
        ("SECURITY_CONTACT", "http://example.nl\nExpires: 2099", "https://"),
        ("RETENTION_DAYS", "-1", "geen aantal dagen"),
        ("RETENTION_DAYS", "een jaar", "geen aantal dagen"),
    ],
)
def test_a_setting_of_the_proxy_or_the_security_that_cannot_be_used_is_told(
    name: str, value: str, said: str
) -> None:
    with pytest.raises(SettingError, match=said):
        Settings.from_environment({name: value})


def test_settings_of_the_proxy_and_the_security() -> None:
    found = Settings.from_environment(
        {
            "PROXIES": "127.0.0.1, 10.0.4.0/24",
            "SECURITY_CONTACT": "mailto:security@example.nl",
            "RETENTION_DAYS": "730",
        }
    )
    assert found.proxies == ("127.0.0.1", "10.0.4.0/24")
    assert (found.security_contact, found.retention_days) == ("mailto:security@example.nl", 730)
