"""Tokens of the prompt that the vendor puts into its cache for an hour.

They are part of `input`, and none of them is counted as `cache_write_5m`.

    workload:
      - {call: first, requests: 1, input: 100K, cache_write_1h: 90K, output: 500}
"""

from costcalc.meters.meter import Meter

METER = Meter("cache_write_1h", "token", "tokens of the prompt written to a cache for an hour", part_of=("input",))
