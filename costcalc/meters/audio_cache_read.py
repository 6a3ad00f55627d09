"""Tokens of audio in the prompt that were read from a cache.

They are part of `audio_input` and of `cache_read`, and priced once: what is left of each of the two is the other
audio, and the other cached tokens.

    workload:
      - {call: talk, requests: 1K, input: 3000, cache_read: 1000, audio_input: 1500, audio_cache_read: 400, output: 300}

    talk.input = requests * (input - cache_read - audio_input + audio_cache_read) * price.input / 1M
"""

from costcalc.meters.meter import Meter

METER = Meter(
    "audio_cache_read",
    "token",
    "tokens of audio in the prompt read from a cache",
    part_of=("audio_input", "cache_read"),
)
