"""What is required of the models of an option, and which of it they do not fulfil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.money import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.expr import Num
    from costcalc.ratecard import Limits, Offer
    from costcalc.scenario.requirements import Requirements


def unfulfilled(required: Requirements | None, option: OptionPlan) -> Iterator[str]:
    """Yield what of the requirements an option does not fulfil, in sentences; what a card does not say, it does not.

    Args:
        required: What a scenario requires of every model; None where it requires nothing.
        option: The option. Its lines are no models, and not asked.
    """
    if required is None:
        return
    for offer in option.offers:
        yield from _of_model(required, offer, option.limits(offer))
    if required.region:
        elsewhere = [group.call for group in option.groups if group.terms.region != required.region]
        if elsewhere:
            calls = " and ".join(f"`{call}`" for call in elsewhere)
            yield f"{calls} {'is' if len(elsewhere) == 1 else 'are'} not priced in the region {required.region}"


def _of_model(required: Requirements, offer: Offer, limits: Sequence[Limits]) -> Iterator[str]:
    sizes = (
        ("context window", required.context_window, [one.context_window for one in limits]),
        ("longest answer", required.max_output, [one.max_output for one in limits]),
    )
    for what, least, held in sizes:
        known = _least(held)
        if least is not None and (known is None or known.value < least.value):
            yield f"{offer.ref}: its {what} {_is(known)}; {count(least.value)} is required"
    words = (
        ("origin", required.origin, offer.origin),
        ("license", required.license, offer.model.license),
    )
    for what, among, word in words:
        if among is not None and (word is None or not among.admits(word)):
            yield f"{offer.ref}: its {what} {_is_word(word)}; required is {among}"
    weights = offer.model.weights
    if required.weights and weights != required.weights:
        yield f"{offer.ref}: its weights are {weights or 'not known'}; required is {required.weights}"


def _least(held: Sequence[Num | None]) -> Num | None:
    """Return the least of several sizes; None where one of them is not known."""
    sizes = [size for size in held if size]
    return min(sizes, key=lambda size: size.value) if sizes and len(sizes) == len(held) else None


def _is(known: Num | None) -> str:
    return f"is {count(known.value)}" if known else "is not known"


def _is_word(word: str | None) -> str:
    return f"is {word}" if word else "is not known"
