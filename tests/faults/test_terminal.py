"""The reader in a real terminal: a pty, the whole loop, and no trace left behind."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest

from tests.faults.server import Server, http
from tests.faults.world import PAGES, item, serve_feed
from tuireader.store import Store

pytest.importorskip("pty", reason="ptys are POSIX; elsewhere the pilot tests stand for it")
import fcntl
import pty
import struct
import termios

_NOT_FOR_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b[P_].*?\x1b\\", re.DOTALL)
PATIENCE = 20.0


class Terminal:
    """A program in a pty, and the screen it draws."""

    def __init__(self, *arguments: str, size: tuple[int, int] = (160, 45), **environment: str) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            usual = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LINES": str(rows), "COLUMNS": str(columns)}
            os.environ.update(usual | environment)
            os.execv(sys.executable, [sys.executable, "-m", "tuireader", *arguments])
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def _pump(self, seconds: float) -> bool:
        if not select.select([self._fd], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(_NOT_FOR_PYTE.sub(b"", data))
        return bool(data)

    def see(self, words: str) -> None:
        end = time.monotonic() + PATIENCE
        while words not in self.text:
            assert time.monotonic() < end, f"never seen: {words}\n{self.text}"
            assert self._pump(0.1), f"ended before: {words}\n{self.text}"

    def press(self, keys: str) -> None:
        for key in keys:
            os.write(self._fd, key.encode())
            self._pump(0.05)

    def ended(self) -> int:
        end = time.monotonic() + PATIENCE
        while self._pump(0.1):
            assert time.monotonic() < end, self.text
        _, status = os.waitpid(self.pid, 0)
        os.close(self._fd)
        self.pid = 0
        return os.waitstatus_to_exitcode(status)

    def kill(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            os.close(self._fd)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.kill()


def test_the_whole_loop(terminals: list[Terminal], home: Path) -> None:
    """Start on the starter edition, read on with space, star, search, quit, start again: everything as left."""
    first = Terminal("--home", str(home))
    terminals.append(first)
    first.see("26 stories · 26 unread")
    first.see("Choose your papers")
    first.press("\x1b")
    first.see("No paper chosen")
    first.press("\r")
    first.see("25 unread")
    first.press("s")
    first.see("Starred")
    for _ in range(12):
        first.press(" ")
        time.sleep(0.15)
    first.see("24 unread")
    first.press("/")
    first.see("Search everything stored")
    first.press("challenger")
    first.see("How deep is the sea?")
    first.press("\x1b")
    first.see("All stories ·")
    first.press("\x11")
    assert first.ended() == 0
    assert b"\x1b[?1049l" in first.raw[-400:], "the terminal was not given back"
    again = Terminal("--home", str(home))
    terminals.append(again)
    again.see("26 stories · 2")
    again.see("Starred")
    assert "26 unread" not in again.text
    again.press("q")
    assert again.ended() == 0


def test_papers_are_chosen_at_the_first_start_and_never_asked_for_again(terminals: list[Terminal], home: Path) -> None:
    first = Terminal("--home", str(home))
    terminals.append(first)
    first.see("46 to choose from")
    first.press("j ")
    first.see("1 chosen")
    first.press("\r")
    first.see("Subscribed to 1 paper")
    first.press("j\r")
    first.see("q back")
    first.press("\x11")
    assert first.ended() == 0
    with Store.open(home) as store:
        assert [(one.title, one.region, one.last_try) for one in store.subscriptions.all()] == [("AllAfrica", ("Africa",), None)]
    again = Terminal("--home", str(home))
    terminals.append(again)
    again.see("26 stories")
    again.press("f")
    again.see("1 subscription")
    assert "Choose your papers" not in again.text
    again.press("qq")
    assert again.ended() == 0


def test_a_feed_is_added_and_its_stories_read(terminals: list[Terminal], home: Path, server: Server) -> None:
    """From an address to a story, all of it inside the reader, from a server of one's own."""
    serve_feed(server, [item(server, n) for n in (1, 2)])
    page = server.answers("/", http(b'<link rel=alternate type="application/rss+xml" href="/feed">', PAGES))
    home.mkdir()
    (home / "config.toml").write_text('[sync]\nallow_hosts = ["127.0.0.1"]\n', encoding="utf-8")
    terminal = Terminal("--home", str(home))
    terminals.append(terminal)
    terminal.see("Choose your papers")
    terminal.press("\x1b")
    terminal.see("No paper chosen")
    terminal.press("a")
    terminal.see("Add a feed")
    terminal.press(f"{page}\r")
    terminal.see("Asked every")
    terminal.press("\r")
    terminal.see("Subscribed to Harbour News")
    terminal.press("S")
    terminal.see("28 stories · 28 unread · synced")
    terminal.press("/")
    terminal.see("Search everything stored")
    terminal.press("ferry\r")
    terminal.see("2 found")
    terminal.press("\r")
    terminal.see("Part 1. The ferry left the harbour at dawn with story 2")
    terminal.press("\x11")
    assert terminal.ended() == 0


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_gives_the_terminal_back(terminals: list[Terminal], home: Path, name: str) -> None:
    terminal = Terminal("--home", str(home))
    terminals.append(terminal)
    terminal.see("26 stories")
    os.kill(terminal.pid, getattr(signal, name))
    terminal.ended()
    assert b"\x1b[?1049l" in terminal.raw[-400:]


def test_a_dumb_terminal_is_refused_in_words(terminals: list[Terminal], home: Path) -> None:
    terminal = Terminal("--home", str(home), TERM="dumb")
    terminals.append(terminal)
    assert terminal.ended() == 2
    assert b"TERM=dumb" in terminal.raw
    assert b"\x1b[" not in terminal.raw
