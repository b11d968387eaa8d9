"""Many people at once: ``make load``. Visitors without a browser do what people do, a few in real browsers.

Prints p50 and p95 per action, errors, and what a session costs in memory and processor; then opens and closes
many sessions, after which the memory must be what it was.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import random
import ssl
import sys
import tempfile
import threading
import time
from collections import defaultdict
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import numpy as np
import psutil

from benchmarks.visitor import FAILURES, Visitor, visiting
from deploy import cluster
from tests.server import running

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator

FILTER_SECONDS = 1.0
"""The p95 of a filter change that is asked for at 50 sessions, five seconds between actions, two cores."""
CHURN_GROUP = 20
FLAT = 1.05  # times the memory after the first hundred sessions
LINKS = (
    "v=1",
    "v=1&thema=wonen",
    "v=1&type=repressief&regio=VR23",
    "v=1&thema=werken&thema=vervoer",
    "v=1&van=2020-10-01&tot=2020-11-30",
)
PATHS = ("", "vergelijken", "regio", "grensstreek", "sectoren", "nog-niet-bezocht", "geschiedenis", "uitleg")
THEMES, TYPES = ("Wonen", "Werken", "Vervoer"), ("Preventief", "Repressief")
BROWSER_CHANGES = (("Type", "Repressief"), ("Thema", "Wonen"), ("Thema", "Werken"), ("Type", "Preventief"))


@dataclass(frozen=True)
class Served:
    """What is visited: its address, the processes of the dashboard behind it, and whom it says it is."""

    url: str
    processes: tuple[psutil.Process, ...]
    tls: ssl.SSLContext | None = None

    @property
    def memory(self) -> int:
        """The bytes that the processes hold."""
        return sum(one.memory_info().rss for one in self.processes)

    @property
    def cpu(self) -> float:
        """The seconds of processor that they and theirs have spent."""
        every = [each for one in self.processes for each in (one, *one.children(recursive=True))]
        times = [each.cpu_times() for each in every]
        return sum(one.user + one.system for one in times)


@contextmanager
def served(replicas: int) -> Iterator[Served]:
    """Start one server with SQLite, or with ``replicas`` a cluster on PostgreSQL of which so many run."""
    with tempfile.TemporaryDirectory() as folder:
        if not replicas:
            with running(Path(folder)) as server:
                yield Served(server.url, (psutil.Process(server.pid),))
            return
        with cluster.running(Path(folder), said=lambda _: None) as started:
            for one in list(started.replicas.values())[replicas:]:
                one.stop()
            kept = list(started.replicas.values())[:replicas]
            pids = [one.process.pid for one in kept if one.process]
            yield Served(started.url, tuple(map(psutil.Process, pids)), started.trusted)


@dataclass
class Seen:
    """What all visitors met: seconds by action, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    bytes: int = 0

    async def time(self, action: str, doing: Awaitable[float]) -> None:
        """Note how long an action took, or that it failed."""
        try:
            self.seconds[action].append(await doing)
        except (*FAILURES, httpx.HTTPError) as failure:
            self.errors.append(f"{action}: {failure or type(failure).__name__}")

    def lines(self) -> list[str]:
        """Return the table."""
        table = [f"{'action':<28}{'times':>7}{'p50':>9}{'p95':>9}{'max':>9}"]
        for action, taken in sorted(self.seconds.items()):
            middle, high = np.percentile(taken, [50, 95])
            table.append(f"{action:<28}{len(taken):>7}{middle:>8.2f}s{high:>8.2f}s{max(taken):>8.2f}s")
        return table


async def visit(there: Served, seen: Seen, until: float, pause: float, number: int) -> None:
    """Be one person: open a link, then change filters, go to pages and take a file now and then."""
    chance = random.Random(number)
    await asyncio.sleep(pause * chance.random())  # not all at the same moment
    visitor = Visitor(there.url, there.tls)
    await seen.time("open a link", visitor.open(chance.choice(LINKS)))
    while time.monotonic() < until and visitor.pages:
        await asyncio.sleep(pause * chance.uniform(0.8, 1.2))
        act = chance.random()
        has_filters = any(one.id.endswith("-filter_type") for one in visitor.elements("button_group"))
        if act < 0.70 and has_filters:
            await seen.time("change a filter", _change(visitor, chance))
        elif act < 0.97:
            await seen.time("go to a page", visitor.go(chance.choice(PATHS)))
        else:
            await seen.time("take a file", _take_file(visitor))
    seen.bytes += visitor.received
    with suppress(*FAILURES):
        await visitor.close()


def _change(visitor: Visitor, chance: random.Random) -> Awaitable[float]:
    labels = THEMES if chance.random() < 0.6 else TYPES
    chosen = chance.sample(labels, chance.randrange(len(labels)))
    return visitor.choose("filter_thema" if labels is THEMES else "filter_type", *chosen)


async def _take_file(visitor: Visitor) -> float:
    begun = time.monotonic()
    await visitor.go("gegevens")
    await visitor.choose("data_part", "Exporteren")
    _, address = await visitor.export()
    # the cookies say at which replica the file is
    async with httpx.AsyncClient(verify=visitor.tls or False, cookies=visitor.cookies) as client:
        (await client.get(visitor.url + address)).raise_for_status()
    return time.monotonic() - begun


