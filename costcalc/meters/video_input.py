"""Tokens of video in the prompt.

They are part of `input`. Where a vendor counts seconds, the meter is `video_read_second`.

    video_input: input        # billed as input
"""

from costcalc.meters.meter import Meter

METER = Meter("video_input", "token", "tokens of video in the prompt", part_of=("input",))
