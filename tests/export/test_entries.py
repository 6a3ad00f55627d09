"""Lines, what is paid once, prices of the scenario's own, months that are counted up: rows like all others.

`desk` is worked out by hand. In its first month `a` is asked 100,000 times: 100M tokens at 2 and 10M at 8 are 200 and
80; a database is 70, five seats at 20 are 100: 450. In the second month it is asked twice as often: 560 + 170 = 730; in
the third 840 + 170 = 1,010. Once 10M tokens at 2 are 20, and three days at 100.005 are 300.015.
"""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from costcalc.instant import instant_text
from costcalc.problem import InputError
from tests.export.finance import card, exported, manifest_of, plain_csv, project, rows_of, unfolded, write
from tests.inputs import scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from costcalc.export import Ledger
    from tests.conftest import Answer

DESK = scenario_yaml("""\
id: desk
title: Help desk
tags: {team: support, cost_centre: "4711"}
as_of: 2026-05-10T12:00:00Z
prices:
  flat: {input: 2, output: 8}
assumptions:
  month: 1
  asked: {value: 100K * month, unit: requests/month}
  seats: {value: 5, unit: seats}
workload:
  - {call: answer, requests: asked, input: 1000, output: 100}
  - {line: database, unit_price: 70}
  - {line: seat, quantity: seats, unit_price: 20, per: 1 seat-month}
  - {line: setup, once: true, quantity: 3, unit_price: 100.005}
  - {call: train, once: true, totals: {input: 10M}}
options:
  a: {model: flat}
  b: {model: acme/small, use: [answer, setup]}
baseline: a
chosen: b
""")


def desk(folder: Path, months: int | None = None, text: str = DESK) -> Ledger:
    return exported(project(folder, text), months)


def amounts(found: Ledger, option: str = "a") -> dict[str, dict[str, Fraction]]:
    """Give the amounts of an option by time and charge; what is paid once is called so."""
    by_time: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for entry in found.entries:
        if entry.option == option:
            once = "once " if entry.one_time else ""
            by_time[instant_text(entry.span.start)[:10]][f"{once}{entry.charge.key}"] = Fraction(entry.charge.amount)
    return by_time


def refused(folder: Path, text: str, months: int | None = None) -> list[str]:
    with pytest.raises(InputError) as error:
        desk(folder, months, text)
    return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in error.value.problems]


def test_a_line_is_a_row_and_what_is_paid_once_is_one_by_itself(tmp_path: Path) -> None:
    assert amounts(desk(tmp_path)) == {
        "2026-05-10": {
            "answer.input": 200,
            "answer.output": 80,
            "database": 70,
            "seat": 100,
            "once train.input": 20,
            "once setup": Fraction("300.015"),
        }
    }


def test_what_is_paid_once_is_in_the_first_month_and_the_month_is_counted_up(tmp_path: Path) -> None:
    every = {"database": 70, "seat": 100}
    assert amounts(desk(tmp_path, 3)) == {
        "2026-05-01": {
            "answer.input": 200,
            "answer.output": 80,
            **every,
            "once train.input": 20,
            "once setup": Fraction("300.015"),
        },
        "2026-06-01": {"answer.input": 400, "answer.output": 160, **every},
        "2026-07-01": {"answer.input": 600, "answer.output": 240, **every},
    }


def test_totals_are_of_all_rows_and_what_is_paid_once_is_rounded_by_itself(tmp_path: Path) -> None:
    found = desk(tmp_path, 3)
    # a: 450 + 730 + 1,010 + 320.015 = 2,510.015. b, at 2 and 8 as well: 280 + 560 + 840 + 300.015 = 1,980.015
    (total,) = found.totals
    assert (total.rows, str(total.exact), str(total.rounded)) == (21, "4490.03", "4490.04")
    once = {(e.option, e.charge.key): str(e.rounded) for e in found.entries if e.one_time}
    # 320.015 is 320.02: the cent that is missing goes to the larger remainder
    assert once == {("a", "train.input"): "20.00", ("a", "setup"): "300.02", ("b", "setup"): "300.02"}


