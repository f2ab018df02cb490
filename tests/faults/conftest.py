from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.server import CERTIFICATE, Server, http
from tuireader.store import Store


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture
def secure_server() -> Iterator[Server]:
    """A server whose certificate is for localhost and signed by itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    running = Server(context)
    running.answers("/", http())
    yield running
    running.close()


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    """An empty store in the test's home."""
    with Store.open(home) as opened:
        yield opened
