"""The parts of a prompt and of an answer, as OpenAI's API tells them apart and those who copied it.

All of them stand in an object that says which whole they are of: `prompt_tokens_details`, `input_token_details`. So
what each is called makes no difference, and the same part may stand there under two names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.usage.answer_counts import LIVES, WRITES
from costcalc.usage.fields import WITHIN, again, counts, remark, text

if TYPE_CHECKING:
    from costcalc.usage.answer_counts import AnswerCounts
    from costcalc.usage.fields import Fields

READ = ("cached_tokens", "cache_read", "cache_read_tokens", "cache_read_input_tokens")
WRITTEN = ("cache_write_tokens", "cache_creation_tokens", "cache_creation_input_tokens")
REASONED = ("reasoning_tokens", "reasoning", "thinking_tokens")
EPHEMERAL = dict(zip(("ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens"), LIVES, strict=True))
LISTS = ("", "cache_creation.", "cache_creation_token_details.")


def of_prompt(details: str) -> Fields:
    """Return what may stand in an object that tells a prompt apart."""
    return {
        **{f"{details}.{name}": again("cache_read") for name in READ},
        **{f"{details}.{name}": again(WRITES) for name in WRITTEN},
        **{f"{details}.{where}{name}": counts(life) for where in LISTS for name, life in EPHEMERAL.items()},
        f"{details}.cache_creation": _written,
        f"{details}.cache_type": remark,
        **_kinds(details, "input"),
    }


def of_answer(details: str) -> Fields:
    """Return what may stand in an object that tells an answer apart."""
    return {
        **{f"{details}.{name}": again("reasoning") for name in REASONED},
        f"{details}.accepted_prediction_tokens": WITHIN,
        f"{details}.rejected_prediction_tokens": WITHIN,
        **_kinds(details, "output"),
    }


def _kinds(details: str, whole: str) -> Fields:
    kinds = {
        f"{details}.{kind}{end}": counts(f"{kind}_{whole}") for kind in ("audio", "image") for end in ("_tokens", "")
    }
    video = {f"{details}.video_tokens": counts("video_input")} if whole == "input" else {}
    return {**kinds, **video, f"{details}.text_tokens": text(whole)}


def _written(counted: AnswerCounts, path: str, value: Any) -> None:
    """Read what was written: LangChain leaves a 0 there where it tells the two lives apart beside it."""
    count = counted.count(path, value)
    if count:
        again(WRITES)(counted, path, count)
