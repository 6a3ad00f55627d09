"""What a refusal looks like: the caret below the right sign, the order, the cap."""

from __future__ import annotations

import pytest

from costcalc.problem import InputError, Place, Problem, Source, describe, shown_and_left_out
from costcalc.spelling import NEARER, did_you_mean


def test_a_place_is_a_file_with_line_and_column() -> None:
    place = Place(Source("scenarios/chatbot.yaml"), 3, 7)
    assert str(place) == "scenarios/chatbot.yaml:3:7"
    assert str(place.shifted(5)) == "scenarios/chatbot.yaml:3:12"
    assert str(Place(Source("a\x1b[2Jb\n.yaml"), 1, 1)) == r"a\x1b[2Jb\x0a.yaml:1:1"


TEXT = "id: chatbot\n  input: 1k\r\n\nlast  "


@pytest.mark.parametrize(
    ("line", "column", "excerpt"),
    [
        (1, 1, "    1 | id: chatbot\n        ^"),
        (1, 5, "    1 | id: chatbot\n            ^"),
        (2, 10, "    2 |   input: 1k\n                 ^"),
        (2, 12, "    2 |   input: 1k\n                   ^"),
        (4, 4, "    4 | last  \n           ^"),
        (4, 7, "    4 | last  \n              ^"),
        (3, 1, None),  # an empty line shows nothing
        (5, 1, None),
        (0, 1, None),
    ],
)
def test_the_caret_stands_below_the_column(line: int, column: int, excerpt: str | None) -> None:
    assert Place(Source("a.yaml", TEXT), line, column).excerpt() == excerpt


def test_the_caret_stands_below_the_column_behind_characters_that_are_escaped() -> None:
    place = Place(Source("a.yaml", "a: \x1b[1m\u202e !"), 1, 10)
    assert place.excerpt() == "    1 | a: \\x1b[1m\\u202e !\n" + " " * (8 + len("a: \\x1b[1m\\u202e ")) + "^"


