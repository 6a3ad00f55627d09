"""Tokens of audio in the prompt.

They are part of `input`, which counts text, audio, images and video together.

    workload:
      - {call: listen, requests: 1K, input: 2000, audio_input: 1800, output: 300}

    listen.input = requests * (input - audio_input) * price.input / 1M
"""

from costcalc.meters.meter import Meter

METER = Meter("audio_input", "token", "tokens of audio in the prompt", part_of=("input",))
