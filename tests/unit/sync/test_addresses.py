from __future__ import annotations

import pytest

from tuireader.sync.addresses import host_of, uncounted


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/a", "https://news.example/a"),
        ("https://news.example/a?utm_source=rss&utm_medium=feed", "https://news.example/a"),
        ("https://news.example/a?id=7&utm_source=rss&page=2", "https://news.example/a?id=7&page=2"),
        ("https://news.example/a?at_medium=RSS&at_campaign=rss#top", "https://news.example/a"),
        ("https://news.example/a?CMP=share", "https://news.example/a"),
        ("https://news.example/a?attention=all", "https://news.example/a?attention=all"),
        ("https://news.example/a?", "https://news.example/a"),
        ("https://news.example/#/story/7", "https://news.example/#/story/7"),
        ("https://news.example/?fbclid=x#!story", "https://news.example/#!story"),
    ],
)
def test_what_counts_readers_goes_and_what_names_the_story_stays(url: str, expected: str) -> None:
    assert uncounted(url) == expected
    assert uncounted(expected) == expected


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://News.Example:8443/a", "news.example"), ("http://me:secret@news.example/", "news.example"), ("http://[::1]:80/", "::1"),
     ("http://[::1", ""), ("news", "")],
)  # fmt: skip
def test_hosts(url: str, host: str) -> None:
    assert host_of(url) == host
