"""What docs/ci.md says a pull request can and cannot do to its gate: each row of the table is a test."""

from __future__ import annotations

import re

from tests.review.project import ROOT
from tools.read_yaml import read_yaml

# By what a change does, the tests that try it: of this folder, or, with blanks, what a case of a check says.
ROWS: dict[str, tuple[str, ...]] = {
    "raises its budget, drops a gate, turns a check off, moves or deletes the policy": (
        "test_a_change_cannot_weaken_the_policy_that_holds_it",
        "test_a_change_cannot_weaken_a_gate_or_a_check_that_stops_it",
        "test_a_change_cannot_raise_the_budget_of_its_scenario",
    ),
    "edits a price of the past instead of appending one": (
        "test_an_edited_history_is_an_error_and_moves_the_past_as_well",
    ),
    "renames a scenario, an option or a file, or moves it": (
        "test_another_name_does_not_hide_what_it_costs",
        "test_a_gate_for_an_option_holds_it_by_its_old_name_as_well",
        "test_a_change_cannot_shake_off_its_budget_by_another_name",
    ),
    "deletes a scenario or option that has a budget": (
        "what a budget of the base is for may not be called something else, whatever the change does to the policy",
        "nor what a budget in a scenario of the base is for",
    ),
    "replaces something with something unlike it": ("test_what_is_new_while_something_is_gone_is_said",),
    "announces a price for later, or ends a promotion or terms": (
        "test_an_announced_price_is_held_against_the_gate",
        "test_a_promotion_that_ends_is_held_against_the_gate",
        "test_a_budget_says_on_which_day_it_will_be_broken",
    ),
    "announces a price for after the month that a scenario is for": (
        "test_what_is_announced_for_after_a_month_of_the_calendar_is_held_in_the_next_one",
        "test_a_price_of_today_is_held_although_the_month_of_a_scenario_is_past",
    ),
    "lets requests grow faster from month to month": (
        "test_growth_is_held_in_the_months_in_which_it_shows",
        "test_a_budget_holds_in_months_to_come",
    ),
    "makes some hours of the day dearer, also of a day whose prices an option holds, or of a day of a calendar": (
        "test_a_day_whose_prices_an_option_holds_has_hours_as_well",
        "test_a_day_to_come_on_which_a_calendar_opens_dearer_hours_is_held",
        "test_hours_at_which_a_price_is_dearer_are_looked_at",
        "test_hours_that_grow_dearer_are_looked_at_although_midnight_is_not_among_them",
    ),
    "raises prices and lowers requests": ("test_fewer_requests_do_not_hide_a_price",),
    "drops a contract, a service or a region, moves an option to a dearer card or model, or changes what a price is "
    "computed from": (
        "test_a_contract_that_is_dropped_is_a_dearer_price",
        "test_another_service_region_or_card_is_a_dearer_price",
        "test_a_dearer_model_at_fewer_requests_is_a_dearer_price",
        "test_a_price_that_is_a_formula_has_the_assumptions_of_the_change",
    ),
    "raises thirty options by a little each": ("test_a_sum_over_chosen_options_has_gates",),
    "changes tags or the chosen option": (
        "test_a_sum_is_held_under_the_tags_and_choices_of_the_base_and_those_of_the_head",
    ),
    "announces a price for a day after the horizon": ("test_how_far_ahead_is_looked_is_said_in_the_policy",),
    "lets a price end": ("test_a_price_that_ends_is_said_before_it_does",),
    "holds the prices of an option at another day (`as_of`)": (
        "test_an_option_that_holds_other_prices_now_is_held_at_those_of_the_base_as_well",
        "test_whoever_says_when_prices_are_asked_for_is_named",
    ),
    "says that no request is made in peak hours": ("test_whoever_says_when_prices_are_asked_for_is_named",),
    "lays a card over a shipped one, or takes it away": (
        "test_a_card_laid_over_a_shipped_one_is_compared_with_that",
        "test_a_card_laid_over_a_shipped_one_is_compared_with_that_when_it_goes",
    ),
    "deletes a model that a scenario uses": (
        "test_a_deleted_model_that_is_still_in_use_leaves_no_answer",
        "test_a_deleted_model_is_an_error_also_if_the_option_goes_with_it",
    ),
    "gives a scenario another period": (
        "test_a_price_does_not_hide_behind_another_period",
        "test_a_budget_is_for_the_period_that_it_was_written_for",
    ),
    "computes a figure that has a budget in another way, or changes an assumption by which such a budget allows more": (
        "test_a_budget_of_a_figure_is_not_shaken_off",
        "test_who_loosens_the_budget_of_a_figure_by_an_assumption_is_named",
    ),
    "takes the value of an assumption away": (
        "test_what_has_no_number_is_stopped_by_every_gate_and_budget_and_says_why",
    ),
    "makes of a monthly cost one that is paid once": (
        "test_what_is_paid_once_moves_by_itself",
        "test_what_is_paid_once_is_held_against_gates_of_increase_by_itself",
    ),
    "adds a scenario": (
        "test_a_new_scenario",
        "test_the_budget_of_a_new_scenario_is_its_own",
        "test_what_is_new_has_a_gate_of_its_own_by_the_month",
    ),
    "raises the number of requests, or swaps a model": ("test_a_change_of_the_scenario",),
    "adds a folder, a branch or a tag called `origin/main`": (
        "test_a_folder_called_like_the_base_is_not_taken_for_it",
        "test_a_tag_that_is_called_like_the_branch_of_the_remote_is_not_the_base",
        "test_a_name_of_more_than_one_ref_is_refused",
    ),
    "puts files behind links": (
        "test_what_the_base_would_refuse_behind_a_link_the_change_may_not_bring",
        "test_a_link_in_the_base_is_not_in_the_way_of_the_change_that_takes_it_away",
    ),
    "renames a file, to another folder, a dot folder or another ending": (
        "test_what_says_that_it_is_ours_is_found_wherever_it_lies",
    ),
    "takes the `schema:` line out of a file": (
        "test_what_was_ours_and_says_so_no_more_is_a_problem",
        "test_who_moves_out_of_the_paths_is_seen",
    ),
    "moves a file out of `paths`, into a dot folder or to another ending": (
        "test_what_is_moved_out_of_the_paths_is_found_there",
    ),
    "adds a `costcalc.yaml`, or a `[tool.costcalc]`, in another folder": (
        "test_a_policy_elsewhere_is_named_because_nothing_in_it_holds",
        "test_a_policy_is_named_also_where_nothing_else_is_looked_through",
    ),
    "deletes a scenario or its workload, or gives its file an ending that is none of YAML": (
        "test_a_scenario_that_asks_for_nothing_any_more_is_as_good_as_gone",
        "test_what_is_gone_is_said",
        "test_a_decoy_does_not_take_the_place_of_what_was_moved_without_a_word",
    ),
    "deletes every scenario": (
        "test_cards_without_a_scenario_anywhere_are_no_pass",
        "test_a_change_cannot_say_that_there_is_no_scenario_and_take_them_away",
    ),
    "puts a merged price back with `git revert`": ("test_a_price_that_is_put_back_is_said_for_what_it_is",),
    "is dated before its base, where `--as-of` is taken from it": ("test_today_is_not_before_the_day_of_the_base",),
    "makes the folder that the job enters a link, a submodule, or a repository of its own": (
        "test_a_folder_that_became_a_link_is_not_new",
        "test_a_submodule_in_the_place_of_the_folder_is_no_base_of_its_own",
        "test_a_folder_that_looks_like_a_bare_repository_is_not_asked",
    ),
    "lets git write other files than are committed (`ident`, `filter` … in `.gitattributes`)": (
        "test_a_file_that_git_rewrites_is_not_what_is_merged",
    ),
    "moves everything to where the base has nothing": (
        "test_a_folder_in_which_nothing_is_found_is_no_base",
        "test_a_revision_in_which_nothing_is_found_is_no_base",
    ),
    "writes commands, links, mentions or pictures into titles and names": (
        "test_no_report_is_obeyed",
        "test_a_mail_address_and_a_mention_in_a_name_are_no_links_in_a_comment",
    ),
    "has its comment posted on another pull request, over another comment, or with somebody mentioned": (
        "test_the_number_never_comes_from_the_file",
        "test_a_strangers_comment_with_the_mark_is_left_alone_and_so_is_one_that_quotes_it",
        "test_nothing_in_a_forged_file_is_obeyed_and_our_own_tags_stay",
    ),
    "moves so much that the reason is not seen": (
        "test_the_verdict_the_largest_move_and_the_sum_are_the_first_three_lines",
        "test_three_hundred_options_fit_in_characters_and_in_bytes_with_every_tag_closed",
    ),
    "goes on in a year that the calendar of dear hours lacks": ("test_hours_that_nobody_knows_today_are_said",),
    "asks only for totals where a tier is for large requests, or widens a range around the same value": (
        "test_a_tier_that_totals_do_not_see_is_said",
        "test_a_range_that_is_widened_is_said",
    ),
    "takes the doubt from a price, or calls a list `published`": ("test_a_doubt_that_is_taken_away_is_said",),
    "gives each of two scenarios a free quota that both share": (),
    "lets two calls of one option fall into dear hours of different models": (),
    "says that a price is lower than it is": (),
    "changes the workflow that runs the check": (),
}
NOT_HELD = ("not found out", "not costcalc's to see")
"""How the rows begin that say what no test can hold."""


def rows() -> dict[str, str]:
    """Return the rows of the table: what a change does, and what becomes of that."""
    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    _, _, table = page.partition("| a change that | is |\n| --- | --- |\n")
    lines = table.partition("\n\n")[0].splitlines()
    return dict(line.strip("| ").split(" | ", 1) for line in lines)


def test_every_row_of_the_table_is_a_test_and_the_other_way_round() -> None:
    assert list(rows()) == list(ROWS)
    for what, becomes in rows().items():
        assert bool(ROWS[what]) is not becomes.startswith(NOT_HELD), what


def test_the_tests_of_the_table_are_there() -> None:
    known = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        known |= set(re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE))
    for file in (ROOT / "tests/checks").glob("*.yaml"):
        known |= {case["says"] for case in read_yaml(file.read_text(encoding="utf-8"))}
    assert {name for names in ROWS.values() for name in names} <= known
