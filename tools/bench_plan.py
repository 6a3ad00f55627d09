"""Asking a plan again beside planning it: `just bench-plan`.

For every shipped scenario, in each round: plan it; and ask one plan in new frames what every option costs and saves,
what speaks against it and what is left of budgets. What is printed is the median of the rounds, and of their ratios.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from costcalc.comparison import evaluate, plan
from costcalc.project.load import find_cards, load_scenario

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.comparison import Plan
    from costcalc.expr import Frame

ROUNDS, TIMES = 15, 40


def seconds(work: Callable[[], object]) -> float:
    """Time some work."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ask(planned: Plan, frames: list[Frame]) -> None:
    """Ask a plan in every frame for all its totals, savings, flags and budgets."""
    for frame in frames:
        result = evaluate(planned, frame)
        for outcome in result.outcomes:
            if outcome.estimate:
                _ = outcome.estimate.total, outcome.estimate.flags
            _ = outcome.saving and outcome.saving.value
        for budget in result.budgets:
            _ = budget.broken


def main() -> None:
    """Print a table for docs/performance.md."""
    cards = find_cards()
    sys.stdout.write("| scenario | plan, µs | evaluate, µs | ratio |\n| --- | ---: | ---: | ---: |\n")
    for path in sorted(Path("scenarios").glob("*.yaml")):
        scenario = load_scenario(path)
        as_of = scenario.scenario.as_of.at if scenario.scenario.as_of else "2026-04-28"
        planned = plan(scenario, cards, as_of=as_of)
        rounds = []
        for _ in range(ROUNDS):
            frames = [planned.frame() for _ in range(TIMES)]
            planning = seconds(lambda: [plan(scenario, cards, as_of=as_of) for _ in range(TIMES)])  # noqa: B023  # used here
            asking = seconds(lambda: ask(planned, frames))  # noqa: B023  # the same
            rounds.append((planning / TIMES * 1e6, asking / TIMES * 1e6))
        one, other = (statistics.median(column) for column in zip(*rounds, strict=True))
        ratio = statistics.median(planning / asking for planning, asking in rounds)
        sys.stdout.write(f"| {path.stem} | {one:.0f} | {other:.0f} | {ratio:.1f} |\n")


if __name__ == "__main__":
    main()
