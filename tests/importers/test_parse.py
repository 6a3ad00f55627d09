"""JSON, TOML and YAML of strangers: numbers keep their text, and what would do harm is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.importers.files import parse
from costcalc.importers.files.exact import ExactNumber, NotExactError, exact, per_million, price, shifted, whole
from costcalc.importers.files.origin import File
from costcalc.importers.files.parse import parse_json, parse_toml, parse_yaml
from costcalc.problem import InputError, Place, Source

if TYPE_CHECKING:
    from collections.abc import Callable


def file(text: str | bytes) -> File:
    return File("f", text if isinstance(text, bytes) else text.encode(), Place(Source("f"), 1, 1))


def refused(read: Callable[[File], Any], text: str | bytes) -> str:
    with pytest.raises(InputError) as error:
        read(file(text))
    codes = {problem.code for problem in error.value.problems}
    assert len(codes) == 1
    assert all(problem.place.excerpt() is None for problem in error.value.problems)
    return codes.pop()


def test_numbers_keep_their_text_and_are_told_from_texts() -> None:
    found = parse_json(
        file('\ufeff{"a": 1e-7, "b": 0.10, "c": 123456789012345678901234567890, "d": "1", "e": [true, null]}')
    )
    assert found == {"a": "1e-7", "b": "0.10", "c": "123456789012345678901234567890", "d": "1", "e": [True, None]}
    assert [type(found[key]) for key in "abcd"] == [ExactNumber, ExactNumber, ExactNumber, str]
    assert parse_toml(file("a = 1e-7\nb = 0.10\nc = 7\nd = '1'")) == {"a": "1e-7", "b": "0.10", "c": 7, "d": "1"}
    found = parse_yaml(file("a: 1e-7\nb: '1'\nc: [true, ~, no, 2026-01-01]\nd: {e: -.5}"))
    assert found == {"a": "1e-7", "b": "1", "c": [True, None, "no", "2026-01-01"], "d": {"e": "-.5"}}
    assert (type(found["a"]), type(found["b"]), type(found["d"]["e"])) == (ExactNumber, str, ExactNumber)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad-json"),
        ("{", "bad-json"),
        ("[" * 33 + "]" * 33, "too-deep"),
        ("[" * 100_000, "too-deep"),
        ("[" * 1_000_000, "too-many-values"),
        ('{"a":' * 33 + "1" + "}" * 33, "too-deep"),
        (b"\xff\xfe[\x00]\x00", "not-utf-8"),
    ],
)
def test_json_that_is_refused(text: str | bytes, code: str) -> None:
    assert refused(parse_json, text) == code


def test_brackets_in_texts_do_not_nest() -> None:
    assert parse_json(file('["' + "[" * 100 + '", "\\"[[["]')) == ["[" * 100, '"[[[']


def test_values_are_counted_before_they_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "MAX_VALUES", 10)
    assert parse_json(file('[1,2,3,"' + "," * 20 + '"]'))
    assert refused(parse_json, "[" + "[],[]," * 10 + "1]") == "too-many-values"


def test_a_text_without_an_end_is_looked_at_once() -> None:
    assert refused(parse_json, '["' + '\\"' * 500_000) == "bad-json"  # tried at each quote it takes an hour


def test_a_line_is_no_value() -> None:
    assert parse_json(file("[" + "\n" * parse.MAX_VALUES + "1]")) == ["1"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a = ", "bad-toml"),
        ("a = 1\na = 2", "bad-toml"),
        ("a = " + "[" * 40 + "]" * 40, "too-deep"),
        ("a = " + "9" * 5000, "text-too-long"),
        (b"\xff", "not-utf-8"),
    ],
)
def test_toml_that_is_refused(text: str | bytes, code: str) -> None:
    assert refused(parse_toml, text) == code


def test_toml_and_json_say_where_they_are_wrong() -> None:
    for read, text in ((parse_toml, "a = 1\nb = =\n"), (parse_json, '{"a": 1,\n"b":}')):
        with pytest.raises(InputError) as error:
            read(file(text))
        (problem,) = error.value.problems
        assert (problem.place.line, problem.place.column) == (2, 5)
    with pytest.raises(InputError, match=r"f:3:6: .*no TOML"):
        parse_toml(file('a = 1\n\nb = "'))


@pytest.mark.parametrize(
    ("text", "code"),
    [("a: &b 1\nc: *b", "anchor"), ("a: 1\na: 2", "duplicate-key"), ("a: !!int 1", "tag"), ("- 1", "wrong-type")],
)
def test_yaml_that_is_refused(text: str, code: str) -> None:
    with pytest.raises(InputError) as error:
        parse_yaml(file(text))
    assert code in {problem.code for problem in error.value.problems}


@pytest.mark.parametrize(
    ("written", "value", "million"),
    [
        ("1e-7", "0.0000001", "0.1"),
        ("1.25E-06", "0.00000125", "1.25"),
        ("0.10", "0.1", "100000"),
        ("+.5", "0.5", "500000"),
        ("5.", "5", "5000000"),
        ("0e-400", "0", "0"),
        ("100", "100", "100000000"),
        (3, "3", "3000000"),
        (Decimal("2.50"), "2.5", "2500000"),
        (
            "0.123456789012345678",
            "0.123456789012345678",
            "123456.789012345678",
        ),
        ("0." + "1" + "0" * 40, "0.1", "100000"),
    ],
)
def test_a_price_is_exact(written: Any, value: str, million: str) -> None:
    assert price(written) == value
    assert per_million(written) == shifted(written, 6) == million


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "x",
        "1_000",
        "0x1",
        "NaN",
        "inf",
        "１",
        "1e-19",
        "1e18",
        "9" * 400,
        10**18,
        "-1",
        -2,
        True,
        None,
        [],
        "--1",
        "1e9999",
    ],
)
def test_what_is_no_price_is_refused(bad: Any) -> None:
    with pytest.raises(NotExactError):
        exact(bad)


def test_a_count_is_whole_and_at_least_one() -> None:
    assert (whole("128e3"), whole(ExactNumber("1.0")), whole(7)) == ("128000", "1", "7")
    for bad in ("0", "1.5", "-3", "many"):
        with pytest.raises(NotExactError):
            whole(bad)


@pytest.mark.parametrize("text", ["a: 1\x85b: 2\n", "a: 1 # \u2028b: 2\n", "a: 1\rb: 2\n"])
def test_a_line_end_that_only_a_parser_sees_is_refused_in_a_catalogue_too(text: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_yaml(file(text))
    assert [problem.code for problem in refused.value.problems] == ["hidden-character"]
