"""Tokens of the whole prompt of a request: system prompt, history, documents, question.

The part of it read from a cache is counted here too, and again as `cache_read`; the charge named `input`
is for the remainder. OpenAI, DeepSeek and Google report prompts this way. Anthropic's `input_tokens` leaves
the cached parts out, so `costcalc price --usage` adds them up first.

    workload:
      - {call: answer, requests: 1M, input: 3000, cache_read: 2000, output: 500}

    answer.input = requests * (input - cache_read) * price.input / 1M
"""

from costcalc.meters.meter import Meter

METER = Meter("input", "token", "tokens of the whole prompt, cached ones included")
