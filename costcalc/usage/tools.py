"""Tools that the vendor ran for an answer, where they stand outside of `usage`: searches, code, images."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from costcalc.usage.answer_counts import AnswerCounts

CHARGED = {"web_search_call": "web_search", "file_search_call": "file_search"}
FREE = {"function_call", "custom_tool_call", "local_shell_call", "computer_call", "mcp_call", "apply_patch_call"}
CODE = "code_interpreter_call"
_CALL = "_call"


def count_tools(answer: Mapping[str, Any], path: str, counted: AnswerCounts, given: Collection[str]) -> None:
    """Count what an answer says of tools beside its `usage`.

    Args:
        answer: The answer.
        path: Where it is; what is counted is of the `usage` in it.
        counted: What was counted so far.
        given: The meters that the user gives, and nobody has to find out.
    """
    _openai(_objects(answer.get("output")), counted, given)
    _google(_objects(answer.get("candidates")), counted, given)
    _anthropic(_objects(answer.get("content")), path, counted, given)


def _anthropic(blocks: list[Mapping[str, Any]], path: str, counted: AnswerCounts, given: Collection[str]) -> None:
    """Refuse code that was executed; searches are in the `usage`."""
    names = [str(one.get("name")) for one in blocks if one.get("type") == "server_tool_use"]
    if "tool_call" not in given and any("code_execution" in name for name in names):
        _unclear("code was executed, which is billed by the time a container ran", "tool_call", path, counted)


def _openai(items: list[Mapping[str, Any]], counted: AnswerCounts, given: Collection[str]) -> None:
    """Count the items of OpenAI's Responses: of searches those that search, of code the containers it ran in."""
    containers = {str(one.get("container_id")) for one in items if one.get("type") == CODE}
    if containers and "tool_call" not in given:
        counted.add("tool_call", Decimal(len(containers)), "output")
    for item in items:
        kind = item.get("type")
        if not isinstance(kind, str) or not kind.endswith(_CALL) or kind in FREE or kind == CODE:
            continue
        if meter := CHARGED.get(kind):
            if meter not in given and _searches(item):
                counted.add(meter, Decimal(1), "output")
        elif "tool_call" not in given:
            _unclear(f"a tool was run (`{cut(kind)}`), and what that costs is not known here", "tool_call", "", counted)


def _searches(item: Mapping[str, Any]) -> bool:
    """Whether a search is one: opening a page that was found, and looking for a word in it, is free."""
    action = item.get("action")
    return not isinstance(action, dict) or action.get("type") in (None, "search")  # anything may stand there


def _google(candidates: list[Mapping[str, Any]], counted: AnswerCounts, given: Collection[str]) -> None:
    queries = 0
    for candidate in candidates:
        grounding = candidate.get("groundingMetadata")
        found = grounding.get("webSearchQueries") if isinstance(grounding, dict) else None
        queries += len(found) if isinstance(found, list) else 0
    if "web_search" in given or not queries:
        return
    if queries == 1:
        counted.add("web_search", Decimal(1), "candidates.groundingMetadata.webSearchQueries")
        return
    _unclear(
        f"the web was searched {queries} times; some models bill each of them, others the prompt once",
        "web_search",
        "candidates.groundingMetadata.webSearchQueries",
        counted,
    )


def _unclear(message: str, meter: str, path: str, counted: AnswerCounts) -> None:
    counted.refuse(path, message, f"--meter {meter}=N says how many are billed; 0 for none")


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return list(_only_objects(value)) if isinstance(value, list) else []


def _only_objects(values: list[Any]) -> Iterator[Mapping[str, Any]]:
    yield from (one for one in values if isinstance(one, dict))
