"""What somebody may have meant: the word of another tool, or a slip."""

from __future__ import annotations

import pytest

from costcalc.spelling import ELSEWHERE, did_you_mean

CALL = ["call", "requests", "input", "cache_read", "output", "reasoning", "audio_input", "audio_second", "web_search"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("input_tokens", "input"),
        ("Prompt_Tokens", "input"),
        ("completion", "output"),
        ("cached_input", "cache_read"),
        ("audio_minute", "audio_second"),
        ("searches", "web_search"),
        ("ouput", "output"),  # a slip
        ("reqests", "requests"),
    ],
)
def test_the_word_of_another_tool_is_known(word: str, meant: str) -> None:
    assert did_you_mean(word, CALL) == f"did you mean `{meant}`?"


def test_a_word_is_suggested_only_where_it_is_one() -> None:
    assert did_you_mean("prompt_tokens", ["model", "use", "with"], "no") == "no"
    assert did_you_mean("prompt_tokens", ["prompt_token", "use"]) == "did you mean `prompt_token`?"


def test_no_word_of_another_tool_is_one_of_ours() -> None:
    assert ELSEWHERE.keys() & set(ELSEWHERE.values()) == {"requests"}  # at the top of a file it is a workload
