"""Tokens kept in a cache, times the hours they are kept there.

    cache_storage: {price: 4.50, per: 1M token-hours}

100K tokens kept for 8 hours are 800,000 token-hours:

    800000 * 4.5 / 1000000 = 3.6
"""

from costcalc.meters.meter import Meter

METER = Meter("cache_storage", "token-hour", "tokens kept in a cache times the hours they are kept")
