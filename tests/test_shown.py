"""Hostile text made harmless: all of it can be seen, and nothing that reads it along the way obeys it."""

from __future__ import annotations

import json
import sys
import unicodedata
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costcalc.shown import HIDDEN, code_points, cut, hides, inert, inert_xml, json_text, lines_of, show
from tests.obeyed import obeyed

# Default_Ignorable_Code_Point, as DerivedCoreProperties.txt of Unicode 16.0 lists it
IGNORABLE = """
00AD 034F 061C 115F..1160 17B4..17B5 180B..180D 180E 180F 200B..200F 202A..202E 2060..2064 2065 2066..206F 3164
FE00..FE0F FEFF FFA0 FFF0..FFF8 1BCA0..1BCA3 1D173..1D17A E0000 E0001 E0002..E001F E0020..E007F E0080..E00FF
E0100..E01EF E01F0..E0FFF
"""
HOSTILE = ("::error::x", " ::x", "##[group]", "##vso[a b=c]d", "##TeamCity[x]", "####[a]", "é ##[", "a\n::x")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, 100 % & <b>", "plain text, 100 % & <b>"),
        ("é ß 日本 Привет عربي 😀 × − …", "é ß 日本 Привет عربي 😀 × − …"),
        ("", ""),
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("\x1b]8;;http://evil\x07x", r"\x1b]8;;http://evil\x07x"),
        ("a\x00b", r"a\x00b"),
        ("a\x7fb", r"a\x7fb"),
        ("\x80\x9b2J\x9f", r"\x80\x9b2J\x9f"),
        ("a\nb\rc\td", r"a\x0ab\x0dc\x09d"),
        ("a\x0b\x0c\x85b", r"a\x0b\x0c\x85b"),
        ("a\u2028b\u2029c", r"a\u2028b\u2029c"),
        ("\u202egpj.exe", r"\u202egpj.exe"),
        ("\u2066x\u2069", r"\u2066x\u2069"),
        ("a\u200bb\u200d\u2060", r"a\u200bb\u200d\u2060"),
        ("\ufeffid", r"\ufeffid"),
        ("a\u00a0b", r"a\xa0b"),
        ("a\u00adb", r"a\xadb"),
        ("gpt\U000e0041\U000e007f", r"gpt\U000e0041\U000e007f"),
        ("\ud800", r"\ud800"),
        ("\ue000", r"\ue000"),
        ("\U0010ffff", r"\U0010ffff"),
        ("I \u2764\ufe0f it", r"I \u2764\ufe0f it".replace(r"\u2764", "\u2764")),
        ("gpt\u3164mini", r"gpt\u3164mini"),
        ("\u2800", r"\u2800"),
    ],
)
def test_what_does_not_print_is_shown_as_its_escape_and_letters_stay(text: str, shown: str) -> None:
    assert show(text) == shown


@settings(max_examples=200)
@given(st.text())
def test_nothing_that_steers_a_terminal_gets_through(text: str) -> None:
    kinds = {unicodedata.category(char) for char in show(text)}
    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("::error::x", ": :error::x"),
        ("ok\n  ::stop-commands::x", "ok\n  : :stop-commands::x"),
        ("ok\n\t::x", "ok\n\t: :x"),
        ("##[group]x", "## [group]x"),
        ("a ##[command]x", "a ## [command]x"),
        ("###[error]x", "### [error]x"),
        ("a ##vso[task.setvariable variable=x]y", "a ## vso[task.setvariable variable=x]y"),
        ("##VSO[task.complete]", "## VSO[task.complete]"),
        ("x ##teamcity[buildStop comment='y']", "x ## teamcity[buildStop comment='y']"),
        ("##vso[a]##[b]", "## vso[a]## [b]"),
        ("## vso[a] # x[1] a#b[2] ##", "## vso[a] # x[1] a#b[2] ##"),
        ("a ::error::x", "a ::error::x"),
        ("\x1b[1m ::error::x\x1b[0m", "\x1b[1m : :error::x\x1b[0m"),
        ("a: b", "a: b"),
        ("## a [b]", "## a [b]"),
    ],
)
def test_what_a_build_server_would_obey_is_broken(text: str, harmless: str) -> None:
    assert inert(text) == harmless


def ignorable() -> list[str]:
    spans = [(found.split("..")[0], found.split("..")[-1]) for found in IGNORABLE.split()]
    return [chr(code) for first, last in spans for code in range(int(first, 16), int(last, 16) + 1)]


def test_what_unicode_calls_ignorable_is_refused_and_shown_as_an_escape() -> None:
    assert len(ignorable()) == 4174
    for char in ignorable():
        assert HIDDEN.search(char), code_points(char)
        assert show(f"a{char}b").isascii()


def test_every_blank_but_the_blank_is_refused_and_shown_as_an_escape() -> None:
    blanks = {char for char in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(char) == "Zs"} - {" "}
    assert len(blanks) == 16
    assert all(HIDDEN.search(char) and show(char).isascii() for char in blanks)


@pytest.mark.parametrize("char", list("\u2800\ufffc\U0001d159\u2d7f\U0001107f\U00013441\U00016fe4"))
def test_a_symbol_without_ink_is_refused_and_shown_as_an_escape(char: str) -> None:
    assert HIDDEN.search(char)
    assert show(char).isascii()


@pytest.mark.slow
def test_reading_and_showing_know_the_same_characters() -> None:
    """What is refused in a file is never shown as it is; and what prints is refused only where it is not shown."""
    for char in map(chr, range(sys.maxunicode + 1)):
        if HIDDEN.search(char):
            assert hides(char), code_points(char)
        elif hides(char):
            assert not char.isprintable(), code_points(char)


def test_the_characters_that_do_not_show_are_named_once_each() -> None:
    assert code_points("a\u3164b\u3164\ufe0f\x1b é") == ["U+3164", "U+FE0F", "U+001B"]
    assert code_points("plain é 😀") == []


@settings(max_examples=200)
@given(st.text())
def test_what_is_shown_hides_nothing_and_is_shown_again_as_it_is(text: str) -> None:
    assert not hides(show(text))
    assert show(show(text)) == show(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_lines_are_shown_and_obeyed_by_nobody(text: str) -> None:
    assert obeyed(lines_of([text, "x"])) == []
    assert lines_of([text, "x"]).count("\n") == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_json_is_obeyed_by_nobody_and_holds_the_same(text: str) -> None:
    written = json_text({text: [text]})
    assert obeyed(written) == []
    assert written.isascii()
    assert json.loads(written) == {text: [text]}


@pytest.mark.parametrize("text", HOSTILE)
def test_xml_is_obeyed_by_nobody_and_holds_the_same(text: str) -> None:
    node = ET.Element("a", {"b": text})
    node.text = text
    written = inert_xml(ET.tostring(node, encoding="unicode"))
    assert obeyed(written) == []
    read = ET.fromstring(written)  # noqa: S314  # written just now
    assert (read.text, read.attrib["b"]) == (text, text)


@settings(max_examples=300)
@given(st.text(alphabet="#:[ \tvsoVSO\na&", max_size=30))
def test_no_build_server_obeys_what_was_made_inert(text: str) -> None:
    assert obeyed(inert(text)) == []
    assert obeyed(json_text(text)) == []
    assert json.loads(json_text(text)) == text
    assert inert(inert(text)) == inert(text)


def test_what_is_quoted_shows_that_it_goes_on() -> None:
    assert cut("a" * 40) == "a" * 40
    assert cut("a" * 41) == "a" * 40 + "…"
    assert cut("abcd", 3) == "abc…"
