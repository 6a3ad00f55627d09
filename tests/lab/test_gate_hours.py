"""Check 1: prices that depend on the hour are held at the dearest hour, and not at midnight."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.lab.changes import appended, every, with_policy, with_scenario
from tests.lab.described import Peak
from tests.lab.repository import AS_OF

if TYPE_CHECKING:
    from tests.lab.described import Lab
    from tests.lab.repository import Checked, Repository

THRICE = appended("acme/small", AS_OF, peak=Peak("3", 8, 20, days=""))
SMALL = "        input: 0.50\n        cache_read: 0.05\n        output: 1\n"


def of_option(checked: Checked, scenario: str, option: str) -> dict[str | None, tuple[Fraction, Fraction]]:
    """Return what an option cost and costs, by the hours."""
    return {
        move["hours"]: (Fraction(move["before"]["total"]), Fraction(move["after"]["total"]))
        for move in checked.found["moves"]
        if (move["scenario"], move["option"], move["as_of"][:10]) == (scenario, option, AS_OF)
    }


def window(text: str, prices: str = SMALL) -> tuple[str, str]:
    """Return an edit of the card: the price of small once more from today on, with a window."""
    rate = f"      - effective: {AS_OF}\n        source: price list\n        verified: 2026-11-10\n{prices}{text}\n"
    return f"{SMALL}  deep:\n", f"{SMALL}{rate}  deep:\n"


def test_peak_hours_with_the_same_prices_at_midnight_are_stopped(lab: Lab, change: Repository) -> None:
    checked = change.becomes(lab, THRICE(lab)).checked()
    assert checked.code == 1, checked
    # support-chat/small is 71 by night and 3 * 71 = 213 in the peak: +200 %, and above its budget of 80
    assert {("gate", "support-chat/small"), ("budget", "support-chat/small")} <= checked.failing
    assert of_option(checked, "support-chat", "small") == {"peak": (71, 213)}


def test_the_report_shows_the_span(lab: Lab, change: Repository) -> None:
    ran = change.becomes(lab, THRICE(lab)).text()
    assert ran.code == 1, ran
    assert "nothing to report" not in ran.out
    for said in ("71", "213", "peak"):
        assert said in ran.out


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ('        peak: {multiplier: 3, hours: ["08:00-20:00"], tz: UTC}', SMALL),
        ('        peak: {multiplier: 3, hours: ["23:59-00:00"], tz: UTC}', SMALL),
        ('        peak: {multiplier: 3, hours: ["00:00-24:00"], tz: UTC, days: [sat, sun]}', SMALL),
        ('        peak: {multiplier: 3, hours: ["09:00-17:00"], tz: Europe/Berlin, days: mon-fri}', SMALL),
        ('        peak: {hours: ["08:00-20:00"], tz: UTC, input: 1.50}', SMALL),
        (
            '        off_peak: {multiplier: 0.5, hours: ["22:00-06:00"], tz: UTC}',
            "        input: 1\n        cache_read: 0.10\n        output: 2\n",
        ),
    ],
    ids=["by day", "a minute", "on weekends", "in Berlin", "a price of its own", "cheap nights"],
)
def test_no_window_hides_a_dearer_hour_from_the_gate(change: Repository, text: str, prices: str) -> None:
    change.edit("pricing/acme.yaml", window(text, prices), ("version: 2026-11-01", "version: 2026-11-22"))
    checked = change.commit().checked()
    assert checked.code == 1, checked
    assert ("gate", "ads-mail/small") in checked.failing


def test_a_budget_breaks_at_the_dearest_hour_without_any_gate(lab: Lab, change: Repository) -> None:
    alone = with_policy(("gates:\n  - {increase_percent: 25%}\n  - {price_increase: 10%}\n  - {new: 1000 USD}\n", ""))
    main = alone(lab)
    change.becomes(lab, main)
    change.git("branch", "-f", "main")
    checked = change.becomes(main, THRICE(main)).checked()
    assert checked.code == 1, checked
    assert ("budget", "support-chat/small") in checked.failing


def test_a_share_of_the_peak_is_the_scenarios_own_answer(lab: Lab, change: Repository) -> None:
    # 20 percent in the peak: 71 * (0.8 + 0.2 * 1.5) = 78.10, +10 % and below 80; at 0 percent it is 71 as before
    main = every(
        *(
            with_scenario(f"{team}-{kind}", peak_share="20%")
            for team in ("support", "search", "ads")
            for kind in ("chat", "mail", "night", "archive", "agent")
        )
    )(lab)
    change.becomes(lab, main)
    change.git("branch", "-f", "main")
    checked = change.becomes(main, appended("acme/small", AS_OF, peak=Peak("1.5", 8, 20))(main)).checked()
    assert checked.code == 0, checked
    assert of_option(checked, "support-chat", "small") == {None: (71, Fraction("78.1"))}


@pytest.mark.parametrize(
    ("peak", "codes"),
    [
        # at 07:00, and on Saturdays, it is twice of what it was, and at the dearest hour as much
        (Peak("2", 7, 20), {0, 1}),
        (Peak("2", 8, 20, days=""), {0, 1}),
        (Peak("2.1", 8, 20), {0}),
    ],
    ids=["hours", "days", "multiplier"],
)
def test_a_window_that_is_changed_is_reported(lab: Lab, change: Repository, peak: Peak, codes: set[int]) -> None:
    changed = change.becomes(lab, appended("acme/night", AS_OF, peak=peak)(lab))
    checked, ran = changed.checked(), changed.text()
    assert checked.code in codes, checked
    assert "nothing to report" not in ran.out
    assert checked.said("acme/night", "peak") or checked.said("acme/night", "08:00"), checked


def test_a_window_that_is_new_is_reported_where_no_gate_minds(lab: Lab, change: Repository) -> None:
    changed = change.becomes(lab, appended("acme/small", AS_OF, peak=Peak("1.05", 8, 20))(lab))
    checked, ran = changed.checked(), changed.text()
    assert checked.code == 0, checked
    assert "peak" in ran.out
    assert checked.said("acme/small", "peak") or checked.said("acme/small", "08:00"), checked
