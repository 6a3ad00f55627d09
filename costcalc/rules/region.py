"""Where the data is processed, if that has a price.

    input: 5
    output: 25
    regions:
      us: {multiplier: 1.1}

A call or an option says `region: us`. 1M tokens of output:

    1000000 * 25 * 1.1 / 1000000 = 27.5

It is written like a service. What a region does not name keeps its price. A region that the rate does not know is not
priced.
"""

from __future__ import annotations

from costcalc.rules.term import Term
from costcalc.rules.variant import Variant


class Region(Variant):
    """What a region changes."""


class _Region(Term):
    record = Region
    prefix = "region_"


REGION = _Region("region", key="regions")
