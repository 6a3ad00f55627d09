"""A mark-up that is a charge of its own: with a least, with a fixed amount, or by steps of money.

    markup: {percent: 5.5%, minimum: 0.80}

It is so much of all that the model is charged before it, what was rounded up included, and what is missing to the least
is one more charge. Usage of 10.00 in a month costs 10.80:

    10 * 0.055 / 1 = 0.55
    max(0.8 - 0.55, 0) * 1 / 1 = 0.25

The least is that of a purchase, and all of a period is taken as bought at once: nobody who uses nothing buys. A
purchase has no time, and nothing of it is cut; on terms that change within a calendar period one is bought each. Where
the period is no month, that is flagged `billed-once`. It may be the least of a time in place of it, such as `per:
month`, which is paid whether anything is used or not.

`plus` is a fixed amount beside the percentage, for each purchase or each `per`, and the least is that of both together.
A card payment of 10.00 costs 0.59:

    markup: {percent: 2.9%, plus: 0.30}

    10 * 0.029 / 1 = 0.29
    1 * 0.3 / 1 = 0.3

Steps are of the money of a time. `of: list_price` counts what the usage costs at list prices, without promotions and
contracts. `only: true` says that it is paid to somebody else, as with a key of one's own: the prices cost nothing here,
the mark-up alone does, and the option is flagged `paid-elsewhere`. Nothing up to 25,000 a month, and 5% above:

    markup: {graduated: [{up_to: 25000, percent: 0%}, {percent: 5%}], per: month, of: list_price, only: true}

    min(40000, 25000) * 0 / 1 = 0
    max(40000 - 25000, 0) * 0.05 / 1 = 750

It is of one model, with all calls on it, and of the whole of a month whose prices change where it stays the same. All
its charges are one line of the invoice, which `round_up` rounds up once. A `minimum_charge` of a time counts it, too;
one of each request does not go with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import ConfigDict, Field

from costcalc.expr import (
    Case,
    Choice,
    Compare,
    Node,
    Num,
    Symbol,
    number,
    product,
)
from costcalc.money import amount
from costcalc.problem import InputError
from costcalc.rules.line import Line, Usage
from costcalc.rules.minimum_charge import short
from costcalc.rules.slices import MAX_SLICES, Bounded, validate_bounds
from costcalc.rules.unit import DAYS
from costcalc.source import Amount, FieldKind, FileRecord, Many, Mapping, Share, Switch, bind, one_of
from costcalc.source.amounts import SHARE_SCHEMA, read_share
from costcalc.source.kind import scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKUP, LEAST, PLUS = "markup", "minimum", "plus"
PURCHASE = "purchase"
LIST_PRICE, PAID = "list_price", "paid"


class FeeStep(Bounded):
    """A percentage, and up to how much money it holds; the last one has no end."""

    percent: Share = Field(description="what is added of the money in it: 5%")

    @property
    def written(self) -> Num:
        """The percentage."""
        return self.percent


class Fee(FileRecord):
    """A mark-up that is a charge of its own."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["percent"]}, {"required": ["graduated", "per"]}]}
    )

    percent: Share | None = Field(None, description="what is added, of all that is charged: 5.5%")
    graduated: Many[FeeStep] | None = Field(
        None,
        min_length=2,
        max_length=MAX_SLICES,
        description="in place of it: what is added of each slice of the money, lowest first; the last has no end",
    )
    plus: Amount | None = Field(None, description="a fixed amount beside it, in the card's currency")
    minimum: Amount | None = Field(None, description="the least that is added, in the card's currency")
    per: Annotated[str, one_of(PURCHASE, *DAYS)] = Field(
        PURCHASE, description="whose slices, whose fixed amount, and whose least it is: a purchase's, or that of a time"
    )
    of: Annotated[str, one_of(PAID, LIST_PRICE)] = Field(PAID, description="whether of what is paid, or of list prices")
    only: Switch = Field(default=False, description="whether the prices are paid to somebody else, and this alone here")

    @property
    def terms(self) -> tuple[object, ...]:
        """What it comes to: equal for two that mean the same."""
        steps = [(step.up_to and step.up_to.value, step.percent.value) for step in self.steps]
        amounts = [each and each.value for each in (self.plus, self.minimum)]
        return (*steps, *amounts, self.per, self.of, self.only)

    @property
    def steps(self) -> tuple[FeeStep, ...]:
        """The percentages, with their ends."""
        return self.graduated or (FeeStep.model_construct(up_to=None, percent=self.percent),)

    @property
    def pools(self) -> bool:
        """Whether it matters whether several models have one together."""
        return bool(self.graduated or self.plus or self.minimum)

    @property
    def text(self) -> str:
        """It in one line: 5.5%, at least 0.80 a purchase."""
        said = ", ".join(
            f"{step.percent.text} up to {step.up_to.text}"
            if step.up_to
            else f"{'then ' * bool(self.graduated)}{step.percent.text}"
            for step in self.steps
        )
        plus = f" plus {amount(self.plus.value)}" if self.plus else ""
        least = f", at least {amount(self.minimum.value)}" if self.minimum else ""
        per = f" a {self.per}" if self.pools else ""
        return (
            f"{said}{plus}{least}{per}{' of list prices' * (self.of == LIST_PRICE)}{', and nothing else' * self.only}"
        )

    def lines(self, money: Node, times: Node | None) -> Iterator[Line]:
        """Yield the charges.

        Args:
            money: What they are of.
            times: How many of its times the period has; None is one.
        """
        bounds = [product(step.up_to, times) for step in self.steps if step.up_to]
        for step, quantity, nth in zip(self.steps, Usage.slices(money, bounds), self._names, strict=True):
            yield Line(quantity, Symbol(f"price.{MARKUP}{nth}", step.percent), number(1), nth.lstrip("."))
        if self.plus:
            price = Symbol(f"price.{MARKUP}.{PLUS}", self.plus)
            yield Line(self._paid(product(times), money), price, number(1), PLUS, self.per)

    def missing(self, money: Node, reached: Node, times: Node | None) -> Line | None:
        """Return the charge of what is missing to the least; None where there is none.

        Args:
            money: What it is of.
            reached: What the other charges come to.
            times: How many of its times the period has; None is one.
        """
        if not self.minimum:
            return None
        least = self._paid(product(Symbol(f"price.{MARKUP}.{LEAST}", self.minimum), times), money)
        return Line(short(least, reached), number(1), number(1), LEAST)

    def _paid(self, fixed: Node, money: Node) -> Node:
        """Return what does not depend on how much is used: who uses nothing makes no purchase, and a month passes."""
        if self.per != PURCHASE:
            return fixed
        return Choice((Case(Compare(money, "==", number(0)), number(0)),), fixed)

    @property
    def _names(self) -> list[str]:
        return [f".slice_{nth}" for nth, _ in enumerate(self.steps, 1)] if self.graduated else [""]


def _read(value: Any) -> Num | Fee:
    if not isinstance(value, Mapping):
        return read_share(scalar(value, "a percentage such as 5%, or {percent: 5.5%, minimum: 0.80}"))
    fee = bind(Fee, value, [])
    if (fee.percent is None) == (fee.graduated is None):
        message = "a mark-up has a `percent`, or `graduated` ones, and not both"
        raise InputError.of(value.place, "missing-key", message, "{percent: 5.5%, minimum: 0.80}")
    if fee.graduated:
        validate_bounds(fee.graduated)
        if "per" not in value:
            raise InputError.of(value.place, "missing-key", "`per` is missing", "say whose money it is: `per: month`")
    if fee.only and fee.of != LIST_PRICE:
        message = "with `only` nothing is paid that this could be of"
        raise InputError.of(value.places["only"], "missing-key", message, "say `of: list_price` with it")
    return fee


Markup = Annotated[Num | Fee, FieldKind(_read, (Fee,), **SHARE_SCHEMA)]
"""A mark-up on every price, or one that is a charge of its own."""
