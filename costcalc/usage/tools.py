"""Tools that the vendor ran for an answer, where they stand outside of `usage`: searches, code, guardrails.

A search that is counted is charged. Whatever else shows that a tool ran is a sign that something may be billed: unless
its meter is counted, or the user says how many there were, the answer is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.problem import Place, Problem
from costcalc.usage.answer_counts import NOTHING, UNKNOWN
from costcalc.usage.around import looked_through
from costcalc.usage.tool_signs import ANY_TOOL, signs_of

if TYPE_CHECKING:
    from costcalc.usage.around import Surrounding
    from costcalc.usage.tool_signs import ToolSign

CHARGED = {"web_search_call": "web_search", "file_search_call": "file_search"}
FREE = {
    *("function_call", "custom_tool_call", "local_shell_call", "computer_call", "mcp_call"),
    *("apply_patch_call", "tool_search_call"),
}
CODE = "code_interpreter_call"
NONE: frozenset[str] = frozenset()
_CALL = "_call"
_QUERIES = "web_search_queries"


class ToolSeen(NamedTuple):
    """What shows that a tool ran, and does not say how often.

    Args:
        problem: What it is where nobody says it.
        meter: What it may be billed by.
        is_told: Whether it is enough that the answer counts that meter anywhere.
    """

    problem: Problem
    meter: str
    is_told: bool


class ToolsAround(NamedTuple):
    """The tools that stand outside of `usage`.

    Args:
        charged: What ran, by the meter it is charged by: the `id` of a call, the words of a query.
        places: Where that is said.
        signs: What else shows that one ran, by what it says.
    """

    charged: Mapping[str, frozenset[str]]
    places: Mapping[str, Place]
    signs: Mapping[str, ToolSeen]

    def joined(self, other: ToolsAround) -> ToolsAround:
        """Return what two documents say of one answer."""
        meters = sorted(self.charged.keys() | other.charged.keys())
        both = {meter: self.charged.get(meter, NONE) | other.charged.get(meter, NONE) for meter in meters}
        return ToolsAround(both, {**self.places, **other.places}, {**self.signs, **other.signs})

    def beyond(self, parts: Sequence[ToolsAround], counts: Sequence[Mapping[str, Decimal]]) -> ToolsAround:
        """Return what is told around several answers, and by none of them.

        Args:
            parts: The tools of each answer.
            counts: What each counts.
        """
        counted = {meter: sum(one.get(meter, NOTHING) for one in counts) for one in counts for meter in one}
        more = {}
        for meter, ran in self.charged.items():
            left = sorted(ran.difference(*(one.charged.get(meter, NONE) for one in parts)))
            if left := left[int(counted.get(meter, NOTHING)) :]:
                more[meter] = frozenset(left)
        told = {meter for meter in counted if counted[meter]} | {meter for one in parts for meter in one.charged}
        signs = {says: one for says, one in self.signs.items() if not (one.is_told and one.meter in told)}
        return ToolsAround(more, self.places, signs)

    def unclear(self, counted: Mapping[str, Decimal], given: Collection[str]) -> list[Problem]:
        """Return what nobody says: signs of a meter that is neither counted nor given.

        Args:
            counted: What the answer counts.
            given: The meters that the user gives, and nobody has to find out.
        """
        if ANY_TOOL in given:
            return []
        known = {meter for meter, count in counted.items() if count} | self.charged.keys()
        asked = (sign for sign in self.signs.values() if sign.meter not in given)
        return [sign.problem for sign in asked if not (sign.is_told and sign.meter in known)]


def tools_in(
    standing: Sequence[Surrounding],
    answer: str,
    where: Callable[[str], Place],
    inside: Sequence[tuple[ToolSign, str]] = (),
) -> ToolsAround:
    """Read what a document says of tools around its `usage`.

    Args:
        standing: All that stands there.
        answer: The path of the answer in it.
        where: Returns where a key of the document stands.
        inside: The signs among the counts of the `usage`, with their paths.
    """
    found = _ToolCount({}, {}, {}, where)
    found.items(standing)
    found.queries([one for one in standing if one.ends(_QUERIES)])
    for one in standing:
        for sign in signs_of(one, answer):
            found.sign(f"{sign.says}, and nobody says how often", sign.meter, one.path, is_told=True)
    for sign, path in inside:
        found.sign(f"{sign.says}, and nobody says how often", sign.meter, path, is_told=True)
    return ToolsAround(found.charged, found.places, found.signs)


def tools_of(document: Mapping[str, Any], where: Callable[[str], Place]) -> ToolsAround:
    """Read what a document says of tools that counts nothing: a part of a stream."""
    return tools_in(list(looked_through(document, "", where)), "", where)


class _ToolCount(NamedTuple):
    charged: dict[str, frozenset[str]]
    places: dict[str, Place]
    signs: dict[str, ToolSeen]
    where: Callable[[str], Place]

    def items(self, standing: Sequence[Surrounding]) -> None:
        """Count the items of OpenAI's Responses: of searches those that search, of code the containers it ran in."""
        found: dict[object, tuple[str, dict[str, Any], bool]] = {}
        for one in standing:
            for item in one.value if isinstance(one.value, list) else ():
                if isinstance(item, dict) and isinstance(item.get("type"), str):
                    name = item.get("id")
                    found.setdefault(name if isinstance(name, str) else id(item), (one.path, item, one.ends("output")))
        items = [(path, item) for path, item, is_output in found.values() if is_output or item["type"] in CHARGED]
        containers = {str(item.get("container_id")): path for path, item in items if item.get("type") == CODE}
        if containers:
            says = f"code was run in {len(containers)} of the vendor's containers, which are billed by the session"
            self.sign(says, "code_container", next(iter(containers.values())))
        for nth, (path, item) in enumerate(items):
            kind = item["type"]
            if not kind.endswith(_CALL) or kind in FREE or kind == CODE or _is_local(item):
                continue
            if kind not in CHARGED:
                self.sign("a tool was run, and what that costs is not known here", ANY_TOOL, f"{path}.type")
            elif _searches(item):
                self.charge(CHARGED[kind], path, str(item.get("id", f"{path}[{nth}]")))

    def queries(self, found: Sequence[Surrounding]) -> None:
        """Count what Google's models searched for: one search is one, of several nobody knows how they are billed."""
        queries = {str(query) for one in found if isinstance(one.value, list) for query in one.value}
        if len(queries) == 1:
            self.charge("web_search", found[0].path, *queries)
        elif queries:
            says = f"the web was searched {len(queries)} times; some models bill each of them, others the prompt once"
            self.sign(says, "web_search", found[0].path)

    def charge(self, meter: str, path: str, name: str) -> None:
        self.charged[meter] = self.charged.get(meter, NONE) | {name}
        self.places.setdefault(meter, self.where(path))

    def sign(self, message: str, meter: str, path: str, *, is_told: bool = False) -> None:
        hint = f"--meter {meter}=N says how many are billed; 0 for none"
        self.signs.setdefault(message, ToolSeen(Problem(self.where(path), UNKNOWN, message, hint), meter, is_told))


def _is_local(item: dict[str, Any]) -> bool:
    """Whether a tool ran where the user is."""
    environment = item.get("environment")
    return isinstance(environment, dict) and environment.get("type") == "local"


def _searches(item: dict[str, Any]) -> bool:
    """Whether a search is one: opening a page that was found, and looking for a word in it, is free."""
    action = item.get("action")
    return not isinstance(action, dict) or action.get("type") in (None, "search")  # anything may stand there
