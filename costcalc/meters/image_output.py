"""Tokens of images in the completion.

They are part of `output`. Where a vendor counts pictures and not tokens, the meter is `image`.

    image_output: 30.00
"""

from costcalc.meters.meter import Meter

METER = Meter("image_output", "token", "tokens of images in the completion", part_of=("output",))
