"""Tokens of the whole completion, the hidden reasoning included.

workload:
  - {call: answer, requests: 1M, input: 200, output: 500}
"""

from costcalc.meters.meter import Meter

METER = Meter("output", "token", "tokens of the whole completion, reasoning included")
