"""Clauses that name the speaker out of the usual order, and sentences that belong to somebody else."""

from __future__ import annotations

import pytest

from tuireader.article import Article, Paragraph, Quote, all_quotes
from tuireader.meaning.quotations import annotate


def said(*paragraphs: str) -> list[Quote]:
    article = annotate(Article(blocks=tuple(Paragraph(text=paragraph) for paragraph in paragraphs)))
    return list(all_quotes(article))


@pytest.mark.parametrize(
    ("text", "speaker", "mention"),
    [
        ("In that bay, wrote Ellen Price, there was such a crowd of boats “that no water was left to see”.", "Ellen Price", "Ellen Price"),
        ("Coffee, wrote Ellen Price in The Long Voyage, “keeps the whole crew from mutiny”.", "Ellen Price", "Ellen Price"),
        (
            "There was a light in the sky, says the Harbour Chronicle, “as if the moon had burst”.",
            "Harbour Chronicle",
            "the Harbour Chronicle",
        ),
        ("They tasted it, says the tale, and “nothing was ever so sweet to them”.", None, "the tale"),
        ("Ellen Price was not impressed. No whale, she said. It was a log, “like those on any beach”.", "Ellen Price", "she"),
        ("Ellen Price was old. “From the age of six I had the sea in mind,” she began.", "Ellen Price", "she"),
        ("Ellen Price marvelled at it: “All this in a single drop of water.”", "Ellen Price", "Ellen Price"),
    ],
)
def test_clauses_put_in(text: str, speaker: str | None, mention: str) -> None:
    (quote,) = said(text)
    assert (quote.speaker, quote.mention) == (speaker, mention)


@pytest.mark.parametrize(
    "text",
    [
        "Ellen Price, the pilot, said Omar Haddad “had nothing new to tell us”.",
        "Ellen Price, speaking in Dover, said Omar Haddad, who had come late, “had nothing new to tell us”.",
        "“All of the town is in grief,” Ellen Price, a member of the council, told Omar Haddad on Monday.",
    ],
)
def test_whom_a_speaker_speaks_of_or_to_is_not_the_speaker(text: str) -> None:
    assert said(text)[0].speaker == "Ellen Price"


def test_a_sentence_about_somebody_else_does_not_go_on_with_the_speaker_before() -> None:
    told = "The beach was “nothing but mud and old rope”, Ellen Price said. Omar Haddad closed it, for it drew “idle and noisy people”."
    assert [quote.speaker for quote in said(told)] == ["Ellen Price", None]
