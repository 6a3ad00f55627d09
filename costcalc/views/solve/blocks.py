"""What people are told of a solved equation: the values, what is cheaper around them, and how they were computed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.expr import Figure, Num, Scoped, Solve, Symbol, grouped, simplest, substituted, symbolic
from costcalc.views.bill import prices_from
from costcalc.views.blocks import Block, Bullets, Heading, Line, More, Paragraph, Step, Working
from costcalc.views.comparison.about import about
from costcalc.views.comparison.settings import settings_blocks
from costcalc.views.price_flags import price_flag_blocks
from costcalc.views.solve.words import interval_text, side_text, sides_text, solved_text, value_text
from costcalc.views.view import Detail
from costcalc.views.working import step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.comparison.solved import Passed, SidesAt, Solved, SolvedRange, SolvedValue
    from costcalc.expr import Exact, Node

MOST_TOLD = 12
"""Solutions that people are told; programs are told all."""


def solved_blocks(result: Solved, detail: Detail) -> Iterator[Block]:
    """Yield what people are told."""
    yield Heading(result.scenario.scenario.title, 1)
    yield Paragraph(f"{result.scenario.file}: {about(result.plan)}")
    if detail is not Detail.BRIEF and result.cards:
        yield prices_from(result.cards)
    yield from settings_blocks(result.overridden)
    yield Paragraph(_verdict(result), strong=True)
    yield from _found(result)
    if not result.solutions and result.depends:
        yield Heading("For comparison")
        yield Bullets(tuple(_end(result, sides) for sides in result.ends))
    yield from price_flag_blocks(result.asked)
    if detail is Detail.BRIEF:
        return
    if steps := list(_steps(result, explained=detail is Detail.EXPLAINED)):
        yield Heading("How it was computed")
        yield Working(tuple(steps), "")
        if detail is Detail.USUAL:
            yield More("places")


def _found(result: Solved) -> Iterator[Block]:
    """Yield what was found, each kind below its heading."""
    solutions = [_told(result, one) for one in result.solutions]
    if solutions:
        yield Bullets(tuple(_cut(solutions)))
    if result.ranged:
        yield Heading("Inside of ranges")
        yield Paragraph(_ranged(result, result.ranged))
    kinds = {
        "What cannot be": [f"{solved_text(result.unknown, one)}: {one.rejected}" for one in result.rejected],
        "Jumps": [_passed(result, one) for one in result.passed],
        "Not known": [_failed(result, nth) for nth in range(len(result.failed))],
    }
    for title, lines in kinds.items():
        if lines:
            yield Heading(title)
            yield Bullets(tuple(_cut(lines)))


def _verdict(result: Solved) -> str:
    """Return the answer in a line."""
    left, right = result.texts
    equal = f"`{left}` equal `{right}`"
    if result.options:
        equal = f"{' and '.join(result.options)} cost the same"
    found = result.solutions
    if len(found) == 1:
        only = solved_text(result.unknown, found[0])
        return f"{equal}: {only}." if result.options else f"{only} makes {equal}."
    if found:
        count = f"{len(found)} solutions for {result.unknown}"
        return f"{equal}: {count}." if result.options else f"{count} make {equal}."
    return _no_solution(result)


def _no_solution(result: Solved) -> str:
    """Return in a line that there is no solution, or that nobody can say."""
    left, right = result.texts
    if result.is_unsure:
        return f"Nobody can say which {result.unknown} makes `{left}` equal `{right}`: {result.failed[-1].why}."
    if not result.depends:  # and the equation does not hold
        return f"Neither `{left}` nor `{right}` depends on {result.unknown}."
    if result.ranged and result.ranged.why is None:
        return f"{result.unknown} depends on what is not known exactly: see below."
    if result.options:
        cheaper = _always(result)
        none = f"{result.options[0]} and {result.options[1]} cost the same at no {result.unknown}"
        return f"{none}: {cheaper} is always cheaper." if cheaper else f"{none} that can be."
    return f"No {result.unknown} makes `{left}` equal `{right}`."


def _always(result: Solved) -> str | None:
    """Return the option that is cheaper whatever the unknown is; None where that is not known."""
    somewhere = result.passed or result.failed or any((one.high or 0) >= 0 for one in result.values)
    if result.options is None or somewhere:
        return None
    first = result.ends[0]
    if first.left is None or first.right is None or first.left.value == first.right.value:
        return None
    return result.options[first.left.value > first.right.value]


def _cut(lines: list[str]) -> list[Line]:
    more = len(lines) - MOST_TOLD
    return [*lines[:MOST_TOLD], *([f"…and {more:,} more, in --format json and csv"] if more > 0 else [])]


def _told(result: Solved, one: SolvedValue) -> str:
    """Return a solution, what both sides are there, and what is cheaper below and above it."""
    unit = f" {result.unit}" if result.unit and one.value is not None else ""
    parts = [f"{solved_text(result.unknown, one)}{unit}"]
    said = sides_text(result, one.sides)
    if one.is_stretch and said:
        parts.append(f"at {value_text(one.sides.value)} {said}")
    elif one.value is not None and said:
        parts.append(said)
    return "; ".join([*parts, *_cheaper(one.cheaper_below, one.cheaper_above)])


def _cheaper(below: str | None, above: str | None) -> Iterator[str]:
    if below:
        yield f"below it {below} is cheaper"
    if above:
        yield f"above it {above} is cheaper"


def _ranged(result: Solved, ranged: SolvedRange) -> str:
    if ranged.low is None or ranged.high is None:
        return f"How low and how high {result.unknown} is cannot be said: {ranged.why}."

    def where(at: Mapping[str, Exact]) -> str:
        return ", ".join(f"{name} = {value_text(value)}" for name, value in at.items())

    return (
        f"{result.unknown} is from {value_text(ranged.low)} ({where(ranged.low_at)}) to {value_text(ranged.high)} "
        f"({where(ranged.high_at)}), at the corners of the ranges."
    )


def _passed(result: Solved, one: Passed) -> str:
    """Return where the sides pass each other, what they are there, and how far apart they are around it."""
    jump = one.jump
    parts = []
    if one.after is not None and jump.next is not None:
        here, there = sides_text(result, one.sides), sides_text(result, one.after)
        must = "is a whole number" if jump.next - jump.value == 1 else "counts something that is whole"
        parts.append(f"{result.unknown} {must}: at {value_text(one.sides.value)} {here}")
        parts.append(f"at {value_text(one.after.value)} {there}")
    else:
        parts.append(f"{result.unknown} = {value_text(one.sides.value)}: {sides_text(result, one.sides)}")
        for where, by in (("just below it", jump.below), ("just above it", jump.above)):
            if by is not None and by != jump.at:
                parts.append(f"{where} {_beside(result, by)}")
    return "; ".join([*parts, *_cheaper(one.cheaper_below, one.cheaper_above)])


def _beside(result: Solved, by: Exact) -> str:
    """Return what the first side is where it is so much more than the second one."""
    (left, right), other = result.texts, result.sides[1]
    if isinstance(other, Num):
        return f"{left} is {value_text(simplest(Fraction(other.value) + Fraction(by)))}"
    return f"{left} is {value_text(by if by > 0 else -by)} {'above' if by > 0 else 'below'} {right}"


def _failed(result: Solved, nth: int) -> str:
    one = result.failed[nth]
    low, high = one.where.low, one.where.high
    where = f"{result.unknown} = {low}" if low is not None and low == high else interval_text(result.unknown, one.where)
    return f"{where}: {one.why}"


def _end(result: Solved, sides: SidesAt) -> str:
    left, right = result.texts
    both = f"{left} is {side_text(sides.left)} and {right} is {side_text(sides.right)}"
    return f"{result.unknown} = {value_text(sides.value)}: {sides_text(result, sides) or both}"


def _steps(result: Solved, *, explained: bool) -> Iterator[Step]:
    """Yield how each solution was computed, and both sides with it put in."""
    equation = Solve(result.unknown, *result.sides)
    asked = symbolic(equation, result.frame)
    for one in [one for one in result.solutions if one.value is not None][:MOST_TOLD]:
        if one.working is not None and one.value is not None:
            places = tuple(Figure(equation, result.frame).places()) if explained else ()
            numbers = substituted(one.working, result.frame, grouped)
            yield Step(result.unknown, asked, numbers, value_text(one.value), tuple(dict.fromkeys(places)))
        for side, figure in zip(result.sides, (one.sides.left, one.sides.right), strict=True):
            if figure is not None and isinstance(side, Symbol):
                inside = _inside(side, figure)
                yield step(side.name, inside, inside.places() if explained else ())


def _inside(side: Symbol, figure: Figure) -> Figure:
    """Return a named side as it is computed in its option."""
    node: Node = side.of
    env = figure.env
    return Figure(node, env.of(side.option) if isinstance(side, Scoped) and hasattr(env, "of") else env)
