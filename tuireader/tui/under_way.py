"""How far a sync is: what the screen that runs it keeps, and the one that shows it looks at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuireader.sync.events import Progress, Report
    from tuireader.sync.packing import Budget


@dataclass(slots=True)
class UnderWay:
    """How far a sync is; kept by the screen that runs it."""

    budget: Budget | None = None
    region: str | None = None
    progress: Progress | None = None
    report: Report | None = None
    """Of one that has ended."""
    ended: bool = False
    stopping: bool = False
    watched: bool = False
    """Whether somebody looks on, so that its end needn't be told elsewhere."""
