"""Pictures without a figure: the story's are shown, what is small or counts readers isn't."""

import pytest

from tuireader.article import Caption
from tuireader.reading import Hints, read

TEXT = "The orchard behind the mill is for sale, with its forty trees and the ladder, and nobody knows who will prune it now."
TREE = "https://echo.example/tree.jpg"


def shown(markup: str) -> list[str | None]:
    page = f"<title>The orchard</title><h1>The orchard</h1><article><p>{TEXT}</p><p>{TEXT}</p>{markup}<p>{TEXT}</p></article>"
    (draft,) = read(page.encode(), Hints(content_type="text/html", base_url="https://echo.example/orchard")).drafts
    return [block.src for block in draft.article.blocks if isinstance(block, Caption)]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="tree.jpg" width="640" height="480">',
        '<p><img src="tree.jpg" style="width: 640px"></p>',
        '<p><a href="tree-large.jpg"><img src="tree.jpg"></a></p>',
        '<p><strong><picture><source srcset="tree.jpg 800w"><img src="tree-s.jpg"></picture></strong></p>',
        '<div><img data-src="tree.jpg" src="spacer.gif" width="640"></div>',
        '<p><img src="tree.jpg"><br></p>',
        '<p><img src="tree.jpg" width="100%"></p>',
    ],
)
def test_a_picture_that_is_large_or_stands_alone_is_shown(markup: str) -> None:
    assert shown(markup) == [TREE]


@pytest.mark.parametrize(
    "markup",
    [
        '<p><img src="tree.jpg" width="1" height="1"></p>',
        '<p><img src="tree.jpg" width="120"></p>',
        '<p><img src="tree.jpg" style="height: 1em"></p>',
        '<p>A tree <img src="tree.jpg"> in words.</p>',
        '<p>A tree <b><img src="tree.jpg"></b></p>',
        '<p><img class="wp-smiley" src="tree.jpg"></p>',
        '<p><img src="/img/pixel?story=1"></p>',
        '<p><img src="tree.svg"></p>',
        '<p><img src="data:image/png;base64,AAAA"></p>',
    ],
)
def test_what_is_small_or_counts_readers_is_not(markup: str) -> None:
    assert shown(markup) == []


def test_a_picture_in_a_paragraph_comes_behind_it() -> None:
    page = f'<title>T</title><h1>T</h1><article><p>{TEXT} <img src="/tree.jpg" width="640"> {TEXT}</p><p>{TEXT}</p></article>'
    (draft,) = read(page.encode(), Hints(content_type="text/html", base_url="https://echo.example/")).drafts
    assert [block.text for block in draft.article.blocks] == [f"{TEXT} {TEXT}", "", TEXT]


def test_a_picture_that_comes_again_is_shown_once() -> None:
    assert shown('<p><img src="tree.jpg"></p><p><img src="tree.jpg"></p>') == [TREE]


def test_pictures_of_other_stories_go_with_them() -> None:
    others = "".join(
        f'<p><a href="/{n}"><img src="{n}.jpg" width="300"></a></p><h4><a href="/{n}">Another orchard, no. {n}</a></h4>' for n in range(3)
    )
    assert shown(f"<p>{TEXT}</p><p>{TEXT}</p><h3>More stories</h3>{others}") == []
