"""`costcalc cards show`: everything about a model, at an instant."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.cards.conftest import ACME, AT, no_floats, write
from tests.inputs import contract_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Run = Callable[..., Answer]

DEAL = contract_yaml("""\
contract:
  - {effective: 2026-05-01, source: contract 1, discount: 10%}
""")


def test_everything_about_a_model(costcalc: Run) -> None:
    answer = costcalc("cards", "show", "acme/small", *AT)
    assert (answer.code, answer.err) == (0, "")
    out = answer.out
    assert out.startswith("acme/small\nAcme Small; Acme API; cards/acme.yaml:9:3, version 1\n")
    assert "In force at 2026-06-01: the rate of 2026-03-01T09:00:00Z, verified 31 days" in out
    assert "Announced: 1 rate, the next for 2027-01-01." in out
    for line in (
        "  context window: 128,000 tokens; longest answer: 8,000 tokens",
        "  released: 2026-01-01; retired: no date is known",
        "  also called: tiny",
        "  note: A model.",
        "  batch: × 0.5 (input, cache_read, output)",
        "  source: page 2; page 3",
        "  disagreement: Somebody says 3.",
        "  verified: never",
        "  written at cards/acme.yaml:18:20",
        "Since 2026-03-01 09:00Z until 2027-01-01, in force",
        "Since 2027-01-01, announced",
    ):
        assert f"{line}\n" in out
    history = [re.split(r"  +", line.strip()) for line in out.splitlines() if re.match(r"  20\d\d-", line)]
    assert history[0] == ["2026-01-01", "2026-03-01 09:00Z", "-", "4.00", "-", "8.00"]
    assert history[1] == ["2026-03-01 09:00Z", "2027-01-01", "in force", "2.00", "0.50", "8.00"]
    assert "= output 8.00" in out
    assert "^ 2026-06-01, then what is announced" in out


def test_what_is_known_of_its_weights_license_and_provider(costcalc: Run) -> None:
    unknown = "  weights: unknown; license: unknown; origin of the provider: unknown\n"
    out = costcalc("cards", "show", "acme/small", *AT).out
    assert unknown in out
    assert "read in:" not in out
    facts = "    weights: open\n    license: MIT\n    facts_source: [the model's page, the terms]\n    note: A model.\n"
    card = ACME.replace("    note: A model.\n", facts).replace(
        "models:\n", "origin: FR\nfacts_source: the terms\nmodels:\n"
    )
    write("cards/acme.yaml", card)
    out = costcalc("cards", "show", "acme/small", *AT, "--brief").out
    assert "  weights: open; license: MIT; origin of the provider: FR\n  read in: the model's page; the terms\n" in out
    found = json.loads(costcalc("cards", "show", "acme/small", *AT, "--format", "json").out)
    assert (found["weights"], found["license"]) == ("open", "MIT")
    assert found["facts_source"] == ["the model's page", "the terms"]
    assert (found["card"]["origin"], found["card"]["facts_source"]) == ("FR", ["the terms"])
    write("cards/deal.yaml", DEAL)
    assert "license: MIT; origin of the provider: FR\n  read in: the model's page; the terms\n" in (
        costcalc("cards", "show", "deal/small", *AT).out
    )


def test_a_correction_shows_what_it_corrected(costcalc: Run) -> None:
    again = '      - {effective: 2026-01-01, source: page 6, corrects: "a slip", context_window: 64K, input: 5}\n'
    write("cards/acme.yaml", ACME.replace("  old:\n", f"{again}  old:\n"))
    out = costcalc("cards", "show", "acme/small", *AT).out
    for line in (
        "  context window: 64K",
        "  corrects: a slip",
        "  before it was corrected: input 4.00, output 8.00 (cards/acme.yaml:17:21)",
    ):
        assert f"{line}\n" in out


def test_brief_leaves_out_what_each_rate_says(costcalc: Run) -> None:
    whole, brief = (costcalc("cards", "show", "small", *AT, *more).out for more in ((), ("--brief",)))
    assert whole.startswith(brief)
    assert "page 2" in whole
    assert "page 2" not in brief


@pytest.mark.parametrize(
    ("model", "as_of", "said"),
    [
        ("acme/small", "2025-12-31", "No rate is in force at 2025-12-31. Announced: 3 rates, the next for"),
        ("acme/old", "2026-02-01", "The model is shut down since 2026-02-01."),
        ("acme/old", "2026-01-31", "never verified."),
    ],
)
def test_what_holds_at_an_instant(costcalc: Run, model: str, as_of: str, said: str) -> None:
    out = costcalc("cards", "show", model, "--pricing", "cards", "--as-of", as_of).out
    assert said in " ".join(out.splitlines()[:5])


def test_a_price_that_never_changed_has_no_chart(costcalc: Run) -> None:
    assert "Over time" not in costcalc("cards", "show", "acme/old", *AT).out


def test_a_contract_shows_the_list_price_and_the_one_negotiated(costcalc: Run) -> None:
    write("cards/deal.yaml", DEAL)
    out = costcalc("cards", "show", "deal/small", *AT).out
    assert re.search(r"^  input +2\.00 +1\.80 +1\.80 ", out, re.MULTILINE)
    assert re.search(r"^  2026-05-01 +- +discount 10% +contract 1 ", out, re.MULTILINE)
    assert "What changes the list prices:" in out
    assert "History of the list prices" in out
    found = json.loads(costcalc("cards", "show", "deal/small", *AT, "--format", "json").out)
    assert (found["card"]["id"], found["list_card"]["id"]) == ("deal", "acme")
    assert [found["prices"][0][f"{kind}unit_price"] for kind in ("", "list_", "contracted_")] == ["1.8", "2", "1.8"]
    assert found["contract"][0]["discount"] == "0.1"
    listed = costcalc("cards", "list", "deal", *AT).out
    assert "laid over acme" in listed


@pytest.mark.slow
def test_every_shipped_model_can_be_shown_in_every_format(costcalc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[3])
    listed = json.loads(costcalc("cards", "list", "--as-of", "2026-11-23", "--format", "json").out)
    names = [f"{card['id']}/{model['name']}" for card in listed["cards"] for model in card["models"]]
    assert len(names) > 50
    for name in names[::5]:
        for form in ("text", "markdown", "csv", "json"):
            answer = costcalc("cards", "show", name, "--as-of", "2026-11-23", "--format", form)
            assert (answer.code, answer.err) == (0, "")


def test_json_has_a_schema_and_decimal_strings(costcalc: Run) -> None:
    listed = json.loads(costcalc("cards", "list", *AT, "--format", "json").out)
    assert (listed["schema"], listed["as_of"]) == ("costcalc/cards/v1", "2026-06-01T00:00:00Z")
    (card,) = listed["cards"]
    assert (card["models_in_force"], card["models_unverified"]) == (2, 1)
    assert card["models"][0]["prices"][1] == {
        "meter": "cache_read",
        "unit": "token",
        "form": "per_unit",
        "unit_price": "0.5",
        "unit_price_exact": None,
        "list_unit_price": "0.5",
        "list_unit_price_exact": None,
        "contracted_unit_price": "0.5",
        "contracted_unit_price_exact": None,
        "per": "1000000",
    }
    shown = json.loads(costcalc("cards", "show", "acme/small", *AT, "--format", "json").out)
    assert shown["schema"] == "costcalc/card-model/v1"
    assert [rate["state"] for rate in shown["rates"]] == ["ended", "in force", "announced"]
    assert shown["rates"][1]["prices"][3] == {
        "applies": "service",
        "name": "batch",
        "tier": None,
        "mode": None,
        "meter": "input",
        "unit": "token",
        "price": {"form": "multiplier", "multiplier": "0.5"},
    }
    assert shown["over_time"][0] == {
        "meter": "input",
        "prices": [
            {"from": "2026-01-01T00:00:00Z", "price": "4", "price_exact": None},
            {"from": "2026-03-01T09:00:00Z", "price": "2", "price_exact": None},
            {"from": "2027-01-01T00:00:00Z", "price": "3", "price_exact": None},
        ],
    }
    assert no_floats(listed)
    assert no_floats(shown)


def test_plain_characters_where_the_terminal_has_no_others() -> None:
    env = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"}
    code = "from costcalc.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "cards", "show", "acme/small", *AT], capture_output=True, env=env, check=True
    )
    assert done.stdout.isascii()
    assert b"\\u" not in done.stdout
    assert b"batch: x 0.5" in done.stdout
