"""Files that visitors send: asked for by a page, within bounds, and in time."""

from __future__ import annotations

import uuid
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from websockets.sync.client import connect

from serving.bodies import BodyInTime, OneLength
from serving.limits import Limits
from serving.uploads import PREFIX, AskedUploads, Uploads
from tests.toy_guarded import answer, connected, everything, guarded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

    from tests.server import Server

pytestmark = pytest.mark.whole
LIMITS = Limits(session_bytes=100, uploaded_bytes=250, session_files=3)
BOUNDARY = "grens"


class Keeper:
    """Streamlit's manager of uploaded files, with our bookkeeping, and an application that fills it."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.manager = MemoryUploadedFileManager(PREFIX.rstrip("/"))
        self.uploads = Uploads(limits)
        self.uploads.follow(self.manager)
        self.app: ASGIApp = AskedUploads(self._keep, uploads=self.uploads)

    def asked(self, session: str) -> str:
        """Return the path for a file that the page of ``session`` asks for."""
        return str(self.manager.get_upload_urls(session, ["x.csv"])[0].upload_url)

    async def _keep(self, scope: Scope, receive: Receive, send: Send) -> None:
        _, session, file = scope["path"].rsplit("/", 2)
        content = await Request(scope, receive).body()
        self.manager.add_file(session, UploadedFileRec(file, "x.csv", "text/csv", content))
        await PlainTextResponse("bewaard")(scope, receive, send)


def put(
    port: int, path: str, content: bytes, headers: Mapping[str, str] | None = None, *, chunked: bool = False
) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        body: Any = iter([content]) if chunked else content
        connection.request("PUT", path, body, {**(headers or {})}, encode_chunked=chunked)
        return connection.getresponse().status
    finally:
        connection.close()


# --- asked for ---


def test_a_file_that_no_page_asked_for_is_refused() -> None:
    keeper = Keeper()
    with guarded(keeper.app, LIMITS) as port:
        asked = keeper.asked("een")
        assert put(port, asked, b"abc") == 200
        for other in (
            f"{PREFIX}een/{uuid.uuid4()}",
            asked.replace("een", "twee"),
            f"{PREFIX}een",
            f"{asked}/x",
        ):
            assert put(port, other, b"abc") == 403, other
    assert list(keeper.manager.file_storage) == ["een"]


def test_a_body_is_refused_before_it_is_read() -> None:
    with guarded(Keeper().app, LIMITS) as port:
        head = f"PUT {PREFIX}a/b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90\r\n\r\n"
        with connected(port, sends=head.encode()) as (one,):
            assert answer(one).startswith(b"HTTP/1.1 403")


def test_a_session_asks_for_a_few_files_at_a_time() -> None:
    keeper = Keeper()
    assert len(keeper.manager.get_upload_urls("een", ["x.csv"] * 1_000)) == 3
    first = keeper.asked("een").rpartition("/")[2]
    for _ in range(3):
        keeper.asked("een")
    assert not keeper.uploads.is_asked("een", first)


def test_a_session_that_ended_asks_for_nothing() -> None:
    keeper = Keeper()
    file = keeper.asked("een").rpartition("/")[2]
    assert keeper.uploads.is_asked("een", file)
    keeper.manager.remove_session_files("een")
    assert not keeper.uploads.is_asked("een", file)


# --- room ---


@pytest.mark.parametrize("chunked", [False, True], ids=["with a length", "without a length"])
def test_room_of_one_session_and_of_all(chunked: bool) -> None:
    keeper = Keeper()
    with guarded(keeper.app, LIMITS) as port:

        def sent(session: str, size: int) -> int:
            return put(port, keeper.asked(session), b"a" * size, chunked=chunked)

        assert sent("een", 60) == 200
        assert sent("een", 50) == 413
        assert sent("een", 40) == 200
        assert [sent(session, 100) for session in ("twee", "drie")] == [200, 503]
        keeper.manager.remove_session_files("een")
        assert sent("drie", 100) == 200
    held = sum(len(file.data) for files in keeper.manager.file_storage.values() for file in files.values())
    assert held == 200


def test_what_is_on_its_way_takes_room_until_it_is_given_up() -> None:
    keeper = Keeper()
    with guarded(keeper.app, LIMITS) as port:
        head = f"PUT {keeper.asked('een')} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90\r\n\r\n"
        with connected(port, sends=head.encode() + b"a"):
            while put(port, keeper.asked("een"), b"a" * 20) == 200:
                keeper.manager.remove_session_files("een")  # the other one has not come in yet
        while put(port, keeper.asked("een"), b"a" * 20) == 413:
            pass  # it takes a moment to be seen as given up


# --- time, and length ---


async def read_all(scope: Scope, receive: Receive, send: Send) -> None:
    size = len(await Request(scope, receive).body())
    await PlainTextResponse(str(size))(scope, receive, send)


def test_a_body_that_stays_out_is_given_up() -> None:
    limits = Limits(body_seconds=0.2)
    with guarded(BodyInTime(read_all, limits=limits), limits) as port:
        head = b"PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90\r\n\r\nabc"
        with connected(port, sends=head) as (slow,):
            assert everything(slow).startswith(b"HTTP/1.1 408")


def test_a_body_that_keeps_up_may_take_longer() -> None:
    limits = Limits(body_seconds=0.2, body_bytes_a_second=1)
    with guarded(BodyInTime(read_all, limits=limits), limits) as port:
        head = b"PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n\r\nabc"
        with connected(port, sends=head) as (steady,):
            steady.settimeout(0.5)
            with pytest.raises(TimeoutError):
                steady.recv(1)  # past the 0.2 seconds, and three bytes are good for three more
            steady.sendall(b"abc")
            steady.settimeout(10)
            assert answer(steady).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("order", [0, 1])
def test_a_body_with_two_lengths_is_refused(server: Server, order: int) -> None:
    lengths = ["Content-Length: 5", "Transfer-Encoding: chunked"]
    said = "\r\n".join(["POST /healthz HTTP/1.1", "Host: localhost", lengths[order], lengths[1 - order]])
    with connected(server.port, sends=f"{said}\r\n\r\n0\r\n\r\n".encode()) as (one,):
        assert answer(one).startswith(b"HTTP/1.1 400")


def test_a_body_with_one_length_passes() -> None:
    with guarded(OneLength(read_all), Limits()) as port:
        assert put(port, "/", b"abc") == 200
        assert put(port, "/", b"abc", chunked=True) == 200


# --- the whole dashboard: this fails when Streamlit keeps or hands out files in another way ---


def test_a_page_sends_the_file_that_it_asked_for(server: Server) -> None:
    cookie = server.get("/_stcore/health").headers["Set-Cookie"].partition(";")[0]
    signed = {
        "Cookie": cookie,
        "X-Xsrftoken": cookie.partition("=")[2],
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
    }
    with connect(f"ws://127.0.0.1:{server.port}/_stcore/stream", origin=server.url) as page:  # type: ignore[arg-type]
        asked = asked_for(page)
        own, _, _ = asked.rpartition("/")
        assert put(server.port, f"{own}/{uuid.uuid4()}", form(b"a;b"), signed) == 403
        assert put(server.port, asked, form(b"a;b"), signed) == 204
        assert put(server.port, asked, form(b"a;b"), signed | {"X-Xsrftoken": "x"}) == 403


def asked_for(page: Any) -> str:
    """Ask for an address for one file, as the uploader on a page does, and return it."""
    wanted = BackMsg()
    wanted.file_urls_request.request_id = "1"
    wanted.file_urls_request.file_names.append("x.csv")
    page.send(wanted.SerializeToString())
    while True:
        said = ForwardMsg()
        said.ParseFromString(page.recv(timeout=30))
        if said.WhichOneof("type") == "file_urls_response":
            return str(said.file_urls_response.file_urls[0].upload_url)


def form(content: bytes) -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="f"; filename="x.csv"\r\n\r\n'
    return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
