"""Several currencies: a dated rate with a source, or no answer."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import compare
from costcalc.problem import InputError
from costcalc.project.load import find_cards, load_fx, load_scenario
from tests.inputs import card_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.comparison import Comparison
    from tests.conftest import Answer

CARD = card_yaml("""\
id: {id}
currency: {currency}
models: {{m: {{rates: [{{effective: 2026-01-01, source: x, input: {price}}}]}}}}
""")
SCENARIO = scenario_yaml("""\
as_of: 2026-05-10
period: {period}
{currency}
workload: [{{call: c, requests: 1M, input: 1K}}]
options: {{dollars: {{model: us/m}}, yuan: {{model: cn/m}}, points: {{model: credit/m}}}}
baseline: dollars
""")
FX = """\
schema: costcalc/fx/v1
id: fx
title: T
rates:
  - {effective: 2026-01-01, from: CNY, to: USD, rate: 0.14, source: a bank}
  - {effective: 2026-05-01, until: 2026-07-01, from: CNY, to: USD, rate: 0.15, source: a bank}
  - {effective: 2026-01-01, from: USD, to: credits, rate: 80, source: the price list}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("pricing").mkdir()
    for name, currency, price in (("us", "USD", "2"), ("cn", "CNY", "10"), ("credit", "credits", "240")):
        text = CARD.format(id=name, currency=currency, price=price)
        Path(f"pricing/{name}.yaml").write_text(text, encoding="utf-8")
    Path("fx.yaml").write_text(FX, encoding="utf-8")
    return tmp_path


def run(
    currency: str = "currency: USD", period: str = "month", as_of: str = "2026-05-10", fx: str | None = FX
) -> Comparison:
    Path("s.yaml").write_text(SCENARIO.format(currency=currency, period=period), encoding="utf-8")
    if fx is not None:
        Path("fx.yaml").write_text(fx, encoding="utf-8")
    rates = load_fx("fx.yaml") if fx is not None else None
    return compare(load_scenario("s.yaml"), find_cards([Path("pricing")]), as_of=as_of, fx=rates)


def totals(result: Comparison) -> dict[str, Fraction]:
    return {o.id: Fraction(o.estimate.figure.value) for o in result.outcomes if o.estimate}


@pytest.mark.usefixtures("project")
def test_totals_are_brought_into_one_currency_at_the_rate_of_the_day() -> None:
    # 1,000M tokens: 2,000 USD; 10,000 yuan at 0.15; 240,000 credits at 80 a dollar
    result = run()
    assert totals(result) == {"dollars": 2000, "yuan": 1500, "points": 3000}
    assert result.currency == "USD"
    assert result.cheapest == ("yuan",)
    # the day before the new rate: 10,000 * 0.14
    assert totals(run(as_of="2026-04-30"))["yuan"] == 1400


@pytest.mark.usefixtures("project")
def test_charges_stay_in_the_currency_of_their_card_and_the_formula_shows_the_rate() -> None:
    yuan = run().outcomes[1].estimate
    assert yuan
    assert (yuan.charges[0].currency, yuan.charges[0].amount) == ("CNY", Decimal(10000))
    assert yuan.figure.formula == "c.input * fx.cny_usd"
    points = run().outcomes[2].estimate
    assert points
    assert points.figure.formula == "c.input * (1 / fx.usd_credits)"


@pytest.mark.usefixtures("project")
def test_differences_by_meter_are_in_the_currency_of_the_comparison() -> None:
    (_, yuan, _) = run().outcomes
    assert [(meter, figure.value) for meter, figure in yuan.differences] == [("input", Decimal(-500))]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"currency": ""}, "currency-mismatch"),
        ({"fx": None}, "no-exchange-rate"),
        ({"as_of": "2026-07-01"}, "no-exchange-rate"),  # after the last rate's end
        ({"as_of": "2025-12-31"}, "no-exchange-rate"),
        ({"currency": "currency: EUR"}, "no-exchange-rate"),
        # yuan do not become credits by way of dollars
        ({"currency": "currency: credits"}, "no-exchange-rate"),
        # the rate changes inside the period
        ({"period": "2026"}, "no-exchange-rate"),
    ],
)
def test_without_a_rate_there_is_no_answer(changed: dict[str, str | None], code: str) -> None:
    with pytest.raises(InputError) as error:
        run(**changed)  # type: ignore[arg-type]
    assert {problem.code for problem in error.value.problems} == {code}