async def churn(there: Served, count: int, seen: Seen) -> list[int]:
    """Open and close so many sessions; the memory after each hundred."""
    memory = []
    for begin in range(0, count, CHURN_GROUP):
        await asyncio.gather(
            *(seen.time("open and close", _open_and_close(there, number)) for number in range(CHURN_GROUP))
        )
        if (begin + CHURN_GROUP) % 100 == 0:
            memory.append(there.memory)
    return memory


async def _open_and_close(there: Served, number: int) -> float:
    begun = time.monotonic()
    async with visiting(there.url, there.tls, LINKS[number % len(LINKS)]) as visitor:
        await visitor.choose("filter_type", TYPES[number % 2])
    return time.monotonic() - begun


def browse(url: str, seen: Seen, until: float, pause: float) -> None:
    """Be one person in a real browser who changes filters: holds what the others meet to what people see."""
    from benchmarks.opened import map_drawn, opened  # noqa: PLC0415 only where there is a browser
    from tests.browser import launched  # noqa: PLC0415

    with launched() as browser:
        page = opened(browser, url, map_drawn)
        for number in range(10_000):
            if time.monotonic() > until:
                break
            time.sleep(pause)
            label, value = BROWSER_CHANGES[number % len(BROWSER_CHANGES)]
            button = page.page.get_by_role("toolbar", name=label).get_by_role("button", name=value)
            try:
                seen.seconds["change a filter (browser)"].append(page.finish(button.click))
            except Exception as failure:  # noqa: BLE001 whatever it is, it is an error of the run
                seen.errors.append(f"browser: {type(failure).__name__}")
        page.page.context.close()


async def load(there: Served, given: argparse.Namespace) -> tuple[Seen, list[str]]:
    """Let all visit at the same time, then come and go; what they met, and what it cost."""
    seen, told = Seen(), []
    for _ in range(2):  # what is made once for everybody is there before one weighs
        async with visiting(there.url, there.tls) as visitor:
            await asyncio.gather(*(visitor.go(path) for path in PATHS[:1]))
            for path in PATHS:
                await visitor.go(path)
    before, cpu, begun = there.memory, there.cpu, time.monotonic()
    until = begun + given.minutes * 60
    browsers = [
        threading.Thread(target=browse, args=(there.url, seen, until, given.pause))
        for _ in range(given.browsers)
    ]
    for browser in browsers:
        browser.start()
    visits = (visit(there, seen, until, given.pause, number) for number in range(given.sessions))
    await asyncio.gather(*visits)
    spent, taken, after = there.cpu - cpu, time.monotonic() - begun, there.memory
    for browser in browsers:
        await asyncio.to_thread(browser.join)
    runs = sum(map(len, seen.seconds.values()))
    told.append(
        f"memory a session       {(after - before) / given.sessions / 1e6:.1f} MB ({after / 1e6:.0f} MB)"
    )
    each = spent / max(runs, 1) * 1000
    told.append(f"processor of the server {spent / taken:.0%} of a core, {each:.0f} ms an action")
    told.append(f"actions                {runs / taken:.1f} a second")
    told.append(f"received               {seen.bytes / max(runs, 1) / 1000:.0f} kB an action")
    if given.churn:
        memory = await churn(there, given.churn, seen)
        told.append("memory while coming and going, MB " + " ".join(f"{one / 1e6:.0f}" for one in memory))
        if len(memory) > 1 and memory[-1] > FLAT * memory[0]:
            seen.errors.append(f"memory grew from {memory[0] / 1e6:.0f} to {memory[-1] / 1e6:.0f} MB")
    return seen, told


def main() -> int:
    """Run the load; exit status 1 when something failed, or a filter change took too long."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument(
        "--pause", type=float, default=5, help="seconds between the actions of one person (5)"
    )
    parser.add_argument("--browsers", type=int, default=1, help="real ones, beside the sessions (1)")
    parser.add_argument("--churn", type=int, default=500, help="sessions to open and close afterwards (500)")
    parser.add_argument(
        "--replicas", type=int, default=0, choices=(0, 1, 2), help="of a cluster on PostgreSQL; 0: SQLite (0)"
    )
    parser.add_argument("--pid-file", type=Path, help="write the server's process number here, to profile it")
    given = parser.parse_args()
    if given.replicas and given.browsers:
        parser.error("a browser does not know the certificate of the cluster: --browsers 0")
    with served(given.replicas) as there:
        if given.pid_file:
            given.pid_file.write_text(" ".join(str(one.pid) for one in there.processes))
        gc.disable()  # we are many visitors in one process, and none of them should wait for that
        seen, told = asyncio.run(load(there, given))
    print(f"{given.sessions} sessions, {given.minutes:g} minutes, {given.pause:g} s between actions")
    print("\n".join([*seen.lines(), *told, f"errors                 {len(seen.errors)}"]))
    for error in sorted(set(seen.errors))[:10]:
        print(f"  {seen.errors.count(error)} × {error}")
    slow = np.percentile(seen.seconds["change a filter"] or [0], 95) > FILTER_SECONDS
    return int(bool(seen.errors) or bool(slow))


if __name__ == "__main__":
    sys.exit(main())
