"""`forecast`: what people, programs and spreadsheets are told, and the codes it leaves with."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.inputs import card_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

CARD = card_yaml("""\
models:
  small:
    rates:
      - {effective: 2026-01-01, source: s, verified: 2026-02-01, input: 1, output: 10}
      - {effective: 2026-04-16, source: s, verified: 2026-02-01, input: 2, output: 10}
  late: {rates: [{effective: 2026-03-01, source: s, verified: 2026-02-01, input: 1, output: 1}]}
""")
SCENARIO = scenario_yaml("""\
id: bot
title: A bot
as_of: 2026-02-10
assumptions: {month: 1, users: 1M * month}
workload:
  - {call: answer, requests: users, input: 100, output: 10}
  - {line: setup, unit_price: 500, once: true}
options:
  small: {model: acme/small}
""")
# 1M requests of 100 + 10 tokens cost 100 + 100; from 16 April on 200 + 100. April has half of either.
MONTHS = ("2026-02", "2026-03", "2026-04", "2026-05", "2026-06")
TEXT = """\
A bot
s.yaml: USD, 3 months from 2026-02, at the prices of their days
Prices from pricing/acme.yaml

  month         small
  once         500.00
  2026-02      200.00
  2026-03      400.00
  2026-04 +    750.00
  in all     1,850.00

+ prices change in this month: see below.
Cheapest in all: small, 1,850.00 USD in 3 months.

Cumulative
  month       small
  2026-02    700.00
  2026-03  1,100.00
  2026-04  1,850.00