@pytest.mark.usefixtures("project")
def test_a_calendar_period_has_the_rate_of_its_own_days() -> None:
    # asked in June about May: 0.15 since the first of May
    assert totals(run(period="2026-05", as_of="2026-06-20"))["yuan"] == 1500


@pytest.mark.parametrize(
    ("rates", "codes"),
    [
        ("- {effective: 2026-01-01, from: USD, to: USD, rate: 1, source: x}", ["bad-currency"]),
        ("- {effective: 2026-01-01, from: CNY, to: USD, rate: 0, source: x}", ["bad-number"]),
        (
            """- {effective: 2026-02-01, from: CNY, to: USD, rate: 1, source: x}
  - {effective: 2026-01-01, from: CNY, to: USD, rate: 1, source: x}""",
            ["rates-out-of-order"],
        ),
        ("- {effective: 2026-02-01, until: 2026-02-01, from: CNY, to: USD, rate: 1, source: x}", ["empty-rate"]),
        ("- {effective: 2026-02-01, from: CNY, to: USD, rate: 1}", ["missing-key"]),
    ],
)
def test_exchange_rates_that_cannot_be_meant(tmp_path: Path, rates: str, codes: list[str]) -> None:
    file = tmp_path / "fx.yaml"
    file.write_text(f"schema: costcalc/fx/v1\nid: fx\ntitle: T\nrates:\n  {rates}\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_fx(file)
    assert [problem.code for problem in error.value.problems] == codes


@pytest.mark.usefixtures("project")
def test_every_format_says_which_rate_it_was(costcalc: Callable[..., Answer]) -> None:
    run()
    said = "1 CNY = fx.cny_usd = 0.15 USD, since 2026-05-01, from a bank (fx.yaml)"
    args = ("compare", "s.yaml", "--pricing", "pricing", "--fx", "fx.yaml")
    assert said in " ".join(costcalc(*args, "--explain").out.split())
    rows = costcalc(*args, "--format", "csv").out.splitlines()
    assert rows[2].endswith("0.15,USD,no,,,")
    assert '"fx": ' not in costcalc(*args, "--format", "json").out
    assert '"rate": "0.15"' in costcalc(*args, "--format", "json").out


@pytest.mark.usefixtures("project")
def test_a_budget_in_another_currency_is_refused_and_a_broken_one_is_a_no(costcalc: Callable[..., Answer]) -> None:
    run()
    args = ("compare", "s.yaml", "--pricing", "pricing", "--fx", "fx.yaml", "--brief")
    text = Path("s.yaml").read_text(encoding="utf-8")
    Path("s.yaml").write_text(f"{text}budgets: [{{option: yuan, max: 1600 USD}}]\n", encoding="utf-8")
    kept = costcalc(*args)
    assert kept.code == 0
    assert "yuan: 100.00 left of 1600 USD; budget - yuan.total = 1_600 - 1_500 = 100" in " ".join(kept.out.split())
    Path("s.yaml").write_text(f"{text}budgets: [{{option: yuan, max: 1.4K USD}}]\n", encoding="utf-8")
    broken = costcalc(*args)
    assert broken.code == 1
    assert "yuan: 100.00 over 1.4K USD" in broken.out
    assert '"broken": true' in costcalc(*args, "--format", "json").out
    Path("s.yaml").write_text(f"{text}budgets: [{{option: yuan, max: 1600 CNY}}]\n", encoding="utf-8")
    assert "error[currency-mismatch]" in costcalc(*args).err
