"""Tokens of a prompt and of an answer, and those that are kept in a cache."""

from costcalc.meters.meter import Meter

TOKENS = (
    Meter("input", "token", "tokens of the whole prompt, cached ones included").described("""
        Tokens of the whole prompt of a request: system prompt, history, documents, question.

        The part of it read from a cache is counted here too, and again as `cache_read`; the charge named `input`
        is for the remainder. OpenAI, DeepSeek and Google report prompts this way. Anthropic's `input_tokens` leaves
        the cached parts out, so `costcalc price --usage` adds them up first.

            workload:
              - {call: answer, requests: 1M, input: 3000, cache_read: 2000, output: 500}

            answer.input = requests * (input - cache_read) * price.input / 1M
    """),
    Meter("cache_read", "token", "tokens of the prompt read from a cache", part_of=("input",)).described("""
        Tokens of the prompt that the vendor found in its cache, usually at a fraction of the input price.

        They are part of `input`. A rate without a price for them must say how they are billed:

            cache_read: input        # no discount: billed as input
    """),
    Meter(
        "cache_write_5m",
        "token",
        "tokens of the prompt written to a cache for the vendor's short time",
        part_of=("input",),
    ).described("""
        Tokens of the prompt that the vendor puts into its cache for a short time, at more than the input price.

        They are part of `input`. Five minutes is Anthropic's short time; OpenAI keeps its own for thirty. What a
        written token costs later, when it is read, is `cache_read`.

            workload:
              - {call: first, requests: 1, input: 100K, cache_write_5m: 90K, output: 500}

            first.cache_write_5m = cache_write_5m * price.cache_write_5m / 1M
    """),
    Meter(
        "cache_write_1h", "token", "tokens of the prompt written to a cache for an hour", part_of=("input",)
    ).described("""
        Tokens of the prompt that the vendor puts into its cache for an hour.

        They are part of `input`, and none of them is counted as `cache_write_5m`.

            workload:
              - {call: first, requests: 1, input: 100K, cache_write_1h: 90K, output: 500}
    """),
    Meter("audio_input", "token", "tokens of audio in the prompt", part_of=("input",)).described("""
        Tokens of audio in the prompt.

        They are part of `input`, which counts text, audio, images and video together.

            workload:
              - {call: listen, requests: 1K, input: 2000, audio_input: 1800, output: 300}

            listen.input = requests * (input - audio_input) * price.input / 1M
    """),
    Meter(
        "audio_cache_read",
        "token",
        "tokens of audio in the prompt read from a cache",
        part_of=("audio_input", "cache_read"),
    ).described("""
        Tokens of audio in the prompt that were read from a cache.

        They are part of `audio_input` and of `cache_read`, and priced once: what is left of each of the two is the
        other audio, and the other cached tokens.

            workload:
              - {call: talk, requests: 1K, input: 3000, cache_read: 1000, audio_input: 1500,
                 audio_cache_read: 400, output: 300}

            talk.input = requests * (input - cache_read - audio_input + audio_cache_read) * price.input / 1M
    """),
    Meter("image_input", "token", "tokens of images in the prompt", part_of=("input",)).described("""
        Tokens of images in the prompt, where they have a price of their own.

        They are part of `input`. Where a vendor counts pictures and not tokens, the meter is `image_read`.

            image_input: input        # billed as input
    """),
    Meter(
        "image_cache_read",
        "token",
        "tokens of images in the prompt read from a cache",
        part_of=("image_input", "cache_read"),
    ).described("""
        Tokens of images in the prompt that were read from a cache.

        They are part of `image_input` and of `cache_read`, and priced once.

            image_cache_read: 2.00
    """),
    Meter("video_input", "token", "tokens of video in the prompt", part_of=("input",)).described("""
        Tokens of video in the prompt.

        They are part of `input`. Where a vendor counts seconds, the meter is `video_read_second`.

            video_input: input        # billed as input
    """),
    Meter("output", "token", "tokens of the whole completion, reasoning included").described("""
        Tokens of the whole completion, the hidden reasoning included.

        The part spent on reasoning is counted here too, and again as `reasoning`, where somebody knows it.

            workload:
              - {call: answer, requests: 1M, input: 200, output: 500}
    """),
    Meter("reasoning", "token", "tokens of hidden reasoning", part_of=("output",)).described("""
        Tokens a model spends thinking before it answers; they are billed although nobody reads them.

        They are part of `output`. Nearly every vendor bills them at the output price, and the card says so:

            reasoning: output        # billed as output
    """),
    Meter("audio_output", "token", "tokens of audio in the completion", part_of=("output",)).described("""
        Tokens of audio in the completion.

        They are part of `output`.

            workload:
              - {call: speak, requests: 1K, input: 200, output: 900, audio_output: 800}
    """),
    Meter("image_output", "token", "tokens of images in the completion", part_of=("output",)).described("""
        Tokens of images in the completion.

        They are part of `output`. Where a vendor counts pictures and not tokens, the meter is `image`.

            image_output: 30.00
    """),
    Meter("video_output", "token", "tokens of video in the completion", part_of=("output",)).described("""
        Tokens of video in the completion.

        They are part of `output`. Where a vendor counts seconds, the meter is `video_second`.

            video_output: 60.00
    """),
    Meter("cache_storage", "token-hour", "tokens kept in a cache times the hours they are kept").described("""
        Tokens kept in a cache, times the hours they are kept there.

            cache_storage: {price: 4.50, per: 1M token-hours}

        100K tokens kept for 8 hours are 800,000 token-hours:

            800000 * 4.5 / 1000000 = 3.6
    """),
)
