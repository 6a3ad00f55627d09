"""Where the keys and values of a TOML document stand, however they are written."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costcalc.problem import Source
from costcalc.source.toml_places import TomlPlaces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.source.toml_places import TomlPath

DOCUMENT = '''\
# max = "a comment"
note = "[tool.costcalc]"
long = """
max = 1
"quoted" """  # "
[tool.other]
max = 1
[ tool . "costcalc" ]
max = 2 # max = 3
a.b.max = '[x]'
list = [
  1, # one
  [2, {max = 3, b.c = "}"}],
  2026-01-01 10:00:00,
]

[[tool.costcalc.gates]]
max = 4
[tool.costcalc.gates.inner]
max = 5
[[tool.costcalc.gates]]
"m\\u0061x" = 6
'''
ALL = ("tool", "costcalc")


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("note",), "2:1", "2:8"),
        (("long",), "3:1", "3:8"),
        (("tool",), "6:2", "6:1"),
        (("tool", "other", "max"), "7:1", "7:7"),
        (ALL, "8:10", "8:1"),
        ((*ALL, "max"), "9:1", "9:7"),
        ((*ALL, "a"), "10:1", "10:1"),
        ((*ALL, "a", "b", "max"), "10:5", "10:11"),
        ((*ALL, "list"), "11:1", "11:8"),
        ((*ALL, "list", 1, 1, "max"), "13:8", "13:14"),
        ((*ALL, "list", 1, 1, "b", "c"), "13:19", "13:23"),
        ((*ALL, "gates"), "17:17", "17:1"),
        ((*ALL, "gates", 0, "max"), "18:1", "18:7"),
        ((*ALL, "gates", 0, "inner"), "19:22", "19:1"),
        ((*ALL, "gates", 0, "inner", "max"), "20:1", "20:7"),
        ((*ALL, "gates", 1, "max"), "22:1", "22:14"),
    ],
)
def test_where_a_key_and_its_value_stand(path: TomlPath, key: str, value: str) -> None:
    places = TomlPlaces(DOCUMENT, Source("f"))
    assert (str(places.key(path)), str(places.value(path))) == (f"f:{key}", f"f:{value}")


@pytest.mark.parametrize(("nth", "value"), [(0, "12:3"), (1, "13:3"), (2, "14:3")])
def test_where_a_part_of_a_list_stands(nth: int, value: str) -> None:
    assert str(TomlPlaces(DOCUMENT, Source("f")).value((*ALL, "list", nth))) == f"f:{value}"


def test_line_ends_of_another_system_move_nothing() -> None:
    places = TomlPlaces(DOCUMENT.replace("\n", "\r\n"), Source("f"))
    assert str(places.value((*ALL, "gates", 1, "max"))) == "f:22:14"


_KEYS = st.sampled_from(["a", "b-c", '"a"', "'d e'", '"#="', '"\\u0061"', "1"])
_VALUES = st.recursive(
    st.sampled_from(
        ["1", "-1.5", "true", '"#"', "'\\'", '"\\"]"', '"""\n[x]\n"y"""', "1979-05-27 07:32:00", "'''\n'''"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[ # [\n{', '.join(items)}\n]"),
        st.dictionaries(_KEYS, inner, max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key} = {value}" for key, value in pairs.items()) + "}"
        ),
    ),
    max_leaves=6,
)
_DOTTED = st.lists(_KEYS, min_size=1, max_size=3).map(" . ".join)
_LINES = st.one_of(
    st.tuples(_DOTTED, _VALUES).map(lambda pair: f"{pair[0]}= {pair[1]} # = 1"),
    _DOTTED.map(lambda key: f"[ {key}] #]"),
    _DOTTED.map(lambda key: f"[[{key} ]]"),
)


@given(st.lists(_LINES, max_size=8).map("\n".join))
def test_everything_that_the_parser_finds_has_a_place(text: str) -> None:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    places = TomlPlaces(text, Source("f"))
    lines = text.split("\n")
    for path, value in _parts(document, ()):
        if isinstance(path[-1], str):
            key = places.key(path)
            assert lines[key.line - 1][key.column - 1] in "\"'ab1"
        place = places.value(path)
        rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
        if isinstance(value, str):
            assert rest[0] in "\"'"
        elif not isinstance(value, (dict, list)):
            assert rest.startswith(str(value).lower())


def _parts(value: Any, path: TomlPath) -> Iterator[tuple[TomlPath, Any]]:
    """Yield all that is in a document, with the path to it."""
    if path:
        yield path, value
    if isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _parts(inner, (*path, key))
