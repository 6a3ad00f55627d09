"""What moved the rows of an export is said once, where it is written; and nothing is that did not."""

from __future__ import annotations

import csv
import io
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from tests.export.finance import card, manifest_of, project, scenario, unfolded, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

    Run = Callable[..., Answer]

CHECK = ("export", "--verify", "out.csv.manifest.json")
TAGS = 'tags: {cost_centre: "4711", owner: ann}\n'
SHARES = f"{scenario()}{TAGS}allocate: {{team: {{search: 60%, ads: 40%}}}}\n"
RATE = "      - {effective: DATE, source: a page, verified: 2026-11-01, input: 4, output: 8}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(project(tmp_path))
    return tmp_path


def export(costcalc: Run, folder: Path, text: str, *words: str) -> Path:
    """Write a scenario and export it."""
    write(folder, "bot.yaml", text)
    assert costcalc("export", "bot.yaml", *words, "-o", "out.csv") == (0, "", "")
    return folder / "out.csv"


def told(costcalc: Run) -> list[str]:
    """Give what is said of the export."""
    answer = costcalc(*CHECK)
    assert answer.err == ""
    return unfolded(answer.out).splitlines()


def edited(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    write(folder, name, text.replace(old, new))


def signed(file: Path) -> None:
    """Let the manifest say what its file is, as who edits both can."""
    digest = sha256(file.read_bytes()).hexdigest()
    said: Any = manifest_of(file) | {"sha256": digest, "rows_sha256": digest, "bytes": file.stat().st_size}
    write(file.parent, "out.csv.manifest.json", json.dumps(said))


def cells(file: Path, change: Callable[[dict[str, str]], object]) -> None:
    """Change the cells of rows."""
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        change(row)
        writer.writerow(row)
    file.write_text(out.getvalue(), encoding="utf-8")


DEAL = """\
schema: costcalc/rate-card/v1
id: deal
title: Our terms
basis: contracted
version: 2026-02-01
currency: USD
per: 1M tokens
extends: acme
contract:
  - {effective: 2026-01-01, source: a contract, discount: 15%}
"""
FX = """\
schema: costcalc/fx/v1
id: fx
title: Rates
rates: [{effective: 2026-01-01, from: USD, to: EUR, rate: 0.9, source: a bank}]
"""
BOTH = pytest.mark.parametrize("profile", ["plain", "focus"])


@BOTH
def test_rows_of_shares_that_were_sorted_are_as_they_were(costcalc: Run, folder: Path, profile: str) -> None:
    file = export(costcalc, folder, SHARES, "--profile", profile)
    heading, *rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
    for order in (sorted(rows), rows[::-1], [rows[1], rows[0], *rows[2:]]):
        file.write_text("".join([heading, *order]), encoding="utf-8")
        assert told(costcalc)[0] == "out.csv: 4 rows, all as they were"


def test_shares_that_stand_in_another_order_in_the_scenario_are_the_same(costcalc: Run, folder: Path) -> None:
    export(costcalc, folder, SHARES)
    edited(folder, "bot.yaml", "search: 60%, ads: 40%", "ads: 40%, search: 60%")
    assert told(costcalc)[0] == "out.csv: 4 rows, all as they were"


def test_a_cent_that_goes_to_another_share_is_no_price(costcalc: Run, folder: Path) -> None:
    # halves of 0.05 and 0.05: 2.5 cents each, and the cents that are missing are those of the earlier rows
    text = SHARES.replace("60%", "50%").replace("40%", "50%").replace("input: 1000, output: 100", "input: 1, output: 0")
    export(costcalc, folder, text.replace("{value: 1M,", "{value: 25_000,"))
    edited(folder, "bot.yaml", "search: 50%, ads: 50%", "ads: 50%, search: 50%")
    verdict, cause, *_ = told(costcalc)
    assert verdict == "out.csv: 2 rows are not as they were"
    assert cause == "rows 2, 3 moved by a cent because the rows of a bill stand in another order"


def test_a_share_that_is_called_otherwise_is_one_tag(costcalc: Run, folder: Path) -> None:
    export(costcalc, folder, SHARES)
    edited(folder, "bot.yaml", "search: 60%", "find: 60%")
    assert told(costcalc)[:2] == [
        "out.csv: 2 rows are not as they were",
        "rows 2, 4 moved because the tag team: search -> find",
    ]


def test_a_tag_is_said_once_although_it_is_in_two_columns(costcalc: Run, folder: Path) -> None:
    export(costcalc, folder, SHARES)
    edited(folder, "bot.yaml", "4711", "4712")
    verdict, cause, *others = told(costcalc)
    assert (verdict, cause) == (
        "out.csv: 4 rows are not as they were",
        "4 rows moved because the tag cost_centre: 4711 -> 4712",
    )
    assert not any("tag" in line for line in others)


def test_a_tag_that_was_edited_in_the_file_is_a_cell(costcalc: Run, folder: Path) -> None:
    file = export(costcalc, folder, SHARES)
    cells(file, lambda row: row.update(tag_owner="bob"))
    signed(file)
    assert "4 rows, tag_owner: bob -> ann" in told(costcalc)


def test_another_chosen_option_is_one_cause_with_its_place(costcalc: Run, folder: Path) -> None:
    dear = "  pro: {rates: [{effective: 2026-01-01, source: a page, verified: 2026-11-01, input: 3, output: 9}]}\n"
    write(folder, "pricing/acme.yaml", card() + dear)
    two = "flash: {model: acme/small}, pro: {model: acme/pro}"
    text = scenario().replace("small: {model: acme/small}", two)
    export(costcalc, folder, f"{text}chosen: flash\n", "--as-of", "2026-05-01", "--months", "12")
    edited(folder, "bot.yaml", "chosen: flash", "chosen: pro")
    verdict, cause, total, month, *_ = told(costcalc)
    assert verdict == "out.csv: 24 rows are not as they were"
    assert cause == "24 rows moved because bot.yaml:10:9 chosen: flash -> pro"
    # 2,000 + 800 a month, and 3,000 + 900
    assert total == "the total in USD: 33600 -> 46800"
    assert month == "the cost in May 2026 in USD: 2800 -> 3900"


def test_an_option_that_is_called_otherwise_is_one_cause(costcalc: Run, folder: Path) -> None:
    export(costcalc, folder, scenario())
    edited(folder, "bot.yaml", "small: {", "tiny: {")
    assert told(costcalc)[1] == "rows 2, 3 moved because bot.yaml:9:11 option: small -> tiny"


def test_a_rate_that_begins_within_a_month_is_the_cause_of_it_and_of_those_after(costcalc: Run, folder: Path) -> None:
    export(costcalc, folder, scenario(), "--as-of", "2026-05-01", "--months", "3")
    write(folder, "pricing/acme.yaml", card() + RATE.replace("DATE", "2026-06-16"))
    verdict, *found = told(costcalc)
    january = "2026-01-01T00:00:00Z"
    # June in two parts, in and out; July at the new price; and its output by the new rate at the old price
    assert verdict == "out.csv: 4 rows are not as they were"
    assert found[:3] == [
        "rows 4, 5, 6 moved because pricing/acme.yaml:12:78 price.input of acme/small: 2 -> 4",
        f"row 7 moved because pricing/acme.yaml:12:21 the rate of acme/small: {january} -> 2026-06-16T00:00:00Z",
        # half of June and July: 2,000 / 2 and 2,000 more than 3 times 2,800
        "the total in USD: 8400 -> 11400",
    ]


def test_a_growth_that_moved_is_the_one_cause_of_all_months(costcalc: Run, folder: Path) -> None:
    grown = "month: 1\n  growth: 3%\n  requests: {value: 1M * (1 + growth) ^ month, why: ticket system}"
    text = scenario().replace("requests: {value: 1M, why: ticket system}", grown)
    export(costcalc, folder, text, "--as-of", "2026-05-01", "--months", "3")
    edited(folder, "bot.yaml", "growth: 3%", "growth: 4%")
    verdict, cause, total, *_ = told(costcalc)
    assert verdict == "out.csv: 6 rows are not as they were"
    assert cause == "6 rows moved because bot.yaml:8:11 growth: 3% -> 4%"
    # 2,800 times 1.03 + 1.0609 + 1.092727, and 1.04 + 1.0816 + 1.124864
    assert total == "the total in USD: 8914.1556 -> 9090.0992"


def test_an_assumption_that_does_not_explain_the_rows_is_no_cause(costcalc: Run, folder: Path) -> None:
    grown = "month: 1\n  growth: 3%\n  requests: {value: 1M * (1 + growth) ^ month, why: ticket system}"
    text = scenario().replace("requests: {value: 1M, why: ticket system}", grown)
    file = export(costcalc, folder, text, "--as-of", "2026-05-01", "--months", "1")
    edited(folder, "bot.yaml", "growth: 3%", "growth: 4%")
    said: Any = manifest_of(file)
    said["assumptions"][1]["value"] = "9%"
    write(folder, "out.csv.manifest.json", json.dumps(said))
    assert told(costcalc)[1] == "rows 2, 3 moved because bot.yaml:9:21 requests: 1030000 -> 1040000"


def test_a_price_that_was_edited_in_the_file_is_said_cell_by_cell_and_of_no_card(costcalc: Run, folder: Path) -> None:
    file = export(costcalc, folder, scenario())
    cells(file, lambda row: row.update(substituted=row["substituted"].replace("* 2 /", "* 1 /")))
    signed(file)
    write(folder, "bot.yaml", f"{scenario()}# a comment\n")
    verdict, *found = told(costcalc)
    assert verdict == "out.csv: 1 row is not as it was"
    assert found[0] == "row 2, substituted: 1000000 * 1000 * 1 / 1000000 -> 1000000 * 1000 * 2 / 1000000"


def test_a_price_that_moved_hides_no_amount_that_was_edited(costcalc: Run, folder: Path) -> None:
    file = export(costcalc, folder, scenario())
    cells(file, lambda row: row.update(amount_rounded=row["amount_rounded"].replace("2000.00", "1900.00")))
    write(folder, "pricing/acme.yaml", card(input="3"))
    found = told(costcalc)
    assert "row 2 moved because pricing/acme.yaml:11:78 price.input of acme/small: 2 -> 3" in found
    assert "row 2, amount_rounded: 1900.00 -> 3000.00" in found


def test_a_quantity_that_moved_hides_no_cost_that_was_edited(costcalc: Run, folder: Path) -> None:
    """2,000 dollars are 1,600 euros at 1.25; the file says 1,500, and the requests are twice as many today."""
    rate = "{effective: 2026-01-01, from: EUR, to: USD, rate: 1.25, source: a bank}"
    write(folder, "fx.yaml", f"schema: costcalc/fx/v1\nid: fx\ntitle: Rates\nrates: [{rate}]\n")
    euros = scenario().replace("period:", "currency: EUR\nperiod:")
    file = export(costcalc, folder, euros, "--fx", "fx.yaml")
    cells(file, lambda row: row.update(cost=row["cost"].replace("1600", "1500"), cost_rounded="1500.00"))
    signed(file)
    write(folder, "bot.yaml", euros.replace("value: 1M", "value: 2M"))
    found = told(costcalc)
    assert "row 2, cost: 1500 -> 3200" in found


def test_a_price_that_moved_hides_no_cents_of_another_row_but_one(costcalc: Run, folder: Path) -> None:
    file = export(costcalc, folder, scenario())
    cells(file, lambda row: row.update(amount_rounded=row["amount_rounded"].replace("800.00", "790.00")))
    write(folder, "pricing/acme.yaml", card(input="3"))
    assert "row 3, amount_rounded: 790.00 -> 800.00" in told(costcalc)


def test_money_of_many_digits_is_cut(costcalc: Run, folder: Path) -> None:
    export(costcalc, folder, scenario(requests="1_000_000_001"))
    write(folder, "pricing/acme.yaml", card(input="0.123456789012345678"))
    # 1,000,000.001 times 0.123456789012345678 are 123,456.789135802467012345678; and 800,000.0008
    assert "the total in USD: 2800000.0028 -> 923456.789935802467…" in told(costcalc)
    document = json.loads(costcalc(*CHECK, "--format", "json").out)
    assert document["totals"][0]["now"] == "923456.789935802467012345678"


def test_a_place_that_was_edited_is_found_although_lines_have_moved_elsewhere(costcalc: Run, folder: Path) -> None:
    file = export(costcalc, folder, scenario())
    cells(file, lambda row: row.update(places=row["places"].replace("bot.yaml:", "other.yaml:")))
    write(folder, "pricing/acme.yaml", f"# a comment\n{card()}")
    assert any("places: " in line for line in told(costcalc))


@BOTH
def test_a_share_that_is_another_is_the_cause_of_its_rows(costcalc: Run, folder: Path, profile: str) -> None:
    export(costcalc, folder, SHARES, "--profile", profile)
    edited(folder, "bot.yaml", "search: 60%, ads: 40%", "search: 50%, ads: 50%")
    verdict, first, second, *others = told(costcalc)
    assert verdict == "out.csv: 4 rows are not as they were"
    assert first.startswith("rows 2, 4 moved because bot.yaml:11:")
    assert [line.rpartition(" share")[2] for line in (first, second)] == [
        ".allocated: 0.6 -> 0.5",
        ".allocated: 0.4 -> 0.5",
    ]
    # the same 2,800 in all
    assert [line.partition(":")[0] for line in others] == ["the scenario bot"]


def test_a_share_that_is_new_is_one_line(costcalc: Run, folder: Path) -> None:
    export(costcalc, folder, SHARES, "--as-of", "2026-05-01", "--months", "2")
    edited(folder, "bot.yaml", "ads: 40%", "ads: 30%, new: 10%")
    assert "4 rows of bot small: none -> team new from 2026-05-01T00:00:00Z on" in told(costcalc)


@BOTH
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [(", owner: ann", "", "owner: ann -> none"), ("owner: ann", "owner: ann, env: live", "env: none -> live")],
)
def test_a_tag_that_is_new_or_gone_is_a_tag_and_no_other_table(
    costcalc: Run, folder: Path, profile: str, old: str, new: str, said: str
) -> None:
    export(costcalc, folder, SHARES, "--profile", profile)
    edited(folder, "bot.yaml", old, new)
    assert told(costcalc)[:2] == [
        "out.csv: 4 rows are not as they were",
        f"4 rows moved because the tag {said}",
    ]


