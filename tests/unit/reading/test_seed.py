"""The page that started the project, where it is at hand."""

from pathlib import Path

import pytest

from tuireader.article import Caption, Paragraph, Related
from tuireader.reading import Hints, read

SEED = Path(__file__).parents[3].parent / "shared" / "real" / "seed.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the real news isn't at hand")
def test_the_seed_page_is_read_whole() -> None:
    draft = read(SEED.read_bytes(), Hints(path="seed.txt")).drafts[0]
    article = draft.article
    assert draft.clues.heading == "Middle East"
    assert article.title == "Iran crisis: Commander says more air strikes were planned against US"
    captions = [block for block in article.blocks if isinstance(block, Caption)]
    assert captions == [
        Caption(text="Is 2020's Iran crisis already over?", media="video"),
        Caption(text="One of the missiles was fired at a base in Irbil", credit="Getty Images", media="image"),
    ]
    assert sum(isinstance(block, Paragraph) for block in article.blocks) == 14
    assert isinstance(article.blocks[-1], Related)
    assert len(article.blocks) == 17
    assert article.source_path == "seed.txt"
    assert article.language == "en"
