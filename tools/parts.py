"""The parts of a page written by hand that are generated: they stand between `<!-- NAME -->` and `<!-- end -->`."""

from __future__ import annotations

import re
from inspect import cleandoc
from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations import EXPLANATIONS
from costcalc.comparison.audit.relation import MEANINGS
from costcalc.comparison.audit.tags import TAGS
from costcalc.documentation import documentation
from costcalc.usage.readers import MODULES
from tools.markdown import as_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PART = re.compile(r"(?<=<!-- )(?!end )([a-z]+)( -->\n).*?(?=<!-- end -->)", re.DOTALL)


def relations() -> str:
    """Return the relations in their order, as a table."""
    rows = (
        f"| `{relation.value}` | {meaning} | {'yes' if relation.is_false else ''} |"
        for relation, meaning in MEANINGS.items()
    )
    return "\n".join(["| relation | says | wrong |", "| --- | --- | --- |", *rows])


def tags() -> str:
    """Return the tags, as a table."""
    return "\n".join(["| tag | says |", "| --- | --- |", *(f"| `{name}` | {text} |" for name, text in TAGS.items())])


def explanations() -> str:
    """Return a section for each explanation, from its docstring."""
    return "\n\n".join(
        f"### {name}\n\n{as_markdown(_with_block(cleandoc(each.__doc__ or '')))}\n\n{each.BITS:g} bits."
        for name, each in EXPLANATIONS.items()
    )


def readers() -> str:
    """Return a section for each shape of `usage`, from the docstring of its reader."""
    return "\n\n".join(f"### {name}\n\n{as_markdown(documentation(module))}" for name, module in MODULES.items())


def _with_block(text: str) -> str:
    """Return a docstring whose example is indented, also where it is one line that is not."""
    return re.sub(r"^claims: ", "    claims: ", text, flags=re.MULTILINE)


PARTS: Mapping[str, Callable[[], str]] = {
    "relations": relations,
    "tags": tags,
    "explanations": explanations,
    "readers": readers,
}


def with_parts(text: str) -> str:
    """Return a page with its generated parts as they should be."""

    def written(match: re.Match[str]) -> str:
        name = match[1]
        return f"{name}{match[2]}\n{PARTS[name]()}\n\n" if name in PARTS else match[0]

    return _PART.sub(written, text)
