"""TOML of a stranger: what would cost the parser much is refused before it starts, with a place."""

from __future__ import annotations

import pytest

from costcalc.problem import InputError, Source
from costcalc.source.toml import MAX_BARE, MAX_DEPTH, may_name, read_toml


def refused(text: str, most: int = 100) -> str:
    with pytest.raises(InputError) as error:
        read_toml(text, Source("f", text, quotable=False), most)
    (problem,) = error.value.problems
    return f"{problem.place} {problem.code}"


def read(text: str, most: int = 100) -> object:
    return read_toml(text, Source("f", text), most)


def parts(count: int, dot: str = ".", name: str = "a") -> str:
    return dot.join([name] * count)


@pytest.mark.parametrize("dot", [".", " . ", "\t."])
@pytest.mark.parametrize("name", ["a", '"b.c"', "'#'", '"\\"["', '""'])
def test_a_key_has_as_many_parts_as_values_may_nest(dot: str, name: str) -> None:
    assert read(f"x = 0\n{parts(MAX_DEPTH, dot, name)} = 1")
    assert refused(f"x = 0\n{parts(MAX_DEPTH + 1, dot, name)} = 1") == "f:2:1 too-deep"
    assert read(f"[{parts(MAX_DEPTH, dot, name)}]")
    assert refused(f"[{parts(MAX_DEPTH + 1, dot, name)}]") == "f:1:1 too-deep"


def test_a_key_lies_as_deep_as_its_table() -> None:
    assert read(f"[{parts(16)}]\n{parts(16)} = 1")
    assert refused(f"[{parts(16)}]\n{parts(17)} = 1") == "f:2:1 too-deep"
    assert read(f"{parts(16)} = {{{parts(16)} = 1}}")
    assert refused(f"{parts(16)} = {{{parts(17)} = 1}}") == "f:1:36 too-deep"  # 31 for the key, 4 for ` = {`


def test_lists_nest_as_deep() -> None:
    fits = MAX_DEPTH - 1  # below a key
    assert read(f"a = {'[' * fits}{']' * fits}\nb = [\n[1],\n[[2]]]")
    assert refused(f"a = {'[' * (fits + 1)}{']' * (fits + 1)}") == "f:1:36 too-deep"
    assert refused(f"a = [\n{'[' * MAX_DEPTH}1") == "f:2:31 too-deep"


def test_what_is_open_is_closed_again() -> None:
    assert read("".join(f"k{n} = [[{{a = 1}}], [2]]\n" for n in range(MAX_DEPTH)), 1_000)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a = 1\nb = 2", 2),
        ("a.b.c = 1", 3),
        ("[a.b]\nc = 1", 3),
        ("a = [1, 2, 3]", 4),  # a, the list with its first, two commas
        ("a = [[], []]", 5),
        ("[[a]]\n[[a]]\n[[a]]", 3),
    ],
)
def test_values_are_counted_on_the_text(text: str, values: int) -> None:
    assert read(text, values)
    assert refused(text, values - 1).endswith("too-many-values")


@pytest.mark.parametrize(
    "text",
    [
        'a = "[[[,,,=.=\\"[[["',
        "a = '[[[,,,=\\'",
        'a = """[[[\n"" ,,= \\""" ,,,\n"""""',
        "a = '''\n[[[ '' ,,,\n'''''",
        'a = 1 # [[[ , = \' """',
    ],
)
def test_what_stands_in_texts_and_comments_is_no_structure(text: str) -> None:
    assert read(text, 1)


def test_a_number_has_an_end() -> None:
    assert read(f"a = {'9' * MAX_BARE}")
    assert refused(f"b = 0\na = 0x{'f' * MAX_BARE}") == "f:2:5 text-too-long"
    assert refused(f"a = 1.{'9' * (MAX_BARE + 1)}") == "f:1:7 text-too-long"
    assert read(f"a = '{'9' * 5_000}'")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a = 1\nb = = 2", "f:2:5"),
        ("a = 1\r\nb = = 2", "f:2:5"),
        ("a = [1,", "f:1:8"),
        ("a = 2026-02-30", "f:1:5"),
        ("a = 1\n[a]\nb = 2", "f:2:3"),
    ],
)
def test_what_is_no_toml_has_a_place(text: str, place: str) -> None:
    assert refused(text) == f"{place} bad-toml"


def test_nothing_of_a_stranger_is_quoted() -> None:
    text = "[secret]\n[secret]\n"
    with pytest.raises(InputError) as error:
        read(text)
    assert "secret" not in error.value.problems[0].message
    assert "twice" in error.value.problems[0].message


@pytest.mark.parametrize("spelt", ["word", "\\u0077ord", "w\\U0000006Frd", "\\u0077\\u006f\\u0072\\u0064", "wor\\x64"])
def test_a_name_is_found_however_it_is_spelt(spelt: str) -> None:
    assert may_name(f'["{spelt}"]', "word")


@pytest.mark.parametrize("other", ["wor d", "\\u0078ord", "WORD", "wo\\u0072"])
def test_another_name_is_not_it(other: str) -> None:
    assert not may_name(f'["{other}"]', "word")


PARTS = "a. " * 40


@pytest.mark.parametrize("text", [f"{PARTS}a", f"x = {{{PARTS}", f"[tool.x]\n{PARTS}", f"[{PARTS}a"])
def test_the_parts_of_a_key_count_also_where_nothing_follows(text: str) -> None:
    """The parser finds that there is no `=` when it has read all of them, at a cost of their square."""
    with pytest.raises(InputError) as error:
        read_toml(text, Source("f.toml", text), 1_000)
    assert [problem.code for problem in error.value.problems] == ["too-deep"]
