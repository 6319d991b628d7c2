"""One reader without a browser: a session with the explorer over the page's own WebSocket.

Tests and benchmarks share it. It sends what the page in a browser sends, an address or an input that was moved, and
reads what comes back until the script has finished.
"""

import asyncio
import time
import urllib.request
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection
from websockets.typing import Subprotocol

BOUNDARY, XSRF_COOKIE, XSRF_HEADER = "roulement-file", "_streamlit_xsrf", "X-Xsrftoken"


@dataclass
class Answer:
    """All that one run of the script sent to the page."""

    seconds: float = 0.0
    kinds: Counter[str] = field(default_factory=Counter)
    """How many messages and elements of each kind."""
    exceptions: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """Every heading, paragraph and notice, as sent."""
    is_finished: bool = False
    """Whether the script came to its end, and found its page."""


class Client:
    """A session: its widgets' identifiers by label, and one run of the script after another."""

    def __init__(self, address: str, socket: ClientConnection) -> None:
        self._address, self._socket = address, socket
        self._turn = asyncio.Lock()
        self._page, self._query, self._session = "", "", ""
        self._widgets: dict[str, str] = {}

    async def open(self, page: str = "", query: str = "") -> Answer:
        """Open a page, '' for Explore, at an address; `query` is what stands behind its question mark."""
        self._page, self._query = page, query
        return await self._run(self._message())

    async def again(self) -> Answer:
        """Run the script once more at the same address."""
        return await self._run(self._message())

    async def move(self, label: str, value: int) -> Answer:
        """Move a slider of whole numbers to a value."""
        message = self._message()
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self._widgets[label]
        state.int_array_value.data.append(value)
        return await self._run(message)

    async def choose(self, label: str, value: str) -> Answer:
        """Choose in a list of choices by its words."""
        message = self._message()
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self._widgets[label]
        state.string_value = value
        return await self._run(message)

    async def upload(self, label: str, name: str, content: bytes) -> Answer:
        """Bring a file to a box for files, as the page does: ask where to, send it, say that it is there."""
        question = BackMsg()
        question.file_urls_request.request_id = "1"
        question.file_urls_request.file_names.append(name)
        question.file_urls_request.session_id = self._session
        await self._socket.send(question.SerializeToString())
        while (answer := _parsed(await self._socket.recv())).WhichOneof("type") != "file_urls_response":
            pass
        (urls,) = answer.file_urls_response.file_urls
        await asyncio.to_thread(_put, self._address, urls.upload_url, name, content)
        message = self._message()
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self._widgets[label]
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.file_id, info.name, info.size = urls.file_id, name, len(content)
        info.file_urls.CopyFrom(urls)
        return await self._run(message)

    def has(self, label: str) -> bool:
        """Whether a widget of this label has been drawn."""
        return label in self._widgets

    def _message(self) -> BackMsg:
        message = BackMsg()
        message.rerun_script.page_name = self._page
        message.rerun_script.query_string = self._query
        message.rerun_script.context_info.url = f"{self._address}/{self._page}"
        return message

    async def _run(self, message: BackMsg) -> Answer:
        seen = Answer()
        start = time.perf_counter()
        async with self._turn:  # a change waits for the one before, and that counts
            await self._socket.send(message.SerializeToString())
            async for data in self._socket:
                answer = _parsed(data)
                self._see(answer, seen)
                is_end = answer.WhichOneof("type") == "script_finished"
                if is_end and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    ended = answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
                    seen.is_finished = ended and "page_not_found" not in seen.kinds
                    break
        seen.seconds = time.perf_counter() - start
        return seen

    def _see(self, answer: ForwardMsg, seen: Answer) -> None:
        kind = str(answer.WhichOneof("type"))
        seen.kinds[kind] += 1
        if kind == "new_session":
            self._session = answer.new_session.initialize.session_id
        if kind != "delta":
            return
        element: Any = answer.delta.new_element
        name = str(element.WhichOneof("type"))
        seen.kinds[name] += 1
        content = getattr(element, name, None)
        if name == "exception":
            seen.exceptions.append(f"{content.type}: {content.message}")
        if isinstance(body := getattr(content, "body", None), str):
            seen.texts.append(body)
        if getattr(content, "label", "") and getattr(content, "id", ""):
            self._widgets[content.label] = content.id


@asynccontextmanager
async def connected(address: str) -> AsyncIterator[Client]:
    """Hold a session of its own with the server at an address; it ends with the block."""
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    async with websockets.connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:
        yield Client(address, socket)


def _parsed(data: str | bytes) -> ForwardMsg:
    answer = ForwardMsg()
    answer.ParseFromString(data if isinstance(data, bytes) else data.encode())
    return answer


def _put(address: str, path: str, name: str, content: bytes) -> None:
    """Send a file as a form, with the token against forged requests in cookie and header, as the page does."""
    with urllib.request.urlopen(f"{address}/_stcore/health") as answer:  # noqa: S310  (our own server)
        token = answer.headers["Set-Cookie"].split(";")[0].partition("=")[2]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    headers = {
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Cookie": f"{XSRF_COOKIE}={token}",
        XSRF_HEADER: token.strip('"'),
    }
    body = head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    request = urllib.request.Request(f"{address}{path}", data=body, headers=headers, method="PUT")  # noqa: S310
    with urllib.request.urlopen(request):  # noqa: S310  (our own server)
        pass
