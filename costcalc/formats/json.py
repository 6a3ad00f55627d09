"""JSON, for programs: a versioned schema, every number a string of plain digits, never a float.

    {"schema": "costcalc/comparison/v1", "options": [{"id": "flash", "total": "142.8", …}], …}

A number without a last digit has 15 significant digits, and its exact fraction beside it. Several scenarios
come as `costcalc/comparisons/v1`, an estimate as `costcalc/price/v1`, problems as `costcalc/problems/v1`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.expr import Figure, decimal_text, fraction_text
from costcalc.instant import instant_text
from costcalc.problem import shown_and_left_out
from costcalc.shown import json_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from costcalc.comparison import BudgetStatus, Comparison, Outcome
    from costcalc.feasibility import Flag
    from costcalc.formats.base import Report, Style
    from costcalc.pricing import Charge, Estimate
    from costcalc.problem import Problem
    from costcalc.ratecard import CardFile


def comparisons(results: Sequence[Comparison], look: Style) -> str:
    """Write comparisons: one alone, several as a list."""
    del look  # a program is told everything, always the same way
    if len(results) == 1:
        return json_text(_comparison(results[0]))
    many = [_comparison(result) for result in results]
    return json_text({"schema": "costcalc/comparisons/v1", "comparisons": many})


def estimate(result: Estimate, look: Style) -> str:
    """Write one estimate."""
    del look
    offer = result.plan.bills[0].offer
    return json_text(
        {
            "schema": "costcalc/price/v1",
            "model": result.model,
            "basis": result.basis,
            "as_of": instant_text(result.as_of),
            "card": _card(offer.file),
            "list_card": _card(offer.list_file) if offer.list_file else None,
            "currency": result.currency,
            **figure_data("total", result.figure),
            "charges": [charge_data(charge) for charge in result.charges],
            "flags": _flags(result.flags),
        }
    )


def report(result: Report, look: Style) -> str:
    """Write any other result."""
    del look
    return json_text(result.document())


def problems(found: Sequence[Problem]) -> str:
    """Write problems."""
    shown, left_out = shown_and_left_out(found)
    listed = [problem_data(problem, placed=True) for problem in shown]
    return json_text({"schema": "costcalc/problems/v1", "problems": listed, "left_out": left_out})


def _comparison(result: Comparison) -> dict[str, Any]:
    scenario = result.scenario.scenario
    return {
        "schema": "costcalc/comparison/v1",
        "scenario": {
            "id": str(scenario.id),
            "title": str(scenario.title),
            "file": result.scenario.file,
            "sha256": result.scenario.sha256,
        },
        "as_of": instant_text(result.as_of),
        "cards": [_card(file) for file in result.cards],
        "assumptions": [
            {
                "name": assumption.name,
                **figure_data("value", assumption.figure),
                "unit": _text(assumption.unit),
                "why": _text(assumption.why),
                "overridden": assumption.overridden,
                "sources": list(map(str, assumption.figure.places())),
            }
            for assumption in result.assumptions
        ],
        "currency": result.currency,
        "exchange": _exchange(result),
        "period": result.period.name,
        "baseline": _text(scenario.baseline),
        "cheapest": list(result.cheapest),
        "budgets": [_budget(budget) for budget in result.budgets],
        "options": [_option(outcome) for outcome in result.outcomes],
    }


def _budget(budget: BudgetStatus) -> dict[str, Any]:
    return {
        "option": budget.option,
        "max": decimal_text(budget.limit.amount.value),
        "currency": budget.limit.currency,
        **figure_data("headroom", budget.headroom),
        "broken": budget.broken,
        "source": str(budget.limit.place),
    }


def _exchange(result: Comparison) -> dict[str, Any] | None:
    """Say how other currencies were brought into the comparison's."""
    if not result.fx:
        return None
    used = {currency for outcome in result if outcome.estimate for currency in outcome.estimate.plan.currencies}
    rates = {
        currency: {
            **figure_data("rate", Figure(conversion.rate, result.frame)),
            "source": conversion.source,
            "since": instant_text(conversion.since),
        }
        for currency, conversion in result.plan.exchange.conversions.items()
        if conversion and currency in used
    }
    return {"file": result.fx.file, "sha256": result.fx.sha256, "rates": rates}


def _card(file: CardFile) -> dict[str, Any]:
    return {
        "id": str(file.card.id),
        "version": str(file.card.version),
        "file": file.file,
        "folder": file.folder,
        "sha256": file.sha256,
        "basis": file.card.basis,
    }


def _option(outcome: Outcome) -> dict[str, Any]:
    estimate = outcome.estimate
    return {
        "id": outcome.id,
        "model": outcome.model,
        "basis": outcome.basis,
        **figure_data("total", estimate.figure if estimate else None),
        **figure_data("saving", outcome.saving),
        **figure_data("ratio", outcome.ratio),
        **figure_data("per_request", outcome.per_request),
        **figure_data("per_year", outcome.per_year),
        "upfront": "0" if estimate else None,
        "difference": [{"meter": meter, **figure_data("amount", figure)} for meter, figure in outcome.differences],
        "charges": [charge_data(charge) for charge in estimate.charges] if estimate else [],
        "flags": _flags(estimate.flags) if estimate else [],
        "not_priced": [problem_data(problem) for problem in outcome.not_priced],
    }


def charge_data(charge: Charge) -> dict[str, Any]:
    """Give a charge with its formula."""
    return {
        "key": charge.key,
        "call": charge.call,
        "model": charge.model,
        "meter": charge.meter,
        **charge.named_terms,
        "quantity": charge.quantity.text,
        "quantity_exact": fraction_text(charge.quantity.value),
        "unit": charge.unit,
        "unit_price": charge.unit_price.text,
        "list_unit_price": charge.listed.text if charge.listed else None,
        "contracted_unit_price": charge.contracted.text,
        "per": charge.per.text,
        "currency": charge.currency,
        "amount": charge.figure.text,
        "amount_exact": fraction_text(charge.amount),
        "from": _instant(charge.since),
        "until": _instant(charge.until),
        "formula": charge.figure.formula,
        "substituted": charge.figure.substituted(),
        "sources": charge.sources(),
        "price_source": list(map(str, charge.source)),
        "verified": _instant(charge.verified),
        "confidence": charge.confidence,
        "disagreement": _text(charge.disagreement),
    }


def figure_data(name: str, figure: Figure | None) -> dict[str, Any]:
    """Give a number under a name, with its fraction where it has no end, and its formula."""
    return {
        name: figure.text if figure else None,
        f"{name}_exact": fraction_text(figure.value) if figure else None,
        f"{name}_formula": figure.formula if figure else None,
        f"{name}_substituted": figure.substituted() if figure else None,
    }


def _flags(flags: Sequence[Flag]) -> list[dict[str, Any]]:
    return [{"code": flag.code, "message": flag.message, "bars_cheapest": flag.bars} for flag in flags]


def problem_data(problem: Problem, *, placed: bool = False) -> dict[str, Any]:
    """Give a problem; `placed` where nothing else says where it stands."""
    place = {
        "file": problem.place.source.name,
        "line": problem.place.line,
        "column": problem.place.column,
    }
    return {
        **(place if placed else {}),
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _instant(moment: datetime | None) -> str | None:
    return instant_text(moment) if moment else None


def _text(value: str | None) -> str | None:
    return None if value is None else str(value)
