"""Service tiers: the same model, cheaper for those who can wait or dearer for those who cannot.

    input: 2.50
    output: 10
    services:
      batch: {multiplier: 0.5}
      priority: {input: 4.25, output: 17}

A call says `service: batch`, and so do an option and `costcalc price --service batch`. 1M tokens of output in a batch:

    1000000 * 10 * 0.5 / 1000000 = 5

A multiplier is for everything counted in tokens, context tiers included; `meters: [input, output]` narrows it, and
`input: {multiplier: 0.5}` is for one meter. A service with prices of its own has only these: what it does not name is
not priced in it, unless it says that the price is the usual one: `web_search: standard`. Names of services are free.

Where the rate has context tiers and a service (or a window, a promotion, a contract) has prices of its own without
any, nobody says what a long request costs in it, and it is not priced; `context_tiers: []` says that its prices are the
same for every size.
"""

from __future__ import annotations

from costcalc.rules.form import STANDARD
from costcalc.rules.term import Term
from costcalc.rules.variant import Variant


class Service(Variant):
    """The prices of a service tier."""


class _Service(Term):
    record = Service
    usual = STANDARD
    exclusive = True


SERVICE = _Service("service", key="services")
