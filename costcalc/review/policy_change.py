"""What a change does to a policy, in words: which gates and budgets, levels and thresholds are others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.diff import plain
from costcalc.expr import Node, Num, symbolic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.project.policy import Policy
    from costcalc.source import FileRecord

LISTS = {"gates": "gate", "budgets": "budget"}


def policy_changes(old: Policy, new: Policy) -> list[str]:
    """Return how a policy differs from another one, each difference in a few words."""
    return list(_changes(old, new))


def _changes(old: Policy, new: Policy) -> Iterator[str]:
    for name in type(new).model_fields:
        was, now = getattr(old, name), getattr(new, name)
        if name == "schema_" or plain(was) == plain(now):  # which only a file of its own has
            continue
        if name in LISTS:
            yield from list_changes(LISTS[name], was, now)
        elif name == "checks":
            moved = sorted(check for check in {*was, *now} if was.get(check) != now.get(check))
            yield from (f"{check} {was.get(check, 'as usual')} → {now.get(check, 'as usual')}" for check in moved)
        else:
            yield f"{name} {_text(was)} → {_text(now)}"


def list_changes(kind: str, old: Sequence[FileRecord], new: Sequence[FileRecord]) -> Iterator[str]:
    """Yield what is gone from a list of gates or budgets, and what is new in it.

    Args:
        kind: What they are: gate or budget.
        old: Those of the base.
        new: Those of the change.
    """
    sides = ([plain(one) for one in old], [plain(one) for one in new])
    yield from (f"without the {kind} {_written(one)}" for one in old if plain(one) not in sides[1])
    yield from (f"with the {kind} {_written(one)}" for one in new if plain(one) not in sides[0])


def _written(record: FileRecord) -> str:
    said = ((name, getattr(record, name)) for name in type(record).model_fields)
    return ", ".join(f"{name}: {_text(value)}" for name, value in said if value not in (None, {}, ()))


def _text(value: object) -> str:
    if value in (None, (), {}):
        return "not said"
    if isinstance(value, Num):
        return value.text
    if isinstance(value, Node):
        return symbolic(value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {one}" for name, one in value.items())
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return ", ".join(map(str, value))
    return str(value)
