"""Two replicas behind nginx, on PostgreSQL with a standby, on this machine alone: ``make cluster``.

What runs on several machines in earnest, started with the same configuration of nginx and the same settings:
to try a failover or a rolling update, and for the tests that do. Ctrl-C stops all of it, SIGUSR1 restarts
the replicas one by one.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
REPLICAS = ("a", "b")
USER = DATABASE = "beeld"
READY_SECONDS = 120
STOP_SECONDS = 30
END_SECONDS = 8  # for those who press Ctrl-C, and have nothing left to finish
DEBIAN_POSTGRES = Path("/usr/lib/postgresql/15/bin")
NEEDED = {"nginx": "nginx", "openssl": "openssl", "initdb": "postgresql-15", "curl": "curl"}


class ClusterError(Exception):
    """The cluster cannot be started, or a part of it does not do what was asked; says which."""


def find_program(name: str) -> str:
    """Return where a program is; ClusterError names Debian's package when it is not here."""
    places = os.pathsep.join([str(DEBIAN_POSTGRES), "/usr/sbin", os.environ.get("PATH", "")])
    found = shutil.which(name, path=places)
    if found is None:
        raise ClusterError(
            f"{name} is not here (Debian: apt-get install {NEEDED.get(name, 'postgresql-15')})"
        )
    return found


def free_ports(count: int) -> list[int]:
    """Return so many ports of this machine that nobody listens on at this moment."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [int(probe.getsockname()[1]) for probe in probes]


def wait_until(holds: Callable[[], bool], what: str, seconds: float = READY_SECONDS) -> None:
    """Return once something holds; ClusterError says ``what`` did not come to be."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            raise ClusterError(f"{what}: not within {seconds:.0f} s")
        time.sleep(0.1)


