"""What an option asks of one model, and what formulas call the prices of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.scenario import option_name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from costcalc.problem import Place
    from costcalc.ratecard import Offer
    from costcalc.workload import RequestGroup


class Bought(NamedTuple):
    """The requests of an option to one model.

    Args:
        offer: The model.
        place: Where it is named.
        groups: What is asked of it.
        called: What formulas call its prices after, where the option has other models beside it.
    """

    offer: Offer
    place: Place
    groups: tuple[RequestGroup, ...]
    called: str = ""

    def only(self, *, once: bool) -> Bought:
        """Return it with the requests of every period alone, or with those of once."""
        return self._replace(groups=tuple(group for group in self.groups if group.once is once))


def with_names(bought: Sequence[Bought], taken: Collection[str]) -> list[Bought]:
    """Return what is bought with a name for each model, where there are several: their prices are not one number.

    Args:
        bought: What is asked of each model.
        taken: What else in the scenario has a name.
    """
    names: list[str] = []
    if len(bought) > 1:
        for each in bought:
            names.append(option_name(str(each.offer.prices.card.id), each.offer.name, {*taken, *names}))
    return [each._replace(called=name) for each, name in zip(bought, names or [""] * len(bought), strict=True)]