def test_a_column_of_a_tag_that_was_taken_out_of_the_file_is_found(costcalc: Run, folder: Path) -> None:
    file = export(costcalc, folder, f"{scenario()}tags: {{team: search}}\n")
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("".join(f"{line.rpartition(',')[0]}\n" for line in lines), encoding="utf-8")
    signed(file)
    assert "the columns: others -> without tag_team" in told(costcalc)
    # a comment in the scenario is no reason either
    write(folder, "bot.yaml", f"{scenario()}tags: {{team: search}}\n# a comment\n")
    assert "rows 2, 3, tag_team: none -> search" in told(costcalc)


def test_a_number_within_a_call_is_a_cause_at_its_place(costcalc: Run, folder: Path) -> None:
    export(costcalc, folder, SHARES, "--as-of", "2026-05-01", "--months", "2")
    edited(folder, "bot.yaml", "input: 1000", "input: 1100")
    at = scenario().splitlines()[7].index("1000") + 1
    assert told(costcalc)[1] == f"4 rows moved because bot.yaml:8:{at} answer.input: 1000 -> 1100"


@BOTH
def test_what_a_contract_or_a_list_says_is_a_cause_by_its_name(costcalc: Run, folder: Path, profile: str) -> None:
    write(folder, "pricing/deal.yaml", DEAL)
    export(costcalc, folder, scenario().replace("acme/small", "deal/small"), "--profile", profile)
    edited(folder, "pricing/deal.yaml", "15%", "20%")
    cause = told(costcalc)[1]
    assert cause == "rows 2, 3 moved because pricing/deal.yaml:10:59 contract.discount of deal/small: 0.15 -> 0.2"
    write(folder, "pricing/deal.yaml", DEAL)
    write(folder, "pricing/acme.yaml", card(input="3"))
    assert told(costcalc)[1] == "row 2 moved because pricing/acme.yaml:11:78 list.input of deal/small: 2 -> 3"