@dataclass
class Database:
    """One server of PostgreSQL in a folder of its own, listening on loopback only."""

    folder: Path
    port: int
    password: str

    @property
    def data(self) -> Path:
        """The folder of its files."""
        return self.folder / "data"

    def initialise(self) -> None:
        """Make an empty primary that confirms nothing which a standby has not on its disk."""
        self._own(self.folder)
        secret = self.folder / "password"
        secret.write_text(self.password)
        secret.chmod(0o600)
        self._own(secret)
        access = f"--username={USER} --auth=scram-sha-256 --pwfile={secret} --no-instructions --no-sync"
        self.run("initdb", "-D", str(self.data), *access.split(), "--encoding=UTF8", "--locale=C.UTF-8")
        secret.unlink()

    def follow(self, primary: Database) -> None:
        """Become a standby of ``primary``: a copy of it that goes on reading what it writes."""
        self._own(self.folder)
        where = f"host=127.0.0.1 port={primary.port} user={USER} application_name=standby"
        self.run("pg_basebackup", "-D", str(self.data), "-R", "-X", "stream", "-c", "fast", "-d", where)
        with (self.data / "postgresql.auto.conf").open("a", encoding="utf-8") as settings:
            settings.write("synchronous_standby_names = ''\n")  # once promoted it has no standby to wait for

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        log = str(self.folder / "log")
        self.run("pg_ctl", "start", "-w", "-D", str(self.data), "-l", log, "-o", options)

    def confirm_only_on_standby(self) -> None:
        """From now on a commit waits until the standby has it on its disk."""
        self.ask("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
        self.ask("SELECT pg_reload_conf()")

    def promote(self) -> None:
        """Make a standby the primary: from now on it takes writes."""
        self.run("pg_ctl", "promote", "-w", "-D", str(self.data))

    def kill(self) -> None:
        """End it as a power failure does."""
        self.run("pg_ctl", "stop", "-m", "immediate", "-D", str(self.data))

    def ask(self, statement: str, database: str = "postgres") -> str:
        """Run a statement and return what comes back as text."""
        where = f"host=127.0.0.1 port={self.port} user={USER} dbname={database}"
        return self.run("psql", "-X", "-A", "-t", "-c", statement, where)

    def run(self, program: str, *arguments: str) -> str:
        """Run a program of PostgreSQL, which refuses to be run by root: then as its own user."""
        command = [find_program(program), *arguments]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        environment = os.environ | {"PGPASSWORD": self.password, "LC_ALL": "C.UTF-8"}
        with tempfile.TemporaryFile() as said:  # a pipe would stay open in the server that pg_ctl starts
            done = subprocess.run(
                command,
                check=False,
                env=environment,
                cwd="/",
                stdout=said,
                stderr=subprocess.STDOUT,
                timeout=READY_SECONDS,
            )
            said.seek(0)
            answer = said.read().decode(errors="replace").strip()
        if done.returncode:
            raise ClusterError(f"{program}: {answer[-1000:]}")
        return answer

    def _own(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True) if not path.exists() else None
        if os.geteuid() == 0:
            shutil.chown(path, "postgres", "postgres")


_SYSTEMCTL = """#!/bin/sh
# Stands in for systemd, which starts again what has ended: systemctl restart beeld@PORT
set -eu
process=$(cat "{folder}/${{2#beeld@}}.pid")
kill -TERM "$process"
while kill -0 "$process" 2>/dev/null; do sleep 0.1; done
"""


@dataclass
class Replica:
    """One process of the dashboard."""

    name: str
    port: int
    log: Path
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and do not wait."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        options = ["--server.address", "127.0.0.1", "--server.port", str(self.port)]
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                command + options,
                cwd=ROOT,
                env=os.environ | {"PORT": str(self.port)} | dict(self.environment),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for us, who stop all in order
            )
        self.log.with_name(f"{self.port}.pid").write_text(str(self.process.pid), encoding="ascii")

    @property
    def has_ended(self) -> bool:
        """Whether it was started, and runs no more."""
        return self.process is not None and self.process.poll() is not None

    def is_ready(self) -> bool:
        """Whether it answers that its data can be shown."""
        if self.has_ended:
            raise ClusterError(f"replica {self.name} ended; see {self.log}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def tell(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Tell it to stop, and do not wait."""
        if self.process is not None:
            self.process.send_signal(how)  # to nobody, when it has ended

    def stop(self, how: signal.Signals = signal.SIGTERM, seconds: float = STOP_SECONDS) -> None:
        """Stop it and wait until it is gone; one that stays is killed."""
        self.tell(how)
        if self.process is None:
            return
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass
class Cluster:
    """Everything that runs: what to open, and what can be made to fail."""

    folder: Path
    port: int
    primary: Database
    standby: Database
    replicas: dict[str, Replica]
    nginx: subprocess.Popen[bytes] | None = None
    _said: Callable[[str], object] = field(default=print)

    @property
    def url(self) -> str:
        """What to open in a browser, which does not know who signed the certificate."""
        return f"https://localhost:{self.port}"

    @property
    def trusted(self) -> ssl.SSLContext:
        """What believes the certificate that was made for this cluster."""
        return ssl.create_default_context(cafile=str(self.folder / "beeld.crt"))

    @property
    def database_url(self) -> str:
        """The address of the database that takes writes, whichever of the two that is."""
        return database_url(self.primary, self.standby)

    def start(self) -> None:
        """Start all: databases, demo records, replicas, nginx."""
        self._said("PostgreSQL: primary and standby")
        self.primary.initialise()
        self.primary.start()
        self.primary.ask(f"CREATE DATABASE {DATABASE}")
        self.standby.follow(self.primary)
        self.standby.start()
        synced = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"
        self.primary.confirm_only_on_standby()
        wait_until(lambda: self.primary.ask(synced) == "1", "the standby follows the primary")
        self._said("replicas")
        demo = [sys.executable, "-m", "geo", "demo"]
        any_replica = next(iter(self.replicas.values()))
        subprocess.run(
            demo,
            cwd=ROOT,
            env=os.environ | dict(any_replica.environment),
            check=True,
            stdout=subprocess.DEVNULL,
        )
        for replica in self.replicas.values():
            replica.start()
        for replica in self.replicas.values():
            wait_until(replica.is_ready, f"replica {replica.name} is ready")
        self._start_nginx()

    def roll(self) -> None:
        """Restart the replicas one by one with ``rolling.sh``; ClusterError when it stops halfway."""
        systemctl = self.folder / "bin" / "systemctl"
        systemctl.parent.mkdir(exist_ok=True)
        systemctl.write_text(_SYSTEMCTL.format(folder=self.folder), encoding="ascii")
        systemctl.chmod(0o755)
        path = os.pathsep.join([str(systemctl.parent), os.environ.get("PATH", "")])
        with (self.folder / "rolling.log").open("w+", encoding="utf-8") as log:
            script = subprocess.Popen(
                [ROOT / "deploy" / "rolling.sh", *(str(one.port) for one in self.replicas.values())],
                env=os.environ | {"PATH": path, "ADDRESS": "127.0.0.1"},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                while script.poll() is None:
                    for replica in self.replicas.values():
                        if replica.has_ended:
                            replica.start()
                    time.sleep(0.05)
            finally:
                script.kill()
                script.wait()
            log.seek(0)
            self._said(told := log.read().strip())
        if script.returncode:
            raise ClusterError(told)

    def stop(self) -> None:
        """Stop all, in the order in which nothing fails for a visitor."""
        if self.nginx is not None:
            self.nginx.terminate()
            self.nginx.wait()
        for replica in self.replicas.values():
            replica.tell()  # together: each takes its time
        for replica in self.replicas.values():
            replica.stop(seconds=END_SECONDS)
        for database in (self.standby, self.primary):
            with suppress(ClusterError):
                database.kill()

    def _start_nginx(self) -> None:
        openssl = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=localhost"]
        names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
        files = ["-keyout", str(self.folder / "beeld.key"), "-out", str(self.folder / "beeld.crt")]
        subprocess.run([find_program("openssl"), *openssl, *names, *files], check=True, capture_output=True)
        configuration = self.folder / "nginx.conf"
        ports = {name: replica.port for name, replica in self.replicas.items()}
        configuration.write_text(configured(self.folder, self.port, ports), encoding="utf-8")
        with (self.folder / "nginx.log").open("ab") as log:
            self.nginx = subprocess.Popen(
                [find_program("nginx"), "-c", str(configuration), "-g", "daemon off;"],
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until(self.answers, "nginx answers")

    def answers(self) -> bool:
        """Whether a visitor who comes now finds a dashboard that is ready."""
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=10, context=self.trusted) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


def database_url(*databases: Database) -> str:
    """Return the DATABASE_URL that finds, among these, the one that takes writes."""
    hosts = "&".join(f"host=127.0.0.1:{one.port}" for one in databases)
    who = f"{USER}:{databases[0].password}"
    return f"postgresql+psycopg://{who}@/{DATABASE}?{hosts}&target_session_attrs=read-write"


def configured(folder: Path, port: int, ports: Mapping[str, int]) -> str:
    """Return ``nginx.conf`` with the ports and folders of one machine; ClusterError when it says others."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    changes = {
        "pid /run/nginx.pid;": f"pid {folder}/nginx.pid;",
        "access_log /dev/stdout lines;": f"access_log {folder}/access.log lines;",
        "replica-a:8501": f"127.0.0.1:{ports['a']}",
        "replica-b:8502": f"127.0.0.1:{ports['b']}",
        "~:8501$": f"~:{ports['a']}$",
        "~:8502$": f"~:{ports['b']}$",
        "/etc/nginx/tls": str(folder),
        "listen 80 default_server;": f"listen 127.0.0.1:{free_ports(1)[0]} default_server;",
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "gzip off;": "gzip off;"
        + "".join(
            f" {kind}_temp_path {folder}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        ),
    }
    if os.geteuid():
        changes["user www-data;"] = ""
    for old, new in changes.items():
        if old not in text:
            raise ClusterError(f"nginx.conf has no {old!r}")
        text = text.replace(old, new)
    return text


@contextmanager
def running(
    folder: Path,
    port: int | None = None,
    environment: Mapping[str, str] | None = None,
    said: Callable[[str], object] = print,
) -> Iterator[Cluster]:
    """Run a cluster with all its files in ``folder`` until the end of the block."""
    for program in NEEDED:
        find_program(program)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # the servers run as users of their own
    at, *others = free_ports(5)
    password = secrets.token_hex(16)
    primary = Database(folder / "primary", others[0], password)
    standby = Database(folder / "standby", others[1], password)
    settings = {
        "DATABASE_URL": database_url(primary, standby),
        "DATA_DIR": str(folder / "data"),
        "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32),
        "SECRET_KEY": secrets.token_hex(32),
        "CONNECTIONS": "2000",  # the visitors of a load come from one address
        "PROXIES": "127.0.0.1",
        **(environment or {}),
    }
    replicas = {
        name: Replica(name, each, folder / f"replica-{name}.log", settings)
        for name, each in zip(REPLICAS, others[2:], strict=True)
    }
    cluster = Cluster(folder, port or at, primary, standby, replicas, _said=said)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


def _stop_once(*_: object) -> None:
    """Let everything stop, and whoever presses Ctrl-C again wait for that: what is left halfway goes on."""
    for one in STOPPING:
        signal.signal(one, signal.SIG_IGN)
    raise KeyboardInterrupt


STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    """Start a cluster, say how to try it, and stop it at Ctrl-C; SIGUSR1 restarts the replicas one by one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--port", type=int, default=8443, help="of nginx, with TLS (8443)")
    port = parser.parse_args().port
    for one in STOPPING:
        signal.signal(one, _stop_once)
    folder = Path(tempfile.mkdtemp(prefix="beeld-cluster-"))
    try:
        with running(folder, port) as cluster:
            signal.signal(signal.SIGUSR1, lambda *_: cluster.roll())
            print(f"{cluster.url}  (a certificate of its own; Ctrl-C stops everything)")
            print(f"logs and data        {folder}")
            for name, replica in cluster.replicas.items():
                process = replica.process.pid if replica.process else 0
                print(f"replica {name}            port {replica.port}, kill -9 {process}")
            print(f"restart one by one   kill -USR1 {os.getpid()}")
            print(f"lose the primary     pg_ctl stop -m immediate -D {cluster.primary.data}")
            print(f"promote the standby  pg_ctl promote -D {cluster.standby.data}", flush=True)
            while True:
                signal.pause()
    except KeyboardInterrupt:
        return 0
    except ClusterError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
