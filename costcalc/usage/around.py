"""What stands around a `usage` in a document, by its path.

Nothing is looked at where a user or a model writes what it likes: prompts, arguments of functions, requests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.usage.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WRITTEN = {
    *("arguments", "args", "input", "inputs", "input_body_json", "parameters", "parsed", "schema", "json_schema"),
    *("messages", "prompt", "system", "system_instruction", "instructions", "request", "request_metadata"),
    *("tools", "tool_config", "tool_choice", "tool_results", "response_format", "function_call", "function_response"),
    *("metadata", "variables", "object", "structured_output", "generation_config", "model_info", "headers", "text"),
}
"""Keys of what a user asked, or a model answered in words of its own."""


class Surrounding(NamedTuple):
    """A value around a `usage`.

    Args:
        path: Where it stands; of elements of a list, where the list does.
        keys: The keys of the path, in plain words.
        value: What stands there.
    """

    path: str
    keys: tuple[str, ...]
    value: Any

    def ends(self, *keys: str) -> bool:
        """Whether it stands at such keys."""
        return self.keys[-len(keys) :] == keys


def around(document: Mapping[str, Any], usage: str) -> Iterator[Surrounding]:
    """Yield every value of a document by its path, but the `usage` that is read and what a user wrote.

    Args:
        document: All of it.
        usage: The path of the object whose counts are read.
    """
    left: list[Surrounding] = [Surrounding("", (), document)]
    while left:
        path, keys, node = left.pop()
        if isinstance(node, list):
            left.extend(Surrounding(path, keys, one) for one in reversed(node) if isinstance(one, (dict, list)))
            continue
        inside: list[Surrounding] = []
        for key, value in node.items():
            one = Surrounding(f"{path}.{key}" if path else key, (*keys, plain(key)), value)
            is_nested = isinstance(value, (dict, list))
            if one.path == usage or (is_nested and one.keys[-1] in _WRITTEN and "usage" not in value):
                continue
            yield one
            if is_nested:
                inside.append(one)
        left.extend(reversed(inside))
