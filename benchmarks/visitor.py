"""A visitor without a browser: a websocket client that speaks Streamlit's protocol, hundreds to a machine."""

from __future__ import annotations

import asyncio
import ssl
import time
import uuid
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

RUN_SECONDS = 60
_LEAST_CACHED = 10_000  # bytes of a message from which Streamlit refers to it by its hash


class VisitError(Exception):
    """The dashboard did not do what a visitor asked; says what came instead."""


@dataclass
class Visitor:
    """One open page: what it shows, what was chosen on it, and how it asks for more."""

    url: str
    tls: ssl.SSLContext | None = None
    cookies: dict[str, str] = field(default_factory=dict)
    query: str = ""
    page: str = ""  # the hash of its script
    pages: dict[str, str] = field(default_factory=dict)  # hashes by path
    session: str = ""
    shown: dict[tuple[int, ...], Any] = field(default_factory=dict)  # elements by their place
    received: int = 0
    runs: int = 0
    _socket: ClientConnection | None = None
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _cached: dict[str, ForwardMsg] = field(default_factory=dict)

    async def connect(self) -> None:
        """Open the websocket, again when it was open before: then as the session it was."""
        await self.close()
        address = urlsplit(self.url)
        scheme = "wss" if address.scheme == "https" else "ws"
        token = self.cookies.get("_streamlit_xsrf", "PLACEHOLDER_AUTH_TOKEN")
        protocols = ["streamlit", token.replace('"', ""), *([self.session] if self.session else [])]
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        self._socket = await connect(
            f"{scheme}://{address.netloc}/_stcore/stream",
            origin=f"{address.scheme}://{address.netloc}",  # type: ignore[arg-type]
            subprotocols=protocols,  # type: ignore[arg-type]
            additional_headers=headers if self.cookies else {},
            ssl=self.tls,
            max_size=None,
            open_timeout=RUN_SECONDS,
        )
        for cookie in self._socket.response.headers.get_all("Set-Cookie") if self._socket.response else []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value

    async def open(self, query: str = "", path: str = "") -> float:
        """Open a link and return the seconds until its page has run."""
        begun = time.monotonic()
        await self.connect()
        self.query = query
        await self._run(path)
        return time.monotonic() - begun

    async def go(self, path: str) -> float:
        """Go to another page by the menu and return the seconds until it has run."""
        self.page = self.pages[path]
        return await self._run(path)

    async def choose(self, key: str, *labels: str) -> float:
        """Choose among pills by what they say; the seconds until the page has run."""
        group = self.widget(key, "button_group")
        unknown = set(labels) - {option.content for option in group.options}
        if unknown:
            raise VisitError(f"{key} has no {sorted(unknown)}")
        state = WidgetState(id=group.id)
        state.string_array_value.data[:] = labels
        self._states[group.id] = state
        return await self._run()

    async def type_in(self, key: str, text: str) -> float:
        """Type in a field of text; the seconds until the page has run."""
        element = self.widget(key, "text_input")
        self._states[element.id] = WidgetState(id=element.id, string_value=text)
        return await self._run()

    async def rerun(self) -> float:
        """Run the page again as it is; the seconds until it has."""
        return await self._run()

    async def export(self) -> tuple[float, str]:
        """Ask for the file of the first button that offers one: the seconds, and its address."""
        found = next((one for one in self.elements("download_button") if one.deferred_file_id), None)
        if found is None:
            raise VisitError("no file is offered")
        begun = time.monotonic()
        message = BackMsg()
        asked = message.backend_operation_request
        asked.request_id, asked.session_id = str(uuid.uuid4()), self.session
        asked.deferred_file.file_id = found.deferred_file_id
        await self._send(message)
        while True:
            answer = await self._next()
            if answer.WhichOneof("type") == "backend_operation_response":
                said = answer.backend_operation_response
                if said.error_msg:
                    raise VisitError(said.error_msg)
                return time.monotonic() - begun, said.deferred_file.url

    async def close(self) -> None:
        """Close the page."""
        if self._socket is not None:
            await self._socket.close()

    def elements(self, kind: str) -> list[Any]:
        """Return the elements of a kind that are shown."""
        return [getattr(one, kind) for one in self.shown.values() if one.WhichOneof("type") == kind]

    def widget(self, key: str, kind: str) -> Any:  # noqa: ANN401 its protobuf
        """Return the widget that the page gave this key; VisitError when it is not shown."""
        for one in self.elements(kind):
            if one.id.endswith(f"-{key}"):
                return one
        raise VisitError(f"{key} is not shown")

    def text(self) -> str:
        """Return all text that is shown as Markdown, line by line."""
        return "\n".join(one.body for one in self.elements("markdown"))

    async def _run(self, path: str = "") -> float:
        begun = time.monotonic()
        message = BackMsg()
        client = message.rerun_script
        client.query_string, client.page_script_hash = self.query, self.page
        if path and not self.page:
            client.page_name = path
        client.widget_states.widgets.extend(self._states.values())
        client.cached_message_hashes.extend(self._cached)
        client.context_info.timezone, client.context_info.locale = "Europe/Amsterdam", "nl-NL"
        client.context_info.url = f"{self.url}/{path}"
        await self._send(message)
        while not await self._is_done():
            pass
        self.runs += 1
        return time.monotonic() - begun

    async def _is_done(self) -> bool:
        """Take in one message; whether it says that the run has ended."""
        message = await self._next()
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id or self.session
            self.page = message.new_session.page_script_hash
            self._take_pages(message.new_session.app_pages)
            if not message.metadata.run.fragment_ids:
                self.shown = {}  # what this run does not show again is gone
        elif kind == "navigation":
            self.page = message.navigation.page_script_hash
            self._take_pages(message.navigation.app_pages)
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta":
            self._take(message)
        elif kind == "script_finished":
            return bool(message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN)
        return False

    def _take_pages(self, pages: Any) -> None:  # noqa: ANN401
        self.pages = {page.url_pathname: page.page_script_hash for page in pages} or self.pages
        if self.pages:
            self.pages[""] = next((one.page_script_hash for one in pages if one.is_default), self.page)

    def _take(self, message: ForwardMsg) -> None:
        place = tuple(message.metadata.delta_path)
        if message.delta.WhichOneof("type") != "new_element":
            self.shown = {at: one for at, one in self.shown.items() if at[: len(place)] != place}
            return
        element = self.shown[place] = message.delta.new_element
        if element.WhichOneof("type") == "button_group" and element.button_group.set_value:
            state = self._states[element.button_group.id] = WidgetState(id=element.button_group.id)
            state.string_array_value.data[:] = element.button_group.raw_values

    async def _send(self, message: BackMsg) -> None:
        if self._socket is None:
            raise VisitError("not connected")
        await self._socket.send(message.SerializeToString())

    async def _next(self) -> ForwardMsg:
        if self._socket is None:
            raise VisitError("not connected")
        try:
            content = await asyncio.wait_for(self._socket.recv(), RUN_SECONDS)
        except TimeoutError:
            raise VisitError(f"no answer within {RUN_SECONDS} s") from None
        except ConnectionClosed as closed:
            code = closed.rcvd.code if closed.rcvd else "without a word"
            raise VisitError(f"the connection was closed: {code}") from None
        if isinstance(content, str):
            raise VisitError("a message of text")
        self.received += len(content)
        message = ForwardMsg.FromString(content)
        if message.WhichOneof("type") == "ref_hash":
            kept = self._cached[message.ref_hash]
            kept.metadata.CopyFrom(message.metadata)
            return kept
        if message.metadata.cacheable and message.hash and len(content) > _LEAST_CACHED:
            self._cached[message.hash] = message
        return message


@asynccontextmanager
async def visiting(url: str, tls: ssl.SSLContext | None = None, query: str = "") -> AsyncIterator[Visitor]:
    """Open a page, and close it at the end."""
    visitor = Visitor(url, tls)
    try:
        await visitor.open(query)
        yield visitor
    finally:
        await visitor.close()


FAILURES = (VisitError, ConnectionClosed, InvalidHandshake, OSError, TimeoutError)
"""What can come of a visit that goes wrong."""
