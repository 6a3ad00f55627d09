"""What a reseller adds on top of the price.

    input: 3
    output: 15
    markup: 5.5%

1M tokens of output:

    1000000 * 15 * (1 + 0.055) / 1000000 = 15.825

It is the last of the modifiers, on top of all the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import Node, Sum, Symbol, number

if TYPE_CHECKING:
    from costcalc.expr import Num


def added_on(markup: Num) -> Node:
    """Return the factor of a mark-up."""
    return Sum((number(1), Symbol("price.markup", markup)))
