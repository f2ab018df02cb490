"""Files of the other formats, each beside what it must be read as; the files' names say what each shows."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tuireader.article import Draft
from tuireader.reading import Hints, read

FILES = sorted(path for path in (Path(__file__).parents[2] / "golden" / "files").iterdir() if path.suffix != ".json")
Brief = Callable[[Draft], dict[str, Any]]


def as_read(path: Path, brief: Brief) -> dict[str, Any]:
    """Return what a file carries, what it lacks left out."""
    name = "urls" if path.suffix == ".urls" else path.name
    reading = read(path.read_bytes(), Hints(name=name, path=name))
    carried: dict[str, Any] = {"articles": [brief(draft) for draft in reading.drafts]}
    for kind in ("subscriptions", "addresses", "marks"):
        carried[kind] = json.loads(msgspec.json.encode(getattr(reading, kind)))
    return {kind: found for kind, found in carried.items() if found}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_read_as_expected(path: Path, brief: Brief) -> None:
    assert as_read(path, brief) == json.loads(path.with_name(f"{path.name}.json").read_text("utf-8"))


def test_there_are_files_to_read() -> None:
    assert len(FILES) > 10
