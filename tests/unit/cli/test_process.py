"""The command as a process: streams, locales, pipes, exit statuses, help."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stories import LIGHTHOUSE, write
from tests.unit.cli.conftest import Run
from tuireader import __version__
from tuireader.cli import main, output
from tuireader.cli.arguments import COMMANDS
from tuireader.errors import StoreDamaged
from tuireader.store import Store


def process(*argv: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "tuireader", *map(str, argv)]
    return subprocess.run(command, capture_output=True, env={**os.environ, **environment}, timeout=60, check=False)


def test_the_exit_status_reaches_the_shell_and_output_is_whole(tmp_path: Path) -> None:
    write(tmp_path, **{f"n{number}": LIGHTHOUSE.replace("1913", str(1000 + number)) for number in range(300)})
    parsed = process("parse", "--json", tmp_path)
    assert (parsed.returncode, parsed.stdout.count(b"\n")) == (0, 300)
    assert process("parse", "--json", tmp_path / "missing").returncode == 1
    assert process("list", "--limit", "x").returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_output_is_utf8_whatever_the_locale(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, a="Asia\n\nTōkyō’s keeper 灯台守\n\nHe counts ships on the northern coast of Japan.\n")
    ran = process("parse", "--json", tmp_path, LC_ALL="C", PYTHONIOENCODING=encoding, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "Tōkyō’s keeper 灯台守" in ran.stdout.decode()


def test_a_reader_of_our_output_that_goes_is_no_error(tmp_path: Path) -> None:
    write(tmp_path, **{f"n{number}": LIGHTHOUSE * 20 for number in range(30)})
    command = subprocess.Popen(
        [sys.executable, "-m", "tuireader", "parse", "--json", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert command.stdout is not None
    assert command.stderr is not None
    command.stdout.read(10)
    command.stdout.close()
    assert command.stderr.read() == b""
    command.stderr.close()
    assert command.wait(60) == 0


def test_the_reader_needs_a_terminal(home: Path) -> None:
    ran = process()
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"terminal" in ran.stderr
    assert b"\x1b" not in ran.stderr
    assert not home.exists()


def test_version_and_help() -> None:
    assert process("--version").stdout.decode().strip() == f"tuireader {__version__}"


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help(run: Run, name: str) -> None:
    ran = run(*([name] if name else []), "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: tuireader {name}".rstrip())
    assert "--home DIR" in ran.out
    assert max(map(len, ran.lines)) <= 130


def test_the_overview_names_every_command(run: Run) -> None:
    overview = run("--help").out
    assert all(f"  {name} " in overview for name in COMMANDS if name)


def test_home_may_stand_before_or_behind_the_command(run: Run, paths: list[Path], tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    run("--home", one, "import", paths[0])
    run("import", paths[1], f"--home={other}")
    assert len(run(f"--home={one}", "list").lines) == 1
    assert len(run("list", "--home", other).lines) == 1
    assert run("list").out == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [("lsit", "did you mean list?"), ("qqqq", "tuireader --help names the commands"), ("some.txt", "some.txt: no such file or folder")],
)
def test_a_mistyped_command_is_told_from_a_missing_file(run: Run, typed: str, words: str) -> None:
    ran = run(typed)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err


def test_paths_and_addresses_go_to_the_reader(run: Run, paths: list[Path], home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tuireader.tui import start

    given: list[tuple[Path, list[str]]] = []

    def open_reader(at: Path, imports: list[str]) -> int:
        given.append((at, imports))
        return 7

    monkeypatch.setattr(start, "run", open_reader)
    assert run(paths[0], "https://news.example/").status == 7
    assert given == [(home, [str(paths[0]), "https://news.example/"])]


def test_a_store_that_cannot_be_used_ends_with_two(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(home: Path) -> Store:
        raise StoreDamaged("the catalogue is broken")

    monkeypatch.setattr(Store, "open", broken)
    ran = run("list")
    assert (ran.status, ran.out, ran.err) == (2, "", "tuireader: the catalogue is broken\n")


def test_a_home_that_is_a_file_ends_with_two(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    ran = run("--home", tmp_path / "file", "list")
    assert ran.status == 2
    assert ran.err.startswith("tuireader: ")


def test_arguments_default_to_those_of_the_process(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["tuireader", "--version"])
    assert main() == 0
    assert __version__ in capsys.readouterr().out


# Texts in cells


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("short", 10, "short"),
        ("exactly10!", 10, "exactly10!"),
        ("a longer text", 8, "a longe…"),
        ("ends at a space", 8, "ends at…"),
        ("灯台守の船", 10, "灯台守の船"),
        ("灯台守の船", 9, "灯台守の…"),
        ("灯台守の船", 8, "灯台守…"),
        ("e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301e\u0301"),
        ("anything", 1, "…"),
        ("anything", 0, ""),
    ],
)
def test_texts_are_cut_by_the_cells_they_take(text: str, width: int, expected: str) -> None:
    assert output.cut(text, width) == expected
    assert output.cells(output.fit(text, width)) == width


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 bytes"), (999, "999 bytes"), (1500, "1.5 kB"), (312_400, "312 kB"), (4_900_000, "4.9 MB"), (7e12, "7000 GB")]
)
def test_sizes_in_words(size: float, words: str) -> None:
    assert output.size_of(int(size)) == words


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, (80, 24)), ({"COLUMNS": "132", "LINES": "50"}, (132, 50)), ({"COLUMNS": "wide"}, (80, 24)), ({"COLUMNS": "0"}, (80, 24))],
)
def test_the_size_of_no_terminal(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: tuple[int, int]) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert output.terminal_size() == expected


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not output.has_colour()
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert output.has_colour()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not output.has_colour()
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.delenv("FORCE_COLOR")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    assert not output.has_colour()
    monkeypatch.setenv("TERM", "xterm")
    assert output.has_colour()
