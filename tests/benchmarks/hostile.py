"""Hostile inputs of one MiB in every format, each read in a process of its own: what it takes of processor time and of memory.

    python -m tests.benchmarks.hostile [PART OF A NAME …]

Prints those that take most; any input may take two seconds and 512 MiB. No test depends on it.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tuireader import spreading
from tuireader.intake import parse

MIB = 1 << 20
SHOWN = 15
_STORY = "The harbour was quiet, “and nobody came,” said Jane Doe of Kenya. "
_PAGE = f"<html><body><h1>T</h1><p>{_STORY * 5}</p>"
_RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>'
_ITEM = f"{_RSS}<item><title>x</title>"
_JSON = '{"version": "https://jsonfeed.org/version/1.1", "items": ['
_MAIL = "From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\nDate: Mon, 09 Nov 2020 07:30:00 +0000\n"
_HTML_MAIL = f"{_MAIL}Content-Type: text/html\n"
_PARAGRAPH = [_STORY, "a", "“", "“a” \"b\" ", "\"", "'a ", "”", "John Smith Jane Doe ", "A", "he said ", ", ",
        "Kenya, France, Georgia, ", " ", ".",
              "\"a,\" said John Smith. ", "John Smith, who is ", "他说：“我们不会来。”", "«Мы не придём», — сказал Иван. ", "a\u0301\u0323",
        "\u202e", "👨‍👩‍👧", "\x1b[31m"]  # fmt: skip
_REPEATED: dict[str, tuple[str, list[str], str]] = {
    "page.html": (_PAGE, [
        "<div>", "<b>", "<b><p>", "<table><tr><td>", "<ul><li>x", "<blockquote>", "<a href=x>y", "<pre>", "<figure><img src=a>",
        "<p>", "<br>",
        "<article><h2><a href=/x>Head</a></h2>", '<div class="caption related share gal">Words of a label. </div>', "<p>Said Jane Doe.</p>",
        "<div>ab</div>", "<span>ab </span>", "<li><h2><a href=/x>Head</a></h2></li>",
        "<img src=a><p class=caption>A man. Photo: Jane Doe</p>",
        '<div class="gallery"><img src=a><p class=caption>x</p>', "<figcaption>A man walks. Photo: Jane Doe/AP</figcaption>", "<svg><g>",
        '<a href="https://x.example/1">Read more about it</a> ', '<ul><li><a href="https://x.example/1">Read more about it</a></ul>',
        '<p><a href="https://x.example/1">Read more of it</a></p>', "<p><b>Head</b></p><p>Text of it is longer.</p>", '<a "', "<", "<!--",
        "<![CDATA[", "<script>", "&amp;&lt;&#x1F600;", "&xyzzy", "\0", "a\0<p>\0", "<h1>Some headline here</h1>",
        "<p style='display : none'>x",
        "<time datetime=2020-01-01>x</time>", '<span class="byline">By Jane Doe</span>', "<h3>Related</h3>",
        "<div><h3>Related stories</h3>",
        "<p>Read more:</p><p><a href=x>y z</a></p>", "<p>\u202eשלום</p>", "<select><option>", "<noscript><p>x", "<form><p>x",
        "<tr><td>x<td>y", "<img src=a%d.jpg>", "<p>a<img src=a%d.jpg width=900>", "<figure><a href=x>y<figure>", "<figure><a href=x><b>",
        '<div class="pullquote">The harbour was quiet</div>', '<blockquote class="pullquote">Words of it', '<a href="#a">1</a>',
        "<table><tr><td>x</td><td>y</td></tr><tr><td>x</td><td>y</td></tr></table>",
        '<script type="application/ld+json">{"@type":"Article"}</script>',
    ], ""),
    "attributes.html": (f"{_PAGE}<p ", ["a=1 ", 'class="caption" ', "x"], ">x</p>"),
    "paragraph.html": (f"{_PAGE}<p>", [*_PARAGRAPH, "&nbsp;"], "</p>"),
    "title.html": ("<html><title>", ["a | b - ", "|"], f"</title>{_PAGE}"),
    "head.html": ("<html><head>", ['<meta name="author" content="A B">', '<meta name="dc.creator" content="A B">'], _PAGE),
    "data.html": ('<html><script type="application/ld+json">{"@type":"NewsArticle","articleBody":"', ["Words of it. ", "[", "\\u0000"],
                  f'"}}</script>{_PAGE}<p>Words of it.</p>'),
    "line.txt": ("A headline here\n\n", [*_PARAGRAPH, "(Photo: x) ", "(AP Photo/", "By Jane Doe, ",
        "KYIV, Ukraine (Reuters) — Now. ", "January 9, 2020 "], ""),
    "lines.txt": ("A headline here\n\n", [
        "Short line\n", "Image caption A man walks\n", "Image copyright Getty\n", "a\n", "ab\n", "\n", "- item\n", "READ MORE: x\n",
        '"A b c d e," he said.\n\n', '"A b c d e\n\n', "The harbour was quiet and nobody\ncame there at all until the\n", "a\0",
        "https://x.example/a\n",
    ], ""),
    "marks.md": ("# Head\n\nSome words.\n\n", [
        "*", "_", "`", "[", "[a](", "![a](b)", "> ", ">", "- ", "  - a\n", "# a\n", "|a|b|\n|-|-|\n", "|", "*a **b ", '[a](b "',
        "<", "<div>\n", "```\n",
        "[a]: b\n", "\\", "~~", "&amp;", "![", "a\n=\n", "1. a\n", "[^1]", "<http://a", "---\n",
    ], ""),
    "front.md": ("---\n", ["title: x\n", "title: ["], "\n---\n# a\nb"),
    "feed.rss": (_RSS, [
        "<item><title>x</title></item>", "<item><title>", "<item>", "<", "<item><n:title>x</n:title></item>",
        "<item xml:base='http://x.example/a/'><link>b</link></item>",
        f"<item><pubDate>{'9' * 200} Jan 2020</pubDate></item>",
    ], ""),
    "entry.rss": (_ITEM, [
        "<a>", "<category>a</category>", "<link>http://x.example/1</link>", "<content:encoded>&lt;p&gt;x</content:encoded>",
        '<media:content url="http://x.example/a.jpg" width="1"><media:title>x</media:title></media:content>', "<guid>a</guid>",
    ], "</item>"),
    "description.rss": (f"{_ITEM}<description>", ["&lt;p&gt;The harbour was quiet.&lt;/p&gt;", "&lt;div&gt;", "&amp;amp;amp;",
        "& "], "</description></item>"),
    "attributes.rss": (f"{_RSS}<item><guid ", ["a%d='1' "], ">x</guid></item></channel></rss>"),
    "names.rss": ("<rss ", ["xmlns:n%d='u%d' "], "><channel><item><title>x</title></item></channel></rss>"),
    "entities.rss": ("<!DOCTYPE rss [", ["<!ENTITY a 'x'>", "<!ENTITY a%d '&a;&a;'>"], f"]>{_RSS}<item><title>&a;</title></item>"),
    "entries.atom": ('<feed xmlns="http://www.w3.org/2005/Atom">', ["<entry><id>1</id><title>x</title></entry>",
        "<entry><content type='xhtml'><div>"], ""),
    "feed.json": (_JSON, ['{"id": "1", "content_text": "a"},', "[", '{"a":'], '{"id": "2"}]}'),
    "cut.json": (_JSON, ['{"id": "1", "content_text": "a"},', '"items": ['], ""),
    "own.json": ('{"title": "x", "blocks": [', ['{"kind": "paragraph", "text": "a"},', "["], '{"kind": "paragraph", "text": "a"}]}'),
    "lists.opml": ("<opml><body>", ["<outline text='a'>", "<outline xmlUrl='http://x.example/%d'/>"], ""),
    "attributes.opml": ("<opml><body><outline ", ["a%d='1' "], "/></body></opml>"),
    "head.eml": (_MAIL, ["X-A: b\n", "X-A: a\n b\n", "Subject: =?utf-8?q?a?= "], "\n\nbody"),
    "type.eml": (f"{_MAIL}Content-Type: text/html; ", ["a=b; ", "a*0*=b; ", "("], "\n\n<p>body"),
    "parts.eml": (f"{_MAIL}Content-Type: multipart/mixed; boundary=a\n\n", ["--a\n\nx\n",
        "--a\nContent-Type: multipart/mixed; boundary=a%d\n\n--a%d\n"], ""),
    "body.eml": (f"{_HTML_MAIL}\n", ['<a href="https://x.example/" ', "<b>", '<a href="https://x.example/"><b>'], ""),
    "box.mbox": ("", [f"From a@b Mon Nov  9 07:30:00 2020\n{_MAIL}\nbody words\n\n", ">From \n"], ""),
    "saved.html": ("<!DOCTYPE NETSCAPE-Bookmark-file-1>", ['<DT><A HREF="http://x.example/%d">b</A>', "<DL><H3>a</H3>", '<a "'], ""),
    "pocket.csv": ("title,url,time_added,tags,status\n", ["a,http://x.example/%d,1,,unread\n", '"a,'], ""),
}  # fmt: skip


def inputs() -> Iterator[tuple[str, bytes]]:
    """Yield the inputs, by names whose endings tell the format."""
    for name, (head, pieces, tail) in _REPEATED.items():
        stem, _, kind = name.partition(".")
        for number, piece in enumerate(pieces):
            times = MIB // len(piece.encode())
            body = "".join(piece.replace("%d", str(at)) for at in range(times)) if "%d" in piece else piece * times
            yield f"{stem}-{number}.{kind}", (head + body[:MIB] + tail).encode("utf-8", "replace")
    yield "surrogates.html", (_PAGE + "\ud800<p>x" * (MIB // 7)).encode("utf-8", "surrogatepass")
    yield "utf16.txt", (_STORY * (MIB // 2 // len(_STORY))).encode("utf-16")
    yield "random.bin", random.Random(1).randbytes(MIB)
    yield "random16.txt", b"\xff\xfe" + random.Random(2).randbytes(MIB)
    yield "sqlite.db", b"SQLite format 3\0" + random.Random(3).randbytes(MIB)
    yield "bomb.gz", gzip.compress(bytes(900 * MIB))
    yield "bomb.zip", _zipped({"a.txt": bytes(900 * MIB)})
    yield "texts.zip", _zipped({f"{number}.txt": b"Head\n\nBody of it is here." for number in range(5_000)})
    yield "pages.zip", _zipped({f"{number}.html": _PAGE.encode() for number in range(5_000)})
    yield "empty.zip", _zipped({f"{number}.zip": _zipped({f"{inner}": b"" for inner in range(5_000)}) for number in range(20)})
    yield "bombs.zip", _zipped({f"{number}.zip": _zipped({"a.txt": b"x " * 600_000}) for number in range(300)})


def _zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _taken(path: Path) -> tuple[float, float, str]:
    """Return the seconds, the MiB and the outcome of reading a file in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    reading, writing = os.pipe()
    if not (child := os.fork()):
        try:
            start = time.process_time()
            found = list(parse([path]))
            told = [str(getattr(one, "reason", "read")) for one in found[:1] + found[-1:]]
            took = (
                time.process_time() - start,
                (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
                f"{len(found)}: {told[-1:]}",
            )
            os.write(writing, json.dumps(took).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    seconds, size, outcome = json.loads(answer) if answer else (0.0, 0.0, "DIED")
    return seconds, size, outcome


def main() -> int:
    """Read all inputs, or those with a part of one of the names given, and print those that took most."""
    spreading.HELPERS = 0
    wanted = sys.argv[1:]
    found = []
    with tempfile.TemporaryDirectory() as folder:
        warm = Path(folder) / "warm.html"
        warm.write_text(_PAGE, encoding="utf-8")
        list(parse([warm]))  # what is loaded once is no input's
        for name, data in inputs():
            if not wanted or any(part in name for part in wanted):
                path = Path(folder) / name
                path.write_bytes(data)
                found.append((*_taken(path), name))
                path.unlink()
    found.sort(key=lambda one: (one[2] == "DIED", one[0]), reverse=True)
    for seconds, size, outcome, name in found[: SHOWN if not wanted else None]:
        print(f"{seconds:6.2f} s {size:6.0f} MiB  {name:20} {outcome[:90]}")
    print(f"{len(found)} inputs, most: {max(one[0] for one in found):.2f} s, {max(one[1] for one in found):.0f} MiB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
