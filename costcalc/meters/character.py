"""Characters sent, as to a voice or a translator.

character: {price: 15, per: 1M characters}
"""

from costcalc.meters.meter import Meter

METER = Meter("character", "character", "characters sent")