def test_a_cent_is_not_moved_between_a_month_and_what_is_paid_once(tmp_path: Path) -> None:
    text = DESK.replace("unit_price: 70}", "unit_price: 0.005}").replace(
        "quantity: 3, unit_price: 100.005", "unit_price: 0.005"
    )
    rounded = {
        entry.charge.key: str(entry.rounded) for entry in desk(tmp_path, None, text).entries if entry.option == "a"
    }
    assert (rounded["database"], rounded["setup"]) == ("0.01", "0.01")  # one row of 0.005 in each bill, each half-up


def test_what_is_paid_once_has_the_price_of_its_instant(tmp_path: Path) -> None:
    # two days after it has doubled: no part of it at the other price; each month has its own
    twice = card() + "      - {effective: 2026-05-08, source: a page, input: 4, output: 16}\n"
    text = DESK.replace("use: [answer, setup]", "use: [train]")
    assert amounts(exported(project(tmp_path, text, twice), 2), "b") == {"2026-05-01": {"once train.input": 40}}


def test_a_model_that_is_asked_once_needs_a_price_once(tmp_path: Path) -> None:
    ended = card() + "  embed: {rates: [{effective: 2026-05-09, until: 2026-05-11, source: a page, input: 3}]}\n"
    text = DESK.replace("totals: {input: 10M}", "model: acme/embed, totals: {input: 10M}")
    found = amounts(exported(project(tmp_path, text, ended), 3))
    assert [times.get("once train.input") for times in found.values()] == [30, None, None]


@pytest.mark.parametrize(
    ("as_of", "asked"),
    [("2026-05-10", [200, 400]), ("2026-07-20", [600, 800]), ("2027-05-01", [2600, 2800])],
)
def test_an_export_that_begins_later_starts_as_much_higher(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, as_of: str, asked: list[int]
) -> None:
    monkeypatch.chdir(project(tmp_path, DESK))
    answer = costcalc("export", "bot.yaml", "--all-options", "--as-of", as_of, "--months", "2")
    rows = [row for row in rows_of(answer.out) if (row["option"], row["charge"]) == ("a", "answer.input")]
    assert [Decimal(row["amount"]) for row in rows] == asked


def test_without_an_instant_of_its_own_a_scenario_begins_when_it_is_asked(tmp_path: Path) -> None:
    text = DESK.replace("as_of: 2026-05-10T12:00:00Z\n", "")
    assert [times["answer.input"] for times in amounts(desk(tmp_path, 2, text)).values()] == [200, 400]


def test_what_an_option_says_of_the_month_is_over_what_is_counted(tmp_path: Path) -> None:
    text = DESK.replace("a: {model: flat}", "a: {model: flat, with: {month: 4}}").replace(
        "b: {model: acme/small,", "b: {model: acme/small, with: {month: month + 12},"
    )
    found = desk(tmp_path, 2, text)
    assert [times["answer.input"] for times in amounts(found).values()] == [800, 800]
    assert [times["answer.input"] for times in amounts(found, "b").values()] == [2600, 2800]


def test_the_rows_say_whose_they_are_and_what_they_come_from(tmp_path: Path) -> None:
    rows = {(row["option"], row["charge"]): row for row in rows_of(plain_csv(desk(tmp_path)))}
    line, own, vendor = rows["a", "seat"], rows["a", "answer.input"], rows["b", "answer.input"]
    said = ("call", "model", "meter", "service", "unit", "per", "card", "card_sha256", "basis", "rate_effective")
    assert [line[name] for name in said] == ["seat", "", "", "", "seat-month", "1", "", "", "", ""]
    assert [own[name] for name in said[1:8]] == ["flat", "input", "standard", "token", "1000000", "", ""]
    assert (own["basis"], own["rate_effective"], own["flags"]) == ("claimed", "", "claimed-price")
    assert (vendor["card"], vendor["rate_effective"]) == ("acme", "2026-01-01T00:00:00Z")
    assert line["places"].split()[0].endswith("bot.yaml:16:47")
    assert (line["formula"], line["substituted"]) == ("seats * 20", "5 * 20")
    assert {row["option"]: (row["chosen"], row["baseline"]) for row in rows.values()} == {
        "a": ("no", "yes"),
        "b": ("yes", "no"),
    }
    assert {tuple(json.loads(row["tags"]).items()) for row in rows.values()} == {
        (("team", "support"), ("cost_centre", "4711"))
    }
    assert {key for key, row in rows.items() if row["one_time"] == "yes"} == {
        ("a", "setup"),
        ("a", "train.input"),
        ("b", "setup"),
    }


