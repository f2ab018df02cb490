from __future__ import annotations

import io
import os
import socket
import sys
from pathlib import Path

import pytest

from tests.stories import LIGHTHOUSE, write
from tuireader import gathering
from tuireader.errors import InputError, TooLarge, UnreadableInput
from tuireader.gathering import Material, gather

posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such files")


def materials(named: Path | str) -> list[Material]:
    found = list(gather(named))
    assert all(isinstance(each, Material) for each in found), found
    return [each for each in found if isinstance(each, Material)]


def refusal(named: Path | str) -> InputError:
    (found,) = gather(named)
    assert isinstance(found, InputError)
    return found


def test_a_file_comes_with_its_path_as_named_and_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, news=LIGHTHOUSE)
    monkeypatch.chdir(tmp_path)
    (found,) = materials("./news.txt")
    assert found == Material("./news.txt", LIGHTHOUSE.encode(), f"file:{os.path.realpath(tmp_path)}/news.txt", alone=True)


def test_a_folder_is_walked_in_the_order_of_names_without_what_is_hidden(tmp_path: Path) -> None:
    for path in ("b.txt", "a/2.txt", "a/10.txt", "c/d/e.txt", ".hidden.txt", ".git/config", "a/.x/y.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    names = [Path(each.source).relative_to(tmp_path).as_posix() for each in materials(tmp_path)]
    assert names == ["a/10.txt", "a/2.txt", "b.txt", "c/d/e.txt"]
    assert not any(each.alone for each in materials(tmp_path))


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / ".news.txt").write_text("x")
    assert materials(tmp_path / ".news.txt")[0].data == b"x"


@posix
def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b", news=LIGHTHOUSE)
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to("self")
    found = list(gather(tmp_path))
    assert [each.source for each in found if isinstance(each, Material)] == [f"{tmp_path}/a/b/news.txt"]
    assert [type(each) for each in found if isinstance(each, InputError)] == [UnreadableInput]


@posix
def test_a_link_to_a_file_is_that_file(tmp_path: Path) -> None:
    (path,) = write(tmp_path, news=LIGHTHOUSE)
    (tmp_path / "link").symlink_to(path)
    assert materials(tmp_path / "link")[0].origin == materials(path)[0].origin


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    assert str(refusal(missing)) == f"{missing}: no such file or folder"


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_what_can_be_no_path_is_named(name: str) -> None:
    assert isinstance(refusal(name), UnreadableInput)


@posix
def test_devices_pipes_and_sockets_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "s"))
    server.close()
    assert refusal(tmp_path / "fifo").reason == "not a file but a device, a pipe or a socket"
    assert refusal("/dev/zero").reason == "not a file but a device, a pipe or a socket"
    assert isinstance(refusal(tmp_path / "s"), UnreadableInput)


def test_what_may_not_be_read_is_named_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a=LIGHTHOUSE, b=LIGHTHOUSE)
    real = os.open

    def deny(path: str, *rest: int) -> int:
        if path.endswith("a.txt"):
            raise PermissionError(13, "Permission denied")
        return real(path, *rest)

    monkeypatch.setattr(os, "open", deny)
    found = list(gather(tmp_path))
    assert isinstance(found[0], UnreadableInput)
    assert found[0].reason == "no permission to read it"
    assert isinstance(found[1], Material)


def test_a_file_that_fails_while_it_is_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = write(tmp_path, a=LIGHTHOUSE)

    def fail(descriptor: int) -> os.stat_result:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fstat", fail)
    assert refusal(path).reason == "input/output error"


def test_a_folder_that_goes_while_it_is_walked_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: str) -> list[str]:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(os, "listdir", fail)
    assert refusal(tmp_path).reason == "no such file or folder"


def test_more_than_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "LARGEST", 10)
    (tmp_path / "ten").write_bytes(b"x" * 10)
    (tmp_path / "eleven").write_bytes(b"x" * 11)
    assert materials(tmp_path / "ten")
    assert isinstance(refusal(tmp_path / "eleven"), TooLarge)
    assert isinstance(next(gather("-", io.BytesIO(b"x" * 11))), TooLarge)


def test_standard_input_has_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(gather("-", io.BytesIO(b"news"))) == [Material("standard input", b"news", None, alone=True)]


def test_standard_input_that_fails_is_named() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(9, "Bad file descriptor")

    (found,) = gather("-", Broken())
    assert isinstance(found, UnreadableInput)
    assert str(found) == "standard input: bad file descriptor"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are text")
def test_a_name_that_is_no_text_can_be_shown_and_stored(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("x")
    (found,) = materials(os.fsdecode(path))
    assert found.source.endswith("caf\ufffd.txt")
    assert found.origin is not None
    assert (found.source + found.origin).encode()
