"""A proxy on loopback: passes requests on to one server, whatever they name, and tunnels; remembers what it was asked."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class ProxyServer:
    """Stands before a server of a test. ``says``, where it is set, is all that it answers."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.says: bytes | None = None
        self.silent = False
        self.asked: list[str] = []
        self.closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def lines(self) -> list[str]:
        return [text.split("\r\n")[0] for text in self.asked]

    def close(self) -> None:
        self.closing.set()
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=self._stand_between, args=(self._listener.accept()[0],), daemon=True).start()

    def _stand_between(self, near: socket.socket) -> None:
        with suppress(OSError), near:
            near.settimeout(5)
            head = near.recv(65536)
            self.asked.append(head.decode("latin-1"))
            if self.silent:
                self.closing.wait(5)
            if self.says is not None:
                near.sendall(self.says)
                return
            with socket.create_connection(("127.0.0.1", self._port), 5) as far:
                if head.startswith(b"CONNECT"):
                    near.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                else:
                    method, _, rest = head.partition(b" ")
                    far.sendall(method + b" /" + rest.partition(b"://")[2].partition(b"/")[2])
                back = threading.Thread(target=_pour, args=(far, near), daemon=True)
                back.start()
                _pour(near, far)
                back.join(5)


def _pour(source: socket.socket, into: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            into.sendall(data)
        into.shutdown(socket.SHUT_WR)
