"""Settings are read as written, and a mistake is named with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuireader.config import MEASURE, Pictures, Reading, Settings, Sync, load, settings_file
from tuireader.errors import UsageError

COMMANDS = ("star", "open")


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_is_all_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml") == Settings(None, "default", MEASURE, None, ())


def test_everything_set(tmp_path: Path) -> None:
    path = written(tmp_path, 'theme = "paper"\nkeys = "vim"\nmeasure = 60\nspeakers = false\n[key]\nstar = "f, ctrl+s"\n')
    assert load(path, COMMANDS) == Settings("paper", "vim", 60, False, (("star", "f,ctrl+s"),))


def test_syncing_by_itself(tmp_path: Path) -> None:
    path = written(tmp_path, '[sync]\nevery = "30m"\non_start = true\nallow_hosts = ["nas.local", "127.0.0.1:8080"]\n')
    assert load(path).sync == Sync(1800, True, ("nas.local", "127.0.0.1:8080"))
    assert load(written(tmp_path, "")).sync == Sync()


def test_how_stories_are_shown(tmp_path: Path) -> None:
    path = written(tmp_path, '[reading]\npictures = false\ngraphics = "blocks"\nbidi = "terminal"\n')
    assert load(path).reading == Reading(False, "blocks", "terminal")
    assert load(written(tmp_path, "")).reading == Reading(None, "auto", "auto")


def test_which_pictures_are_fetched_is_a_setting(tmp_path: Path) -> None:
    path = written(tmp_path, '[pictures]\nfetch = "all"\nwidth = 640\nbudget = "2G"\n')
    assert load(path).pictures == Pictures("all", 640, 2_000_000_000)
    assert load(written(tmp_path, "")).pictures == Pictures("lead", 1280, 500_000_000)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pictures = 3", "must be a table"),
        ("[pictures]\nfetsh = 'all'", "did you mean fetch?"),
        ("[pictures]\nfetch = 'some'", "none, lead, all"),
        ("[pictures]\nwidth = 20", "from 160 to 8000"),
        ("[pictures]\nwidth = true", "from 160 to 8000"),
        ("[pictures]\nbudget = 'much'", "write 500M or 2G"),
        ("theme = \n", "line 1"),
        ("thene = 'x'", "did you mean theme?"),
        ("keys = 'emacs'", "default, vim, newsboat, netnewswire"),
        ("keys = 3", "keys must be a name"),
        ("measure = 4", "from 30 to 200"),
        ("measure = true", "from 30 to 200"),
        ("speakers = 'yes'", "true or false"),
        ("key = 3", "must be a table"),
        ("sync = 3", "must be a table"),
        ("reading = 3", "must be a table"),
        ("[reading]\npicture = true", "did you mean pictures?"),
        ("[reading]\npictures = 'yes'", "true or false"),
        ("[reading]\ngraphics = 'kity'", "did you mean kitty?"),
        ("[reading]\nbidi = 3", "auto, app, terminal"),
        ("[sync]\nevry = '1h'", "did you mean every?"),
        ("[sync]\nevery = 'often'", "write 30m, 2h or 1d"),
        ("[sync]\nevery = 30", "write 30m, 2h or 1d"),
        ("[sync]\nevery = '4m'", "5m at the least"),
        ("[sync]\non_start = 'yes'", "true or false"),
        ("[sync]\nallow_hosts = 'nas.local'", "a list of names"),
        ("[sync]\nallow_hosts = [3]", "a list of names"),
        ("[key]\nstarr = 'f'", "did you mean star?"),
        ("[key]\nstar = 3", "key.star must be keys"),
        ("#" * 200_000, "too large"),
    ],
)
def test_mistakes_are_named_with_the_file(tmp_path: Path, text: str, words: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UsageError) as error:
        load(path, COMMANDS)
    assert str(path) in str(error.value)
    assert words in str(error.value)


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"theme = '\xff'")
    with pytest.raises(UsageError, match=r"config\.toml"):
        load(path)


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    with pytest.raises(UsageError, match="can't be read"):
        load(tmp_path / "config.toml")


def test_the_file_lies_in_the_home_or_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_file(tmp_path) == tmp_path / "config.toml"
    monkeypatch.setenv("TUIREADER_CONFIG", str(tmp_path / "mine.toml"))
    assert settings_file(tmp_path / "home") == tmp_path / "mine.toml"
