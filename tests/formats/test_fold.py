"""Text is broken between words; a name is whole where it fits, and else broken where one can see it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from costcalc.formats.fold import folded


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 8, [""]),
        ("one two", 8, ["one two"]),
        ("one two three", 8, ["one two", "three"]),
        ("a long_option_name b", 12, ["a long_", "option_name", "b"]),
        ("pricing/acme.yaml:12:16", 12, ["pricing/", "acme.yaml:", "12:16"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("日本語日本語", 6, ["日本語", "日本語"]),
        ("−99.16 %, 119× cheaper", 12, ["−99.16 %,", "119× cheaper"]),
    ],
)
def test_lines_are_broken_where_one_can_see_it(text: str, width: int, lines: list[str]) -> None:
    assert folded(text, width) == lines


@given(st.text(alphabet="ab_./ é日-", max_size=60), st.integers(min_value=2, max_value=20))
def test_no_line_is_wider_and_nothing_is_lost(text: str, width: int) -> None:
    lines = folded(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
