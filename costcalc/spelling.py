"""What somebody may have meant by a misspelt word, and the words that there are. Standard library only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_COMPARED, LONGEST_COMPARED, USUAL_LENGTH = 1_000, 100, 40
LONGEST_NAME = 80
BEGINNING = 2
"""Of more words than can be compared, those are that have as many letters at their beginning."""

NEAR, NEARER = 0.6, 0.77
"""How alike a word must be to be suggested. Keys are nearer each other: `cache_write` is no slip for cache_read."""


ELSEWHERE = {
    **dict.fromkeys(("input_tokens", "prompt_tokens", "prompt", "tokens_in", "in"), "input"),
    **dict.fromkeys(("output_tokens", "completion_tokens", "completion", "answer", "tokens_out", "out"), "output"),
    **dict.fromkeys(("cached_input", "cached_tokens", "cached", "cache_read_input_tokens", "cache_hit"), "cache_read"),
    **dict.fromkeys(("cache_creation_input_tokens", "cache_write", "cache_miss"), "cache_write_5m"),
    **dict.fromkeys(("reasoning_tokens", "thinking", "thinking_tokens"), "reasoning"),
    **dict.fromkeys(("audio_minute", "audio_minutes", "audio_hour"), "audio_second"),
    **dict.fromkeys(("count", "times", "volume"), "requests"),
    **dict.fromkeys(("searches", "search"), "web_search"),
    **dict.fromkeys(("price", "cost", "rate"), "unit_price"),
    **dict.fromkeys(("loop", "repeat", "turns"), "each"),
    **dict.fromkeys(("params", "parameters", "variables", "vars"), "assumptions"),
    **dict.fromkeys(("steps", "calls", "requests"), "workload"),
}
"""Words of APIs, invoices and other tools for what has another name here."""


def bare_name(name: str) -> str:
    """Return a model's name without the vendors before it, in small letters: gpt-4o of openai/GPT-4o."""
    return name.rpartition("/")[2].casefold()


def undated(name: str) -> str:
    """Return a model's name without the day of its version: o1-pro of o1-pro-2025-03-19."""
    return re.sub(r"-(\d{4}|\d{8}|\d{4}-\d\d-\d\d)$", "", name, flags=re.ASCII)


def stems(name: str) -> Iterator[str]:
    """Yield what a model's name begins with, the longest first: gpt-4.5, gpt-4 and gpt of gpt-4.5-preview."""
    for sign in reversed([*re.finditer(r"[-.:@_]", name)]):
        yield name[: sign.start()]


def some_of(words: Iterable[str], most: int = 12) -> str:
    """List words in a hint: all of them, or the first with how many more there are."""
    known = list(words)
    shown = ", ".join(known[:most])
    return f"{shown} and {len(known) - most} more" if len(known) > most else shown


def nearest(word: str, known: Iterable[str], near: float = NEAR) -> str | None:
    """Find the known word nearest to a misspelt one."""
    import difflib  # only a mistake needs it
    from heapq import nlargest

    word = word[:LONGEST_COMPARED].lower()
    folded = {name.lower(): name for name in sorted(known)}
    if word in folded:
        return folded[word]
    if len(folded) > MOST_COMPARED:
        folded = {name: written for name, written in folded.items() if name[:BEGINNING] == word[:BEGINNING]}
    if len(folded) > MOST_COMPARED:
        return None
    # A slip leaves what is before it and what is behind it. What shares most of both is looked at closely, which takes
    # a third of a millisecond where names are long.
    likely = nlargest(8 if len(word) <= USUAL_LENGTH else 2, folded, key=lambda name: _shared(word, name))
    found = _swapped(word, likely) or difflib.get_close_matches(word, likely, n=1, cutoff=near)
    found = found or _part_of_one(word, folded)
    return folded[found[0]] if found else None


def nearest_first(word: str, known: Iterable[str]) -> list[str]:
    """Return names with those first that have most words in common with another one; else in their order."""
    word = word[:LONGEST_COMPARED].lower()
    parts = _parts(word)
    return sorted(known, key=lambda name: (-len(parts & _parts(name.lower())), -_shared(word, name.lower())))


def _parts(name: str) -> set[str]:
    return {part for part in re.split(r"[^a-z0-9.]+", name) if part}


def meant(word: str, known: Iterable[str], near: float = NEAR) -> str | None:
    """Find the known word for what another tool calls something else, or the one nearest to a misspelt word."""
    known = list(known)
    other = ELSEWHERE.get(word.lower())
    return other if other in known else nearest(word, known, near)


def _swapped(word: str, names: Iterable[str]) -> list[str]:
    """Return the name of which two letters beside each other are the other way round."""
    turned = {word[:nth] + word[nth + 1] + word[nth] + word[nth + 2 :] for nth in range(len(word) - 1)}
    return [name for name in names if name in turned and name != word][:1]


def _part_of_one(word: str, names: Iterable[str]) -> list[str]:
    """Return the name that begins with a word, or has it between its _; nothing where several do."""
    found = [name for name in names if len(word) > 1 and (name.startswith(word) or word in name.split("_"))]
    return found if len(found) == 1 else []


def _shared(word: str, other: str) -> int:
    """Return how many characters two words have in common at their beginning and at their end."""
    most = min(len(word), len(other))
    begin = next((nth for nth, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), most)
    end = next((nth for nth, (a, b) in enumerate(zip(word[::-1], other[::-1], strict=False)) if a != b), most)
    return begin + end


def did_you_mean(word: str, known: Iterable[str], otherwise: str | None = None, near: float = NEAR) -> str | None:
    """Suggest the known word nearest to a misspelt one."""
    found = meant(word, known, near)
    return f"did you mean `{found}`?" if found else otherwise


def in_formulas(name: str) -> str:
    """Return a name as formulas can have it: gpt_4o for GPT-4o."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:LONGEST_NAME]


def name_hint(name: str) -> str:
    """Return how a name is written: the one that somebody meant, or an example."""
    made = in_formulas(name[:LONGEST_COMPARED])
    return f"names are written in small letters, digits and _: {made if made[:1].isalpha() else 'prompt_tokens'}"


def not_among(word: str, known: Iterable[str]) -> KeyError:
    """Return the error for a key that there is not, which says what there is."""
    known = list(known)
    return KeyError(
        f"{word}: {did_you_mean(word, known, f'there are {some_of(known)}' if known else 'there are none')}"
    )
