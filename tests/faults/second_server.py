"""A server on loopback that speaks HTTP/2 over TLS, and says exactly what a test makes it say."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress

import h2.config
import h2.connection
import h2.events

from tests.faults.server import CERTIFICATE, PAGE

Headers = dict[str, str]
Act = Callable[["Talk", int], None]


class Talk:
    """One connection, as a behaviour sees it."""

    def __init__(self, connection: ssl.SSLSocket, closing: threading.Event) -> None:
        self.connection = connection
        self.closing = closing
        self.state = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
        self.state.initiate_connection()
        self.flush()

    def flush(self) -> None:
        self.connection.sendall(self.state.data_to_send())

    def answer(self, stream: int, body: bytes = PAGE, status: int = 200, *, end: bool = True, **headers: str) -> None:
        fields = [(":status", str(status)), *((name.replace("_", "-"), value) for name, value in headers.items())]
        self.state.send_headers(stream, fields, end_stream=not body and end)
        if body:
            self.state.send_data(stream, body[:16_000], end_stream=end and len(body) <= 16_000)
            for at in range(16_000, len(body), 16_000):
                self.state.send_data(stream, body[at : at + 16_000], end_stream=end and at + 16_000 >= len(body))
        self.flush()


class SecondServer:
    """Answers each request by the behaviour of its path; remembers the requests' headers."""

    def __init__(self) -> None:
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(CERTIFICATE)
        self._tls.set_alpn_protocols(["h2"])
        self.acts: dict[str, Act] = {"/": lambda talk, stream: talk.answer(stream)}
        self.requests: list[Headers] = []
        self.connections = 0
        self.greeting: Callable[[Talk], None] = lambda talk: None
        self.closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str = "/") -> str:
        return f"https://localhost:{self._listener.getsockname()[1]}{path}"

    def close(self) -> None:
        self.closing.set()
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=self._talk, args=(self._listener.accept()[0],), daemon=True).start()

    def _talk(self, plain: socket.socket) -> None:
        with suppress(OSError), self._tls.wrap_socket(plain, server_side=True) as connection:
            self.connections += 1
            connection.settimeout(5)
            talk = Talk(connection, self.closing)
            self.greeting(talk)
            while data := connection.recv(65536):
                for event in talk.state.receive_data(data):
                    if isinstance(event, h2.events.RequestReceived):
                        headers = {str(name): str(value) for name, value in event.headers or []}
                        self.requests.append(headers)
                        self.acts[headers[":path"]](talk, event.stream_id or 0)
                talk.flush()
