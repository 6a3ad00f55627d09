"""Tokens of the whole completion, the hidden reasoning included.

The part spent on reasoning is counted here too, and again as `reasoning`, where somebody knows it.

    workload:
      - {call: answer, requests: 1M, input: 200, output: 500}
"""

from costcalc.meters.meter import Meter

METER = Meter("output", "token", "tokens of the whole completion, reasoning included")
