"""What a row of a FOCUS file is taken from."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.units import WITHOUT_UNIT, sku_meter
from costcalc.expr import simplest
from costcalc.lazy import lazy
from costcalc.rules import plural
from costcalc.views.ledger.focus.sku import Sku, sku_of
from costcalc.views.ledger.focus.units import focus_text, pricing_block

if TYPE_CHECKING:
    from costcalc.export import LedgerEntry
    from costcalc.expr import Exact
    from costcalc.pricing import Charge
    from costcalc.ratecard import FxFile


class RowMoney(NamedTuple):
    """Prices of a block, which is what one unit price buys, and costs: in the currency of the bill, and in the card's.

    Args:
        blocks: How many blocks are bought.
        list_price: What is published for one.
        list_cost: What all would cost at that.
        contracted_price: What was negotiated for one.
        contracted_cost: What all would cost at that.
        cost: What is paid.
        rate: How much of the bill's currency one unit of the card's is; None where they are the same.
        own_list_price: The published price in the card's currency.
        own_contracted_price: The negotiated price in that.
        own_cost: What is paid in that.
    """

    blocks: Exact
    list_price: Exact
    list_cost: Exact
    contracted_price: Exact
    contracted_cost: Exact
    cost: Exact
    rate: Exact | None
    own_list_price: Exact
    own_contracted_price: Exact
    own_cost: Exact


class FocusRow:
    """A charge of an option in a time, with what FOCUS wants to know of it and a ledger does not say.

    Args:
        entry: The row of the ledger.
        fx: The exchange rates; None where none were needed.
    """

    def __init__(self, entry: LedgerEntry, fx: FxFile | None) -> None:
        self.entry = entry
        self.fx = fx

    @property
    def charge(self) -> Charge:
        """What is paid for."""
        return self.entry.charge

    @property
    def account(self) -> str:
        """For whom it is: a scenario is the account, an option an account below it."""
        return str(self.entry.result.scenario.scenario.id)

    @lazy
    def provider(self) -> str:
        """From whom it is."""
        price = self.charge.price
        return str(price.card.card.title if price else self.entry.result.scenario.scenario.title)

    @lazy
    def block(self) -> int:
        """How many units one unit price buys, as FOCUS has it."""
        return pricing_block(self.charge.unit, Fraction(self.charge.per.value))

    @lazy
    def sku(self) -> Sku:
        """What was bought."""
        return sku_of(self.entry)

    @lazy
    def money(self) -> RowMoney:
        """Prices and costs."""
        charge = self.charge
        rate = Fraction(charge.exchange_rate.value) if charge.exchange_rate else Fraction(1)
        blocks = Fraction(charge.quantity.value) / self.block
        of_block = Fraction(self.block) / Fraction(charge.per.value)
        # FOCUS wants a list price of all that is used. Where nobody publishes one, it is what was agreed.
        prices = (charge.listed or charge.contracted, charge.contracted)
        listed, contracted = (Fraction(price.value) * of_block for price in prices)
        amount = Fraction(charge.amount)
        return RowMoney(
            blocks=simplest(blocks),
            list_price=simplest(listed * rate),
            list_cost=simplest(listed * rate * blocks),
            contracted_price=simplest(contracted * rate),
            contracted_cost=simplest(contracted * rate * blocks),
            cost=simplest(amount * rate),
            rate=simplest(rate) if charge.conversion else None,
            own_list_price=simplest(listed),
            own_contracted_price=simplest(contracted),
            own_cost=simplest(amount),
        )

    @property
    def description(self) -> str:
        """What is paid for: Input Tokens of openai/gpt-4o in batch, for `answer`, at 1.25 USD per 1000000 tokens."""
        charge = self.charge
        words = f"Estimate: {sku_meter(charge)} of {charge.model or self.account}"
        words += "".join(f" in {name}" for term, name in charge.terms.asked() if term.usual)
        if charge.price and charge.price.group is None:
            return words
        price, per = (focus_text(each.value).removesuffix(".0") for each in (charge.unit_price, charge.per))
        one = charge.unit or WITHOUT_UNIT
        unit = one if per == "1" else f"{per} {plural(one)}"
        for_call = f", for `{charge.call}`" if charge.price else ""
        return f"{words}{for_call}, at {price} {charge.currency} per {unit}"
