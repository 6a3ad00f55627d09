"""Check 2 and 6: gates and budgets hold at every dated change to come, and nobody chooses today."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.lab.changes import appended, edited, exchanged, with_card, with_policy
from tests.lab.described import Promotion, Terms
from tests.lab.repository import AS_OF

if TYPE_CHECKING:
    from tests.lab.changes import Change
    from tests.lab.described import Lab
    from tests.lab.repository import Repository

TOMORROW = "2026-11-24"
CI = Path(__file__).parent.parent.parent / "docs" / "ci.md"
ENDING = (
    Terms("2026-01-01", discount="40%", until=TOMORROW),
    Terms("2026-01-01", model="small", prices={"input": "0.40"}),
)


def started(change: Repository, lab: Lab, *changes: Change) -> Lab:
    """Let main have these changes; return what it is then."""
    main = lab
    for each in changes:
        main = each(main)
    change.becomes(lab, main)
    change.git("branch", "-f", "main")
    return main


def test_a_price_ten_times_as_high_from_tomorrow_on_is_stopped_today(lab: Lab, change: Repository) -> None:
    changed = change.becomes(lab, appended("acme/small", TOMORROW, "10")(lab))
    checked, ran = changed.checked(), changed.text()
    assert checked.code == ran.code == 1, checked
    assert ("gate", "ads-mail/small") in checked.failing
    assert ("budget", "support-chat/small") in checked.failing
    assert "No cost moves." not in ran.out


def test_the_report_says_which_date_breaks_which_budget(lab: Lab, change: Repository) -> None:
    # 71 * 1.2 = 85.20 of 80, from 1 March on, and not by any gate: 20 % is below 25
    main = started(change, lab, with_policy(("  - {price_increase: 10%}\n", "")))
    changed = change.becomes(main, appended("acme/small", "2027-03-01", "1.2")(main))
    checked, ran = changed.checked(), changed.text()
    assert checked.failing == {("budget", "support-chat/small")}, checked
    assert checked.said("2027-03-01", "support-chat/small"), checked
    (line,) = [each for each in ran.out.splitlines() if "error[budget]" in each]
    assert "2027-03-01" in ran.out[ran.out.index(line) :].partition("\n\n")[0]


def test_it_is_one_finding_and_not_one_for_every_date(lab: Lab, change: Repository) -> None:
    rising = lab
    for month in range(1, 7):
        rising = appended("acme/small", f"2027-{month:02}-01", "1.01" if month > 1 else "1.3")(rising)
    checked = change.becomes(lab, rising).checked()
    budgets = [one for one in checked.findings if one["check"] == "budget"]
    assert len(budgets) == 1, checked


@pytest.mark.parametrize(
    "ends",
    [
        appended("acme/large", AS_OF, "2", promotion=Promotion("0.5", TOMORROW)),
        appended("beta/tiny", AS_OF, promotion=Promotion("0.5", TOMORROW)),
        with_card("ours", terms=ENDING),
        exchanged(TOMORROW, "2.32"),
    ],
    ids=["a promotion on twice the price", "a promotion", "a discount", "an exchange rate"],
)
def test_what_ends_tomorrow_is_stopped_today(lab: Lab, change: Repository, ends: Change) -> None:
    checked = change.becomes(lab, ends(lab)).checked()
    assert checked.code == 1, checked
    assert "gate" in {check for check, _ in checked.failing}
    assert checked.said(TOMORROW), checked


def test_what_was_announced_and_merged_stops_nobody_else(lab: Lab, change: Repository) -> None:
    main = started(change, lab, appended("acme/large", TOMORROW, "10"))
    checked = change.becomes(main, appended("beta/fast", AS_OF, "0.9")(main)).checked()
    assert checked.code == 0, checked
    later = change.checked(as_of="2026-11-25")
    assert later.code == 0, later


def test_a_rise_on_top_of_an_announced_one_is_held_against_the_announced_one(lab: Lab, change: Repository) -> None:
    main = started(change, lab, appended("acme/large", TOMORROW, "2"))
    checked = change.becomes(
        main, edited("acme/large", prices={"input": "5.2", "cache_read": "0.4", "output": "20.8"})(main)
    ).checked()
    assert checked.code == 1, checked  # 4 → 5.2 and 16 → 20.8 are +30 %
    assert checked.said("30", TOMORROW) or checked.said("29.", TOMORROW), checked


@pytest.mark.parametrize(("since", "code"), [("2026-12-20", 1), ("2027-02-20", 0)])
def test_the_horizon_of_the_policy_is_as_far_as_gates_look(lab: Lab, change: Repository, since: str, code: int) -> None:
    main = started(change, lab, with_policy(("horizon: 400 days", "horizon: 60 days")))
    checked = change.becomes(main, appended("acme/large", since, "10")(main)).checked()
    assert checked.code == code, checked


def test_the_horizon_is_four_hundred_days_where_nobody_says(lab: Lab, change: Repository) -> None:
    main = started(change, lab, with_policy(("horizon: 400 days\n", "")))
    assert change.becomes(main, appended("acme/large", "2027-12-20", "10")(main)).checked().code == 1
    assert change.becomes(appended("acme/large", "2027-12-20", "10")(main), main).checked().code == 0
    assert change.becomes(main, appended("acme/large", "2028-02-01", "10")(main)).checked().code == 0


def test_a_change_cannot_shorten_the_horizon_it_is_measured_by(lab: Lab, change: Repository) -> None:
    shorter = with_policy(("horizon: 400 days", "horizon: 1 days"))(lab)
    checked = change.becomes(lab, appended("acme/large", "2027-06-01", "10")(shorter)).checked()
    assert checked.code == 1, checked
    assert "policy-changed" in checked.codes


def test_without_a_base_a_budget_holds_at_announced_prices_as_well(lab: Lab, change: Repository) -> None:
    change.becomes(lab, appended("acme/small", TOMORROW, "2")(lab))
    ran = change.run("check", "--as-of", AS_OF)
    assert ran.code == 1, ran
    assert "budget" in ran.out


def test_the_recipe_that_lets_the_author_choose_today_is_gone() -> None:
    text = CI.read_text(encoding="utf-8")
    for clock in ("%cs", "%cI", "%as", "git show -s"):
        assert clock not in text


@pytest.mark.parametrize("as_of", ["2026-11-19", "2020-01-01", "2026-11-19T23:59:59Z"])
def test_a_day_before_that_of_the_base_is_refused(change: Repository, as_of: str) -> None:
    checked = change.commit().checked(as_of=as_of)
    assert checked.code == 2, checked
    assert "--as-of" in checked.ran.err
    assert "2026-11-20" in checked.ran.err


def test_the_day_of_the_base_is_not_too_early(change: Repository) -> None:
    assert change.commit().checked(as_of="2026-11-20").code == 0


def test_a_commit_that_says_it_is_old_makes_no_price_of_today_a_future_one(lab: Lab, change: Repository) -> None:
    change.becomes(lab, appended("acme/small", "2026-11-21", "10")(lab))
    change.git("commit", "-q", "--amend", "--no-edit", "--date", "2020-01-01T00:00:00Z", when="2020-01-01T00:00:00Z")
    assert change.checked(as_of="2020-01-01").code == 2
    assert change.checked().code == 1
