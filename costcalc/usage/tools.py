"""Tools that the vendor ran for an answer, where they stand outside of `usage`: searches, code, guardrails.

A search that is counted is charged. Whatever else shows that a tool ran is a sign that something may be billed: unless
its meter is counted, or the user says how many there were, the answer is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.problem import Place, Problem
from costcalc.usage.answer_counts import UNKNOWN, AnswerCounts
from costcalc.usage.tool_signs import ANY_TOOL, ToolSign, signs_of

if TYPE_CHECKING:
    from costcalc.usage.around import Surrounding

CHARGED = {"web_search_call": "web_search", "file_search_call": "file_search"}
FREE = {"function_call", "custom_tool_call", "local_shell_call", "computer_call", "mcp_call", "apply_patch_call"}
CODE = "code_interpreter_call"
_CALL = "_call"
_QUERIES = "web_search_queries"


class ToolsAround(NamedTuple):
    """What is counted of tools.

    Args:
        counted: What was counted so far.
        where: Returns where a key of the document stands.
        given: The meters that the user gives, and nobody has to find out.
    """

    counted: AnswerCounts
    where: Callable[[str], Place]
    given: Collection[str]

    def read(self, standing: Sequence[Surrounding], answer: str) -> None:
        """Read what a document says of tools around its `usage`.

        Args:
            standing: All that stands there.
            answer: The path of the answer in it.
        """
        self._items(standing)
        self._queries([one for one in standing if one.ends(_QUERIES)])
        for one in standing:
            for sign in signs_of(one, answer):
                self._hold(sign, one.path)

    def _items(self, standing: Sequence[Surrounding]) -> None:
        """Count the items of OpenAI's Responses: of searches those that search, of code the containers it ran in."""
        lists = [one for one in standing if one.ends("output") and isinstance(one.value, list)]
        items = [(one.path, item) for one in lists for item in one.value if isinstance(item, dict)]
        containers = {str(item.get("container_id")): path for path, item in items if item.get("type") == CODE}
        for path in containers.values():
            self._charge("tool_call", path)
        for path, item in items:
            kind = item.get("type")
            if not isinstance(kind, str) or not kind.endswith(_CALL) or kind in FREE or kind == CODE:
                continue
            if kind not in CHARGED:
                self._unclear("a tool was run, and what that costs is not known here", ANY_TOOL, f"{path}.type")
            elif _searches(item):
                self._charge(CHARGED[kind], path)

    def _queries(self, found: Sequence[Surrounding]) -> None:
        """Count what Google's models searched for: one search is one, of several nobody knows how they are billed."""
        queries = sum(len(one.value) for one in found if isinstance(one.value, list))
        if queries == 1:
            self._charge("web_search", found[0].path)
        elif queries:
            says = f"the web was searched {queries} times; some models bill each of them, others the prompt once"
            self._unclear(says, "web_search", found[0].path)

    def _hold(self, sign: ToolSign, path: str) -> None:
        if not self.counted[sign.meter]:
            self._unclear(f"{sign.says}, and nobody says how often", sign.meter, path)

    def _charge(self, meter: str, path: str) -> None:
        if meter not in self.given:
            self.counted.meters[meter] = self.counted[meter] + Decimal(1)
            self.counted.places.setdefault(meter, self.where(path))

    def _unclear(self, message: str, meter: str, path: str) -> None:
        hint = f"--meter {meter}=N says how many are billed; 0 for none"
        problem = Problem(self.where(path), UNKNOWN, message, hint)
        known = {one.message for one in self.counted.problems}
        if meter not in self.given and ANY_TOOL not in self.given and message not in known:
            self.counted.problems.append(problem)


def _searches(item: dict[str, Any]) -> bool:
    """Whether a search is one: opening a page that was found, and looking for a word in it, is free."""
    action = item.get("action")
    return not isinstance(action, dict) or action.get("type") in (None, "search")  # anything may stand there
