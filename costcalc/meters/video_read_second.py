"""Seconds of video sent to the model, where they are not counted in tokens.

video_read_second: {price: 0.0007, per: 1 second}
"""

from costcalc.meters.meter import Meter

METER = Meter("video_read_second", "second", "seconds of video sent")
