"""What is no formula: text, and beside it where it goes wrong and how that is said."""

from __future__ import annotations

import pytest

from costcalc.expr import parse
from costcalc.problem import InputError, Place, Problem, Source

SIGNS = "a formula has numbers, names, + - * / ^ ( ) and min max ceil floor round sum"
COMMA = "the decimal mark is a point, and digits are grouped with _"
UNITS = "a number stands alone: its unit goes into `unit:`, 2 million is 2M, 25 percent 25%, and times is *"
MISSING = "a number or a name is missing"
SMALL = "names are written in small letters, digits and _: prompt_tokens"


def refusal(text: str, column: int = 1) -> Problem:
    with pytest.raises(InputError) as refused:
        parse(text, Place(Source("here", text), 1, column))
    (problem,) = refused.value.problems
    return problem


@pytest.mark.parametrize(
    ("text", "column", "code", "message", "hint"),
    [
        ("", 1, "bad-formula", "the formula ends too soon", MISSING),
        ("   ", 4, "bad-formula", "the formula ends too soon", MISSING),
        ("a +", 4, "bad-formula", "the formula ends too soon", MISSING),
        ("a * (b", 7, "bad-formula", "`)` is missing before the end", None),
        ("a * (b +", 9, "bad-formula", "the formula ends too soon", MISSING),
        ("(a b)", 4, "bad-formula", "`)` is missing before `b`", None),
        ("a b", 3, "bad-formula", "`b` is not expected here", SIGNS),
        ("2 a", 3, "bad-formula", "`a` is not expected here", UNITS),
        ("a)", 2, "bad-formula", "`)` is not expected here", SIGNS),
        ("()", 2, "bad-formula", "`)` is not expected here", SIGNS),
        ("* a", 1, "bad-formula", "`*` is not expected here", SIGNS),
        ("a + * b", 5, "bad-formula", "`*` is not expected here", SIGNS),
        ("+a", 1, "bad-formula", "`+` is not expected here", "write the number without a plus"),
        ("a, b", 2, "bad-formula", "`,` is not expected here", COMMA),
        ("a..b", 2, "bad-formula", "`..` is not expected here", SIGNS),
        ("a > b", 3, "bad-formula", "`>` is not expected here", SIGNS),
        ("a\tb", 2, "bad-formula", "`\t` is not expected here", SIGNS),
        ("a + 'x'", 5, "bad-formula", "`'` is not expected here", SIGNS),
        (
            "a.b",
            1,
            "bad-name",
            "`a.b` is the name of a result, and here are only assumptions",
            "formulas over results stand in `figures` and `claims`",
        ),
        ("a ** 2", 4, "bad-formula", "`*` is not expected here", "a power is written with ^, as in 1.02 ^ 12"),
        ("hit%", 4, "bad-formula", "`%` is not expected here", "a percent sign belongs to a number: 94%"),
        ("a = 3", 3, "bad-formula", "`=` is not expected here", "`=` only names the index of a sum: sum(k=1..6, …)"),
        ("a × b", 3, "bad-formula", "`×` is not expected here", "write *"),
        ("a ÷ b", 3, "bad-formula", "`÷` is not expected here", "write /"),
        ("a − b", 3, "bad-formula", "`−` is not expected here", "write -"),
        ("a * 1k", 5, "bad-number", "`1k` is not a number", "write 1K: K, M and B are capitals"),
        ("a * .5", 5, "bad-number", "`.5` is not a number", "write 0.5"),
        ("a * 010", 5, "bad-number", "`010` is not a number", "write 10: a leading zero would be octal elsewhere"),
        (
            "1,000 * a",
            1,
            "bad-number",
            "`1,000` is not a number",
            "group digits with _, as in 1_000_000; between arguments put a space after the comma",
        ),
        ("a * 0x1F", 5, "bad-number", "`0x1F` is not a number", "write it in decimal"),
        ("a * 5.", 5, "bad-number", "`5.` is not a number", "write 5"),
        ("2a", 1, "bad-number", "`2a` is not a number", None),
        ("a * 1e99", 5, "bad-number", "`1e99` is larger than any cost needs", "numbers stay below 1e18"),
        ("a * ٣", 5, "bad-number", "`٣` is not a number", None),
        ("Prompt", 1, "bad-name", "`Prompt` is not a name", SMALL),
        ("a * maxTokens", 5, "bad-name", "`maxTokens` is not a name", SMALL),
        ("_a", 1, "bad-name", "`_a` is not a name", SMALL),
        ("größe", 1, "bad-name", "`größe` is not a name", SMALL),
        ("min + 1", 1, "bad-name", "`min` is not a name", SMALL),
        ("sum(1..6, k)", 5, "bad-name", "`1` is not a name", SMALL),
        ("sum(K=1..6, a)", 5, "bad-name", "`K` is not a name", SMALL),
        ("sum(max=1..6, a)", 5, "bad-name", "`max` is not a name", SMALL),
        ("sum(k, 1..6)", 6, "bad-formula", "`=` is missing before `,`", None),
        ("sum(k=1, a)", 8, "bad-formula", "`..` is missing before `,`", None),
        ("sum(k=1..6)", 11, "bad-formula", "`,` is missing before `)`", None),
        ("sum(k=1..6, a", 14, "bad-formula", "`)` is missing before the end", None),
        ("sum(k=1..6, a, b)", 14, "bad-formula", "`)` is missing before `,`", None),
        ("sum(", 5, "bad-formula", "the formula ends too soon", MISSING),
        ("min()", 5, "bad-formula", "`)` is not expected here", SIGNS),
        ("min(a,)", 7, "bad-formula", "`)` is not expected here", SIGNS),
        ("1 + ceil(a, b)", 5, "bad-formula", "`ceil` takes 1 argument, not 2", None),
        ("round(a, 1, 2)", 1, "bad-formula", "`round` takes 1 to 2 arguments, not 3", None),
    ],
)
def test_what_is_no_formula_is_refused_at_the_sign_that_does_not_fit(
    text: str, column: int, code: str, message: str, hint: str | None
) -> None:
    problem = refusal(text)
    assert (problem.place.column, problem.code, problem.message) == (column, code, message)
    assert problem.hint == hint


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("mn(a, b)", "there is no function `mn`", "did you mean `min`?"),
        ("maximum(a, b)", "there is no function `maximum`", "did you mean `max`?"),
        ("cel(a)", "there is no function `cel`", "did you mean `ceil`?"),
        ("rund(a)", "there is no function `rund`", "did you mean `round`?"),
        ("sums(a)", "there is no function `sums`", "did you mean `sum`?"),
        ("sqrt(a)", "there is no function `sqrt`", "there are ceil, floor, max, min, round, sum"),
        ("prompt(a)", "there is no function `prompt`", "there are ceil, floor, max, min, round, sum"),
        ("__import__(a)", "there is no function `__import__`", "there are ceil, floor, max, min, round, sum"),
    ],
)
def test_an_unknown_function_is_refused_with_the_nearest_one(text: str, message: str, hint: str) -> None:
    problem = refusal(f"1 + {text}")
    assert (problem.place.column, problem.code) == (5, "unknown-function")
    assert (problem.message, problem.hint) == (message, hint)


def test_columns_are_counted_from_where_the_formula_stands_in_its_file() -> None:
    problem = refusal("a + ^", column=12)
    assert str(problem.place) == "here:1:16"


def test_a_hostile_sign_is_shown_by_its_escape() -> None:
    assert "`\\x1b` is not expected here" in str(refusal("a \x1b[31m"))


@pytest.mark.parametrize(("text", "column"), [("min(2,300)", 5), ("sum(k=1..6,100)", 10)])
def test_a_comma_that_could_group_digits_is_not_guessed_at(text: str, column: int) -> None:
    problem = refusal(text)
    assert (problem.place.column, problem.code) == (column, "bad-number")
    assert parse(text.replace(",", ", "), problem.place)
