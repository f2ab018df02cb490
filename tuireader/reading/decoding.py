"""Bytes in, text out. What the bytes say overrules what was declared of them."""

from __future__ import annotations

import codecs
import re

from tuireader.errors import UnknownFormat

# The longest first where one begins with another: UTF-32's mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"%PDF-", "a PDF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip-compressed file"),
    (b"BZh", "a bzip2-compressed file"),
    (b"\xfd7zXZ\0", "an xz-compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"(\xb5/\xfd", "a zstd-compressed file"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\0asm", "a program"),
)
# Encodings that a page may declare. Python's others (idna, zlib_codec, unicode_escape, undefined …) are no encodings of text, or unsafe.
_DECLARABLE = frozenset(
    name
    for family in (
        "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp866 cp874 koi8-r koi8-u mac-roman mac-cyrillic tis-620",
        "iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-13 iso8859-14",
        "iso8859-15 iso8859-16 gb2312 gbk gb18030 big5 big5hkscs euc_jp shift_jis cp932 iso2022_jp euc_kr cp949 johab hz",
        "utf-8 utf-16 utf-16-le utf-16-be",
    )
    for name in family.split()
)
_SHIFTING = frozenset({"iso2022_jp", "hz"})
"""Encodings whose bytes are ASCII, so that they pass for UTF-8."""
_DECLARATION = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LEAD_BYTES = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_INVISIBLE = frozenset("\r\n\t\ufeff\u200b\u3000\xa0")
_SAMPLE = 1 << 16


def binary_kind(data: bytes) -> str | None:
    """Return what the bytes are, in words ("a PNG picture"), when they begin as a known binary format does."""
    if data[4:8] == b"ftyp":
        return "a video or a picture"
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return {b"WEBP": "a WebP picture", b"WAVE": "a sound file", b"AVI ": "a video"}[data[8:12]]
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def charset_name(declared: str | None) -> str | None:
    """Return Python's name for a declared encoding, or None for one that is unknown or no encoding of text."""
    if not declared or len(declared) > 40:
        return None
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except (LookupError, ValueError, UnicodeError):
        return None
    # Pages that declare Latin-1 or ASCII mean Windows' superset, as browsers read them.
    name = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949"}.get(
        name, name
    )
    return name if name in _DECLARABLE else None


def declared_in(data: bytes) -> str | None:
    """Return the encoding that a page or an XML document declares at its beginning, None where there is no such declaration."""
    match = _DECLARATION.search(data[:4096])
    return match[1].decode("ascii", "replace") if match else None


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the bytes as text, without a byte order mark.

    A byte order mark decides; else valid UTF-8, or UTF-16 by its pattern of NULs; else the declared encoding; else UTF-8 with a few
    broken places, or Windows-1252.

    Raises:
        UnknownFormat: the bytes are no text; the reason says what they are.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    kind = binary_kind(data)
    if kind:
        raise UnknownFormat(f"this is {kind}, not an article")
    hint = charset_name(declared)
    if hint in _SHIFTING and not data.count(0):
        return data.decode(hint, "replace")
    wide = _utf16_name(data[:_SAMPLE])
    if wide:
        return data.decode(wide, "replace")
    if _is_binary(data[:_SAMPLE]):
        raise UnknownFormat("this is binary data, not an article")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, hint)


def _decode_legacy(data: bytes, hint: str | None) -> str:
    """Decode bytes that aren't wholly UTF-8."""
    if hint is not None and not hint.startswith("utf"):
        try:
            return data.decode(hint)
        except UnicodeDecodeError:
            pass  # declared wrongly
    repaired = data.decode("utf-8", "replace")
    # More whole sequences than broken ones: UTF-8 that was cut or mixed. In Windows-1252 a whole sequence is a rare accident.
    if len(_LEAD_BYTES.findall(data)) > repaired.count("\ufffd"):
        return repaired
    return data.decode("cp1252", "replace")


def _utf16_name(sample: bytes) -> str | None:
    """Return "utf-16-le" or "utf-16-be" when the bytes make sense as one of them and not as the other.

    The right order shows Latin letters, spaces and line ends, in Chinese at least the line ends; the wrong one none to speak of.
    """
    if sample.count(0) * 200 < len(sample) or len(sample) < 2:
        return None
    plain = {}
    for name in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(name, "replace")
        odd = sum(1 for char in text if not char.isprintable() and char not in _INVISIBLE)
        plain[name] = sum(map(text.count, "\n \r")) + sum(map(text.count, "aeinorst.,")) if odd * 50 < len(text) else -1
    best, other = sorted(plain, key=lambda name: -plain[name])
    return best if plain[best] > 2 * max(plain[other], 0) else None


def _is_binary(sample: bytes) -> bool:
    """Whether control characters are more than the odd accident."""
    found = len(_CONTROLS.findall(sample))
    return found > 8 and found * 100 > len(sample)
