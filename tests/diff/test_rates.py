"""What happened to a rate: appended, corrected, or the past rewritten."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from costcalc.diff import ChangeKind, seen_at
from costcalc.instant import as_instant
from tests.diff.conftest import JAN, MAR, UNITS, card, only

if TYPE_CHECKING:
    from tests.diff.conftest import Diff


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("input: 10", "input: 10.00"),
        ("input: 10", "input: {price: 10, per: 1M tokens}"),
        ("input: 10", "input: {price: 0.01, per: 1K tokens}"),
        ("input: 1e-3", "input: 0.001"),
        ("input: 1, context_window: 128K", "context_window: 128000, input: 1"),
        ("input: 1, cache_read: input", 'cache_read: "input", input: 1'),
        (
            "input: {volume: [{up_to: 1M, price: 10}, {price: 8}], period: month}",
            "input: {volume: [{up_to: 1_000_000, price: 10.0}, {price: 8}], period: month, per: 1M tokens}",
        ),
    ],
)
def test_another_way_to_write_the_same_is_no_difference(diff: Diff, old: str, new: str) -> None:
    assert not diff(card(f"{JAN}, {old}"), card(f"{JAN}, {new}"))


def test_a_pricing_unit_of_the_card_and_of_the_price_are_the_same(diff: Diff) -> None:
    thousand = UNITS.replace("1M", "1K")
    found = diff(card(f"{JAN}, input: 10"), card(f"{JAN}, input: {{price: 10, per: 1M tokens}}", units=thousand))
    assert [change.what for change in found.changed[0].about] == ["per"]
    assert not list(found.changed[0].rates)
    dearer = only(diff(card(f"{JAN}, input: 10"), card(f"{JAN}, input: 10", units=thousand)))
    assert (dearer.kind, dearer.prices[0].change) == (ChangeKind.EDITED, 999)  # 0.01 a token instead of 0.00001


def test_a_rate_at_the_end_is_appended_and_compared_with_the_one_before(diff: Diff) -> None:
    first = f"{JAN}, input: 2.50, output: 10"
    found = diff(card(first), card(first, f"{MAR}, input: 2, cache_read: input"))
    rate = only(found)
    assert (rate.kind, rate.rewrites, str(rate.since)[:10]) == (ChangeKind.APPENDED, False, "2026-03-01")
    # 2 / 2.5 - 1; what is billed as input costs something where nothing was said; output has no price any more
    assert [(price.meter, price.change) for price in rate.prices] == [
        ("input", Fraction(-1, 5)),
        ("cache_read", None),
        ("output", None),
    ]
    assert rate.prices[2].new is None
    assert not list(found.rewritten)
    assert str(rate.place).endswith("new/acme.yaml:12:21")


def test_several_rates_are_each_compared_with_the_one_before_it(diff: Diff) -> None:
    old = card(f"{JAN}, input: 1")
    new = card(f"{JAN}, input: 1", f"{MAR}, input: 2", "effective: 2026-04-01, source: x, input: 3")
    changes = [rate.prices[0].change for _, rate in diff(old, new).changed[0].rates]
    assert changes == [1, Fraction(1, 2)]


def test_a_correction_is_compared_with_what_it_replaces_and_rewrites_nothing(diff: Diff) -> None:
    wrong = f"{JAN}, input: 2"
    found = diff(card(wrong), card(wrong, f'{JAN}, corrects: "it was 1", input: 1'))
    rate = only(found)
    assert (rate.kind, rate.prices[0].change) == (ChangeKind.CORRECTED, Fraction(-1, 2))
    assert [(change.what, change.new) for change in rate.evidence] == [("corrects", "it was 1")]
    assert not list(found.rewritten)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("input: 1", "input: 2"),
        ("input: 1", "input: 1, output: 2"),
        ("input: 1", "input: 1, services: {batch: {multiplier: 0.5}}"),
        ("input: 1, services: {batch: {multiplier: 0.5}}", "input: 1, services: {batch: {multiplier: 0.4}}"),
        ("input: 1, markup: 5%", "input: 1, markup: 6%"),
        ("input: 1", "input: 1, minimum_charge: {amount: 1, per: month}"),
        (
            'input: 1, peak: {multiplier: 2, hours: ["01:00-02:00"], tz: UTC}',
            'input: 1, peak: {multiplier: 2, hours: ["01:00-03:00"], tz: UTC}',
        ),
        (
            "input: 1, promotion: {until: 2026-02-01, multiplier: 0.5}",
            "input: 1, promotion: {until: 2026-02-02, multiplier: 0.5}",
        ),
        (
            "input: 1, context_tiers: [{when: input > 200K, mode: whole_request, input: 2}]",
            "input: 1, context_tiers: [{when: input > 200K, mode: marginal, input: 2}]",
        ),
        ("input: {price: 1, minimum: 10}", "input: {price: 1, minimum: 20}"),
    ],
)
def test_an_amount_that_is_another_without_a_correction_rewrites_the_past(diff: Diff, old: str, new: str) -> None:
    found = diff(card(f"{JAN}, {old}"), card(f"{JAN}, {new}"))
    ((changed, name, rate),) = found.rewritten
    assert (changed.id, name, rate.kind) == ("acme", "small", ChangeKind.EDITED)
    assert rate.prices or rate.conditions


@pytest.mark.parametrize(
    ("old", "new", "kind", "what"),
    [
        ("input: 1", "input: 1, verified: 2026-02-01", ChangeKind.NOTED, "verified"),
        ("input: 1", "input: 1, confidence: low", ChangeKind.NOTED, "confidence"),
        ("input: 1", "input: 1, note: hm", ChangeKind.NOTED, "note"),
        ("input: 1", "input: 1, context_window: 128K", ChangeKind.NOTED, "context window"),
        ("input: 1", "input: 1, until: 2026-02-01", ChangeKind.ENDED, "until"),
    ],
)
def test_what_is_said_about_a_price_may_change(diff: Diff, old: str, new: str, kind: ChangeKind, what: str) -> None:
    found = diff(card(f"{JAN}, {old}"), card(f"{JAN}, {new}"))
    rate = only(found)
    assert (rate.kind, rate.rewrites, rate.prices) == (kind, False, ())
    assert [change.what for change in (*rate.conditions, *rate.evidence)] == [what]


def test_a_rate_that_is_gone_rewrites_the_past(diff: Diff) -> None:
    found = diff(card(f"{JAN}, input: 1", f"{MAR}, input: 2"), card(f"{JAN}, input: 1"))
    ((_, _, rate),) = found.rewritten
    assert (rate.kind, rate.new, rate.prices[0].meter) == (ChangeKind.REMOVED, None, "input")
    assert str(rate.place).endswith("old/acme.yaml:12:21")


def test_another_date_for_a_price_rewrites_the_past(diff: Diff) -> None:
    found = diff(
        card(f"{JAN}, input: 1", f"{MAR}, input: 2"),
        card(f"{JAN}, input: 1", f"{MAR}, input: 2".replace("-03-", "-02-")),
    )
    assert {rate.kind for _, _, rate in found.rewritten} == {ChangeKind.INSERTED, ChangeKind.REMOVED}


def test_a_rate_put_between_others_rewrites_the_past_unless_there_was_none(diff: Diff) -> None:
    between = "effective: 2026-02-01, source: x, input: 9"
    held = card(f"{JAN}, input: 1", f"{MAR}, input: 2"), card(f"{JAN}, input: 1", between, f"{MAR}, input: 2")
    assert only(diff(*held)).kind is ChangeKind.INSERTED
    gap = f"{JAN}, until: 2026-01-15, input: 1"
    assert only(diff(card(gap, f"{MAR}, input: 2"), card(gap, between, f"{MAR}, input: 2"))).kind is ChangeKind.APPENDED


def test_a_service_that_is_new_and_one_that_is_gone(diff: Diff) -> None:
    old = card(f"{JAN}, input: 1, services: {{batch: {{input: 0.5}}}}")
    new = card(
        f"{JAN}, input: 1, services: {{batch: {{input: 0.5}}}}",
        f"{MAR}, input: 1, cache_read: 0.1, services: {{flex: {{multiplier: 0.5}}}}",
    )
    found = [
        (price.where.title, price.meter, bool(price.old), bool(price.new)) for price in only(diff(old, new)).prices
    ]
    assert found == [
        ("", "cache_read", False, True),
        ("flex", "input", False, True),
        ("flex", "cache_read", False, True),
        ("batch", "input", True, False),
    ]


def test_a_price_billed_like_another_is_compared_by_what_it_costs(diff: Diff) -> None:
    first = f"{JAN}, input: 1, output: 4, services: {{batch: {{input: standard, output: 2}}}}"
    second = f"{MAR}, input: 1, output: 4, services: {{batch: {{input: 0.5, output: standard}}}}"
    rate = only(diff(card(first), card(first, second)))
    # half of the standard price that it was; and twice the half that it was
    found = [(price.where.name, price.meter, price.change) for price in rate.prices]
    assert found == [("batch", "input", Fraction(-1, 2)), ("batch", "output", 1)]


FEB = JAN.replace("-01-", "-02-")


@pytest.mark.parametrize(
    ("today", "new", "rewritten"),
    [
        # Before March its rate is announced: nobody has been answered with it.
        ("2026-02-01", (f"{JAN}, input: 1",), []),
        ("2026-02-01", (f"{JAN}, input: 1", f"{MAR}, input: 3"), []),
        ("2026-02-01", (f"{JAN}, input: 1", f"{FEB}, input: 3", f"{MAR}, input: 2"), []),
        # From its day on it has held.
        ("2026-03-01", (f"{JAN}, input: 1",), [ChangeKind.REMOVED]),
        ("2026-03-01", (f"{JAN}, input: 1", f"{MAR}, input: 3"), [ChangeKind.EDITED]),
        ("2026-03-01", (f"{JAN}, input: 1", f"{FEB}, input: 3", f"{MAR}, input: 2"), [ChangeKind.INSERTED]),
        # What holds today is of the past, whatever is announced.
        ("2026-02-01", (f"{JAN}, input: 3", f"{MAR}, input: 2"), [ChangeKind.EDITED]),
    ],
)
def test_what_was_announced_and_has_not_held_is_not_the_past(
    diff: Diff, today: str, new: tuple[str, ...], rewritten: list[ChangeKind]
) -> None:
    found = seen_at(diff(card(f"{JAN}, input: 1", f"{MAR}, input: 2"), card(*new)), as_instant(today))
    assert [rate.kind for _, _, rate in found.rewritten] == rewritten
