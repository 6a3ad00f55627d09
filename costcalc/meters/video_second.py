"""Seconds of video that were made.

video_second: {price: 0.10, per: 1 second}
"""

from costcalc.meters.meter import Meter

METER = Meter("video_second", "second", "seconds of video made")
