"""Tokens a model spends thinking before it answers; they are billed although nobody reads them.

They are part of `output`. Nearly every vendor bills them at the output price, and the card says so:

    reasoning: output        # billed as output
"""

from costcalc.meters.meter import Meter

METER = Meter("reasoning", "token", "tokens of hidden reasoning", part_of=("output",))
