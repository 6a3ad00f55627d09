"""Tokens of the prompt that the vendor puts into its cache for a short time, at more than the input price.

They are part of `input`. Five minutes is Anthropic's short time; OpenAI keeps its own for thirty. What a written
token costs later, when it is read, is `cache_read`.

    workload:
      - {call: first, requests: 1, input: 100K, cache_write_5m: 90K, output: 500}

    first.cache_write_5m = cache_write_5m * price.cache_write_5m / 1M
"""

from costcalc.meters.meter import Meter

METER = Meter(
    "cache_write_5m", "token", "tokens of the prompt written to a cache for the vendor's short time", part_of=("input",)
)
