"""``tuireader config``: what is in force, an example that can be used as it stands, and the keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuireader.cli import main
from tuireader.config import Settings, load


def test_without_a_file_it_says_where_one_would_be(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config"]) == 0
    out = capsys.readouterr().out
    assert str(home / "config.toml") in out
    assert "not there" in out


def test_what_is_set_is_shown(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    (home / "config.toml").write_text('keys = "vim"\nspeakers = false\n[key]\nstar = "x"\n', encoding="utf-8")
    assert main(["config"]) == 0
    out = capsys.readouterr().out
    assert "keys       vim" in out
    assert "speakers   false" in out
    assert "star = x" in out


def test_the_example_is_a_settings_file_that_changes_nothing_but_what_it_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "--example"]) == 0
    path = tmp_path / "config.toml"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    assert load(path) == Settings("night", "default", 72, True, ())


def test_how_it_syncs_by_itself_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config"]) == 0
    assert "sync       only when asked" in capsys.readouterr().out
    (home).mkdir(exist_ok=True)
    (home / "config.toml").write_text('[sync]\nevery = "90m"\non_start = true\nallow_hosts = ["nas.local"]\n', encoding="utf-8")
    assert main(["config"]) == 0
    out = capsys.readouterr().out
    for words in ("every 90m", "when the reader is opened", "allowed: nas.local"):
        assert f"sync       {words}" in out


def test_keys_are_named_as_the_settings_make_them(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    (home / "config.toml").write_text('[key]\nstar = "x"\n', encoding="utf-8")
    assert main(["config", "--keys"]) == 0
    lines = {line.split()[0]: line.split()[1] for line in capsys.readouterr().out.splitlines()}
    assert lines["star"] == "x"
    assert lines["next-unread"] == "n"


def test_a_mistake_ends_with_status_2(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    (home / "config.toml").write_text("thene = 'x'\n", encoding="utf-8")
    assert main(["config"]) == 2
    assert "did you mean theme?" in capsys.readouterr().err
