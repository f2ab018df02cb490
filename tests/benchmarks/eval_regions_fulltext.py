"""How well whole stories are placed by their text alone: real page text with its heading line taken away.

Run from the checkout: ``python -m tests.benchmarks.eval_regions_fulltext [PACK] [--worst N]``. PACK is the folder with ``page-text``,
``page-text.gold.jsonl`` and ``regions.jsonl``; ``../shared/real`` without one. Where it is missing nothing is measured: no error.
Two figures: by the heading alone, and with the other regions that were found as right by hand for the same headline.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from tuireader.meaning import enrich
from tuireader.reading import Hints, read

PACK = Path(__file__).parents[3] / "shared" / "real"
DESK_OF = {"UK": ("Europe", "United Kingdom"), "China": ("Asia", "China"), "India": ("Asia", "India"), "Australia": ("Oceania",)}
REGIONS = {"US & Canada", "Middle East", "Europe", "Asia", "Africa", "Latin America & Caribbean", "UK", "China", "India"}


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def fits(path: tuple[str, ...], regions: list[str]) -> bool:
    """Whether a path lies in one of the regions."""
    wanted = [DESK_OF.get(region, (region,)) for region in regions]
    return any(path[: len(one)] == one for one in wanted)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path, nargs="?", default=PACK)
    parser.add_argument("--worst", type=int, default=0)
    arguments = parser.parse_args()
    if not (arguments.pack / "page-text.gold.jsonl").exists():
        print(f"no {arguments.pack / 'page-text.gold.jsonl'}: nothing to measure")
        return
    also = {row["title"]: row.get("accept", []) for row in lines(arguments.pack / "regions.jsonl")}
    strict, accepted, confused, worst = 0, 0, Counter[tuple[str, str]](), []
    gold = [row for row in lines(arguments.pack / "page-text.gold.jsonl") if row["region"] in REGIONS]
    for row in gold:
        text = (arguments.pack / "page-text" / row["file"]).read_text(encoding="utf-8").lstrip().partition("\n")[2]
        article = enrich(read(text.encode(), Hints(name=row["file"])).drafts[0])
        by_heading = fits(article.region_path, [row["region"]])
        by_hand = by_heading or fits(article.region_path, also.get(row["title"], []))
        strict, accepted = strict + by_heading, accepted + by_hand
        if not by_heading:
            confused[row["region"], article.region_path[0]] += 1
        if not by_hand:
            worst.append(f"{row['region']} > {article.region_path}: {row['title']} ({article.region_evidence})")
    print(
        f"{len(gold)} stories: by the heading alone {strict / len(gold):.3f}, with the regions accepted by hand {accepted / len(gold):.3f}"
    )
    for (wanted, got), count in confused.most_common():
        print(f"  {count:3} of {wanted} in {got}")
    for line in worst[: arguments.worst]:
        print(" ", line)


if __name__ == "__main__":
    main()
