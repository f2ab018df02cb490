"""How much an archive may hold."""

from __future__ import annotations

MOST_MEMBERS = 10_000
"""Members of one archive."""
LARGEST_MEMBER = 64 << 20
"""Bytes of one member, unpacked."""
_MOST = 256 << 20


def most_bytes(packed: int) -> int:
    """Return how many bytes an archive of a size may hold unpacked: what texts come to, not what a bomb does."""
    return min(10 * packed + (4 << 20), _MOST)
