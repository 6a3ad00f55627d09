"""A request as such. It is counted by itself, once per request, wherever a rate has a price for it.

    request: {price: 5, per: 1K requests}

A thousand requests cost 5 before their tokens are counted:

    1000 * 5 / 1000 = 5
"""

from costcalc.meters.meter import Meter

METER = Meter("request", "request", "requests, where each has a price of its own")
