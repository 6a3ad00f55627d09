"""Tokens of the prompt that the vendor found in its cache, usually at a fraction of the input price.

They are part of `input`. A rate without a price for them must say how they are billed:

    cache_read: input        # no discount: billed as input
"""

from costcalc.meters.meter import Meter

METER = Meter("cache_read", "token", "tokens of the prompt read from a cache", part_of=("input",))
