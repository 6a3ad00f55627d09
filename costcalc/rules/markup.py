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

from costcalc.expr import Node, Num, Sum, Symbol, number
from costcalc.rules.modifier import Modifier
from costcalc.rules.statement import statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.rules.modifier import Circumstances
    from costcalc.rules.statement import Statement


class _Markup(Modifier[Num]):
    listed = False

    def factors(self, written: Num | None, when: Circumstances) -> Iterator[Node]:
        del when
        if written:
            yield Sum((number(1), Symbol("price.markup", written)))

    def conditions(self, written: Num) -> Mapping[str, Statement | None]:
        return {"markup": statement(written)}


MARKUP = _Markup("markup")
