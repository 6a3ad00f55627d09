"""What a reseller adds on top of the price.

    input: 3
    output: 15
    markup: 5.5%

1M tokens of output:

    1000000 * 15 * (1 + 0.055) / 1000000 = 15.825

It is the last of the modifiers, on top of all the others. One with a least, or by steps of money, is a charge of its
own: see the rule `fee`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import Node, Num, Sum, Symbol, formula_place, number
from costcalc.rules.fee import Fee
from costcalc.rules.modifier import Modifier
from costcalc.rules.statement import Statement, statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.rules.modifier import Circumstances


class _Markup(Modifier[Num | Fee]):
    listed = False

    def factors(self, written: Num | Fee | None, when: Circumstances) -> Iterator[Node]:
        del when
        if isinstance(written, Num):
            yield Sum((number(1), Symbol("price.markup", written)))
        elif written and written.only:
            yield Symbol("price.paid_here", number(0))

    def conditions(self, written: Num | Fee) -> Mapping[str, Statement | None]:
        if isinstance(written, Num):
            return {"markup": statement(written)}
        return {"markup": Statement(written.text, written.terms, formula_place(written.steps[0].percent))}


MARKUP = _Markup("markup")
