"""Processes apart that read pictures: whatever becomes of them, whoever asked goes on."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tuireader.sync import pictures_readers
from tuireader.sync.answers import PictureAnswer, PictureRead
from tuireader.sync.pictures_readers import DIED, TOO_LONG, Readers, _Reader


def answer(name: str, width: int = 1280) -> PictureAnswer:
    out = BytesIO()
    Image.radial_gradient("L").save(out, "JPEG")
    return PictureAnswer(out.getvalue(), name, None, None, address=name, width=width)


@pytest.fixture
def readers() -> Iterator[Readers[str]]:
    running: Readers[str] = Readers()
    yield running
    running.close()


@pytest.fixture
def reader() -> Iterator[_Reader]:
    running = _Reader()
    yield running
    running.end()


def all_of(readers: Readers[str], count: int) -> dict[str, PictureRead]:
    found: dict[str, PictureRead] = {}
    while len(found) < count:
        found.update({job: read for job, size, read in readers.taken() if size})
        time.sleep(0.01)
    return found


def test_pictures_are_read_elsewhere_and_come_back_with_their_jobs(readers: Readers[str]) -> None:
    for number in range(12):
        readers.give(f"job {number}", answer(f"https://news.example/{number}.jpg"))
    found = all_of(readers, 12)
    for number in range(12):
        picture = found[f"job {number}"].picture
        assert picture is not None
        assert (picture.address, picture.width) == (f"https://news.example/{number}.jpg", 256)
    assert readers.taken() == []


def test_closing_ends_the_processes_and_forgets_what_waits() -> None:
    readers: Readers[str] = Readers()
    for number in range(50):
        readers.give(str(number), answer(str(number)))
    readers.close()
    assert not any(thread.is_alive() for thread in readers._threads)
    idle: Readers[str] = Readers()
    idle.close()
    assert idle.taken() == []


def test_a_process_that_dies_is_replaced(reader: _Reader) -> None:
    assert reader.read(answer("first")).picture is not None
    assert reader._process is not None
    os.kill(reader._process.pid or 0, signal.SIGTERM)
    reader._process.join()
    lost = reader.read(answer("second"))
    assert (lost.picture, lost.why, lost.lasting) == (None, DIED, False)
    assert reader.read(answer("third")).picture is not None


def test_one_that_takes_too_long_is_ended(reader: _Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures_readers, "SECONDS", 0)
    slow = reader.read(answer("slow"))
    assert (slow.picture, slow.why, slow.lasting) == (None, TOO_LONG, True)
    assert reader._process is None


def test_a_system_without_processes_reads_here(reader: _Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> Any:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(reader, "_begin", fail)
    assert reader.read(answer("here")).picture is not None
    assert reader._process is None
