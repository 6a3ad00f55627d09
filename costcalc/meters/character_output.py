"""Characters that came back, where a vendor counts them instead of tokens.

character_output: {price: 0.375, per: 1M characters}
"""

from costcalc.meters.meter import Meter

METER = Meter("character_output", "character", "characters that came back")
