"""How vendors lay out a `usage` object: which of its counts are which of our meters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

MAX_DEPTH = 8

OPENAI_CHAT: Mapping[str, tuple[str, ...]] = {
    "prompt_tokens": ("input",),
    "completion_tokens": ("output",),
    "prompt_tokens_details.cached_tokens": ("cache_read",),
    "prompt_tokens_details.audio_tokens": ("audio_input",),
    "prompt_tokens_details.image_tokens": ("image_input",),
    "prompt_tokens_details.cache_write_tokens": ("cache_write_5m",),
    "completion_tokens_details.reasoning_tokens": ("reasoning",),
    "completion_tokens_details.audio_tokens": ("audio_output",),
    "completion_tokens_details.image_tokens": ("image_output",),
    # Parts of what is counted above, at the same price.
    "completion_tokens_details.accepted_prediction_tokens": (),
    "completion_tokens_details.rejected_prediction_tokens": (),
    "prompt_tokens_details.text_tokens": (),
    "completion_tokens_details.text_tokens": (),
    # DeepSeek says in words of its own how many tokens were cached, and sometimes in OpenAI's as well.
    "prompt_cache_hit_tokens": ("cache_hits",),
    "prompt_cache_miss_tokens": (),
}
OPENAI_RESPONSES: Mapping[str, tuple[str, ...]] = {
    "input_tokens": ("input",),
    "output_tokens": ("output",),
    "input_tokens_details.cached_tokens": ("cache_read",),
    "input_tokens_details.audio_tokens": ("audio_input",),
    "input_tokens_details.image_tokens": ("image_input",),
    "input_tokens_details.cache_write_tokens": ("cache_write_5m",),
    "output_tokens_details.reasoning_tokens": ("reasoning",),
    "output_tokens_details.audio_tokens": ("audio_output",),
    "output_tokens_details.image_tokens": ("image_output",),
}
ANTHROPIC: Mapping[str, tuple[str, ...]] = {
    "input_tokens": ("input",),
    "cache_read_input_tokens": ("input", "cache_read"),
    "cache_creation_input_tokens": ("input", "cache_writes"),
    "cache_creation.ephemeral_5m_input_tokens": ("cache_write_5m",),
    "cache_creation.ephemeral_1h_input_tokens": ("cache_write_1h",),
    "output_tokens": ("output",),
    "output_tokens_details.thinking_tokens": ("reasoning",),
    "server_tool_use.web_search_requests": ("web_search",),
}
TOTAL = "total_tokens"
_ONLY_ANTHROPIC = {"cache_read_input_tokens", "cache_creation_input_tokens", "cache_creation"}


def shape_of(usage: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    """Return which count is which meters, in the layout that a `usage` object has."""
    if "prompt_tokens" in usage:
        return OPENAI_CHAT
    return ANTHROPIC if _ONLY_ANTHROPIC & set(usage) else OPENAI_RESPONSES


def leaves(node: Any, counts: Collection[str], path: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield what is not an object, by its path. A list, or what lies too deep, is a leaf, and nobody can price it.

    So is whatever stands at the path of a count, and nothing where an object should hold counts.
    """
    if isinstance(node, dict) and depth < MAX_DEPTH and path not in counts:
        for key, value in node.items():
            yield from leaves(value, counts, f"{path}.{key}" if path else key, depth + 1)
    elif path in counts or is_around(path, counts) or node not in ([], {}):
        yield path, node


def is_around(path: str, counts: Collection[str]) -> bool:
    """Whether counts are expected in an object of this path, or beside it."""
    around = path.rpartition(".")[0]
    return any(count.startswith(f"{path}.") or (around and count.startswith(f"{around}.")) for count in counts)
