"""A field decides what a text means: what each kind of value accepts, and how it refuses the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import pytest

from costcalc.rules import Per
from costcalc.source import (
    COUNTRIES,
    Amount,
    Country,
    Currency,
    FileId,
    Formula,
    Id,
    Instant,
    Label,
    Many,
    OneName,
    Text,
    TokenLimit,
    one_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.problem import Problem

    Read = Callable[[Any, str], Any]
    Refuse = Callable[[Any, str], Problem]

Colour = Annotated[str, one_of("red", "green")]
BAD_TYPES = ["[]", "{}", "[x]", "{x: 1}"]
EMPTY = ["", "~", "null", "''", '"  "']


KINDS = {
    "Text": Text,
    "Id": Id,
    "FileId": FileId,
    "Label": Label,
    "OneName": OneName,
    "Amount": Amount,
    "TokenLimit": TokenLimit,
    "Instant": Instant,
    "Formula": Formula,
    "Currency": Currency,
    "Country": Country,
    "Per": Per,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("written", BAD_TYPES)
def test_a_list_or_a_mapping_is_no_single_value(problem: Refuse, kind: str, written: str) -> None:
    found = problem(KINDS[kind], written)
    assert (found.code, found.place.column) == ("wrong-type", 4)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("written", EMPTY)
def test_nothing_is_no_value(problem: Refuse, kind: str, written: str) -> None:
    assert problem(KINDS[kind], written).code == "empty-value"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a title", "a title"),
        ("no", "no"),
        ("off", "off"),
        ("yes", "yes"),
        ("'4.6'", "4.6"),
        ("'true'", "true"),
        ("GPT-4", "GPT-4"),
        ("16:30", "16:30"),
        ("2026-04-28", "2026-04-28"),
        ("https://acme.example/a?b=1#c", "https://acme.example/a?b=1#c"),
        ("two\n  lines", "two lines"),
        ("|\n  two\n  lines", "two lines"),
        ('"  spaced   out "', "spaced out"),
        ("x" * 300, "x" * 300),
        ("日本 😀 é", "日本 😀 é"),
    ],
)
def test_a_text_is_what_is_written_on_one_line(value: Read, written: str, text: str) -> None:
    assert value(Text, written) == text


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("true", "wrong-type"),
        ("False", "wrong-type"),
        ("4.6", "wrong-type"),
        ("1_000", "wrong-type"),
        ("-3", "wrong-type"),
        (".nan", "wrong-type"),
        ("-.inf", "wrong-type"),
        ("x" * 301, "text-too-long"),
    ],
)
def test_what_other_readers_take_for_a_number_is_no_text_without_quotes(
    problem: Refuse, written: str, code: str
) -> None:
    assert problem(Text, written).code == code


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("Id", "gpt-4o"),
        ("Id", "openai/gpt-4o"),
        ("Id", "meta-llama/Llama-4:free@2026+x_y.z"),
        ("Id", "4"),
        ("Id", "x" * 100),
        ("FileId", "article-2026-04"),
        ("FileId", "a.b_c"),
        ("Label", "2026-11-23"),
        ("Label", "1.0"),
        ("Label", "V2"),
        ("OneName", "prompt_tokens"),
        ("OneName", "a1"),
        ("OneName", "x" * 100),
        ("Currency", "USD"),
        ("Currency", "JPY"),
    ],
)
def test_a_name_is_read_as_it_stands(value: Read, kind: str, written: str) -> None:
    assert value(KINDS[kind], written) == written


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        ("Id", "../../etc/passwd", "bad-id"),
        ("Id", "/etc/passwd", "bad-id"),
        ("Id", "-x", "bad-id"),
        ("Id", "a b", "bad-id"),
        ("Id", "gpt-４o", "bad-id"),
        ("Id", "gрt", "bad-id"),  # the second letter is Cyrillic
        ("Id", "'a\\b'", "bad-id"),
        ("Id", "a~b", "bad-id"),
        ("Id", "x" * 101, "bad-id"),
        ("Id", '"a\\nb"', "bad-id"),
        ("FileId", "OpenAI", "bad-id"),
        ("FileId", "a/b", "bad-id"),
        ("FileId", "..", "bad-id"),
        ("FileId", "a:b", "bad-id"),
        ("Label", "two words", "bad-id"),
        ("OneName", "Queries", "bad-name"),
        ("OneName", "1a", "bad-name"),
        ("OneName", "a-b", "bad-name"),
        ("OneName", "_a", "bad-name"),
        ("OneName", "é", "bad-name"),
        ("OneName", "sum", "bad-name"),
        ("OneName", "min", "bad-name"),
        ("OneName", "x" * 101, "bad-name"),
        ("Currency", "usd", "bad-currency"),
        ("Currency", "$", "bad-currency"),
        ("Currency", "USDT", "bad-currency"),
        ("Currency", "ＵＳＤ", "bad-currency"),
        ("Per", "1M", "bad-unit"),
        ("Per", "tokens", "bad-unit"),
        ("Per", "1m tokens", "bad-unit"),
        ("Per", "0 tokens", "bad-unit"),
        ("Per", "-1 tokens", "bad-unit"),
        ("Per", "1M a-b-c-d", "bad-unit"),
        ("Per", "1M -tokens", "bad-unit"),
        ("Per", "1M tokens-", "bad-unit"),
        ("Per", "1M  tokens", "bad-unit"),
    ],
)
def test_a_name_of_another_form_is_refused(problem: Refuse, kind: str, written: str, code: str) -> None:
    found = problem(KINDS[kind], written)
    assert (found.code, found.place.column) == (code, 4)
    assert found.hint


def test_a_word_is_one_of_some(value: Read, problem: Refuse) -> None:
    assert value(Colour, "red") == "red"
    found = problem(Colour, "blue")
    assert (found.code, found.message) == ("unknown-word", "`blue` is not one of `red`, `green`")


@pytest.mark.parametrize(("written", "hint"), [("gren", "did you mean `green`?"), ("Red", "did you mean `red`?")])
def test_a_misspelt_word_is_suggested(problem: Refuse, written: str, hint: str) -> None:
    found = problem(Colour, written)
    assert (found.code, found.hint) == ("unknown-word", hint)


@pytest.mark.parametrize("written", ["CN", "US", "NO", "GB"])  # NO is Norway, and no refusal
def test_a_country_is_two_capitals(value: Read, written: str) -> None:
    assert value(Country, written) == written


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("cn", "write CN"),
        ("UK", "write GB"),
        ("EU", "there is no word for several countries: list them, as in [DE, FR]"),
        ("China", "write CN"),
        ("Ruritania", "two capitals of ISO 3166-1: CN, US, FR"),
        ("ＣＮ", "two capitals of ISO 3166-1: CN, US, FR"),
        ("XX", "two capitals of ISO 3166-1: CN, US, FR"),
    ],
)
def test_what_is_no_country_is_refused(problem: Refuse, written: str, hint: str) -> None:
    found = problem(Country, written)
    assert (found.code, found.place.column, found.hint) == ("unknown-word", 4, hint)


def test_the_countries_are_those_of_the_standard() -> None:
    assert len(COUNTRIES) == 249  # officially assigned, as of 2024
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in COUNTRIES)


def test_a_list_is_a_list_and_each_item_has_its_own_place(value: Read, problem: Refuse) -> None:
    assert value(Many[Id], "[a, b]") == ("a", "b")
    assert problem(Many[Id], "a").code == "wrong-type"
    assert problem(Many[Id], "{a: b}").code == "wrong-type"
    found = problem(Many[Id], "[a, '!', b]")
    assert (found.code, found.place.column) == ("bad-id", 8)
