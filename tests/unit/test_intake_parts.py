"""Stories that lie in something: an archive, a mailbox, a folder beside a page that a browser saved."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories import LIGHTHOUSE, ORCHARD, WELL, write
from tuireader.intake import Report, take
from tuireader.query import parse as query
from tuireader.store import Store

MESSAGE = """From quay@quay.example Mon Nov  9 07:30:00 2020
From: The Quay <news@quay.example>
Date: Mon, 09 Nov 2020 07:30:00 +0000
Subject: {subject}
Content-Type: text/plain; charset=utf-8

{subject} again this week, and nobody on the quay can say for how long it will last.

"""


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with Store.open(home) as opened:
        yield opened


def counted(report: Report) -> tuple[int, int, int]:
    assert not report.failed
    return report.new, report.changed, report.same


def archive(path: Path, **texts: str) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, text in texts.items():
            file.writestr(f"{name}.txt", text)
    return path


def test_a_member_that_comes_to_lie_in_an_archive_brings_its_own_story_alone(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "week.zip"
    first = take(store, [archive(path, b=LIGHTHOUSE)])
    assert counted(first) == (1, 0, 0)
    assert counted(take(store, [archive(path, a=ORCHARD, b=LIGHTHOUSE)])) == (1, 0, 1)
    changed = take(store, [archive(path, a=ORCHARD, b=LIGHTHOUSE.replace("sensors", "lamps"), c=WELL)])
    assert counted(changed) == (1, 1, 1)
    assert first.ids[0] in changed.ids


def test_the_original_of_a_story_in_an_archive_is_its_member(store: Store, tmp_path: Path) -> None:
    report = take(store, [archive(tmp_path / "week.zip", a=ORCHARD, b=LIGHTHOUSE)])
    originals = {store.get(one).source_path: store.original(one) for one in report.ids}
    assert {path: original.data.decode() for path, original in originals.items()} == {
        f"{tmp_path}/week.zip/a.txt": ORCHARD,
        f"{tmp_path}/week.zip/b.txt": LIGHTHOUSE,
    }
    assert {original.name for original in originals.values()} == {"a.txt", "b.txt"}


def test_a_mailbox_that_grows_brings_its_new_messages_alone(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "quay.mbox"
    path.write_text(MESSAGE.format(subject="Fog") + MESSAGE.format(subject="Herring"))
    first = take(store, [path])
    assert counted(first) == (2, 0, 0)
    # The newest comes first in some programs' mailboxes, and these have no names of their own.
    path.write_text("".join(MESSAGE.format(subject=subject) for subject in ("Ice", "Fog", "Herring")))
    assert counted(take(store, [path])) == (1, 0, 2)
    assert store.original(first.ids[0]).data.startswith(b"From: The Quay")


def test_the_folder_that_a_browser_laid_beside_a_page_brings_nothing(store: Store, tmp_path: Path) -> None:
    page = "<html><body><h1>{0}</h1><p>{0}, and the whole quay came to look at it until the evening.</p></body></html>"
    (tmp_path / "Lamp.html").write_text(page.format("The lamp is lit"))
    for folder in ("Lamp_files", "Other_files"):
        write(tmp_path / folder, frame=page.format(folder))
    take(store, [tmp_path])
    assert {row.title for row in store.page(query(""), 10).rows} == {"The lamp is lit", "Other_files"}