@BOTH
def test_another_currency_is_one_cause(costcalc: Run, folder: Path, profile: str) -> None:
    write(folder, "fx.yaml", FX)
    text = scenario().replace("assumptions:", "currency: EUR\nassumptions:")
    export(costcalc, folder, text, "--fx", "fx.yaml", "--profile", profile)
    edited(folder, "bot.yaml", "currency: EUR\n", "")
    verdict, cause, *others = told(costcalc)
    assert verdict == "out.csv: 2 rows are not as they were"
    assert cause == "rows 2, 3 moved because the currency: EUR -> USD"
    assert not any(line.startswith("row") for line in others)


def test_of_a_workbook_the_sums_alone_are_said_to_be_as_they_were(
    costcalc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project(tmp_path, f"{scenario()}tags: {{team: search}}\n"))
    assert costcalc("export", "bot.yaml", "-o", "costs.xlsx").code == 0
    manifest = "costs.xlsx.manifest.json"
    assert costcalc("export", "--verify", manifest).out == "costs.xlsx: 2 rows, all as they were\n"
    write(tmp_path, "bot.yaml", f"{scenario()}tags: {{team: ads}}\n")
    answer = costcalc("export", "--verify", manifest)
    assert answer.code == 0
    said = "costs.xlsx: the sums of 2 rows are as they were, and of a workbook no more can be told"
    assert " ".join(answer.out.split()).startswith(said)
    assert json.loads(costcalc("export", "--verify", manifest, "--format", "json").out)["only_sums"] is True
