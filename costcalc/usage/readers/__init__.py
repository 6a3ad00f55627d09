"""The shapes in which APIs report what they counted; a new one is a file here and a line in `MODULES`.

The first of a family is its usual shape; those behind it only have more keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.usage.readers import (
    ai_sdk,
    anthropic,
    bedrock_converse,
    bedrock_log,
    codex,
    cohere,
    deepseek,
    gemini,
    groq,
    litellm,
    mistral,
    moonshot,
    openai_chat,
    openai_responses,
    openai_seconds,
    openrouter,
    openrouter_responses,
    pydantic_ai,
    voyage,
    xai,
    xai_responses,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from costcalc.usage.readers.reader import UsageReader

MODULES: Mapping[str, ModuleType] = {
    "openai_chat": openai_chat,
    "openai_responses": openai_responses,
    "openai_seconds": openai_seconds,
    "anthropic": anthropic,
    "gemini": gemini,
    "bedrock_converse": bedrock_converse,
    "bedrock_log": bedrock_log,
    "ai_sdk": ai_sdk,
    "cohere": cohere,
    "codex": codex,
    "deepseek": deepseek,
    "groq": groq,
    "mistral": mistral,
    "moonshot": moonshot,
    "litellm": litellm,
    "openrouter": openrouter,
    "openrouter_responses": openrouter_responses,
    "voyage": voyage,
    "pydantic_ai": pydantic_ai,
    "xai": xai,
    "xai_responses": xai_responses,
}
READERS: Mapping[str, UsageReader] = {name: module.READER for name, module in MODULES.items()}
MAIN_KEYS = frozenset(key for one in READERS.values() for key in one.main)
"""The keys without which nothing has any of the shapes."""


def fits(usage: Any) -> bool:
    """Whether an object counts something in a shape that is known."""
    return isinstance(usage, dict) and not MAIN_KEYS.isdisjoint(usage)
