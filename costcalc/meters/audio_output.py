"""Tokens of audio in the completion.

They are part of `output`.

    workload:
      - {call: speak, requests: 1K, input: 200, output: 900, audio_output: 800}
"""

from costcalc.meters.meter import Meter

METER = Meter("audio_output", "token", "tokens of audio in the completion", part_of=("output",))
