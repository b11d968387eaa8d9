"""The parts of a file that is a zip file inside, unpacked piece by piece and never more than a limit.

A zip bomb stays packed.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from xml.parsers import expat

from geo.errors import RecordsError
from geo.language import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_PARTS = 2_000
MOST_UNPACKED = 600_000_000  # bytes of all parts together
MOST_SMALL_PART = 20_000_000  # bytes of a part that is neither cells nor shared texts
MOST_TAGS = 40_000_000  # of all parts together, each counted as often as it is read
MOST_RATIO = 250  # unpacked to packed; cells that repeat come to some 60
_LARGE_PARTS = ("worksheets/", "sharedStrings", "content.xml")
SMALL = 1_000_000  # bytes; below this the ratio says nothing
CHUNK = 1 << 16

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    ValueError,
    KeyError,
    RuntimeError,  # a password
    NotImplementedError,  # a compression that nobody uses for XLSX
)


class Archive:
    """The parts of a zip file by name; RecordsError when it is damaged, locked, or a bomb."""

    def __init__(self, content: bytes) -> None:
        # counted before zipfile makes an object of each
        if content.count(b"PK\x01\x02") > MOST_PARTS:
            raise _bomb(say("het bevat te veel onderdelen"))
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _DAMAGED:
            raise damaged() from None
        # some programs write the separator of their own system; the standard has slashes
        self.parts = {info.filename.replace("\\", "/"): info for info in self._zip.infolist()}
        self._tags = 0
        self._require_sane()

    def text(self, name: str) -> bytes:
        """Return a small part as a whole."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Return a part piece by piece; zipfile itself stops at the size that was checked."""
        if name not in self.parts:
            raise damaged()
        try:
            with self._zip.open(self.parts[name]) as part:
                while chunk := part.read(CHUNK):
                    self._count_tags(chunk)
                    yield chunk
        except _DAMAGED:
            raise damaged() from None

    def _count_tags(self, chunk: bytes) -> None:
        self._tags += chunk.count(b"<")
        if self._tags > MOST_TAGS:
            raise _bomb(say("het bevat te veel onderdelen"))

    def size(self, name: str) -> int:
        """Return how many bytes a part has, unpacked."""
        return self.parts[name].file_size if name in self.parts else 0

    def _require_sane(self) -> None:
        infos = self.parts.values()
        if any(info.flag_bits & 1 for info in infos):
            raise RecordsError(
                say("het bestand is met een wachtwoord beveiligd; bewaar het zonder wachtwoord.")
            )
        if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
            raise damaged()
        if sum(info.file_size for info in infos) > MOST_UNPACKED:
            raise _bomb(say("uitgepakt is het meer dan {most} MB", most=MOST_UNPACKED // 1_000_000))
        for info in infos:
            if info.file_size > SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1):
                raise _bomb(say("een onderdeel wordt bij het uitpakken onwaarschijnlijk groot"))
            cells = any(each in info.filename for each in _LARGE_PARTS)
            if info.filename.endswith((".xml", ".rels")) and not cells and info.file_size > MOST_SMALL_PART:
                raise _bomb(say("een onderdeel dat klein hoort te zijn, is groot"))


def parse(
    chunks: Iterator[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
) -> Iterator[int]:
    """Parse a part as XML and yield the bytes done after each piece; RecordsError when it is no XML.

    Names come without their prefix. A document type, which is where entities that grow are declared, is
    refused: XLSX has none.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _refuse
    done = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk)
            done += len(chunk)
            yield done
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        raise damaged() from None


def damaged() -> RecordsError:
    """Return the error of a file that is cut off or broken."""
    return RecordsError(
        say(
            "het bestand is beschadigd of afgebroken; open het in het programma waarmee het gemaakt is,"
            " bewaar het opnieuw en bied het nog eens aan."
        )
    )


def _bomb(what: str) -> RecordsError:
    return RecordsError(
        say("het bestand wordt niet geopend: {why}; bewaar alleen de tabel als .xlsx.", why=what)
    )


def _refuse(*_: object) -> None:
    raise RecordsError(
        say(
            "het bestand bevat een documenttype (DOCTYPE), dat er niet in hoort; bewaar het opnieuw vanuit"
            " Excel of LibreOffice."
        )
    )
