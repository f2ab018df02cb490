"""Front matter: a text's own fields above it. The simple part of YAML and TOML that people write there, and nothing that does anything."""

from __future__ import annotations

import re
from typing import NamedTuple

_FENCE = re.compile(r"\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<inside>.{0,65536}?)^(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w.-]{0,60})\s*[:=]\s*(?P<value>.*)")
_ITEM = re.compile(r"\s*-\s+(?P<value>.+)")
_LIST = re.compile(r"\[(?P<inside>.*)\]\s*$")
_BLOCK = re.compile(r"[|>][+-]?\s*$")
_MOST = 200


class Front(NamedTuple):
    """The fields of a text and where the text begins."""

    fields: dict[str, list[str]]
    """Each field's values by its name in small letters."""
    end: int


def read_front(text: str) -> Front:
    """Return a text's front matter; no fields where it has none."""
    fence = _FENCE.match(text)
    if not fence or not _FIELD.search(fence["inside"]):
        return Front({}, 0)
    fields: dict[str, list[str]] = {}
    current: list[str] = []
    folding = False
    for line in fence["inside"].splitlines()[: _MOST * 10]:
        field = _FIELD.match(line) if not line[:1].isspace() else None
        item = _ITEM.match(line)
        if field and len(fields) < _MOST:
            folding = bool(_BLOCK.match(field["value"]))
            current = [] if folding else _values(field["value"])
            fields[field["name"].lower()] = current
        elif folding and line.strip():
            current[:] = [" ".join([*current, line.strip()])]
        elif item:
            named = _FIELD.match(item["value"])
            current.append(_bare(named["value"] if named and named["name"] in ("name", "title") else item["value"]))
    return Front(fields, fence.end())


def _values(text: str) -> list[str]:
    text = text.strip()
    found = _LIST.match(text)
    if found:
        return [bare for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^,]+", found["inside"]) if (bare := _bare(part))]
    bare = _bare(text)
    return [bare] if bare else []


def _bare(text: str) -> str:
    """Return a value without its quotation marks or the comment behind it."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].replace("''" if text[0] == "'" else '\\"', text[0])
    return re.sub(r"\s+#.*$", "", text)
