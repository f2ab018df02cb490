from __future__ import annotations

import io
import os
import pickle
import shutil
import socket
import sys
from pathlib import Path

import pytest

from tests.saved_pages import complete, photo
from tests.stories import LIGHTHOUSE, write
from tuireader import gathering
from tuireader.errors import InputError, TooLarge, UnreadableInput
from tuireader.gathering import Folder, Material, gather
from tuireader.reading.alongside import LARGEST, lying

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


def test_of_the_folder_beside_a_page_its_files_are_read_and_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = complete(tmp_path, photo(1), b"x" * 999)
    monkeypatch.chdir(tmp_path)
    for named in (str(path), "Ferry.html", "./Ferry.html"):
        (found,) = materials(named)
        assert isinstance(found.beside, Folder)
        assert found.beside.read("Ferry_files/1.jpg") == photo(1)
        assert found.beside("Ferry_files/1.jpg") == lying(photo(1))
        assert found.beside("Ferry_files/2.jpg") is None
        assert pickle.loads(pickle.dumps(found)) == found
    (tmp_path / "Ferry_files" / "1.jpg").write_bytes(bytes(LARGEST + 9))
    assert len(Folder(str(path)).read("Ferry_files/1.jpg") or b"") == LARGEST + 1
    (tmp_path / "notes.txt").write_text("x")
    assert [each.beside for each in materials(tmp_path / "notes.txt")] == [None]


@pytest.mark.parametrize(
    "path",
    [
        "Ferry_files/../secret.jpg",
        "Ferry_files/inner/../../secret.jpg",
        "Ferry_files/..",
        "Ferry_files/.",
        "Ferry_files/",
        "Ferry_files",
        "Ferry_files//etc/passwd",
        "Other_files/1.jpg",
        "../Ferry_files/1.jpg",
        "/etc/passwd",
        "secret.jpg",
        "Ferry_files/missing.jpg",
        "Ferry_files/a\0b.jpg",
        "Ferry_files/" + "a" * 5_000,
        "Ferry_files/inner",
    ],
)
def test_beside_a_page_nothing_else_is_opened(tmp_path: Path, path: str) -> None:
    page = complete(tmp_path, photo(1))
    for other in ("secret.jpg", "Other_files/1.jpg", "Ferry_files/inner/1.jpg"):
        (tmp_path / other).parent.mkdir(exist_ok=True)
        (tmp_path / other).write_bytes(photo(2))
    assert Folder(str(page)).read(path) is None
    assert Folder(str(page))(path) is None


@posix
def test_links_and_devices_beside_a_page_are_not_followed(tmp_path: Path) -> None:
    page = complete(tmp_path / "a", photo(1))
    (tmp_path / "secret.jpg").write_bytes(photo(2))
    beside = page.parent / "Ferry_files"
    (beside / "out.jpg").symlink_to(tmp_path / "secret.jpg")
    (beside / "within.jpg").symlink_to("1.jpg")
    (beside / "loop.jpg").symlink_to("loop.jpg")
    os.mkfifo(beside / "pipe.jpg")
    for name in ("out", "within", "loop", "pipe"):
        assert Folder(str(page)).read(f"Ferry_files/{name}.jpg") is None
    elsewhere = complete(tmp_path / "b", photo(1))
    shutil.move(elsewhere.parent / "Ferry_files", tmp_path / "moved")
    (elsewhere.parent / "Ferry_files").symlink_to(tmp_path / "moved", target_is_directory=True)
    assert Folder(str(elsewhere)).read("Ferry_files/1.jpg") is None
    # The way to the page may lead over links: the person named it.
    (tmp_path / "c").symlink_to(tmp_path / "a", target_is_directory=True)
    assert Folder(str(tmp_path / "c" / "Ferry.html")).read("Ferry_files/1.jpg") == photo(1)
