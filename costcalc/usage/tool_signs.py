"""What shows that a tool of the vendor ran: keys and types that stand in answers around their `usage`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.usage.words import plain, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.usage.around import Surrounding

ANY_TOOL = "tool_call"


class ToolSign(NamedTuple):
    """A sign that a tool ran.

    Args:
        says: What happened.
        meter: What it may be billed by.
    """

    says: str
    meter: str


WEB = ToolSign("the web was searched", "web_search")
MAPS = ToolSign("Google Maps was searched", "maps_search")
FILES = ToolSign("files were searched", "file_search")
TOOL = ToolSign("a tool of the vendor was run", ANY_TOOL)
CODE = ToolSign("code was executed, which is billed by the time a container ran", ANY_TOOL)
GUARD = ToolSign("a guardrail looked at the text, which is billed by its units", ANY_TOOL)

KEYS = {
    "image_search_queries": WEB,
    "retrieval_queries": FILES,
    "executed_tools": TOOL,
    "web_search": WEB,
    "search_info": WEB,
    "server_side_tool_usage": TOOL,
    "provider_executed": TOOL,
}
"""By the key; a sign if anything stands there."""
SOURCES = {"web": WEB, "maps": MAPS, "retrieved_context": FILES}
"""By the key of what one of Google's `groundingChunks` is from."""
_CHUNKS = "grounding_chunks"
ROOT = {"citations": WEB, "search_results": WEB}
"""The same, at the root of the answer alone: below it they may be of documents that the user gave."""
TYPES = {
    "tool.execution": TOOL,
    "builtin_function": TOOL,
    "server_tool_call": TOOL,
    "url_citation": WEB,
    "web_search_tool_result": WEB,
}
"""By the `type` of an element of a list."""
_RAN_BY_VENDOR = "server_tool_use"
_COUNTED = {"search", "searches", "queries", "tool", "tools"}
_NO_COUNT = {
    *("max", "min", "top", "index", "id", "limit", "remaining", "time", "ms", "score", "threshold"),
    *("token", "tokens", "cost", "price", "version", "cleared"),
}
_FREE_UNITS = {"word", "free"}


def signs_of(one: Surrounding, answer: str) -> Iterator[ToolSign]:
    """Yield what a value shows.

    Args:
        one: The value, with its place.
        answer: The path of the answer.
    """
    value, key = one.value, one.name
    if isinstance(value, list):
        yield from (sign for item in value if isinstance(item, dict) and (sign := _of_item(item)))
    if isinstance(value, Decimal):
        if value and (counted := counted_tool(key)):
            yield counted
    elif value and not isinstance(value, str) and not (isinstance(value, dict) and not any(value.values())):
        if (
            key in ROOT
            and (key != "citations" or _are_found(value))
            and one.path == (f"{answer}.{key}" if answer else key)
        ):
            yield ROOT[key]
        if sign := SOURCES.get(key) if one.above and one.above.name == _CHUNKS else KEYS.get(key):
            yield sign


def _are_found(value: Any) -> bool:
    """Whether sources are from the web; those of documents that the user gave say which of these they are."""
    return not isinstance(value, list) or any(not isinstance(one, dict) or "document_ids" not in one for one in value)


def _of_item(item: Mapping[str, Any]) -> ToolSign | None:
    """Return what an element of a list shows by its type; what the vendor ran has a name as well."""
    kind, name = item.get("type"), item.get("name")
    if item.get("sourceType") == "url":
        return WEB
    if plain(str(item.get("part_kind"))) == "builtin_tool_call":
        return WEB if item.get("tool_name") == "web_search" else TOOL
    if kind == _RAN_BY_VENDOR:
        ran = name if isinstance(name, str) else ""
        return CODE if "code_execution" in ran else WEB if ran == "web_search" else None
    return TYPES.get(kind) if isinstance(kind, str) else None


def counted_tool(key: str) -> ToolSign | None:
    """Return what a number shows by the name of its key: searches, tools, units of a guardrail."""
    said = set(words(key))
    if {"policy", "units"} <= said:
        return None if said & _FREE_UNITS else GUARD
    return TOOL if said & _COUNTED and not said & _NO_COUNT else None
