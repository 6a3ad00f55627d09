"""How the numbers of each option were made, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import Figure, UndefinedError, grouped
from costcalc.views.blocks import Block, Heading, Step, Working
from costcalc.views.comparison.option_words import title_of
from costcalc.views.working import (
    ONCE,
    estimate_steps,
    figure_steps,
    has_sum,
    outcome_steps,
    price_source,
    step,
    upfront_steps,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison import Comparison, Outcome
    from costcalc.expr import Frame, Node


def working_blocks(result: Comparison, *, explained: bool) -> Iterator[Block]:
    """Yield how the numbers of each option were made.

    Args:
        result: The comparison.
        explained: Whether to say where numbers are written, and how options are held against the baseline.
    """
    workings = []
    for outcome in result.outcomes:
        if steps := tuple(_steps(result, outcome, explained=explained)):
            source = price_source(outcome.charges) if explained and outcome.charges else ""
            workings.append(Working(steps, title_of(outcome), source))
    if workings:
        yield Heading("How it was computed")
        yield from workings


def _steps(result: Comparison, outcome: Outcome, *, explained: bool) -> Iterator[Step]:
    if outcome.estimate:
        yield from estimate_steps(outcome.estimate, places=explained)
    if outcome.upfront:
        yield from upfront_steps(outcome.upfront, places=explained)
    if outcome.unknown:
        yield from open_steps(outcome, result.frame.of(outcome.id))
    yield from figure_steps(outcome.figures, places=explained)
    if explained:
        yield from outcome_steps(outcome)


def open_steps(outcome: Outcome, own: Frame) -> Iterator[Step]:
    """Yield the charges of what has no total of an option, as far as they go: what has no value keeps its name.

    Args:
        outcome: The option.
        own: Its values.
    """
    every = ("total", "", outcome.plan.estimate, outcome.open)
    at_once = ("upfront", ONCE, outcome.plan.upfront, outcome.open_once)
    for name, once, plan, unknown in (every, at_once):
        if plan is None or not unknown:
            continue
        for charge in plan.charges:
            yield _open_step(f"{charge.key}{once}", charge.amount, own)
        if has_sum(plan, len(plan.charges)):
            yield _open_step(f"{name}{once}", plan.total, own)


def _open_step(name: str, node: Node, own: Frame) -> Step:
    figure = Figure(node, own)
    try:
        return step(name, figure)
    except UndefinedError:
        numbers = figure.substituted(grouped)
        return Step(name, figure.formula, numbers, numbers)
