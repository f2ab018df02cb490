"""How far a sync is and what it came to, in words: the same in the reader and on the command line. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tuireader.measures import count_of, size_of, time_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuireader.intake import Report as Imported
    from tuireader.sync.events import Progress, Report
    from tuireader.sync.packing import Budget

_SHOWN_HOSTS = 3


def progress_line(now: Progress, budget: Budget | None = None) -> str:
    """Return in one line how far a sync is."""
    parts = [f"{now.feeds_done:,} of {count_of(now.feeds, 'feed')}"]
    if now.pages:
        parts.append(f"{now.pages_done:,} of {count_of(now.pages, 'page')}")
    if now.pictures:
        parts.append(f"{now.pictures_done:,} of {count_of(now.pictures, 'picture')}")
    if now.minutes is not None:
        limit = f" of {time_of(budget.minutes)}" if budget and budget.minutes is not None else ""
        parts.append(f"{time_of(now.minutes)}{limit} to read")
    limit = f" of {size_of(budget.bytes)}" if budget and budget.bytes is not None else ""
    if now.minutes is None:
        parts.append(count_of(now.stories, "story", "stories"))
    parts.append(f"{size_of(now.received)}{limit}")
    hosts = ", ".join(now.hosts[:_SHOWN_HOSTS]) + (" …" if len(now.hosts) > _SHOWN_HOSTS else "")
    return " · ".join([*parts, hosts] if hosts else parts)


def to_read(report: Report) -> str:
    """Return what there is to read without a network, in one sentence."""
    total = report.to_read
    lacking = report.lacking_pictures
    if not total.stories and lacking:
        return f"The whole text of {count_of(lacking, 'unread story', 'unread stories')} is on board, without the pictures."
    if not total.stories:
        return "Nothing unread is on board whole."
    whole = "all whole" if total.stories > 1 else "whole"
    more = f" {lacking:,} more lack{'s' * (lacking == 1)} only pictures." if lacking else ""
    return f"You have {time_of(total.minutes)} to read, {count_of(total.stories, 'story', 'stories')}, {whole}.{more}"


def on_board(report: Report) -> list[str]:
    """Return what there is to read by region and in all, in lines, the sum last; none after a sync without a budget."""
    return [] if report.aboard is None else [*by_region(report), to_read(report)]


def by_region(report: Report) -> list[str]:
    """Return what each region has to read, in aligned lines, and what of the feeds wasn't read."""
    lines = []
    if report.unasked:
        lines.append(f"{count_of(report.unasked, 'feed')} not read: the bytes that you allow were used up")
    if report.aboard:
        lines.append("On board whole, and unread:")
        rows = [(one.region, count_of(one.stories, "story", "stories"), time_of(one.minutes)) for one in report.aboard]
        first, second, third = (max(map(len, column)) for column in zip(*rows, strict=True))
        lines += [f"  {region:<{first}}  {stories:>{second}}  {time:>{third}}" for region, stories, time in rows]
        total = report.to_read
        pictures = f", {count_of(total.pictures, 'picture')}" if total.pictures else ""
        lines.append(f"  {count_of(total.words, 'word')}{pictures}, {size_of(total.bytes)}")
    return lines


def came(report: Report) -> list[str]:
    """Return what a sync brought and asked for, in lines."""
    brought = [count_of(report.new, "new story", "new stories")]
    if report.changed:
        brought.append(f"{report.changed:,} updated")
    if report.words:
        brought.append(f"{count_of(report.words, 'word')}, {time_of(report.minutes)} to read")
    asked = [f"{count_of(report.feeds, 'feed')} asked"]
    if report.unchanged:
        asked.append(f"{report.unchanged:,} with nothing new")
    if report.failed:
        asked.append(f"{len(report.failed):,} without an answer of use")
    if report.pages:
        asked.append(f"{count_of(report.pages, 'page')} read for full text")
    if report.pictures:
        asked.append(f"{count_of(report.pictures, 'picture')} stored in {size_of(report.picture_bytes)}")
    lines = [", ".join(brought), f"{', '.join(asked)}, {size_of(report.received)} received"]
    return lines + [f"{each.title} has moved for good to {each.address}" for each in report.moved]


def incomplete(report: Report) -> list[str]:
    """Return how many stories aren't complete and why, in lines, the commonest reason first; none where all are."""
    reasons = Counter(each.why or each.whole for each in report.incomplete).most_common()
    if not reasons:
        return []
    return [
        f"{count_of(len(report.incomplete), 'story is', 'stories are')} not complete:",
        *(f"  {number:>5,}  {why}" for why, number in reasons),
    ]


def headline(report: Report) -> str:
    """Return the one thing that there is to say at a sync's end."""
    if report.offline:
        why = report.offline_because or "none of your feeds' servers can be reached"
        return f"No network: {why}. Nothing was changed, and all that is stored can be read."
    if report.aboard is not None:
        return to_read(report)
    if report.stopped:
        return "Stopped: what came is stored, and the next sync goes on there."
    return f"{count_of(report.new, 'new story', 'new stories')}." if report.new else "Nothing new."


def details(report: Report) -> list[str]:
    """Return all the rest that there is to say at a sync's end, in lines."""
    if report.offline:
        return []
    lines = []
    if report.cut_off:
        lines.append("The network went away: what came is stored, and the next sync goes on there.")
    elif report.stopped and report.aboard is not None:
        lines.append("Stopped: what came is stored, and the next sync goes on there.")
    failed = (f"{feed.title}: {feed.words}" for feed in report.failed)
    return [
        *lines,
        *(by_region(report) if report.aboard is not None else ()),
        *came(report),
        *failed,
        *incomplete(report),
        *pictures(report),
    ]


def came_along(report: Imported) -> list[str]:
    """Return what became of the pictures that came along with saved pages, in lines; none where none did."""
    lines = [f"{count_of(report.pictures, 'picture')} stored in {size_of(report.picture_bytes)}"] if report.pictures else []
    if report.pictures_failed:
        lines.append(f"{count_of(len(report.pictures_failed), 'picture')} of saved pages not stored:")
        lines += _by_reason([(each.reason, each.source) for each in report.pictures_failed])
    return lines


def _by_reason(missing: Sequence[tuple[str, str]]) -> list[str]:
    """Return reasons in lines, the commonest first, each with the first of the addresses that it holds for."""
    examples = dict(reversed(missing))
    return [f"  {number:>5,}  {why}: {examples[why]}" for why, number in Counter(why for why, _ in missing).most_common()]


def pictures(report: Report) -> list[str]:
    """Return how many pictures didn't come and why, in lines, each reason with one of their addresses; none where all came."""
    lines = []
    if report.pictures_missing:
        again = sum(each.again for each in report.pictures_missing)
        later = f", {again:,} of them tried again later" if again else ""
        lines.append(f"{count_of(len(report.pictures_missing), 'picture')} didn't come{later}:")
        lines += _by_reason([(each.why, each.address) for each in report.pictures_missing])
    if report.pictures_over_budget:
        left = count_of(report.pictures_over_budget, "picture")
        lines.append(f"{left} not fetched: the room for pictures is full (pictures.budget in the settings; tuireader keep makes room)")
    return lines
