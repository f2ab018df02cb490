"""What an article is: frozen structs, and their JSON.

The JSON that :func:`to_json` writes is the program's public form: ``parse --json`` and ``show --json`` print it, ``import`` takes it
back. Times are ISO 8601 in UTC. Offsets count Unicode code points of the block's ``text``; a quotation's span is what stands between
its marks.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Literal

import msgspec

from tuireader.errors import UnknownFormat
from tuireader.lettering import plain_bytes

Whole = Literal["whole", "summary", "blocked"]
Media = Literal["image", "video", "audio"]
MarkKind = Literal["link", "emphasis", "strong"]


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """A direct quotation in running text."""

    start: int
    """Offset of the first code point after the opening mark."""
    end: int
    """Offset of the closing mark (or the end of the text, where the quotation goes on in the next paragraph)."""
    text: str
    """``block.text[start:end]``."""
    speaker: str | None = None
    """Who says it, by the fullest name that the article gives; null where nobody is named."""
    description: str | None = None
    """The speaker's title or office, as the article has it: "Iranian commander"."""
    mention: str | None = None
    """The words in the text that stand for the speaker, a pronoun too."""
    cue: str | None = None
    """The verb or phrase of saying: "said", "according to"."""
    group: int | None = None
    """One number for the parts of a quotation that runs over several paragraphs; unique within the article."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A span of running text with a link or emphasis."""

    kind: MarkKind
    start: int
    end: int
    href: str | None = None
    """The link's address, http(s) only; null for emphasis."""


