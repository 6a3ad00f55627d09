"""What stands around a `usage` in a document, by its path.

Nothing is looked at where a user or a model writes what it likes: prompts, arguments of functions, requests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.problem import InputError
from costcalc.usage.words import LONGEST, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping

    from costcalc.problem import Place

_WRITTEN = {
    *("arguments", "args", "input", "inputs", "input_body_json", "parameters", "parsed", "schema", "json_schema"),
    *("messages", "prompt", "system", "system_instruction", "instructions", "request", "request_metadata"),
    *("tools", "tool_config", "tool_choice", "response_format", "function_call", "function_response"),
    *("metadata", "variables", "object", "structured_output", "generation_config", "model_info", "headers", "text"),
    *("logprobs", "logprobs_result", "top_logprobs", "embedding", "embeddings"),
    *("tool_results", "tool_use_result"),  # another agent answered that, and counted it for itself
}
"""Keys of what a user asked, or a model answered in words of its own."""
_KEPT_IN = {"metadata", "object"}
"""Where a user writes, and some APIs keep the counts of an answer."""
MESSAGES = ("messages",)
"""Where a conversation may be kept, with what each of its answers counted."""


MOST_AROUND = 100_000
"""Values that are looked through: answers have some hundreds, with all they found on the web."""
MAX_DEPTH = 24
"""Objects and lists in each other that are looked into; answers have about ten."""


class Surrounding(NamedTuple):
    """A value around a `usage`.

    Args:
        value: What stands there.
        inside: The object that has it.
        key: Its key; of elements of a list, that of the list.
        name: The same in plain words.
        above: What it stands in; None at the root of the document.
        depth: How much stands around it.
    """

    value: Any
    inside: Mapping[str, Any]
    key: str
    name: str
    above: Surrounding | None
    depth: int

    @property
    def path(self) -> str:
        """Where it stands. It is made when somebody asks: most of what stands in an answer is text."""
        key = self.key[:LONGEST]
        return f"{self.above.path}.{key}" if self.above else key

    def ends(self, *keys: str) -> bool:
        """Whether it stands at such keys, in plain words."""
        *around, own = keys
        return self.name == own and (not around or bool(self.above and self.above.ends(*around)))

    def up(self) -> Iterator[Surrounding]:
        """Yield this, and what it stands in, from the inside."""
        at: Surrounding | None = self
        while at:
            yield at
            at = at.above

    def is_below(self, names: Container[str]) -> bool:
        """Whether it stands anywhere below one of some keys, in plain words."""
        return self.above is not None and (self.above.name in names or self.above.is_below(names))


def around(document: Mapping[str, Any], usage: str, also: Container[str] = ()) -> Iterator[Surrounding]:
    """Yield every value of a document, but the `usage` that is read and what a user wrote.

    Args:
        document: All of it.
        usage: The path of the object whose counts are read; empty for none.
        also: Keys that are looked into, though a user may have written what stands there.
    """
    left: list[tuple[Any, Surrounding | None]] = [(document, None)]
    while left:
        node, above = left.pop()
        if isinstance(node, list):
            left.extend((one, above) for one in reversed(node) if isinstance(one, (dict, list)))
            continue
        inside: list[tuple[Any, Surrounding | None]] = []
        for key, value in node.items():
            one = Surrounding(value, node, key, plain(key), above, above.depth + 1 if above else 1)
            is_nested = isinstance(value, (dict, list))
            if is_nested and one.name in _WRITTEN and one.name not in also and not _keeps(one):
                continue
            if is_nested and usage.endswith(key) and one.path == usage:
                continue
            yield one
            if is_nested and one.depth < MAX_DEPTH:
                inside.append((value, one))
        left.extend(reversed(inside))


def _keeps(one: Surrounding) -> bool:
    """Whether the counts of an answer stand where a user writes."""
    return one.name in _KEPT_IN and isinstance(one.value, dict) and isinstance(one.value.get("usage"), dict)


def looked_through(
    document: Mapping[str, Any], usage: str, where: Callable[[str], Place], also: Container[str] = ()
) -> Iterator[Surrounding]:
    """Yield what stands around a `usage`, as `around` does, but never without end.

    Raises:
        InputError: for a document that has too much in it.
    """
    for nth, one in enumerate(around(document, usage, also)):
        if nth == MOST_AROUND:
            message = f"more than {MOST_AROUND:,} values stand around the `usage`"
            raise InputError.of(where(""), "too-many", message, "keep the `usage` and the model alone")
        yield one
