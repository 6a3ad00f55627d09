"""What keeps options from being called the cheapest, or from having a total: marks, and the reasons below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.views.blocks import Block, Bullets, Code, Heading, Line, Paragraph
from costcalc.views.words import of_options

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from costcalc.feasibility import Flag

BARRED, EXCLUDED = "*", "!"
_MEANING = {
    BARRED: "cannot be the cheapest: see the flags.",
    EXCLUDED: "does not fulfil what is required: see what is excluded.",
}


def mark(*, barred: bool, excluded: bool = False) -> str:
    """Return the marks of an option; nothing where it may be the cheapest."""
    return f"{BARRED if barred else ''}{EXCLUDED if excluded else ''}"


def mark_of(option: str, flags: Iterable[Flag], excluded: Collection[str]) -> str:
    """Return the marks of an option; one without a name is compared with nothing, and has none.

    Args:
        option: Its name.
        flags: What speaks against it, where it costs anything.
        excluded: What is required of it, and is not so.
    """
    return mark(barred=any(flag.bars for flag in flags), excluded=bool(excluded)) if option else ""


def mark_blocks(marks: Iterable[str]) -> Iterator[Block]:
    """Yield what the marks that are used mean."""
    used = "".join(marks)
    for one, meaning in _MEANING.items():
        if one in used:
            yield Paragraph(f"{one} {meaning}")


def excluded_blocks(options: Iterable[tuple[str, Iterable[str]]]) -> Iterator[Block]:
    """Yield what is required of options and is not so, each reason once with those it is said of."""
    found: dict[str, list[str]] = {}
    for option, reasons in options:
        for reason in reasons:
            found.setdefault(reason, []).append(option)
    if found:
        yield Heading("Excluded")
        yield Bullets(tuple(_excluded(options, reason) for reason, options in found.items()))


def _excluded(options: list[str], reason: str) -> str:
    named = len(options) == 1 and reason.startswith(f"{options[0]}: ")
    return reason if named else of_options(options, reason)


def open_blocks(options: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Block]:
    """Yield the options without a total because an assumption has no value, and how to give it one."""
    found: dict[tuple[str, ...], list[str]] = {}
    for option, unknown in options:
        if unknown:
            found.setdefault(unknown, []).append(option)
    if found:
        yield Heading("Open")
        yield Bullets(tuple(_open(options, names) for names, options in found.items()))


def _open(options: list[str], names: tuple[str, ...]) -> Line:
    what, verb, one = " and ".join(names), "has" if len(names) == 1 else "have", "it" if len(names) == 1 else "them"
    settings = " ".join(f"--set {name}=…" for name in names)
    return (of_options(options, f"{what} {verb} no value; "), Code(settings), f" gives {one} one")
