"""The room: whatever happens to a child is a message, and nobody waits for what nobody wants any more."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geo.errors import RecordsError, RoomError
from geo.files import room
from geo.files.room.helper import HELPER
from geo.files.room.turns import Turns
from tests.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.whole
PATIENCE_S = 20


class Left(BaseException):
    """What Streamlit raises in a script whose visitor has left is no Exception either."""


def silent(_: float, __: str) -> None:
    pass


def run(
    task: str, *parts: bytes, tell: room.Progress = silent, **more: Callable[[bytes], bytes]
) -> list[bytes]:
    return [bytes(part) for part in room.run_in_room(f"tests.rough_work:{task}", parts, tell, **more)]


def children() -> list[int]:
    """Return the numbers of the doorman's children, dead ones that nobody buried included."""
    assert HELPER.process
    doorman = HELPER.process.pid
    return [int(pid) for pid in Path(f"/proc/{doorman}/task/{doorman}/children").read_text().split()]


@contextmanager
def visitors(count: int) -> Iterator[tuple[list[str], threading.Event]]:
    """Have visitors wait for work that takes long, until they are told to leave; and what each was told."""
    told, leave = [""] * count, threading.Event()

    def visit_one(number: int) -> None:
        def tell(_: float, step: str) -> None:
            told[number] = step
            if leave.is_set():
                raise Left

        with suppress(Left):
            run("sleep", tell=tell)

    threads = [threading.Thread(target=visit_one, args=(number,)) for number in range(count)]
    try:
        for number, thread in enumerate(threads):
            thread.start()
            eventually(lambda number=number: bool(told[number]))
        yield told, leave
    finally:
        leave.set()
        for thread in threads:
            thread.join()


def test_parts_come_back_as_the_work_makes_them() -> None:
    parts = [b"", b"abc", bytes(3_000_000)]
    assert run("echo", *parts) == parts


def test_what_is_wrong_with_a_file_is_said_in_its_own_words() -> None:
    with pytest.raises(RecordsError, match=r"^de rij is leeg\.$") as raised:
        run("refuse")
    assert not isinstance(raised.value, RoomError)


ENDINGS = {
    "use_memory": "1 GB geheugen",
    "use_time": "60 seconden rekentijd",
    "crash": "het lezen liep erop vast",
    "be_killed": "de server heeft het lezen afgebroken",
    "fail": "niet op is voorbereid",
    "say_much": "uitgepakt is het meer dan",
    "say_nonsense": "uitgepakt is het meer dan",
}


@pytest.mark.parametrize("task", ENDINGS)
def test_each_ending_has_its_own_message(task: str) -> None:
    with pytest.raises(RoomError, match=ENDINGS[task]):
        run(task)
    assert run("echo", b"next") == [b"next"]


def test_an_error_nobody_foresaw_is_logged_without_what_it_says(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(RoomError):
        run("fail")
    assert "ZeroDivisionError, rough_work.py:" in caplog.text
    assert "a value of the file" not in caplog.text


def test_a_child_writes_no_file_and_has_its_limits(tmp_path: Path) -> None:
    assert run("write_file", str(tmp_path / "x").encode()) == [b"OSError"]
    cpu, core, size, files, stack = map(int, run("limits"))
    assert (cpu, core, size, files, stack) == (61, 0, 0, 64, 8 << 20)


def test_a_child_does_not_know_where_the_database_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://x:geheim@y/z")
    HELPER.dismiss()
    (names,) = run("environment")
    assert b"PATH" in names.split()
    assert b"DATABASE_URL" not in names.split()


def test_a_child_asks_the_server() -> None:
    assert run("ask", b"a", b"b", answer=lambda question: question * 2) == [b"aa", b"bb"]


def test_how_far_it_is_are_plain_words() -> None:
    told: list[tuple[float, str]] = []
    run("tell", tell=lambda fraction, step: told.append((fraction, step)))
    assert (0.5, "Rijen blezenb xy") in told


def test_a_child_is_killed_when_its_visitor_leaves() -> None:
    run("echo")
    with visitors(1) as (_, leave):
        eventually(lambda: len(children()) == 1)
        leave.set()
        eventually(lambda: not children())


def test_two_at_a_time_and_the_others_are_told_how_many_are_before_them() -> None:
    run("echo")
    with visitors(4) as (told, _):
        eventually(lambda: len(children()) == 2)
        eventually(lambda: told[3].startswith("In de wachtrij"))
        assert told[:2] == ["Beginnen"] * 2
        assert told[2:] == [
            "In de wachtrij: 1 bestand voor u",
            "In de wachtrij: 2 bestanden voor u",
        ]


def test_turns_come_in_the_order_of_arrival() -> None:
    turns, came, done = Turns(1), [], threading.Event()

    def come(number: int) -> None:
        with turns.turn(lambda _: None, 0.05):
            came.append(number)
            done.wait(PATIENCE_S)

    threads = []
    for number in range(5):
        threads.append(threading.Thread(target=come, args=(number,)))
        threads[-1].start()
        eventually(lambda number=number: len(turns._line) == number + 1)
    done.set()
    for thread in threads:
        thread.join()
    assert came == [0, 1, 2, 3, 4]


def test_who_leaves_the_queue_makes_room() -> None:
    turns = Turns(1)

    def leave(_: int) -> None:
        raise Left

    with turns.turn(lambda _: None, 0.05):
        with pytest.raises(Left), turns.turn(leave, 0.05):
            pass
        assert len(turns._line) == 1


def test_a_helper_that_died_is_replaced() -> None:
    run("echo")
    process = HELPER.process
    assert process
    process.kill()
    process.wait()
    assert run("echo", b"x") == [b"x"]


def test_the_helper_ends_with_its_server() -> None:
    run("echo")
    process = HELPER.process
    assert process
    HELPER.dismiss()
    assert process.returncode == 0


def test_a_child_that_ends_in_the_moment_its_visitor_leaves_is_no_trouble() -> None:
    run("echo")
    doorman = HELPER.process
    assert doorman

    def leave(_: bytes) -> bytes:
        doorman.send_signal(signal.SIGSTOP)  # it hears of both at once, when it goes on
        raise Left

    try:
        with pytest.raises(Left):
            run("ask", b"?", answer=leave)
        eventually(lambda: all(_ended(child) for child in children()))
    finally:
        doorman.send_signal(signal.SIGCONT)
    eventually(lambda: not children())
    assert run("echo", b"x") == [b"x"]
    assert HELPER.process is doorman


def _ended(child: int) -> bool:
    return Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