@pytest.mark.parametrize("column", [1, 2, 36, 37, 38, 72, 73, 200, 463, 464, 500, 501])
def test_a_long_line_is_cut_around_the_column(column: int) -> None:
    line = "".join(chr(ord("a") + (position * 7 + position // 26) % 26) for position in range(500))
    excerpt = Place(Source("a.yaml", line), 1, column).excerpt()
    assert excerpt is not None
    shown, caret = excerpt.split("\n")
    cut = shown.removeprefix("    1 | ")
    position = caret.index("^") - len("    1 | ")
    assert len(cut.strip("…")) <= 72
    assert cut.strip("…") in line
    assert cut.startswith("…") == (column > 37)
    assert cut.endswith("…") == (cut.strip("…")[-1] != line[-1] or not line.endswith(cut.strip("…")))
    assert (
        cut[:position].strip("…") == line[: column - 1][-len(cut[:position].strip("…")) :] if position else column == 1
    )
    assert cut[position : position + 10] == line[column - 1 : column + 9]


def test_a_line_of_72_characters_is_shown_whole_and_one_of_73_is_not() -> None:
    for length, shown in ((72, "x" * 72), (73, f"{'x' * 72}…")):
        excerpt = Place(Source("a.yaml", "x" * length), 1, 1).excerpt()
        assert excerpt == f"    1 | {shown}\n        ^"


def test_nothing_is_quoted_of_a_file_that_may_be_anything() -> None:
    secret = Source("link.yaml", "token = hunter2", quotable=False)
    problem = Problem(Place(secret, 1, 1), "not-a-card", "this is no rate card", "look at the link")
    assert str(problem) == "link.yaml:1:1: error[not-a-card]: this is no rate card\n  = hint: look at the link"


def test_a_problem_is_a_sentence_with_its_place_an_excerpt_and_a_hint() -> None:
    place = Place(Source("chatbot.yaml", "id: chatbot\n  outptu: 500"), 2, 3)
    assert str(Problem(place, "unknown-key", "`outptu` is not a meter", "did you mean `output`?")) == (
        "chatbot.yaml:2:3: error[unknown-key]: `outptu` is not a meter\n"
        "    2 |   outptu: 500\n"
        "          ^\n"
        "  = hint: did you mean `output`?"
    )


def test_message_and_hint_are_made_harmless() -> None:
    problem = Problem(Place(Source("a.yaml"), 1, 1), "unknown-key", "`\x1b[2J` is not a meter", "not\n::error::x")
    assert str(problem) == ("a.yaml:1:1: error[unknown-key]: `\\x1b[2J` is not a meter\n  = hint: not\\x0a::error::x")


def at(file: str, line: int, column: int, code: str = "code", message: str = "m") -> Problem:
    return Problem(Place(Source(file), line, column), code, message)


def test_problems_are_sorted_as_a_reader_meets_them_and_each_is_said_once() -> None:
    wanted = [
        at("a.yaml", 1, 2),
        at("a.yaml", 2, 1),
        at("a.yaml", 2, 10),
        at("a.yaml", 10, 1, "bad-name"),
        at("a.yaml", 10, 1, "bad-number", "first"),
        at("a.yaml", 10, 1, "bad-number", "second"),
        at("b.yaml", 1, 1),
    ]
    error = InputError([*reversed(wanted), at("a.yaml", 2, 10), wanted[0]])
    assert list(error.problems) == wanted
    assert str(error).split("\n")[0] == "a.yaml:1:2: error[code]: m"
    assert InputError.of(wanted[0].place, "code", "m").problems == (wanted[0],)


@pytest.mark.parametrize(
    ("first", "second", "more"),
    [
        (19, 0, []),
        (20, 0, []),
        (21, 0, ["a.yaml: …and 1 more"]),
        (25, 33, ["a.yaml: …and 5 more", "b.yaml: …and 13 more"]),
    ],
)
def test_twenty_problems_of_a_file_are_shown_and_the_others_counted(first: int, second: int, more: list[str]) -> None:
    problems = [at("a.yaml", line, 1, f"code-{line}") for line in range(1, first + 1)]
    problems += [at("b.yaml", line, 1, f"code-{line}") for line in range(1, second + 1)]
    lines = describe(problems).split("\n")
    assert lines == [
        *(f"a.yaml:{line}:1: error[code-{line}]: m" for line in range(1, min(first, 20) + 1)),
        *(f"b.yaml:{line}:1: error[code-{line}]: m" for line in range(1, min(second, 20) + 1)),
        *more,
    ]


def test_what_is_wrong_in_several_places_is_said_once_with_all_of_them() -> None:
    problems = [at("a.yaml", line, 7, "no-price", "it has no price") for line in (3, 5, 8)]
    assert describe(problems) == "a.yaml:3:7: error[no-price]: it has no price\n  = also at: 5:7, 8:7"


def test_what_is_wrong_in_every_month_is_said_once_and_counted() -> None:
    problems = [at("a.yaml", 3, 7, "not-in-force", f"no price at 2026-{month:02}-01") for month in range(1, 13)]
    assert describe(problems) == "a.yaml:3:7: error[not-in-force]: no price at 2026-01-01\n  = and at 11 more dates"


def test_places_and_months_are_said_together() -> None:
    problems = [at("a.yaml", line, 7, "not-in-force", f"no price at 2026-{m:02}-01") for line in (3, 5) for m in (1, 2)]
    expected = "a.yaml:3:7: error[not-in-force]: no price at 2026-01-01\n  = also at: 5:7\n  = and at 1 more date"
    assert describe(problems) == expected


def test_what_is_alike_takes_no_room_from_what_is_not() -> None:
    problems = [at("a.yaml", 3, 7, "not-in-force", f"no price at 2026-01-{day:02}") for day in range(1, 29)]
    assert "error[unknown-service]" in describe([*problems, at("a.yaml", 9, 1, "unknown-service", "no such service")])


def test_two_models_whose_names_hold_dates_are_two_problems() -> None:
    names = ("openai/gpt-4o-2023-08-06", "openai/gpt-4o-2022-05-13", "`2022-05-13`")
    problems = [at("a.yaml", 3, 7, "unknown-model", f"there is no model {name}") for name in names]
    assert len(describe(problems).splitlines()) == 3


def test_arguments_of_one_option_are_not_one_text() -> None:
    places = (Place(Source("--set", text), 1, 4) for text in ("aa=a+", "bb=b+"))
    text = describe([Problem(place, "bad-formula", "this formula ends too soon") for place in places])
    assert "aa=a+" in text
    assert "bb=b+" in text


def test_what_is_alike_leaves_room_for_others_in_a_list_for_programs_too() -> None:
    problems = [at("a.yaml", line, 1, "no-price") for line in range(1, 26)] + [at("a.yaml", 30, 1, "bad-key")]
    shown, left_out = shown_and_left_out(problems)
    assert [problem.code for problem in shown] == ["no-price"] * 19 + ["bad-key"]
    assert left_out == {"a.yaml": 6}


def test_two_models_whose_names_differ_in_a_digit_are_two_problems() -> None:
    assert len(describe([at("a.yaml", 3, 7, "no-price", f"gpt-{n} has no price") for n in (4, 5)]).splitlines()) == 2


def test_what_is_wrong_with_two_meters_is_two_problems() -> None:
    problems = [at("a.yaml", 3, 7, "no-price", f"no price for {meter}") for meter in ("image", "input")]
    assert len(describe(problems).splitlines()) == 2


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [
        ("outptu", "did you mean `output`?"),
        ("Input", "did you mean `input`?"),
        ("cache_raed", "did you mean `cache_read`?"),
        ("ouptut", "did you mean `output`?"),
        ("out", "did you mean `output`?"),
        ("in", "did you mean `input`?"),
        ("read", "did you mean `cache_read`?"),
        ("i", None),
        ("xyz", None),
        ("", None),
        ("output" * 1000, None),
    ],
)
def test_the_nearest_known_word_is_suggested(word: str, suggestion: str | None) -> None:
    assert did_you_mean(word, {"input", "output", "cache_read"}) == suggestion


def test_without_a_near_word_something_else_may_be_said() -> None:
    assert did_you_mean("xyz", ["input"], "there is input") == "there is input"
    assert did_you_mean("inptu", ["input"], "there is input") == "did you mean `input`?"


def test_of_two_words_that_are_equally_near_always_the_same_is_suggested() -> None:
    orders = (["bat", "cat"], ["cat", "bat"])
    assert {did_you_mean("rat", order) for order in orders} == {"did you mean `cat`?"}


def test_two_letters_the_other_way_round_are_nearer_than_any_likeness() -> None:
    assert did_you_mean("trun", ["turns", "turn"]) == "did you mean `turn`?"
    assert did_you_mean("unti", ["between", "unit"], near=NEARER) == "did you mean `unit`?"


def test_what_several_names_begin_with_means_none_of_them() -> None:
    assert did_you_mean("cache", ["cache_read", "cache_write"], near=NEARER) is None
    assert did_you_mean("price", ["line", "unit_price"], near=NEARER) == "did you mean `unit_price`?"
