"""People with a seat, times the months they have it.

    seat: {price: 30, per: 1 seat-month}

40 people for a quarter are 120 seat-months:

    120 * 30 / 1 = 3600
"""

from costcalc.meters.meter import Meter

METER = Meter("seat", "seat-month", "people times the months they have a seat")
