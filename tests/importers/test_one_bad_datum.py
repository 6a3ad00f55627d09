"""One bad datum costs what it says, and not what it stands in: a price, a fact, a service."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.importers.draft import CardProvenance, DraftCard, DraftModel, DraftRate, ImportResult
from costcalc.importers.rules.proof import proven

if TYPE_CHECKING:
    from costcalc.importers.rules.proof import Proven

FROM = CardProvenance("litellm", "a map", "2026-11-23", "0" * 64)
RATE = DraftRate(effective="2026-01-01", source="https://acme.example", sheet={"input": "1", "output": "4"})
GOOD = DraftModel(name="good", rates=[RATE])


def proof(**bad: Any) -> Proven:
    card = DraftCard(id="acme", title="Acme", models=[replace(GOOD, name="bad", **bad), GOOD])
    done = proven(ImportResult([card]), FROM)
    assert "\n  good:\n" in done.cards["acme"]
    return done


@pytest.mark.parametrize(
    ("facts", "key", "code"),
    [
        ({"released": "1970-01-01"}, "released", "bad-instant"),
        ({"released": "2025-25-11"}, "released", "bad-instant"),
        ({"released": "2026-05-01", "retired": "2026-04-01"}, "retired", "retired-before-release"),
        ({"context_window": "0"}, "context_window", "bad-number"),
        ({"weights": "somewhat"}, "weights", "unknown-word"),
        ({"aliases": ["fine", "not fine", "good"]}, "aliases.1", "bad-id"),
    ],
)
def test_a_fact_that_is_refused_is_lost_alone(facts: dict[str, Any], key: str, code: str) -> None:
    done = proof(**facts)
    assert "\n  bad:\n" in done.cards["acme"]
    first = done.notes[0]
    assert (first.model, first.key) == ("bad", key)
    assert first.why == f"costcalc refuses it ({code}), and it is left out"


def test_what_is_found_only_when_the_first_is_gone_is_lost_as_well() -> None:
    done = proof(aliases=["not fine", "good", "other"], released="soon", context_window="128000")
    assert [note.key for note in done.notes] == ["released", "aliases.0", "aliases.0"]  # then the name of another model
    assert "  bad:\n    aliases: [other]\n    context_window: 128000\n    rates:\n" in done.cards["acme"]


@pytest.mark.parametrize(
    ("change", "key", "left"),
    [
        ({"sheet": {"input": "9000000", "output": "4"}}, "rates.0.input", "input: unpriced\n        output: 4\n"),
        ({"sheet": {"input": "1", "output": "{"}}, "rates.0.output", "input: 1\n        output: unpriced\n"),
        ({"context_window": "-1"}, "rates.0.context_window", "input: 1\n        output: 4\n"),
        (
            {"context_tiers": [{"when": "input > 200K", "mode": "whole_request", "input": "2", "output": "9000000"}]},
            "rates.0.context_tiers.0.output",
            "- {when: input > 200K, mode: whole_request, input: 2, output: unpriced}\n",
        ),
        (
            {"services": {"batch": {"input": "0.5", "output": "9000000"}}},
            "rates.0.services.batch.output",
            "services: {batch: {input: 0.5, output: unpriced}}\n",
        ),
        (
            {"services": {"batch": {"multiplier": "many"}, "flex": {"multiplier": "0.5"}}},
            "rates.0.services.batch",
            "services: {flex: {multiplier: 0.5}}\n",
        ),
    ],
)
def test_a_price_that_is_refused_is_unpriced_and_the_others_stand(change: dict[str, Any], key: str, left: str) -> None:
    done = proof(rates=[replace(RATE, **change)])
    assert [(note.model, note.key) for note in done.notes] == [("bad", key)]
    assert left in done.cards["acme"].partition("\n  bad:\n")[2].partition("\n  good:\n")[0] + "\n"


def test_what_is_billed_as_a_price_that_is_refused_has_none_either() -> None:
    done = proof(rates=[replace(RATE, sheet={"input": "1", "output": "9000000", "reasoning": "output"})])
    assert "input: 1\n        output: unpriced\n        reasoning: unpriced\n" in done.cards["acme"]


@pytest.mark.parametrize(
    "change",
    [
        {"sheet": {"input": "9000000"}},  # nothing else has a price
        {"effective": "some day"},
        {"peak": {"hours": ["01:00-02:00"], "tz": "nowhere/at all", "input": "3"}},
        {"context_tiers": [{"when": "input > many", "mode": "whole_request", "input": "2"}]},
    ],
)
def test_where_nothing_of_it_can_stand_the_model_is_left_out(change: dict[str, Any]) -> None:
    done = proof(rates=[replace(RATE, **change)])
    assert "\n  bad:\n" not in done.cards["acme"]
    assert {note.model for note in done.notes} == {"bad"}
