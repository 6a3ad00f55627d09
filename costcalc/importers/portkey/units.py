"""What Portkey's keys price: which meter, and by how far the point moves from cents to what a card says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from costcalc.meters import METERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.importers.draft import Value


class Unit(NamedTuple):
    """What a key prices.

    Args:
        meter: In our words; one of `OWN`, where a card must name it itself.
        per: What the price in the card buys; "" for 1M tokens.
        places: By how many places the point moves: two less than for dollars, as these are cents.
    """

    meter: str
    per: str = ""
    places: int = 4


def _searches(meter: str) -> Unit:
    return Unit(meter, "1K searches", 1)


TOKENS: Mapping[str, Unit] = {
    "request_token": Unit("input"),
    "request_text_token": Unit("input"),
    "response_token": Unit("output"),
    "response_text_token": Unit("output"),
    "cache_read_input_token": Unit("cache_read"),
    "cache_read_text_input_token": Unit("cache_read"),
    "cached_text_input_token": Unit("cache_read"),
    "cache_write_input_token": Unit("cache_write_5m"),
    "reasoning_token": Unit("reasoning"),
    "request_audio_token": Unit("audio_input"),
    "cache_read_audio_input_token": Unit("audio_cache_read"),
    "response_audio_token": Unit("audio_output"),
    "request_image_token": Unit("image_input"),
    "cache_read_image_input_token": Unit("image_cache_read"),
    "cached_image_input_token": Unit("image_cache_read"),
    "response_image_token": Unit("image_output"),
}
"""The keys of `pay_as_you_go`, `batch_config` and their like."""

ADDITIONAL: Mapping[str, Unit] = {
    "cache_write_1h": Unit("cache_write_1h"),
    "thinking_token": Unit("reasoning"),
    "image_token": Unit("image_output"),
    "output_video_token": Unit("video_output"),
    "request_audio_token": Unit("audio_input"),
    "response_audio_token": Unit("audio_output"),
    "web_search": _searches("web_search"),
    "search": _searches("web_search"),
    "web_search_medium_context": _searches("web_search"),
    "file_search": _searches("file_search"),
    "x_search": _searches("x_search"),
    "attachment_search": _searches("attachment_search"),
    "enterprise_web_search": _searches("enterprise_web_search"),
    "maps": _searches("maps_search"),
    "code_execution": Unit("code_execution", "1K calls", 1),
    "generated_images": Unit("image", "1 image", -2),
    "video_seconds": Unit("video_second", "1 second", -2),
    "megapixels": Unit("pixel", "1M pixels", -2),
}
"""The keys of `additional_units`; a price there is that of one."""

OWN: Mapping[str, Mapping[str, Value]] = {
    "x_search": {"unit": "search", "summary": "Searches of X"},
    "attachment_search": {"unit": "search", "summary": "Searches of attachments"},
    "enterprise_web_search": {"unit": "search", "summary": "Searches of the web for enterprises"},
    "maps_search": {"unit": "search", "summary": "Searches of a map"},
    "code_execution": {"unit": "call", "summary": "Executions of code"},
    "pixel": {"unit": "pixel", "summary": "Pixels of the images that are made"},
}
"""Meters that a card must name itself."""

IMAGE = Unit("image", "1 image", -2)
REQUEST = Unit("request", "1K requests", 1)
TRAINING = Unit("training")
HOSTING = Unit("hosting_hour", "1 hour", -2)

LEFT_OUT: Mapping[str, str] = {
    "input_image": "nobody says whether it is the price of an image or of a token of one, and it is left out",
    "web_search_low_context": "the price of the medium size is taken",
    "web_search_high_context": "the price of the medium size is taken",
    "default_duration_seconds": "it is a number of seconds and no price",
    "default_sample_count": "it is a number of samples and no price",
    "default_steps": "it is a number of steps and no price",
}
"""What becomes of keys that are known, and are no price of ours."""


_VIDEO = re.compile(r"video_duration_seconds_(\d{3,4}_\d{3,4})", re.ASCII)


def additional(key: str) -> Unit | None:
    """Read a key of `additional_units`; None for what is no price of ours."""
    video = _VIDEO.fullmatch(key)
    return Unit(f"video_second_{video[1]}", "1 second", -2) if video else ADDITIONAL.get(key)


def own_meter(name: str) -> Mapping[str, Value] | None:
    """Return what a card says of a meter that it must name itself; None for ours."""
    if name in METERS:
        return None
    for prefix, unit, what in (
        ("image_", "image", "Images made"),
        ("video_second_", "second", "Seconds of video made"),
    ):
        size = name.removeprefix(prefix)
        if size != name:
            return {"unit": unit, "summary": f"{what}, {size.replace('_', ' ')}"}
    return OWN.get(name)
