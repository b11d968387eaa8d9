"""What the units, the image and the compose file name is there: settings, paths, ports, programs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.cluster import ROOT
from geo.settings import SETTINGS
from tests.server import running

DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
KNOWN = {setting.name for setting in SETTINGS} | {"STREAMLIT_SERVER_COOKIE_SECRET"}
SECRETS = {
    "COOKIE_SECRET": "c" * 32,
    "DATABASE_PASSWORD": "p",
    "HOSTS": "https://beeld.example.nl",
    "OIDC_CLIENT_ID": "beeld",
    "OIDC_CLIENT_SECRET": "s",
    "OIDC_ISSUER": "https://login.example.org",
    "SECRET_KEY": "k" * 32,
}
"""What deploy/.env has to say."""


def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return read


def unit(path: Path) -> RawConfigParser:
    parser = RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(path, encoding="utf-8")
    return parser


def test_replicas_of_compose_have_settings_that_there_are_and_the_ports_that_nginx_knows() -> None:
    nginx = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    services = compose()["services"]
    for name in ("replica-a", "replica-b"):
        environment = services[name]["environment"]
        assert set(environment) <= KNOWN
        assert f"server {name}:{environment['PORT']}" in nginx
        build = services[name]["build"]
        assert (DEPLOY / build["context"] / build["dockerfile"]).is_file()


def test_what_compose_mounts_and_asks_for_is_there() -> None:
    text, services = (DEPLOY / "compose.yaml").read_text(encoding="utf-8"), compose()["services"]
    mounted = [one for service in services.values() for one in service["volumes"]]
    files = [one.split(":")[0] for one in mounted if one.startswith("./")]
    assert {name for name in files if not (DEPLOY / name).exists()} == {"./tls"}  # whose keeper makes it
    named = {one.split(":")[0] for one in mounted} - set(files)
    assert named == set(compose()["volumes"])
    required = set(re.findall(r"\$\{(\w+):\?", text))
    assert required == set(SECRETS)
    assert set(re.findall(r"(?<!\$)\$\{(\w+)", text)) - required <= KNOWN
    assert all(name in text.partition("x-replica")[0] for name in SECRETS if not name.startswith("OIDC"))


@pytest.mark.skipif(shutil.which("docker-compose") is None, reason="needs Debian's docker-compose")
def test_compose_itself_takes_the_file() -> None:
    command = ["docker-compose", "-f", str(DEPLOY / "compose.yaml"), "config", "--quiet"]
    subprocess.run(command, check=True, env=os.environ | SECRETS, timeout=60)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs Debian's systemd")
def test_systemd_itself_takes_the_units(tmp_path: Path) -> None:
    """All but the program, which stands where it was installed."""
    copies = []
    for path in UNITS:
        copy = tmp_path / path.name
        copy.write_text(path.read_text(encoding="utf-8").replace("/opt/beeld/.venv/bin/python", "/bin/true"))
        copies.append(str(copy))
    done = subprocess.run(
        ["systemd-analyze", "verify", *copies], check=False, capture_output=True, text=True, timeout=60
    )
    ours = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "beeld" in line]
    assert (ours, done.returncode) == ([], 0)


def test_units_name_what_is_there() -> None:
    service = unit(DEPLOY / "beeld@.service")["Service"]
    said = dict(word.split("=", 1) for word in service["Environment"].split())
    assert set(said) <= KNOWN
    assert (ROOT / service["ExecStart"].split(" run ")[1].split()[0]).is_file()
    assert set(re.findall(r"\$\{(\w+)\}", service["ExecStart"])) <= KNOWN
    backup = unit(DEPLOY / "beeld-backup.service")["Service"]
    assert backup["WorkingDirectory"] == service["WorkingDirectory"]
    assert backup["EnvironmentFile"] == service["EnvironmentFile"]
    assert service["EnvironmentFile"] in (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert {path.stem for path in UNITS if path.suffix == ".timer"} == {"beeld-backup"}


def test_what_the_image_copies_is_there_and_no_secret_is_among_it() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "*"
    taken = [line.removeprefix("!") for line in lines if line.startswith("!")]
    assert all((ROOT / name).exists() for name in taken)
    assert not {"var", "deploy", ".venv", ".git"} & set(taken)
    copied = re.findall(r"^COPY (\S+) ", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(copied) - {"."} <= set(taken)


@pytest.mark.slow
def test_what_the_image_has_is_enough_to_run(tmp_path: Path) -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for name in (line.removeprefix("!") for line in lines if line.startswith("!")):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, tmp_path / name)  # type: ignore[operator]
    with running(tmp_path / "run", root=tmp_path) as server:
        assert server.get("/readyz").json()["activations"] == 56
