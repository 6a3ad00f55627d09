"""A usage object whose counts are not plain counts is refused: what is not understood is never priced as nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hostile.conftest import Answer

    Run = Callable[..., Answer]

pytestmark = pytest.mark.slow


def priced(run: Run, text: str) -> Answer:
    Path("u.json").write_text(text, encoding="utf-8")
    return run("price", "acme/small", "--usage", "u.json", "--pricing", "cards", "--as-of", "2026-04-28")


def test_the_good_usage_is_good(run: Run) -> None:
    assert priced(run, '{"prompt_tokens": 200, "completion_tokens": 5, "total_tokens": 205}').code == 0


@pytest.mark.parametrize("key", ["prompt_tokens", "completion_tokens"])
@pytest.mark.parametrize(
    "value",
    [
        '"200"',
        "true",
        "[200]",
        "[]",
        "{}",
        '{"text": 200}',
        "NaN",
        "Infinity",
        "-Infinity",
        "-1",
        "1.5",
        "1e99",
        '""',
        "null",
    ],
)
def test_a_count_that_is_no_count_is_refused(run: Run, key: str, value: str) -> None:
    counts = {"prompt_tokens": "200", "completion_tokens": "5", "total_tokens": "205"} | {key: value}
    listed = ", ".join(f'"{name}": {count}' for name, count in counts.items())
    answer = priced(run, f"{{{listed}}}")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("u.json:1:")


@pytest.mark.parametrize("value", ['"205"', "true", "[205]", "{}", "NaN", "-1", "204", "1e99", "null"])
def test_a_total_that_is_no_total_is_refused_or_changes_nothing(run: Run, value: str) -> None:
    counts = '"prompt_tokens": 200, "completion_tokens": 5'
    answer = priced(run, f'{{{counts}, "total_tokens": {value}}}')
    assert answer.code == 2 or answer.out == priced(run, f"{{{counts}}}").out


@pytest.mark.parametrize(
    "body",
    [
        '"service_tier": "flex"',
        '"service_tier": 1',
        '"server_tool_use": {"web_search_requests": 3}',
        '"server_tool_use": [{"n": 3}]',
        '"a": ' + '{"a": ' * 12 + '{"tokens": 5}' + "}" * 12,
        '"a": ' + "[" * 12 + "5" + "]" * 12,
        '"a": ' + '{"a": ' * 6 + '{"service_tier": [1]}' + "}" * 6,
        '"prompt_tokens": 200',
    ],
)
def test_what_cannot_be_priced_is_refused_however_deep_it_lies(run: Run, body: str) -> None:
    answer = priced(run, f'{{"prompt_tokens": 200, "completion_tokens": 5, {body}}}')
    assert (answer.code, answer.out) == (2, "")
    assert set(answer.codes) <= {"unknown-usage", "bad-number", "bad-json", "duplicate-key", "no-price"}


def test_a_service_tier_beside_the_usage_counts_as_well(run: Run) -> None:
    # where OpenAI says it: https://platform.openai.com/docs/api-reference/chat/object
    answer = priced(run, '{"service_tier": "flex", "usage": {"prompt_tokens": 200, "completion_tokens": 5}}')
    assert answer.codes == ["unknown-usage"]


def test_cached_tokens_that_deepseek_says_only_its_own_way_are_counted_or_refused(run: Run) -> None:
    cached = '"prompt_cache_hit_tokens": 100, "prompt_cache_miss_tokens": 100'
    answer = priced(run, f'{{"prompt_tokens": 200, "completion_tokens": 5, {cached}}}')
    assert answer.code == 2 or "request.cache_read" in answer.out


@pytest.mark.parametrize("text", ["", " ", "[]", "1", '"usage"', "null", "{}", '{"usage": []}', '{"usage": null}', "{"])
def test_what_is_no_usage_object_is_refused(run: Run, text: str) -> None:
    answer = priced(run, text)
    assert answer.code == 2
    assert set(answer.codes) <= {"no-usage", "bad-json"}


@pytest.mark.parametrize("key", ["\\u001b[31m", "\\u202e", "\\ud800", "a\\nb", "x" * 5_000])
def test_a_hostile_key_is_shown_without_what_a_terminal_obeys(run: Run, key: str) -> None:
    answer = priced(run, f'{{"prompt_tokens": 200, "completion_tokens": 5, "{key}": 7}}')
    assert answer.codes == ["unknown-usage"]
    assert [char for char in answer.err if not char.isprintable() and char != "\n"] == []
    assert max(map(len, answer.err.splitlines())) < 300
