"""What a review says to programs: plain values, every number a string of plain digits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.checks import Level
from costcalc.formats.cards.data import exact_data, place_text
from costcalc.formats.check.reported import left_out, reported
from costcalc.formats.check.words import VERDICTS, count_of
from costcalc.formats.json import charge_data, figure_data
from costcalc.instant import instant_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.comparison import Outcome
    from costcalc.formats.check.reported import Reported
    from costcalc.review import ChargeMove, Move, Review, Upcoming
    from costcalc.review.gates import BudgetChange

SCHEMA = "costcalc/check/v1"


def document(result: Review) -> Mapping[str, Any]:
    """Give everything that a review found."""
    found = reported(result)
    return {
        "schema": SCHEMA,
        "as_of": instant_text(result.as_of),
        "base": result.base,
        "verdict": VERDICTS[result.exit_code],
        "exit_code": result.exit_code,
        "fail_on": result.fail_on.word,
        "counts": {
            "cards": result.cards,
            "scenarios": result.scenarios,
            "options": result.options,
            "problems": len(result.problems),
            "errors": count_of(result, Level.ERROR),
            "warnings": count_of(result, Level.WARNING),
            "notices": count_of(result, Level.NOTICE),
            "failing": len(result.failing),
            "moves": len(result.moves),
            "upcoming": len(result.upcoming),
        },
        "checks": list(result.checks),
        "problems": [_place(one) | {"code": one.rule} | _said(one) for one in found if one.is_problem],
        "left_out": left_out(result),
        "findings": [_finding(one) for one in found if not one.is_problem],
        "moves": [_move(move) for move in result.moves],
        "upcoming": [_upcoming(one) for one in result.upcoming],
        "budgets": [_budget(held) for held in result.budgets],
    }


def _place(one: Reported) -> dict[str, Any]:
    return {"file": one.place.source.name, "line": one.place.line, "column": one.place.column}


def _said(one: Reported) -> dict[str, Any]:
    return {"message": one.message, "hint": one.hint, "fingerprint": one.fingerprint}


def _finding(one: Reported) -> dict[str, Any]:
    about = {"check": one.rule, "level": one.level.word, "failing": one.fails, "about": str(one.about) or None}
    return _place(one) | about | _said(one)


def _move(move: Move) -> dict[str, Any]:
    known = move.after or move.before
    return {
        "scenario": move.scenario,
        "file": move.file,
        "option": move.option,
        "as_of": instant_text(move.as_of),
        "period": known.period if known else None,
        "kind": kind_of(move),
        "currency": move.currency,
        "before": _side(move.before),
        "after": _side(move.after),
        **figure_data("difference", move.more),
        **figure_data("share", move.part),
        "place": str(move.place),
        "charges": [_charge(charge) for charge in move.charges],
    }


def kind_of(move: Move) -> str:
    """Name what became of an option; what had no price has none to start from."""
    if move.before is None:
        return "new"
    if move.after is None:
        return "gone"
    if move.difference is None:
        return "not-comparable"
    return "free-to-paid" if move.old is not None and not move.old.value and move.difference else "changed"


def _side(outcome: Outcome | None) -> dict[str, Any] | None:
    if outcome is None:
        return None
    estimate = outcome.estimate
    return {
        "model": outcome.model,
        "currency": estimate.currency if estimate else None,
        **figure_data("total", estimate.figure if estimate else None),
    }


def _charge(move: ChargeMove) -> dict[str, Any]:
    return {
        "key": move.key,
        "place": place_text(move.place),
        "before": charge_data(move.before) if move.before else None,
        "after": charge_data(move.after) if move.after else None,
    }


def _upcoming(one: Upcoming) -> dict[str, Any]:
    return {
        "scenario": one.scenario,
        "option": one.option,
        "since": instant_text(one.since),
        "currency": one.currency,
        **figure_data("now", one.now),
        **figure_data("then", one.then),
        **figure_data("difference", one.more),
        **figure_data("share", one.part),
        "place": str(one.place),
    }


def _budget(held: BudgetChange) -> dict[str, Any]:
    return {
        "scenario": held.scenario,
        "option": held.now.option,
        "as_of": instant_text(held.as_of),
        **exact_data("limit", held.now.limit.amount.value),
        "currency": held.now.limit.currency,
        "broken": held.now.broken,
        "worse": held.worse,
        **figure_data("headroom", held.now.headroom),
        **figure_data("headroom_before", held.before.headroom if held.before else None),
        "place": str(held.now.limit.place),
    }
