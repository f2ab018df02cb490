"""What stands below the last words of a story is left out; the last words stay."""

import pytest

from tuireader.reading import Hints, read

STORY = "<p>The orchard behind the mill is for sale, with its forty trees and the ladder, and nobody knows who will prune it now.</p>" * 3
HEAD = '<title>The orchard</title><meta name="author" content="Ada Finch"><h1>The orchard</h1>'


def texts(ending: str) -> list[str]:
    page = f"{HEAD}<article>{STORY}{ending}</article>"
    return [block.text for block in read(page.encode(), Hints(content_type="text/html")).drafts[0].article.blocks]


@pytest.mark.parametrize(
    "ending",
    [
        "<p>Ada Finch is a gardener in Lund.</p>",
        "<p>About Ada Finch</p><p>Ada Finch, who keeps bees, writes about hedges for the Echo.</p>",
        "<p>Ada Finch’s second book, “Hedges”, with drawings by her sister and a foreword by the mayor of the town, is out now.</p>",
        "<p>Ada Finch é jornalista em Lisboa.</p>",
        "<p>Ada Finch arbeitet als Gärtnerin.</p>",
        "<p>Ada Finch</p>",
        '<p>Ada Finch is a gardener in Lund.</p><img src="https://echo.example/ada.jpg" width="600" height="600">',
    ],
)
def test_the_author_s_life_is_left_out(ending: str) -> None:
    assert len(texts(ending)) == 3


@pytest.mark.parametrize(
    "ending",
    [
        "<p>Ada Finchley is the next to bid for it, with her brothers.</p>",
        "<p>The book of the orchard is Ada Finch’s.</p>",
        '<p>The last tree fell.</p><img src="https://echo.example/tree.jpg" width="600" height="600">',
    ],
)
def test_last_words_stay(ending: str) -> None:
    assert len(texts(ending)) > 3
