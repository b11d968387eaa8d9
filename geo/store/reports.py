"""Reports of activations: files kept by the SHA-256 of their content, and what a report field refers to.

A file is a PDF or a DOCX by its content, whatever its name says. It is kept as it came, never opened or
unpacked here, and never shown inside a page.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from geo.dutch import number
from geo.errors import ReportError
from geo.language import say
from geo.store import shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PREFIX = "/reports"
LARGEST = 10 * 1024 * 1024
LONGEST_NAME = 100

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

_DIGEST = re.compile(r"[0-9a-f]{64}")
_REFERENCE = re.compile(r"(?P<name>[^\[\]\n]+\.(?:pdf|docx)) \[sha256:(?P<digest>[0-9a-f]{64})\]")

# what a DOCX may hold: far above any real report, far below what would fill a reader's memory
_MOST_PARTS = 5_000
_LARGEST_UNPACKED = 200 * 1024 * 1024
_LARGEST_RATIO = 200
_PDF_END = 4096  # the end mark stands in the last bytes, but some programs write after it


@dataclass(frozen=True)
class Report:
    """A kept report: a name fit to show and to save under, and the digest that it is kept by."""

    name: str
    digest: str

    @property
    def text(self) -> str:
        """What stands in the report field of a record; ``report_in`` reads it back."""
        return f"{self.name} [sha256:{self.digest}]"

    @property
    def address(self) -> str:
        """Where the server hands out this report."""
        return f"{PREFIX}/{self.digest}/{quote(self.name, safe='')}"

    @property
    def file(self) -> str:
        """What its file is called in the folder of reports: the digest, and the kind of file."""
        return f"{self.digest}{PurePosixPath(self.name).suffix}"


@dataclass(frozen=True)
class Sent:
    """A report that somebody sent and that is not kept yet: what to refer to it by, and its content."""

    report: Report
    content: bytes


@dataclass(frozen=True)
class Download:
    """A report as the server hands it out."""

    name: str
    media_type: str
    content: bytes


def examined(name: str, content: bytes) -> Sent:
    """Return a file that somebody sent as a report that can be kept; nothing is written.

    ``name`` is what the sender calls it: only its last part counts, and its ending follows from the content.
    ReportError when it is not a PDF or DOCX that can be kept.
    """
    name = clean_name(name, kind_of(content))
    return Sent(Report(name, hashlib.sha256(content).hexdigest()), content)


def keep(data_dir: Path, name: str, content: bytes) -> Report:
    """Keep a report under ``data_dir`` and return what to refer to it by; the same content is kept once.

    A damaged file of the same content is replaced. ReportError as ``examined``; StoreError when there is no
    room for it, or it cannot be written.
    """
    sent = examined(name, content)
    shelf.put(data_dir, sent.report.file, sent.content)
    return sent.report


def find_report(data_dir: Path, digest: str, name: str) -> Download | None:
    """Return the kept report behind an address, or None when the address is not exactly that of a report.

    Content that is no longer what its digest says is not handed out.
    """
    suffix = PurePosixPath(name).suffix
    if not _DIGEST.fullmatch(digest) or suffix not in MEDIA_TYPES or clean_name(name, suffix) != name:
        return None
    try:
        content = (data_dir / shelf.FOLDER / f"{digest}{suffix}").read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() != digest:
        return None
    return Download(name, MEDIA_TYPES[suffix], content)


def report_in(text: str) -> Report | None:
    """Return the kept report that a report field refers to, or None when it holds a link or a name."""
    found = _REFERENCE.fullmatch(text.strip())
    if not found or clean_name(found["name"], PurePosixPath(found["name"]).suffix) != found["name"]:
        return None
    return Report(found["name"], found["digest"])


def link_in(text: str) -> str:
    """Return the web address that a report field holds, "" when it is not one that may be a link.

    Only http and https lead anywhere; anything else (``javascript:``, ``file:``, an address with spaces or
    with somebody's password in it) is text.
    """
    address = text.strip()
    if not address.isprintable() or " " in address or "\\" in address:
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:  # such as an unfinished IPv6 address
        return ""
    return address if parts.scheme in ("http", "https") and host and "@" not in parts.netloc else ""


def kind_of(content: bytes) -> str:
    """Return the ending that belongs to the content, ``.pdf`` or ``.docx``; ReportError for anything else."""
    if not content:
        raise ReportError(
            say("Het bestand is leeg (0 bytes). Bewaar het verslag opnieuw en kies het nog eens.")
        )
    if len(content) > LARGEST:
        size = number(len(content) / 1024 / 1024, 1)
        raise ReportError(
            say(
                "Het bestand is {size} MB; een verslag mag maximaal {most} MB zijn. Verklein de "
                "afbeeldingen erin, of bewaar het elders en geef hier de link.",
                size=size,
                most=LARGEST // 1024 // 1024,
            )
        )
    for magic, suffix, require in _KINDS:
        if content.startswith(magic):
            require(content)
            return suffix
    raise ReportError(
        say("Dit is geen PDF en geen DOCX, wat de naam ook zegt. Bewaar het verslag als PDF of DOCX.")
    )


def clean_name(name: str, suffix: str) -> str:
    """Return a file name safe to show and to save under: the last part of ``name``, ending in ``suffix``.

    >>> clean_name("../../etc/verslag <b>.html", ".pdf")
    'verslag b.html.pdf'
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if sign.isprintable() and sign not in "<>:\"|?*[]{}`$%#&;'")
    stem = re.sub(r"\.(pdf|docx)$", "", seen, flags=re.IGNORECASE)
    stem = " ".join(stem.split()).strip(". ")[: LONGEST_NAME - len(suffix)].strip(". ")
    return f"{stem or 'verslag'}{suffix}"


def _require_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-_PDF_END:]:
        raise ReportError(say("Deze PDF is niet compleet: het einde ontbreekt. Bewaar het verslag opnieuw."))


def _require_docx(content: bytes) -> None:
    """Raise ReportError unless this is a DOCX of a reasonable size; only its list of parts is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, NotImplementedError) as error:
        raise ReportError(
            say("Deze DOCX is beschadigd of niet compleet. Open het verslag en bewaar het opnieuw.")
        ) from error
    names = {part.filename for part in parts}
    if not {"word/document.xml", "[Content_Types].xml"} <= names:
        raise ReportError(say("Dit is een zipbestand, geen DOCX. Bewaar het verslag als PDF of DOCX."))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ReportError(say("Dit document bevat macro's. Bewaar het zonder macro's, als PDF of DOCX."))
    _require_reasonable(parts, len(content))


def _require_reasonable(parts: list[zipfile.ZipInfo], packed: int) -> None:
    """Raise ReportError for what would swell to a size that no report has."""
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or unpacked > min(_LARGEST_UNPACKED, _LARGEST_RATIO * packed):
        raise ReportError(
            say(
                "Deze DOCX zou uitgepakt onredelijk groot worden en is geweigerd. Bewaar het verslag als PDF."
            )
        )


_KINDS: tuple[tuple[bytes, str, Callable[[bytes], None]], ...] = (
    (b"%PDF-", ".pdf", _require_pdf),
    (b"PK\x03\x04", ".docx", _require_docx),
)
