"""Tokens of images in the prompt, where they have a price of their own.

They are part of `input`. Where a vendor counts pictures and not tokens, the meter is `image_read`.

    image_input: input        # billed as input
"""

from costcalc.meters.meter import Meter

METER = Meter("image_input", "token", "tokens of images in the prompt", part_of=("input",))
