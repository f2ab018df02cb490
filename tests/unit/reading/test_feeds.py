"""Feeds: dates, what is no feed, hostile ones, and where pages say that their feeds are."""

from datetime import UTC, datetime

import pytest

from tuireader.errors import InputError
from tuireader.reading import Hints, read
from tuireader.reading.feeds.dates import feed_date
from tuireader.reading.feeds.discovery import discover


def rss(items: str, channel: str = "<title>Quay</title><link>https://quay.example/</link>") -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}{items}</channel></rss>'.encode()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Thu, 09 Jan 2020 14:03:05 GMT", "2020-01-09T14:03:05"),
        ("Thu, 9 Jan 2020 14:03:05 -0500", "2020-01-09T19:03:05"),
        ("09 Jan 20 14:03 EST", "2020-01-09T19:03:00"),
        ("Thu, 09 Jan 2020 14:03:05 CET", "2020-01-09T13:03:05"),
        ("Thur, 09 January 2020 2:03 PM", "2020-01-09T14:03:00"),
        ("Do, 09 Jän 2020 14:03:05 +0100", None),
        ("Do, 09 Mär 2020 14:03:05 +0100", "2020-03-09T13:03:05"),
        ("jeu., 09 août 2018 10:00:00 +0200", "2018-08-09T08:00:00"),
        ("9 juillet 2018", "2018-07-09T00:00:00"),
        ("9 de enero de 2020", "2020-01-09T00:00:00"),
        ("чт, 09 янв 2020 14:03:05 +0300", "2020-01-09T11:03:05"),
        ("2020-01-09T14:03:05Z", "2020-01-09T14:03:05"),
        ("2020-01-09T14:03:05.123456+05:30", "2020-01-09T08:33:05"),
        ("2020-01-09T14:03-0800", "2020-01-09T22:03:00"),
        ("2020-01-09 14:03:05 UTC", "2020-01-09T14:03:05"),
        ("2020-1-9", "2020-01-09T00:00:00"),
        ("20200109T140305Z", "2020-01-09T14:03:05"),
        ("2020-01", "2020-01-01T00:00:00"),
        ("2020", "2020-01-01T00:00:00"),
        ("Thu Jan  9 14:03:05 2020", "2020-01-09T14:03:05"),
        ("January 9, 2020, 2:03 pm EST", "2020-01-09T19:03:00"),
        ("01/09/2020 14:03", "2020-01-09T14:03:00"),
        ("23/01/2020", "2020-01-23T00:00:00"),
        ("09.01.2020 14:03", "2020-01-09T14:03:00"),
        ("2020/01/09 14:03", "2020-01-09T14:03:00"),
        ("2020년 1월 9일 오후 2:03", "2020-01-09T14:03:00"),
        ("Thu, 09 Jan 2020 24:00:00 GMT", "2020-01-10T00:00:00"),
        ("1578578585", "2020-01-09T14:03:05"),
        ("1578578585000", "2020-01-09T14:03:05"),
        ("0001-01-01T00:00:00Z", None),
        ("Mon, 01 Jan 0001 00:00:00 +0000", None),
        ("Thu, 31 Feb 2020 14:03:05 GMT", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_as_feeds_write_them(written: str, meant: str | None) -> None:
    assert feed_date(written) == (datetime.fromisoformat(meant).replace(tzinfo=UTC) if meant else None)


def test_an_empty_feed_is_no_mistake() -> None:
    reading = read(rss(""))
    assert reading.drafts == ()
    assert reading.feed is not None
    assert (reading.feed.kind, reading.feed.title, reading.feed.entries) == ("RSS", "Quay", 0)


@pytest.mark.parametrize(
    "came",
    [
        b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><form>Wi-Fi</form><p>Accept our terms.</p></body></html>",
        b"<html><body><p>Read our &lt;rss&gt; feed: <a href='/rss'>here</a><rss></rss></body></html>",
        b"",
        b"\r\n \r\n",
        b"It works!",
        b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>",
        b'{"error": "rate limited"}',
        b"\x89PNG\r\n\x1a\n\0\0\0",
        b"\xff\xfe\x00\x01" * 40,
    ],
)
def test_what_comes_in_place_of_a_feed_is_no_feed(came: bytes) -> None:
    try:
        found = read(came, Hints(base_url="https://quay.example/feed")).feed
    except InputError:
        found = None
    assert found is None


def test_an_address_of_the_feed_itself_serves_for_relative_ones() -> None:
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Q</title><entry><title>One</title><link href="/one"/></entry></feed>'
    (draft,) = read(atom, Hints(base_url="https://quay.example/blog/feed.atom")).drafts
    assert draft.article.url == "https://quay.example/one"


def test_a_link_that_only_counts_clicks_gives_way_to_the_story() -> None:
    item = (
        "<item><title>One</title><link>http://feedproxy.google.com/~r/quay/1</link>"
        '<o:origLink xmlns:o="http://rssnamespace.org/feedburner/ext/1.0">https://quay.example/one</o:origLink></item>'
    )
    (draft,) = read(rss(item)).drafts
    assert draft.article.url == "https://quay.example/one"


@pytest.mark.parametrize(
    "feed",
    [
        '<rss version="2.0" xmlns="https://rss.example/unheard/of"><channel><item><title>One</title><link>{0}</link></item></channel></rss>',
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped">One</title><link href="{0}"/></entry></feed>',
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>One</a:title><a:link href="{0}"/></a:entry></a:feed>',
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/"><item><title>One</title><link>{0}</link></item></r:RDF>',
        '<?xml version="1.1"?><rss><item><title>One</title><link>{0}</link></item></rss>',
        "<RSS><CHANNEL><ITEM><TITLE>One</TITLE><LINK>{0}</LINK></ITEM></CHANNEL></RSS>",
        '<rss><item><title>One</title><guid>http://b.example</guid><a:link xmlns:a="http://www.w3.org/2005/Atom" href="{0}"/></item></rss>',
    ],
    ids=["unknown namespace", "atom 0.3", "prefixed atom", "rss 0.9", "xml 1.1", "capitals", "atom's link in rss"],
)
def test_feeds_of_every_kind_name_their_stories(feed: str) -> None:
    address = "https://quay.example/one"
    assert [(draft.article.title, draft.article.url) for draft in read(feed.format(address).encode()).drafts] == [("One", address)]


@pytest.mark.parametrize(
    ("author", "people"),
    [
        ("Tess Bird in Hull", "Tess Bird"),
        ("Bo Lind | The Quay", "Bo Lind"),
        ("Walks in Rome", "Walks in Rome"),
        ("Bo in Hull", "Bo in Hull"),
    ],
)
def test_people_are_named_without_where_they_wrote(author: str, people: str) -> None:
    (draft,) = read(rss(f"<item><title>Fog</title><dc:creator>{author}</dc:creator></item>")).drafts
    assert draft.article.byline == people


def test_people_are_named_without_their_addresses_and_outlets_are_no_people() -> None:
    authors = ["ada@quay.example (Ada Kerr)", "By Bo Lind", "noreply@quay.example", "Quay", "admin"]
    items = "".join(f"<item><title>{n}</title><author>{author}</author></item>" for n, author in enumerate(authors))
    assert [draft.article.byline for draft in read(rss(items)).drafts] == ["Ada Kerr", "Bo Lind", None, None, None]


def test_entities_that_a_feed_declares_are_never_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss><channel><item><title>&l9;</title></item></channel></rss>'
    (draft,) = read(bomb.encode()).drafts
    assert draft.article.title == "&l9;"


def test_files_of_the_machine_are_never_read() -> None:
    reach = (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        b"<rss><channel><item><title>a&x;b</title></item></channel></rss>"
    )
    assert [draft.article.title for draft in read(reach).drafts] == ["a&x;b"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<rss><channel>" + "<item>" * 100_000,
        "<rss><channel><item><title>x</title><description>" + "&lt;div&gt;" * 80_000,
        "<rss " + " ".join(f'a{n}="1"' for n in range(80_000)) + "><channel><item><title>x</title></item></channel></rss>",
        "<rss " + " ".join(f'xmlns:a{n}="u{n}"' for n in range(30_000)) + "><channel/></rss>",
        "<feed>" + "<entry><title>" * 70_000,
        "<rss><channel><item><title>" + "&amp" * 250_000,
        "<rss><channel><item><pubDate>" + "1 " * 500_000 + "</pubDate><title>x</title></item>",
        '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 500_000,
        "<rss" * 250_000,
        "<!DOCTYPE rss [" + "<!ENTITY a 'b'>" * 60_000,
    ],
    ids=[
        "items in items",
        "deep content",
        "attributes",
        "namespaces",
        "entries in entries",
        "ampersands",
        "date",
        "brackets",
        "rss",
        "doctype",
    ],
)
def test_hostile_feeds_are_read_or_refused(hostile: str) -> None:
    try:
        reading = read(hostile.encode())
    except InputError:
        return
    assert reading.feed is not None