Prices that change
  2026-04-16: acme/small (small): input 1.00 -> 2.00 (pricing/acme.yaml:12:21)
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pricing").mkdir()
    (tmp_path / "pricing/acme.yaml").write_text(CARD, encoding="utf-8")
    (tmp_path / "s.yaml").write_text(SCENARIO, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("project")
def test_people_are_told_every_month_and_what_changes_on_the_way(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("forecast", "s.yaml", "--months", "3")
    assert (answer.code, answer.err) == (0, "")
    told, _, how = answer.out.partition("\nHow it was computed\n")
    assert told == TEXT
    assert "= 700 + 400" not in how  # the sum of all is said once
    assert "total.2026_02 + total.2026_03 + total.2026_04" in how
    assert "= 500 + 200 + 400 + 750 = 1_850" in how


@pytest.mark.usefixtures("project")
def test_the_working_of_months_that_are_like_the_one_before_is_told_where_asked_for(
    costcalc: Callable[..., Answer],
) -> None:
    short, whole = (costcalc("forecast", "s.yaml", "--months", "5", *words).out for words in ((), ("--explain",)))
    told = [[month for month in MONTHS if f"small: acme/small, {month}\n" in out] for out in (short, whole)]
    assert told == [["2026-02", "2026-04", "2026-06"], list(MONTHS)]  # the first, that of 16 April, the last
    more = "--explain adds the other months, places, sources and the age of prices.\n"
    assert (short.endswith(more), "the other months" in whole) == (True, False)
    few = costcalc("forecast", "s.yaml", "--months", "1").out
    assert few.endswith("--explain adds places, sources and the age of prices.\n")
    documents = [
        costcalc("forecast", "s.yaml", "--months", "5", "--format", "json", *w).out for w in ((), ("--explain",))
    ]
    assert documents[0] == documents[1]
    assert all(month["charges"] for month in json.loads(documents[0])["options"][0]["months"])


@pytest.mark.usefixtures("project")
def test_a_month_is_a_whole_one_in_forecasts_and_in_exports(costcalc: Callable[..., Answer]) -> None:
    # All of April, half of it at the new price, with `month` 3: 750
    totals = [
        json.loads(costcalc("forecast", "s.yaml", *words, "--months", "1", "--format", "json").out)["options"][0][
            "total"
        ]
        for words in (("--as-of", "2026-04-28"), ("--from", "2026-04"))
    ]
    assert totals == ["1250", "1250"]
    out = costcalc("export", "s.yaml", "--as-of", "2026-04-28", "--months", "1").out
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert sum(Decimal(row["amount"]) for row in rows) == 1250


@pytest.mark.usefixtures("project")
def test_programs_are_told_the_same(costcalc: Callable[..., Answer]) -> None:
    document = json.loads(costcalc("forecast", "s.yaml", "--months", "3", "--format", "json").out)
    (small,) = document["options"]
    assert document["schema"] == "costcalc/forecast/v1"
    assert [month["counted"] for month in document["months"]] == ["1", "2", "3"]
    assert [month["total"] for month in small["months"]] == ["200", "400", "750"]
    assert [month["cumulative"] for month in small["months"]] == ["700", "1100", "1850"]
    assert (small["total"], small["total_substituted"], small["upfront"]) == ("1850", "500 + 200 + 400 + 750", "500")
    assert small["changes"] == [
        {
            "at": "2026-04-16T00:00:00Z",
            "model": "acme/small",
            "changes": ["input 1.00 -> 2.00"],
            "source": "pricing/acme.yaml:12:21",
        }
    ]


@pytest.mark.usefixtures("project")
def test_spreadsheets_have_a_row_for_each_option_and_month(costcalc: Callable[..., Answer]) -> None:
    out = costcalc("forecast", "s.yaml", "--months", "3", "--with", "acme/late", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert [(row["option"], row["month"], row["total"], row["upfront"]) for row in rows] == [
        ("small", "2026-02", "200", "500"),
        ("small", "2026-03", "400", ""),
        ("small", "2026-04", "750", ""),
        ("late", "2026-02", "", ""),
        ("late", "2026-03", "220", ""),  # 2M requests: 200 + 20
        ("late", "2026-04", "330", ""),
    ]
    assert [row["price_changes"] for row in rows[2:5]] == [
        "2026-04-16 input 1.00 -> 2.00",
        "",
        "2026-03-01 a price from then on",
    ]


@pytest.mark.usefixtures("project")
def test_a_month_without_a_price_leaves_with_2_and_says_so_once(costcalc: Callable[..., Answer]) -> None:
    asked = ("--from", "2025-11", "--months", "4", "--with", "acme/late", "--set", "users=1M", "--brief")
    answer = costcalc("forecast", "s.yaml", *asked)
    assert answer.code == 2
    assert answer.err.count("error[not-in-force]") == 2  # once for each option, and small has none before 2026 either
    assert "and at 3 more dates" in answer.err
    assert "small in 2025-11 to 2025-12: acme/small has no price at 2025-11-01" in answer.out
    assert "late in every month: acme/late has no price at 2025-11-01" in answer.out


@pytest.mark.usefixtures("project")
def test_several_scenarios_are_forecast_one_after_the_other(costcalc: Callable[..., Answer], project: Path) -> None:
    (project / "t.yaml").write_text(SCENARIO.replace("id: bot", "id: other"), encoding="utf-8")
    document = json.loads(costcalc("forecast", "s.yaml", "t.yaml", "--months", "1", "--format", "json").out)
    assert document["schema"] == "costcalc/forecasts/v1"
    assert [one["scenario"]["id"] for one in document["forecasts"]] == ["bot", "other"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--from", "2027"), "--from:1:1: error[bad-instant]: this is no month of the calendar"),
        (("--from", "2027-13"), "write a year and a month: 2027-01"),
        (("--from", "2199-12"), "the months go on after 2199"),
        (("--months", "0"), "0 is not in the range"),
        (("--set", "user=1"), "did you mean `users`?"),
        (("--option", "smal"), "did you mean `small`?"),
        (("--with", "acme/x*"), "error[unknown-model]: no model is like `acme/x*`"),
    ],
)
@pytest.mark.usefixtures("project")
def test_what_cannot_be_forecast_leaves_with_2(
    costcalc: Callable[..., Answer], args: tuple[str, ...], said: str
) -> None:
    answer = costcalc("forecast", "s.yaml", *args)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