class _Text(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What every block has: its text, and the quotations and marks in it."""

    text: str
    quotes: tuple[Quote, ...] = ()
    marks: tuple[Mark, ...] = ()


class Paragraph(_Text, frozen=True, kw_only=True, tag="paragraph"):
    """A paragraph of running text."""


class Heading(_Text, frozen=True, kw_only=True, tag="heading"):
    """A heading between paragraphs; the headline itself is the article's ``title``."""

    level: int = 2


class Caption(_Text, frozen=True, kw_only=True, tag="caption"):
    """A picture, video or audio: its caption (empty where it has none), credit and address."""

    credit: str | None = None
    media: Media = "image"
    src: str | None = None


class BlockQuote(_Text, frozen=True, kw_only=True, tag="quote"):
    """A block quotation or pull quote; its paragraphs are parted by ``\\n``."""

    attribution: str | None = None


class ListItem(_Text, frozen=True, kw_only=True, tag="list_item"):
    """An item of a list."""

    depth: int = 1
    """1 for an outermost list."""
    ordered: int | None = None
    """The item's number; null for a bulleted list."""


class Code(_Text, frozen=True, kw_only=True, tag="code"):
    """Preformatted text."""


class Table(_Text, frozen=True, kw_only=True, tag="table"):
    """A table; ``text`` is the rows joined by ``\\n``, the cells by tabs turned to " | "."""

    rows: tuple[tuple[str, ...], ...] = ()


class RelatedLink(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the trailer."""

    text: str
    href: str | None = None


class Related(_Text, frozen=True, kw_only=True, tag="related"):
    """The trailer ("More on this story"): its heading is ``text``."""

    links: tuple[RelatedLink, ...] = ()


Block = Paragraph | Heading | Caption | BlockQuote | ListItem | Code | Table | Related


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A country that the article names."""

    code: str
    """ISO 3166-1 alpha-2."""
    name: str
    """The country's common English name."""
    count: int
    """How often it is named, its cities and people included."""


class Enclosure(msgspec.Struct, frozen=True, kw_only=True):
    """A file that the entry carries: a podcast's audio, a video."""

    url: str
    media_type: str | None = None
    length: int | None = None
    """Bytes, as the feed says."""


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One story, whole or as much of it as there is."""

    id: str = ""
    """Short, stable, typed by hand; see :func:`identify`. "" until identified."""
    source_path: str | None = None
    """The file that it was read from, as the person named it."""
    title: str = ""
    title_quotes: tuple[Quote, ...] = ()
    standfirst: str | None = None
    section: str | None = None
    """Business, Technology …: a subject, never a region."""
    region_path: tuple[str, ...] = ()
    """The desk, then the country: ("Middle East", "Iran"). Empty until placed."""
    region_evidence: str | None = None
    """Why it is there, in words."""
    places: tuple[Place, ...] = ()
    """The countries named, most named first."""
    byline: str | None = None
    """The people who wrote it, without "By"."""
    source: str | None = None
    """The outlet."""
    subscriptions: tuple[str, ...] = ()
    """Addresses of the feeds that it came by."""
    guid: str | None = None
    """The feed's own name for the entry."""
    published: datetime | None = None
    updated: datetime | None = None
    first_seen: datetime | None = None
    """When the store got it; null outside the store."""
    language: str | None = None
    """BCP 47: "en", "pt-BR"."""
    url: str | None = None
    """The canonical address, http(s) only."""
    words: int = 0
    """Words of its text, captions left out."""
    lead_picture: str | None = None
    """Address of the picture that stands for the story."""
    enclosures: tuple[Enclosure, ...] = ()
    whole: Whole = "whole"
    whole_reason: str | None = None
    """Why it is not whole, in words."""
    blocks: tuple[Block, ...] = ()

    def __reduce__(self) -> tuple[Callable[[bytes], Article], tuple[bytes]]:
        """Go to another process as one packet: a third of the time that its parts would take one by one."""
        return _unpacked, (_PACKER.encode(self),)


class Clues(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader saw that tells where a story belongs, strongest first; not part of the article, gone once it is placed."""

    heading: str | None = None
    """The section or region heading above the headline, as it stands."""
    sections: tuple[str, ...] = ()
    """The page's own section metadata, outermost first."""
    dateline: str | None = None
    """The place of "KYIV, Ukraine (Reuters) —"."""
    subscription_region: tuple[str, ...] = ()
    """The region that the person gave the subscription."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader makes of its bytes: an article, and the clues to place it."""

    article: Article
    clues: Clues = Clues()


_ENCODER = msgspec.json.Encoder()
_PACKER = msgspec.msgpack.Encoder()
_DECODER = msgspec.json.Decoder(Article)
_UNPACKER = msgspec.msgpack.Decoder(Article)
# Crockford's base 32: no i, l, o, u, so that an id read aloud or typed by hand isn't mistaken.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_LETTERS_AND_JOINTS = bytes(
    0x61 if chr(code) == "_" or (code < 0x80 and chr(code).isalnum()) else 0x2D if chr(code) in "'.-" else 0x20 for code in range(256)
)
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_RUNNING_TEXT = (Paragraph, Heading, BlockQuote, ListItem, Code, Table)


def _unpacked(data: bytes) -> Article:
    return _UNPACKER.decode(data)


def to_json(article: Article) -> bytes:
    """Return the article's JSON, one line, UTF-8."""
    return _ENCODER.encode(article)


def from_json(data: bytes | str) -> Article:
    """Read what :func:`to_json` wrote; unknown fields are passed over.

    Raises:
        UnknownFormat: the JSON is broken or isn't an article's; the reason says where.
    """
    try:
        return _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnknownFormat(f"not an article's JSON: {error}") from error


def identify(key: str) -> str:
    """Return the id for an identity key (see :func:`identity_key`): 12 characters of Crockford's base 32, from BLAKE2b.

    60 bits: two of a million articles share an id once in two million stores.
    """
    number = int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 4
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(55, -1, -5))


def identity_key(article: Article, origin: str) -> str:
    """Return what makes the article itself and no other, as DESIGN.md orders it.

    The canonical url; else the feed's guid (within its feed, unless it is a url, ``tag:`` or ``urn:``); else where it came from.

    Args:
        origin: for a file its absolute path as a ``file:`` key, with ``#n`` for the n-th article in it; for standard input a key
            made from the text.
    """
    if article.url:
        return f"url:{article.url}"
    if article.guid:
        if re.match(r"(?:https?://|tag:|urn:)", article.guid, re.IGNORECASE):
            return f"guid:{article.guid}"
        feed = article.subscriptions[0] if article.subscriptions else origin
        return f"guid:{feed}#{article.guid}"
    return f"origin:{origin}"


def text_digest(article: Article) -> bytes:
    """Return 16 bytes that are equal for two articles with the same headline and the same text, whatever else differs."""
    digest = hashlib.blake2b(article.title.encode(), digest_size=16)
    for block in article.blocks:
        digest.update(b"\0" + type(block).__name__.encode() + b"\0" + block.text.encode())
    return digest.digest()


def content_digest(article: Article) -> bytes:
    """Return 16 bytes that differ when anything that a person could see of the article differs.

    When it was first seen, from which path and by which subscription it came doesn't count.
    """
    seen = msgspec.structs.replace(article, first_seen=None, source_path=None, subscriptions=())
    return hashlib.blake2b(to_json(seen), digest_size=16).digest()


def count_words(text: str) -> int:
    """Count words; in scripts without spaces between words two characters count as one."""
    plain = plain_bytes(text if text.isascii() else text.replace("’", "'"))
    if plain is not None:
        # "No, re-e.g." becomes "aa  aa-a-a-", the joints between letters letters too: what is behind a space then is a word.
        joined = plain.translate(_LETTERS_AND_JOINTS).replace(b"a-a", b"aaa").replace(b"a-a", b"aaa").replace(b"-", b" ")
        return joined.count(b" a") + joined.startswith(b"a")
    unspaced = len(_UNSPACED.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text))) + (unspaced + 1) // 2


