"""The guarded network as an httpx transport: one pool of connections that only reach permitted addresses."""

from __future__ import annotations

import functools
import ssl
from collections.abc import Iterator

import httpcore
import httpx

from tuireader.sync.dial import Clock, GuardedBackend
from tuireader.sync.guard import Guard


@functools.cache
def _tls() -> ssl.SSLContext:
    """Return the one TLS context, certificates checked; making it takes some 80 ms."""
    return httpx.create_ssl_context()


class GuardedTransport(httpx.BaseTransport):
    """Sends requests where the guard permits, under a fetch's clock. Raises httpcore's errors, and FetchError for refusals."""

    def __init__(self, guard: Guard, clock: Clock) -> None:
        """Take the guard to ask, and the clock to keep."""
        backend = GuardedBackend(guard, clock)
        self._pool = httpcore.ConnectionPool(ssl_context=_tls(), max_keepalive_connections=0, network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the response's body is streamed."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions={"timeout": {}},
            )
        )
        return httpx.Response(status_code=answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
