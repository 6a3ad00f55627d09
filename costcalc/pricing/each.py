"""Price requests that are not equal on one model: each by its own size, all on one bill."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Name, Values
from costcalc.instant import as_instant
from costcalc.pricing.ask import exact_quantity, fitting
from costcalc.pricing.bill import bill
from costcalc.pricing.estimate import Estimate, evaluate_estimate
from costcalc.pricing.estimate_plan import ONCE, EstimatePlan
from costcalc.problem import Place
from costcalc.rules import Terms
from costcalc.workload import RequestGroup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from costcalc.expr import Exact
    from costcalc.ratecard import Catalogue


class EqualRequests(NamedTuple):
    """Some requests of one shape.

    Args:
        called: What formulas and charges call them.
        usage: Meter to quantity, of one of them.
        requests: How many there are.
        terms: How they were served.
        places: Where each meter was counted.
    """

    called: str
    usage: Mapping[str, Exact]
    requests: Exact
    terms: Terms
    places: Mapping[str, Place]


def price_each(  # noqa: PLR0913  # as much as an answer depends on
    cards: Catalogue,
    model: str,
    asked: Sequence[EqualRequests],
    *,
    as_of: datetime | date | str,
    place: Place,
    peak_share: Exact | None = None,
) -> Estimate:
    """Price several kinds of requests on one model.

    Args:
        cards: What `load_cards` gave.
        model: CARD/MODEL, or a bare name that only one card has.
        asked: The requests.
        as_of: The instant whose prices count.
        place: Where the model is named.
        peak_share: The part of the requests made in peak hours; where left out, the hour of `as_of` decides.

    Raises:
        InputError: as `price` does.
    """
    offer = cards.find(model, place)
    groups: list[RequestGroup] = []
    env: dict[str, Exact] = {}
    share = None
    if peak_share is not None:
        env["peak_share"], share = peak_share, Name("peak_share")
    for one in asked:
        quantities = {meter: exact_quantity(amount, meter, one.places) for meter, amount in one.usage.items()}
        counted = fitting(quantities, offer.meters, one.places)
        made = Name(f"{one.called}.requests")
        env[made.name] = one.requests
        shape = {meter: Name(f"{one.called}.{meter}") for meter in counted}
        env |= {shape[meter].name: quantities[meter] for meter in counted}
        groups.append(RequestGroup(one.called, made, shape, one.terms, share))
    moment = as_instant(as_of)
    plan = EstimatePlan((bill(offer, tuple(groups), moment, ONCE, place),))
    return evaluate_estimate(plan, Values(env), moment, place)
