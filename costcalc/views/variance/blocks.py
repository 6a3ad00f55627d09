"""What people are told of a bill beside an estimate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.export.actuals.items import Item
from costcalc.export.actuals.variance import MATCHED, NOT_BILLED, NOT_ESTIMATED
from costcalc.expr import absolute, simplest
from costcalc.views.amounts import total_amount
from costcalc.views.blocks import Column, Heading, Paragraph, Row, Table, Working, dense
from costcalc.views.words import counted
from costcalc.views.working import step

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from fractions import Fraction

    from costcalc.export.actuals import Variance, VarianceLine
    from costcalc.expr import Exact, Figure
    from costcalc.views.blocks import Block, Cell

MOST_SHOWN, MOST_WORKED = 200, 20
"""Items that people are shown, and whose working they are; programs are told all."""
NAMED = ("month", "scenario", "option", "model")
"""The first fields of an item, which are often the same of all that name one."""
WORDS = {MATCHED: "By item", NOT_BILLED: "Estimated and not billed", NOT_ESTIMATED: "Billed and not estimated"}


def variance_blocks(found: Variance) -> Iterator[Block]:
    """Yield what people are told."""
    yield Heading(f"{found.file} beside the estimate", 1)
    yield Paragraph(_verdict(found), strong=True)
    yield Paragraph(_about(found))
    for kind, title in WORDS.items():
        lines = [line for line in found.lines if line.kind == kind]
        if lines:
            yield Heading(title)
            yield _items(lines[:MOST_SHOWN], _constant(found))
            if len(lines) > MOST_SHOWN:
                yield Paragraph(f"…and {counted(len(lines) - MOST_SHOWN, 'more item')}, in --format csv and json")
    if len(found.months) > 1:
        yield Heading("By month")
        yield _months(found)
    moved = sorted((line for line in found.lines if line.variance.value), key=_size, reverse=True)
    if moved:
        yield Heading("How it was computed")
        yield from map(_working, moved[:MOST_WORKED])
    if len(moved) > MOST_WORKED:
        yield Paragraph(f"These are the {MOST_WORKED} largest; --format csv and json have the formulas of all.")


def _verdict(found: Variance) -> str:
    """Return the answer in a line: 450.00 USD were billed, 50.00 more than estimated, by prices +60.00, …."""
    total = found.total
    difference = total.actual - total.estimated
    said = [f"{money.total(simplest(total.actual))} {found.currency} were billed"]
    said.append(f"{money.total(simplest(abs(difference)))} {'more' if difference > 0 else 'less'} than estimated")
    if not difference:
        said[-1] = "as much as estimated"
    parts = (("by price", total.by_price), ("by quantity", total.by_quantity), ("other", total.other))
    said += [f"{word} {_signed(part)}" for word, part in parts if part]
    return f"{', '.join(said)}."


def _signed(value: Fraction) -> str:
    return f"{'−' if value < 0 else '+'}{money.total(simplest(abs(value)))}"


def _size(line: VarianceLine) -> Exact:
    return absolute(line.variance.value)


def _constant(found: Variance) -> dict[str, str]:
    """Return which month, scenario, option and model all items are of, as far as they name one, where that is one."""
    names = {name: {line.item[nth] for line in found.lines} for nth, name in enumerate(Item._fields)}
    for nth, name in enumerate(NAMED):  # a tax names no option, and is none of the estimate
        names[name] = {line.item[nth] for line in found.lines if line.estimated or line.item[nth]}
    return {name: values.pop() for name, values in names.items() if name != "meter" and len(values) == 1}


def _about(found: Variance) -> str:
    """Return what is compared."""
    of = ", ".join(filter(None, _constant(found).values()))
    what = f"{found.cost} of the bill in {found.currency}"
    return f"Compared is the {what}{f', with the estimate of {of}' if of else ''}."


def _money(value: Fraction | None) -> Cell:
    return "" if value is None else total_amount(simplest(value))


def _part(figure: Figure | None) -> Cell:
    return "" if figure is None else total_amount(figure.value)


def _number(name: str, title: str) -> Column:
    return Column(name, title, is_number=True)


_COSTS = tuple(
    _number(name, title)
    for name, title in (
        ("estimated", "estimated"),
        ("actual", "billed"),
        ("variance", "variance"),
        ("by_price", "by price"),
        ("by_quantity", "by quantity"),
    )
)
_OTHER = _number("other", "other")


def _items(lines: Iterable[VarianceLine], constant: Collection[str]) -> Table:
    """Return a table of items.

    Args:
        lines: The items.
        constant: What is the same of all items, and has no column.
    """
    names = [name for name in Item._fields if name not in constant]
    rows = [
        Row(
            (
                *(getattr(line.item, name) for name in names),
                _money(line.estimated.cost if line.estimated else None),
                _money(line.billed.cost if line.billed else None),
                _part(line.variance),
                _part(line.by_price),
                _part(line.by_quantity),
                # What is on one side only is neither by price nor by quantity, and says so above its table.
                _money(line.other) if line.kind == MATCHED and line.other else "",
            )
        )
        for line in lines
    ]
    keys = tuple(Column(name, name.replace("_", " "), is_key=True) for name in names)
    return dense((*keys, *_COSTS, _OTHER), tuple(rows))


def _months(found: Variance) -> Table:
    """Return a table of months, and of all of them."""
    rows = [
        Row(
            (
                total.month or "in all",
                *map(_money, (total.estimated, total.actual, total.actual - total.estimated)),
                *map(_money, (total.by_price, total.by_quantity, total.other)),
            ),
            best=total.month is None,
        )
        for total in (*found.months, found.total)
    ]
    return dense((Column("month", "month", is_key=True), *_COSTS, _OTHER), tuple(rows))


def _working(line: VarianceLine) -> Working:
    """Return how the variance of an item came about."""
    figures = (
        ("estimated.price", line.estimated_price),
        ("actual.price", line.actual_price),
        ("by price", line.by_price),
        ("by quantity", line.by_quantity),
        ("variance", line.variance),
    )
    steps = tuple(step(name, figure) for name, figure in figures if figure)
    return Working(steps, " ".join(filter(None, line.item)))
