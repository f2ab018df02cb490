"""The one TLS context: certificates checked, HTTP/2 offered."""

from __future__ import annotations

import functools
import ssl
import threading

_lock = threading.Lock()


@functools.cache
def _made() -> ssl.SSLContext:
    import httpx  # with the certificates it takes a tenth of a second, and feeds without TLS don't need it

    context = httpx.create_ssl_context()
    context.set_alpn_protocols(["h2", "http/1.1"])
    return context


def context() -> ssl.SSLContext:
    """Return the context, made when it is first asked for, by whichever thread comes first."""
    with _lock:
        return _made()
