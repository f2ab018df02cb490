"""HTTP/1.1 on one connection, by h11."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import h11

from tuireader.errors import FetchError
from tuireader.sync.dial import Stream
from tuireader.sync.messages import CUT, MOST_HEADERS, NO_ANSWER, NOT_HTTP, Head, HungUp, Request, head


class Http1:
    """A connection that asks one thing after another."""

    def __init__(self, stream: Stream) -> None:
        """Take a connection on which nothing was said yet."""
        self.stream = stream
        self._state = h11.Connection(h11.CLIENT, max_incomplete_event_size=MOST_HEADERS)

    def ask(self, request: Request) -> Head:
        """Send a request; return how the answer begins.

        Raises:
            HungUp: the connection ended before an answer began.
            FetchError: the time is up, or the answer is none of HTTP.
            OSError: the connection broke.
        """
        sent = h11.Request(
            method="GET",
            target=request.target,
            headers=[(b"Host", request.authority.encode()), *((name.encode(), value) for name, value in request.headers)],
        )
        self.stream.write((self._state.send(sent) or b"") + (self._state.send(h11.EndOfMessage()) or b""))
        while True:
            event = self._next()
            if isinstance(event, h11.Response):
                return head(event.status_code, event.headers)
            if not isinstance(event, h11.InformationalResponse) or event.status_code == 101:
                raise FetchError(NOT_HTTP)

    def body(self) -> Iterator[bytes]:
        """Yield the answer's body as it comes; raise FetchError where it is cut short."""
        while not isinstance(event := self._next(), h11.EndOfMessage):
            if not isinstance(event, h11.Data):
                raise FetchError(NOT_HTTP)
            yield bytes(event.data)

    def is_free(self) -> bool:
        """Whether the answer has come to its end, and another request may follow."""
        try:
            while isinstance(self._state.next_event(), h11.Data):
                continue
            if self._state.trailing_data[0] or self._state.our_state is not h11.DONE or self._state.their_state is not h11.DONE:
                return False
            self._state.start_next_cycle()
        except h11.ProtocolError:
            return False
        return True

    def is_alive(self) -> bool:
        """Whether the server has neither hung up nor said something unasked."""
        return self.stream.waiting() is None

    def _next(self) -> Any:
        try:
            while (event := self._state.next_event()) is h11.NEED_DATA:
                data = self.stream.read()
                if not data and self._state.their_state is h11.SEND_RESPONSE:
                    raise HungUp(NO_ANSWER)
                self._state.receive_data(data)
        except h11.RemoteProtocolError as error:
            raise FetchError(CUT if "without sending complete message body" in str(error) else NOT_HTTP) from error
        return event
