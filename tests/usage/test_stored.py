"""Held against the 1,577 answers that pydantic/genai-prices stores with what its own readers find in them.

The file is theirs: `tests/dataset/usages.json` at commit 47df840a, named by GENAI_USAGES. docs/usage.md has the result.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from costcalc.problem import InputError, Place
from costcalc.usage import reported

FILE = os.environ.get("GENAI_USAGES", "")
PLACE = Place.start_of("usages.json")
OURS = {
    "input_tokens": "input",
    "cache_read_tokens": "cache_read",
    "cache_write_tokens": "cache_write",
    "cache_write_5m_tokens": "",
    "input_audio_tokens": "audio_input",
    "input_image_tokens": "image_input",
    "input_video_tokens": "video_input",
    "cache_audio_read_tokens": "audio_cache_read",
    "cache_image_read_tokens": "image_cache_read",
    "cache_video_read_tokens": "video_cache_read",
    "output_tokens": "output",
    "output_reasoning_tokens": "reasoning",
    "output_audio_tokens": "audio_output",
    "output_image_tokens": "image_output",
    "web_searches": "web_search",
}
TOLD_APART = {"input_tool_tokens", "input_text_tool_tokens"}
"""Parts that have no price of their own, as those of text have not."""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not FILE, reason="GENAI_USAGES names no file")]


def counts(meters: dict[str, Decimal]) -> dict[str, int]:
    found = {meter: int(count) for meter, count in meters.items() if count}
    writes = found.pop("cache_write_5m", 0) + found.pop("cache_write_1h", 0)
    return found | ({"cache_write": writes} if writes else {})


def theirs(usage: dict[str, Any]) -> dict[str, int]:
    kept = {name: count for name, count in usage.items() if "text" not in name and name not in TOLD_APART}
    return {OURS[name]: int(count) for name, count in kept.items() if OURS[name]}


def test_all_are_read_and_count_what_they_count_or_are_refused_for_a_reason() -> None:
    cases = json.loads(Path(FILE).read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
    differ: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for case in cases:
        try:
            found = counts(
                reported({key: value for key, value in case["body"].items() if key != "file"}, lambda _: PLACE).meters
            )
        except InputError as error:
            refused[error.problems[0].message.partition(":")[0]] += 1
            continue
        apart = [{k for k in found.keys() | one.keys() if found.get(k, 0) != one.get(k, 0)} for one in all_of(case)]
        differ[" ".join(sorted(min(apart, key=len)))] += 1
    assert len(cases) == 1577
    assert refused == {
        "`iterations[1]` is no message of this model": 3,
        "`total_tokens` is not input plus output": 2,
    }
    assert differ == {
        "": 1537,
        "cache_read": 29,  # Mistral's `num_cached_tokens`
        "input output": 1,  # a compaction
        "cache_write input output": 1,  # another
        "video_cache_read video_input": 2,  # what is cached has no meter by kind of video
        "video_input": 1,  # OpenRouter's
        "tool_call": 1,  # OpenRouter's
    }


def all_of(case: dict[str, Any]) -> list[dict[str, int]]:
    return [theirs(one["usage"]) for one in case["extracted"]]
