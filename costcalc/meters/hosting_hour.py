"""Hours in which a model of one's own is kept ready to answer.

hosting_hour: {price: 1.70, per: 1 hour}
"""

from costcalc.meters.meter import Meter

METER = Meter("hosting_hour", "hour", "hours that a model of one's own is kept ready")
