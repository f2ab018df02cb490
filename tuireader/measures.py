"""Counts, sizes and times as people read them."""


def count_of(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its word: "1 story", "1,204 stories"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def size_of(count: int) -> str:
    """Return bytes in a unit for people: "312 kB"."""
    size = float(count)
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            break
        size /= 1000
    return f"{size:.0f} {unit}" if unit == "bytes" or size >= 100 else f"{size:.1f} {unit}"


def time_of(minutes: int) -> str:
    """Return a time to spend: "45 min", "3 h", "3 h 05 min"; from 100 hours on whole hours alone."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours:,} h {rest:02} min" if rest and hours < 100 else f"{hours:,} h"
