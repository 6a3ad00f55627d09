"""Seconds of audio that were heard, as by a transcriber.

    audio_second: {price: 0.006, per: 60 seconds}

An hour of meetings is 3600 seconds:

    3600 * 0.006 / 60 = 0.36
"""

from costcalc.meters.meter import Meter

METER = Meter("audio_second", "second", "seconds of audio heard")
