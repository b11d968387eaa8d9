"""Real processes that die: replicas behind nginx on a primary with a standby, as ``make cluster`` does."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.sync_api import expect

from benchmarks.visitor import FAILURES, Visitor, visiting
from deploy.cluster import (
    NEEDED,
    ROOT,
    Cluster,
    ClusterError,
    configured,
    find_program,
    free_ports,
    running,
    wait_until,
)
from geo.errors import PictureError
from geo.records import ACTIVATIONS
from geo.store import Intent, Store
from tests import toy_form
from tests.browser import wait_until_idle
from tests.toy_records import changed
from tests.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page


def _is_here(program: str) -> bool:
    try:
        return bool(find_program(program))
    except ClusterError:
        return False


HERE = all(_is_here(program) for program in NEEDED)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.postgres,
    pytest.mark.skipif(not HERE, reason="needs Debian's nginx, openssl and postgresql-15"),
]


@contextmanager
def started() -> Iterator[Cluster]:
    folder = Path(
        tempfile.mkdtemp(prefix="toy-cluster-")
    )  # pytest's own is closed to the users of the servers
    with running(folder, said=lambda _: None) as cluster:
        yield cluster
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def shared() -> Iterator[Cluster]:
    with started() as cluster:
        yield cluster


@pytest.fixture
def cluster(shared: Cluster) -> Iterator[Cluster]:
    """The cluster of this module, whole: a replica that a test took away is there again for the next."""
    yield shared
    for replica in shared.replicas.values():
        if replica.has_ended:
            replica.start()
    eventually(lambda: all(replica.is_ready() for replica in shared.replicas.values()))


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """A cluster whose databases a test takes away."""
    with started() as cluster:
        yield cluster


def tls(cluster: Cluster) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(cluster.folder / "beeld.crt"))


@contextmanager
def store_of(cluster: Cluster) -> Iterator[Store]:
    with closing(Store(cluster.database_url, cluster.folder / "data")) as store:
        yield store


def write(store: Store, place: str) -> int:
    """Change the first record and return the number of the change, once it is confirmed."""
    frame = store.snapshot().frame(ACTIVATIONS)
    written = store.write(
        ACTIVATIONS, changed(frame, str(frame["reference"].iloc[0]), place=place), Intent("jan")
    )
    assert written.change is not None
    return written.change.id


def version_at(cluster: Cluster, name: str) -> int:
    answer = httpx.get(f"http://127.0.0.1:{cluster.replicas[name].port}/readyz", timeout=30).json()
    return int(answer.get("version", -1))


def opened(cluster: Cluster) -> str:
    """Open a page as a newcomer, change a filter, and return which replica that was at."""

    async def visit() -> str:
        async with visiting(cluster.url, tls(cluster), "v=1") as visitor:
            await visitor.choose("filter_type", "Repressief")
            return visitor.cookies["replica"]

    return asyncio.run(visit())


def opens(cluster: Cluster) -> bool:
    try:
        return bool(opened(cluster))
    except FAILURES:
        return False


def test_a_change_on_one_replica_is_seen_on_the_other_within_two_seconds(cluster: Cluster) -> None:
    before = version_at(cluster, "a")
    with store_of(cluster) as store:
        number = write(store, "Venlo")
    begun = time.monotonic()
    eventually(lambda: version_at(cluster, "a") == version_at(cluster, "b") == number > before)
    assert time.monotonic() - begun < 2


def test_when_a_replica_is_killed_its_visitors_are_at_the_other(cluster: Cluster) -> None:
    async def visit() -> None:
        async with visiting(cluster.url, tls(cluster), "v=1") as visitor:
            first = visitor.cookies["replica"]
            again = Visitor(cluster.url, tls(cluster), cookies=dict(visitor.cookies))
            await again.open("v=1")  # a second page of the same browser is at the same replica
            await again.close()
            assert again.cookies["replica"] == first
            await visitor.choose("filter_type", "Repressief")
            cluster.replicas[first].stop(signal.SIGKILL)
            with pytest.raises(FAILURES):
                await visitor.rerun()
            await visitor.connect()  # as the browser does by itself
            await visitor.rerun()
            assert visitor.cookies["replica"] != first
            chosen = visitor.widget("filter_type", "button_group")
            assert list(chosen.raw_values) == ["Repressief"]  # the address of the page has it

    asyncio.run(visit())
    assert cluster.answers()


def test_nothing_confirmed_is_lost_with_the_primary_and_the_dashboard_comes_back(
    own_cluster: Cluster,
) -> None:
    cluster = own_cluster
    confirmed: list[int] = []
    ended = threading.Event()

    def write_on() -> None:
        with store_of(cluster) as store:
            while not ended.is_set():
                try:
                    confirmed.append(write(store, f"Plaats {len(confirmed)}"))
                except PictureError:
                    ended.wait(0.1)  # not confirmed: it may be there or not

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        eventually(lambda: len(confirmed) >= 20)
        cluster.primary.kill()
        cluster.standby.promote()
        promoted = time.monotonic()
        at_promotion = len(confirmed)
        eventually(lambda: len(confirmed) > at_promotion)  # it finds the new primary by itself
        taken = time.monotonic() - promoted
    finally:
        ended.set()
        writer.join()
    held = {int(number) for number in cluster.standby.ask("SELECT id FROM changes", "beeld").split()}
    assert set(confirmed) <= held
    assert taken < 20
    eventually(lambda: cluster.answers() and opens(cluster))
    assert version_at(cluster, "a") == version_at(cluster, "b") == max(held)


@pytest.mark.browser
def test_what_is_being_typed_is_there_again_at_the_other_replica(
    cluster: Cluster, open_page: Callable[..., Page]
) -> None:
    page = open_page(ignore_https_errors=True)
    page.goto(f"{cluster.url}/registreren")
    main = page.get_by_test_id("stMain")
    expect(page.get_by_role("heading", name="Registreren", exact=True)).to_be_visible()
    wait_until_idle(page)
    toy_form.open_record(page, main, "DEMO-A-010")
    toy_form.write(page, main, "Melder", "Omgevingsdienst")
    toy_form.write(page, main, "Uw naam of functie *", "Jansen")
    note = main.get_by_role("textbox", name="Toelichting", exact=True)
    before = note.input_value()
    note.press("End")
    page.keyboard.type("halverwege")  # and nothing has come in of this
    first = replica_of(page)
    cluster.replicas[first].stop()
    expect(main.get_by_text("staat er weer.")).to_be_visible()
    assert replica_of(page) != first
    expect(main.get_by_role("textbox", name="Kenmerk *")).to_have_value("DEMO-A-010")
    expect(main.get_by_role("textbox", name="Melder", exact=True)).to_have_value("Omgevingsdienst")
    expect(main.get_by_role("textbox", name="Uw naam of functie *")).to_have_value("Jansen")
    expect(note).to_have_value(f"{before}halverwege")
    expect(note).to_be_focused()
    wait_until_idle(page)
    page.keyboard.type(" verder")
    toy_form.save(page)
    expect(page.get_by_text("DEMO-A-010 is bijgewerkt")).to_be_visible()
    expect(note).to_have_value(f"{before}halverwege verder")
    page.reload()
    wait_until_idle(page)
    expect(main.get_by_text("staat er weer.")).to_have_count(0)


def replica_of(page: Page) -> str:
    """Return which replica a page is at."""
    return next(one["value"] for one in page.context.cookies() if one["name"] == "replica")


def test_ctrl_c_stops_everything_and_a_second_start_works(tmp_path: Path) -> None:
    port = free_ports(1)[0]
    for _ in range(2):
        folder = interrupted(port, tmp_path / "said")
        assert not folder.exists()
        assert not [one for one in processes() if str(folder) in one]
        with socket.create_server(("127.0.0.1", port)):
            pass  # nobody listens there any more


def interrupted(port: int, said: Path) -> Path:
    """Start by ``make cluster``, press Ctrl-C twice once it runs, and return the folder it was in."""
    with said.open("wb") as output:
        make = subprocess.Popen(
            ["make", "cluster", f"ARGS=--port {port}"],
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # as in a terminal: Ctrl-C goes to make and to what it started
        )
    try:
        wait_until(lambda: "promote the standby" in said.read_text(encoding="utf-8"), "all runs", 180)
        folder = re.search(r"logs and data +(\S+)", said.read_text(encoding="utf-8"))
        assert folder
        assert [one for one in processes() if folder[1] in one]
        os.killpg(make.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            make.wait(0.5)
        with suppress(ProcessLookupError):
            os.killpg(make.pid, signal.SIGINT)  # somebody who cannot wait changes nothing of it
        make.wait(15)
        wait_until(lambda: not alive(make.pid), "what make started is gone", 15)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(make.pid, signal.SIGKILL)
    return Path(folder[1])


def alive(group: int) -> bool:
    """Whether a group of processes has any left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def processes() -> set[str]:
    """Return what runs on this machine: the number, the command line and the folder of each process."""
    found = set()
    for one in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = (one / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            settings = (one / "environ").read_bytes().decode(errors="replace")
            found.add(f"{one.name} {command} {settings}")
    return found


def test_a_rolling_restart_under_load_fails_no_request_and_keeps_every_page(cluster: Cluster) -> None:
    ended, failures, answered = threading.Event(), [], []
    trusted = tls(cluster)

    def ask_on() -> None:
        with httpx.Client(verify=trusted, timeout=60) as client:
            while not ended.is_set():
                for path in ("/", "/readyz", "/vergelijken?v=1&thema=wonen", "/_stcore/host-config"):
                    status = client.get(cluster.url + path).status_code
                    (answered if status == 200 else failures).append((path, status))

    async def stay() -> int:
        """Keep a page open, change a filter each second, and connect again when told to."""
        again = 0
        async with visiting(cluster.url, trusted, "v=1") as visitor:
            arrived.append(visitor.session)
            while not ended.is_set():
                await asyncio.sleep(1)
                try:
                    await visitor.choose("filter_type", *(["Repressief"] if again % 2 else []))
                except FAILURES:
                    again += 1
                    await visitor.connect()
                    await visitor.rerun()
        return again

    arrived: list[str] = []
    pages: list[int] = []
    threads = [
        threading.Thread(target=ask_on),
        *(threading.Thread(target=lambda: pages.append(asyncio.run(stay()))) for _ in range(4)),
    ]
    for thread in threads:
        thread.start()
    try:
        eventually(lambda: len(arrived) == 4)
        cluster.roll()
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    assert not failures
    assert len(answered) > 50
    assert len(pages) == 4  # each went on to the end
    assert max(pages) >= 1  # and at least one had to go to the other replica


def test_the_configuration_of_nginx_is_the_one_that_is_tried(tmp_path: Path) -> None:
    text = configured(tmp_path, 8443, {"a": 1001, "b": 1002})
    assert "127.0.0.1:1001" in text
    assert "8501" not in text
    assert "/etc/nginx" not in text