def article_words(article: Article) -> int:
    """Count the words of the article's running text; captions and the trailer left out."""
    return sum(count_words(block.text) for block in article.blocks if isinstance(block, _RUNNING_TEXT))


def all_quotes(article: Article) -> Iterator[Quote]:
    """Yield the quotations of headline and blocks in reading order (a block quotation without spans of its own is not among them)."""
    yield from article.title_quotes
    for block in article.blocks:
        yield from block.quotes


def count_quotations(article: Article) -> int:
    """Count quotations as a person would: a group over several paragraphs is one, a block quotation is one."""
    groups = {quote.group for quote in all_quotes(article) if quote.group is not None}
    single = sum(1 for quote in all_quotes(article) if quote.group is None)
    return single + len(groups) + sum(1 for block in article.blocks if isinstance(block, BlockQuote) and not block.quotes)


def count_pictures(article: Article) -> int:
    """Count pictures, videos and audio."""
    return sum(isinstance(block, Caption) for _, block in shown_blocks(article.blocks))


def shown_blocks(blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """Yield the blocks as they are shown, each with its number.

    Some pages set the credit on the picture and the words below it: those two captions are shown as one, numbered as the words.
    """
    for number, block in enumerate(blocks):
        if _are_one(block, blocks[number + 1] if number + 1 < len(blocks) else None):
            continue
        above = blocks[number - 1] if number else None
        if isinstance(block, Caption) and isinstance(above, Caption) and _are_one(above, block):
            yield number, msgspec.structs.replace(block, credit=above.credit, src=above.src)
        else:
            yield number, block


def _are_one(above: Block, below: Block | None) -> bool:
    """Whether a caption of nothing but a credit stands right above one of nothing but words, of the same kind of media."""
    if not isinstance(above, Caption) or not isinstance(below, Caption) or above.media != below.media:
        return False
    return bool(above.credit and not above.text and below.text and not below.credit and not below.src)


def picture_addresses(article: Article) -> tuple[str, ...]:
    """Return the addresses of the pictures that the article names: the lead picture first, then those of its captions; each once."""
    found = [article.lead_picture, *(block.src for block in article.blocks if isinstance(block, Caption) and block.media == "image")]
    return tuple(dict.fromkeys(address for address in found if address))


def utc(moment: datetime) -> datetime:
    """Return the moment in UTC; one without a zone is taken to be UTC already."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