def test_a_page_leads_to_its_feeds() -> None:
    page = b"""<html><head><base href="https://quay.example/home/">
    <link rel="alternate" type="application/rss+xml" title="Quay &raquo; Comments" href="/comments/feed/">
    <link rel="alternate" type="application/rss+xml" title="Quay" href="../feed/">
    <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
    <link rel="alternate" hreflang="de" href="/de/">
    <link rel="alternate stylesheet" type="text/css" href="/x.css">
    <link rel="alternate" type="application/atom+xml" href="javascript:alert(1)"></head>
    <body><a href="/news.rss">News</a> <a href="/feed/">RSS</a> <a href="/feedback">Feedback</a></body></html>"""
    assert [(link.address, link.title, link.declared) for link in discover(page, "https://quay.example/")] == [
        ("https://quay.example/feed/", "Quay", True),
        ("https://quay.example/comments/feed/", "Quay » Comments", True),
        ("https://quay.example/news.rss", "News", False),
    ]


def test_what_is_no_page_leads_nowhere() -> None:
    assert discover(b"\x89PNG\r\n\x1a\n", None) == []
    assert discover(b"", "https://quay.example/") == []


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://www.google.com/url?rct=j&amp;url=https://quay.example/fog%3Fa%3D1&amp;usg=x", "https://quay.example/fog?a=1"),
        ("https://google.co.uk/url?q=https://quay.example/fog", "https://quay.example/fog"),
        ("https://www.google.com/url?rct=j", "https://www.google.com/url?rct=j"),
        ("https://quay.example/url?url=https://other.example", "https://quay.example/url?url=https://other.example"),
    ],
)
def test_an_address_that_counts_clicks_gives_way_to_the_one_in_it(link: str, address: str) -> None:
    (draft,) = read(rss(f"<item><title>Fog</title><link>{link}</link></item>")).drafts
    assert draft.article.url == address
