"""Bytes to text: what the mark of a file says, else UTF-8, else the old encoding that gives words.

An old encoding is chosen for the file as a whole, by its letters: in Mac Roman and in the one of DOS the
bytes of Café give a letter, where Windows-1252 gives a sign that stands in no word. Text that was encoded
twice (CafÃ©) is repaired when all of it was; in any doubt it stays, and the rows are named.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.errors import RecordsError
from geo.language import plural, say
from geo.records import Problem

MOST_NUL = 0.05  # share of NUL bytes from which a file is no text
MOST_NAMED = 10  # rows named in a warning

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
# in the order of how often they are met
_OLD = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "DOS (CP850)"}
_SEVERAL_BYTES = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTERS = "áàâäãåçéèêëíìîïñóòôöõøúùûüýÿßæœšž"
_USUAL = frozenset(f"{_LETTERS}{_LETTERS.upper()}‘’“”„–—…€°²³½·•§±´™®©\xa0")
_STRANGE = re.compile(rf"[^\x00-\x7f{''.join(sorted(_USUAL))}]")
# a capital with an accent within a word of small letters: of bytes read as another encoding
_CAPITAL_INSIDE = re.compile(rf"(?<=[a-z])[{_LETTERS.upper()}]")
_QUOTE_INSIDE = re.compile(r"(?<=[^\W\d_])[‘“”„…€–—•°²³½§±´](?=[a-z])|(?<=[a-z])[“„€•°½§±](?=\W)")
_NO_WORDS = (_STRANGE, _CAPITAL_INSIDE, _QUOTE_INSIDE)
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile("[A-Za-z]")
_UNSURE = re.compile("[šž]")  # ö and û of Mac Roman, or names from the east
_RUN = re.compile(r"[^\x00-\x7f]+")
_TWICE = re.compile(r"[ÃÂÄÅ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€.|â‚¬")


class Decoded(NamedTuple):
    """The text of a file, how its encoding is told, and what to warn of."""

    text: str
    encoding: str
    warnings: tuple[Problem, ...] = ()


def decode(content: bytes) -> Decoded:
    """Return the text in a file; RecordsError when it is none, or ends within a letter."""
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return _once(_decoded(content[len(mark) :], codec, name), name)
    if codec := _sixteen(content):
        return _once(_decoded(content, codec, "UTF-16"), "UTF-16")
    if content.count(0) > MOST_NUL * len(content):
        raise RecordsError(
            say(
                "dit is geen tekst (er staan te veel NUL-tekens in); bewaar het als 'CSV UTF-8' of als .xlsx."
            )
        )
    try:
        return _once(content.decode(), "UTF-8")
    except UnicodeDecodeError as fault:
        if _SEVERAL_BYTES.search(content):
            if fault.reason == "unexpected end of data" and fault.end >= len(content):
                raise _incomplete() from None
            return _mixed(content)
        return _old(content)


def _sixteen(content: bytes) -> str:
    """Return which UTF-16 a file without a mark is: every other byte is NUL; "" for none."""
    start = content[:2000]
    half = len(start) // 2
    if len(content) % 2 == 0 and half > 1:
        if start[1::2].count(0) > 0.8 * half and not start[::2].count(0):
            return "utf-16-le"
        if start[::2].count(0) > 0.8 * half and not start[1::2].count(0):
            return "utf-16-be"
    return ""


def _once(text: str, name: str) -> Decoded:
    """Return text that may have been encoded twice as it was before, where all of it was."""
    if not _TWICE.search(text):
        return Decoded(text, name)
    repaired = _RUN.sub(lambda found: _before(found[0]) or found[0], text)
    if all(_before(run) for run in set(_RUN.findall(text))):
        return Decoded(repaired, say("{encoding}, tweemaal gecodeerd en hersteld", encoding=name))
    warning = _warning(say("waarschijnlijk tweemaal gecodeerd (Ã© voor é)"), _rows(text, _TWICE))
    return Decoded(text, name, (warning,))


def _before(run: str) -> str:
    """Return what signs were before they were encoded a second time; "" when they were not."""
    try:
        return bytes(_byte(sign) for sign in run).decode()
    except (UnicodeError, ValueError):
        return ""


def _byte(sign: str) -> int:
    """Return the byte of a sign in Windows-1252, which leaves five of them as they are."""
    return ord(sign) if ord(sign) in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else sign.encode("cp1252")[0]


def _mixed(content: bytes) -> Decoded:
    """Return text of which some lines are UTF-8 and others Windows-1252; each line is one of both."""
    lines, odd = [], []
    for number, line in enumerate(content.splitlines(keepends=True), 1):
        try:
            lines.append(line.decode())
        except UnicodeDecodeError:
            lines.append(_decoded(line, "cp1252", say("UTF-8 of Windows-1252"), number))
            odd.append(number)
    warning = _warning(say("geen UTF-8, zoals de rest, en gelezen als Windows-1252"), odd)
    return Decoded("".join(lines), say("UTF-8 en Windows-1252"), (warning,))


def _old(content: bytes) -> Decoded:
    """Return text in the old encoding that gives words; a warning when none does."""
    texts = {codec: text for codec in _OLD if (text := _tried(content, codec)) is not None}
    for codec, text in texts.items():
        if not _strange(text) and (codec == "cp1252" or _in_words(text)):
            unsure = _rows(text, _UNSURE) if codec == "cp1252" else []
            told = (_warning(say("š of ž; de codering is niet zeker"), unsure),) if unsure else ()
            return Decoded(text, _OLD[codec], told)
    text = _decoded(content, "cp1252", _OLD["cp1252"])
    rows = sorted({row for pattern in _NO_WORDS for row in _rows(text, pattern)})
    warning = _warning(say("vreemde tekens; de codering is niet zeker"), rows)
    return Decoded(text, _OLD["cp1252"], (warning,))


def _rows(text: str, pattern: re.Pattern[str]) -> list[int]:
    """Return the numbers of the lines in which a pattern is found."""
    return [number for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)]


def _tried(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return None


def _strange(text: str) -> bool:
    """Whether a text holds a sign that Dutch does not have, or that stands where no word has it."""
    return any(pattern.search(text) for pattern in _NO_WORDS)


def _in_words(text: str) -> bool:
    """Whether every word with an accented letter has a plain one too: a lone letter proves nothing."""
    return all(word.isascii() or _PLAIN.search(word) for word in set(_WORD.findall(text)))


def _warning(what: str, rows: list[int]) -> Problem:
    named, more = ", ".join(map(str, rows[:MOST_NAMED])), len(rows) - MOST_NAMED
    if more > 0:
        named = say("{named} en nog {count}", named=named, count=more)
    told = plural("regel {lines}: {what}", "regels {lines}: {what}", len(rows), lines=named, what=what)
    mend = say("controleer letters als é en ë, of bewaar het bestand opnieuw als 'CSV UTF-8'")
    return Problem(None, "", "", told, mend, "waarschuwing")


def _incomplete() -> RecordsError:
    return RecordsError(
        say("het bestand eindigt midden in een letter: het is afgebroken; vraag het opnieuw op.")
    )


def _decoded(content: bytes, codec: str, name: str, first: int = 1) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as fault:
        if fault.end >= len(content) and codec != "cp1252":
            raise _incomplete() from None
        row = content[: fault.start].count(b"\n") + first
        raise RecordsError(
            say(
                "regel {line} bevat bytes die geen {encoding} zijn; bewaar het bestand opnieuw als"
                " 'CSV UTF-8'.",
                line=row,
                encoding=name,
            )
        ) from None
