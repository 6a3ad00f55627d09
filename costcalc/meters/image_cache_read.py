"""Tokens of images in the prompt that were read from a cache.

They are part of `image_input` and of `cache_read`, and priced once.

    image_cache_read: 2.00
"""

from costcalc.meters.meter import Meter

METER = Meter(
    "image_cache_read",
    "token",
    "tokens of images in the prompt read from a cache",
    part_of=("image_input", "cache_read"),
)
