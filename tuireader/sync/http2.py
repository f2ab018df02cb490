"""HTTP/2 on one connection, by h2: one request at a time.

Several at once would share one socket, and then one fetch would wait by another's clock; as it is, each wait is its own fetch's.
"""

from __future__ import annotations

from collections.abc import Iterator

import h2.config
import h2.connection
import h2.events
import h2.exceptions
import h2.settings

from tuireader.errors import FetchError
from tuireader.sync.dial import Stream
from tuireader.sync.messages import CUT, NO_ANSWER, NOT_HTTP, Head, HungUp, Request, head

_MOST_HEADERS = 65536
_WINDOW = 1 << 20
"""Bytes that the server may send ahead of what was taken."""
_FRAME_HEAD = 9
_GOAWAY = 7
_CONFIG = h2.config.H2Configuration(client_side=True, validate_inbound_headers=False)
_ONLY_BEFORE = frozenset({"connection", "keep-alive", "transfer-encoding", "upgrade"})
"""Headers of HTTP/1.1 alone."""


class Http2:
    """A connection that asks one thing after another."""

    def __init__(self, stream: Stream) -> None:
        """Take a connection on which HTTP/2 was agreed on."""
        self.stream = stream
        self._state = h2.connection.H2Connection(config=_CONFIG)
        codes = h2.settings.SettingCodes
        settings = {codes.ENABLE_PUSH: 0, codes.INITIAL_WINDOW_SIZE: _WINDOW, codes.MAX_HEADER_LIST_SIZE: _MOST_HEADERS}
        self._state.local_settings = h2.settings.Settings(client=True, initial_values=settings)
        del self._state.local_settings[codes.ENABLE_CONNECT_PROTOCOL]  # some servers stumble over it
        self._state.initiate_connection()
        self._state.increment_flow_control_window(_WINDOW)
        self._stream_id = 0
        self._came: list[h2.events.Event] = []
        self._unparted = b""
        self._ended = True
        self._going = False
        """Whether the server takes no more requests."""

    def ask(self, request: Request) -> Head:
        """Send a request; return how the answer begins.

        Raises:
            HungUp: the connection ended before an answer began.
            FetchError: the time is up, or the answer is none of HTTP.
            OSError: the connection broke.
        """
        fields = [(":method", b"GET"), (":authority", request.authority.encode()), (":scheme", request.scheme.encode())]
        fields.append((":path", request.target.encode()))
        fields += [(name.lower(), value) for name, value in request.headers if name.lower() not in _ONLY_BEFORE]
        self._ended = False
        self._came.clear()
        try:
            self._stream_id = self._state.get_next_available_stream_id()
            self._state.send_headers(self._stream_id, fields, end_stream=True)
        except h2.exceptions.ProtocolError as error:  # it takes no more requests
            raise HungUp(NO_ANSWER) from error
        self.stream.write(self._state.data_to_send())
        while True:
            event = self._next(HungUp(NO_ANSWER))
            if isinstance(event, h2.events.ResponseReceived):
                pairs = list(event.headers or [])
                status = next((value for name, value in pairs if name == b":status"), b"")
                if not status.isdigit():
                    raise FetchError(NOT_HTTP)
                return head(int(status[:4]), [(name, value) for name, value in pairs if not name.startswith(b":")])

    def body(self) -> Iterator[bytes]:
        """Yield the answer's body as it comes; raise FetchError where it is cut short."""
        while not self._ended:
            event = self._next(FetchError(CUT))
            if isinstance(event, h2.events.DataReceived):
                yield event.data or b""

    def is_free(self) -> bool:
        """Whether the answer has come to its end, and another request may follow."""
        self._ended = self._ended or any(isinstance(event, h2.events.StreamEnded) for event in self._came)
        return self._ended and not self._going

    def is_alive(self) -> bool:
        """Whether the server has neither hung up nor said that it will."""
        data = self.stream.waiting()
        if data is None:
            return True
        try:
            self._take(data)
            self._say()
        except (FetchError, OSError):
            return False
        return bool(data) and not self._going

    def _next(self, lost: FetchError) -> h2.events.Event:
        """Return the next event of the stream; raise ``lost`` where there won't be one."""
        while not self._came:
            data = self.stream.read()
            if not data:
                raise lost
            self._take(data)
            self._say()
        event = self._came.pop(0)
        if isinstance(event, h2.events.StreamReset):
            raise lost
        if isinstance(event, h2.events.StreamEnded):
            self._ended = True
        return event

    def _take(self, data: bytes) -> None:
        """Take what the server said."""
        try:
            for event in self._state.receive_data(self._without_farewell(data)):
                if isinstance(event, h2.events.DataReceived):  # read or not, it no longer waits to be taken
                    self._state.acknowledge_received_data(event.flow_controlled_length or 0, event.stream_id or 0)
                if getattr(event, "stream_id", None) == self._stream_id:
                    self._came.append(event)
        except h2.exceptions.ProtocolError as error:
            self._going = True
            raise FetchError(NOT_HTTP) from error

    def _without_farewell(self, data: bytes) -> bytes:
        """Return the frames that are whole by now but for GOAWAY: h2 would end the connection at once, while the answer still comes."""
        data = self._unparted + data
        kept = bytearray()
        at = 0
        while len(data) - at >= _FRAME_HEAD:
            length = int.from_bytes(data[at : at + 3])
            if length > self._state.max_inbound_frame_size:
                raise FetchError(NOT_HTTP)
            end = at + _FRAME_HEAD + length
            if end > len(data):
                break
            if data[at + 3] == _GOAWAY:
                last = int.from_bytes(data[at + _FRAME_HEAD : at + _FRAME_HEAD + 4]) & 0x7FFFFFFF
                self._going = True
                if last < self._stream_id and not self._ended:
                    raise HungUp(NO_ANSWER)
            else:
                kept += data[at:end]
            at = end
        self._unparted = data[at:]
        return bytes(kept)

    def _say(self) -> None:
        """Send what the protocol owes the server."""
        data = self._state.data_to_send()
        if data:
            self.stream.write(data)
