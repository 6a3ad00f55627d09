"""Seconds of audio that were made.

speech_second: {price: 0.015, per: 60 seconds}
"""

from costcalc.meters.meter import Meter

METER = Meter("speech_second", "second", "seconds of audio made")
