"""Tokens of video in the completion.

They are part of `output`. Where a vendor counts seconds, the meter is `video_second`.

    video_output: 60.00
"""

from costcalc.meters.meter import Meter

METER = Meter("video_output", "token", "tokens of video in the completion", part_of=("output",))