def test_a_price_of_its_own_is_no_card(tmp_path: Path) -> None:
    assert [file.card.id for file in desk(tmp_path).cards] == ["acme"]
    alone = DESK.replace("  b: {model: acme/small, use: [answer, setup]}\n", "").replace("chosen: b", "chosen: a")
    assert desk(tmp_path, None, alone).cards == ()


def test_where_nobody_says_which_is_chosen_nothing_is_marked(tmp_path: Path) -> None:
    text = DESK.replace("chosen: b\n", "").replace("baseline: a\n", "")
    assert {(e.is_chosen, e.is_baseline) for e in desk(tmp_path, None, text).entries} == {(None, None)}


def test_a_scenario_without_options_is_its_one_option(tmp_path: Path) -> None:
    text = DESK.partition("options:")[0].replace("requests: asked", "model: flat, requests: asked")
    text = text.replace("once: true, totals", "once: true, model: flat, totals")
    rows = rows_of(plain_csv(desk(tmp_path, None, text)))
    assert {(row["option"], row["chosen"], row["baseline"]) for row in rows} == {("", "yes", "")}
    assert sum(Fraction(row["amount"]) for row in rows) == Fraction("770.015")


def test_an_excluded_option_has_its_rows_and_says_why(tmp_path: Path) -> None:
    rows = rows_of(plain_csv(desk(tmp_path, None, f"{DESK}require: {{origin: US}}\n")))
    assert {row["excluded"] for row in rows if row["option"] == "b"} == {
        "acme/small: its origin is not known; required is US"
    }


def test_what_has_no_number_refuses_all_of_it(tmp_path: Path) -> None:
    text = DESK.replace("seats: {value: 5, unit: seats}", "seats: {unit: seats}")
    assert refused(tmp_path, text) == ["12:3 open-assumption"]
    assert refused(tmp_path, text, months=2) == ["12:3 open-assumption"]
    # where no option rests on it, it is in nobody's way
    assert len(desk(tmp_path, None, text.replace("a: {model: flat}", "a: {model: flat, use: [answer]}")).entries) == 5


def test_a_row_is_for_a_time(tmp_path: Path) -> None:
    timeless = DESK.replace("period: month\n", "")
    assert refused(tmp_path, timeless) == ["2:5 missing-key"]
    only_once = timeless.replace("a: {model: flat}", "a: {model: flat, use: [train]}")
    only_once = "".join(line for line in only_once.splitlines(keepends=True) if "answer" not in line or "use" in line)
    only_once = only_once.replace("use: [answer, setup]", "use: [setup]")
    only_once = "".join(
        line for line in only_once.splitlines(keepends=True) if "database" not in line and "line: seat" not in line
    )
    assert amounts(desk(tmp_path, 3, only_once)) == {"2026-05-01": {"once train.input": 20}}


def test_a_scenario_without_anything_that_costs_has_no_row(tmp_path: Path) -> None:
    text = scenario_yaml("id: claims\nassumptions: {n: 2}\nclaims: [{claim: c1, printed: '4', of: n * 2}]\n")
    assert refused(tmp_path, text) == ["4:5 nothing-to-export"]


def written(folder: Path, costcalc: Callable[..., Answer], *args: str) -> Iterable[str]:
    """Export, change something, and give what a check says of it."""
    assert costcalc("export", "bot.yaml", "--all-options", "--pricing", "pricing", *args, "-o", "o.csv") == (0, "", "")
    assert costcalc("export", "--verify", "o.csv.manifest.json").code == 0
    write(folder, "bot.yaml", DESK.replace("unit_price: 100.005", "unit_price: 100"))
    answer = costcalc("export", "--verify", "o.csv.manifest.json")
    assert answer.code == 1
    return unfolded(answer.out).splitlines()


def test_all_of_it_is_computed_again_by_a_check(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project(tmp_path, DESK))
    said = written(tmp_path, costcalc, "--months", "3")
    assert "the total in USD: 4490.03 -> 4490" in said
    # rows 2 to 10 are of May: four of a month and two once of `a`, then two and one of `b`
    assert "rows 7, 10 of 2 options moved because bot.yaml:17:56 setup: 100.005 -> 100" in said
    assert [one["id"] for one in manifest_of(tmp_path / "o.csv")["inputs"]["cards"]] == ["acme"]
