"""The schemas of files: every key is explained, and what costcalc refuses is refused where a schema can say it."""

from __future__ import annotations

import json
import re
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from costcalc.comparison import compare
from costcalc.expr import NumberError, parse, read_number
from costcalc.instant import parse_instant
from costcalc.problem import InputError, Place
from costcalc.project.load import load_calendar, load_card, load_cards, load_fx, load_policy, load_scenario
from costcalc.schema import FILES, json_schema
from costcalc.source.amounts import FACTOR_SCHEMA, NUMBER_SCHEMA, SHARE_SCHEMA, WHOLE_SCHEMA
from costcalc.source.patterns import FORMULA_SCHEMA, INSTANT_PATTERN, RESULTS_SCHEMA
from tests.conftest import ROOT
from tests.schema.core_yaml import core

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Answer

    Schema = dict[str, Any]

KIND = re.compile(r"^schema: [\"']?costcalc/([a-z-]+)/v1[\"']?\s*$", re.MULTILINE)
ALTERNATIVES = ("anyOf", "oneOf", "not", "if", "then", "else")
CONDITIONS = ("if", "then", "else")


@cache
def validator(kind: str) -> Draft202012Validator:
    schema = json.loads(json_schema(kind))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def undescribed(schema: Any, root: Schema, where: str) -> Iterator[str]:
    """Yield the keys of which an editor has nothing to say; `*` is one that the user names."""
    if isinstance(schema, list):
        for each in schema:
            yield from undescribed(each, root, where)
    if not isinstance(schema, dict):
        return
    named = schema.get("patternProperties", {})
    for key, value in [*schema.get("properties", {}).items(), *(("*", value) for value in named.values())]:
        meant = root["$defs"][value["$ref"].rpartition("/")[2]] if "$ref" in value else {}
        if not (meant | value).get("description"):
            yield f"{where}.{key}"
    for key, value in schema.items():
        if key in CONDITIONS:
            continue
        names = {"$defs": "{}", "properties": f"{where}.{{}}", "patternProperties": where}.get(key)
        for name, each in value.items() if names else [("", value)]:
            yield from undescribed(each, root, (names or where).format(name))


@pytest.mark.parametrize("kind", FILES)
def test_every_key_has_a_description(kind: str) -> None:
    schema = json.loads(json_schema(kind))
    assert set(undescribed(schema, schema, kind)) == set()


def ways(schema: Any) -> Iterator[Schema]:
    """Yield each of several ways to write one thing."""
    if isinstance(schema, list):
        for each in schema:
            yield from ways(each)
    elif isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties":  # whose names are no words of a schema: `not` is a key of requirements
                yield from ways(list(value.values()))
                continue
            yield from ways(value)
            if key in ALTERNATIVES:
                yield from value if isinstance(value, list) else [value]


@pytest.mark.parametrize("kind", FILES)
def test_an_editor_shows_what_the_key_is_and_not_how_it_may_be_written(kind: str) -> None:
    """Of all that fits a value it shows the innermost description."""
    schema = json.loads(json_schema(kind))
    found = list(ways(schema))
    inner = [schema["$defs"][way["$ref"].rpartition("/")[2]] if "$ref" in way else way for way in found]
    assert [way for way in inner if "description" in way] == []
    assert found or kind in {"calendar", "fx"}


def files() -> Iterator[tuple[Path, str]]:
    for path in sorted(ROOT.rglob("*.yaml")):
        if not {".venv", "importers"} & set(path.relative_to(ROOT).parts):
            match = KIND.search(path.read_text(encoding="utf-8", errors="replace"))
            if match and match[1] in FILES:
                yield path, match[1]


def is_taken(path: Path, kind: str) -> bool:
    """Whether costcalc takes a file."""
    load: dict[str, Callable[[Path], object]] = {
        "scenario": load_scenario,
        "rate-card": load_card,
        "fx": load_fx,
        "calendar": load_calendar,
        "policy": lambda file: load_policy(file.parent),
    }
    try:
        load[kind](path)
    except InputError:
        return False
    return True


def is_answered(path: Path, kind: str) -> bool:
    """Whether costcalc takes a file, and answers a scenario as well."""
    if not is_taken(path, kind):
        return False
    try:
        if kind == "scenario":
            compare(load_scenario(path), load_cards(), as_of="2026-05-01")
    except InputError:
        return False
    return True


def fits(text: str, kind: str) -> bool:
    """Whether a file is as its schema says."""
    return validator(kind).is_valid(core(text))


def test_what_costcalc_takes_its_schema_takes() -> None:
    taken = [(path, kind) for path, kind in files() if is_taken(path, kind)]
    assert {kind for _, kind in taken} >= {"scenario", "rate-card", "fx", "calendar"}
    assert len(taken) > 100
    wrong = {
        str(path.relative_to(ROOT)): [error.message for error in validator(kind).iter_errors(core(path.read_text()))]
        for path, kind in taken
    }
    assert {path: errors for path, errors in wrong.items() if errors} == {}


SAID = {
    *("bad-condition", "bad-currency", "bad-hours", "bad-id", "bad-instant", "bad-name", "bad-number", "bad-sum"),
    *("bad-unit", "contract-and-models", "empty-list", "empty-value", "missing-key", "negative-number"),
    *("text-too-long", "two-windows", "unknown-key", "unknown-word", "wrong-type"),
}
"""Kinds of problems of which the schema says at least one that the catalogue of problems shows."""


def test_kinds_of_problems_that_a_schema_can_say_are_said() -> None:
    found: set[str] = set()
    for case in (ROOT / "tests/errors").iterdir():
        for path in case.rglob("*.yaml"):
            text = path.read_text(encoding="utf-8", errors="replace")
            if match := KIND.search(text):
                try:
                    tree = core(text)
                except yaml.YAMLError:
                    continue  # no YAML at all, which every editor says
                if match[1] in FILES and not validator(match[1]).is_valid(tree):
                    found.add(case.name)
    assert SAID - found == set()


SCENARIO = """\
schema: costcalc/scenario/v1
id: s
title: T
period: month
workload:
  - {call: answer, requests: 1M, input: 200, output: 500}
options:
  gpt: {model: openai/gpt-4o}
"""
WHOLE = """\
schema: costcalc/scenario/v1
id: whole
title: T
allocate: {team: {search: 60%, ads: 0.4}}
as_of: 2026-05-01
period: month
assumptions:
  turns: {value: 5, range: 3 to 9, unit: turns}
prices:
  own: {input: 1, cache_read: {price: 0.1}, output: 2, basis: contracted, source: a paper}
workload:
  - {call: answer, requests: 1M, input: 200, cache_read: 50, output: 500, peak_share: 20%}
  - {call: talk, requests: 5, each: {k: 1..turns}, input: {old: 200 * k, new: 100}, output: 10}
  - {call: night, totals: {input: 3M}}
  - {line: seat, quantity: 2, unit_price: 3}
  - {line: move, unit_price: 9, once: true, amortise: 12 months, paid_in: 2026-08}
options:
  own_price: {model: own}
figures:
  even: {solve: turns, where: own_price.total = 1000}
  third: own_price.total / 3
budgets:
  - {option: own_price, max: 3000 USD}
claims:
  - {claim: printed_so, printed: "3", value: 3, of: own_price.total}
"""
CARD = """\
schema: costcalc/rate-card/v1
id: acme
title: Acme
basis: published
version: 2026-01-15
currency: USD
per: 1M tokens
models:
  small:
    context_window: 128K
    rates:
      - effective: 2026-01-15
        source: "https://acme.example/prices"
        input: 1
        cache_read: 0.1
        output: {price: 3, per: 1K tokens}
        context_tiers: [{when: input > 100K, mode: whole_request, input: 2}]
        services: {batch: {multiplier: 0.5}}
        peak: {hours: ["01:00-04:00"], tz: UTC, days: mon-fri, multiplier: 2}
"""
CONTRACT = """\
schema: costcalc/rate-card/v1
id: ours
title: Ours
basis: contracted
version: 1
currency: USD
per: 1M tokens
extends: acme
contract:
  - {effective: 2026-01-15, source: contract 123, discount: 15%}
"""
FX = """\
schema: costcalc/fx/v1
id: ecb
title: ECB
rates:
  - {effective: 2026-01-15, from: USD, to: CNY, rate: 7.1, source: ECB}
"""
CALENDAR = """\
schema: costcalc/calendar/v1
id: xx
title: Nowhere
source: nobody
years: 2025-2026
holidays: {2026-01-01: New Year}
"""
POLICY = """\
schema: costcalc/policy/v1
fail_on: warning
stale_after_days: 60
jump: 3
gates: [{increase_percent: 25%}]
budgets: [{scenario: s, option: gpt, max: 900 USD}]
"""
NAMES = {"scenario": "s", "rate-card": "acme", "fx": "ecb", "calendar": "xx", "policy": "costcalc"}
FITTING = {
    "scenario": [SCENARIO],
    "rate-card": [CARD, CONTRACT],
    "fx": [FX],
    "calendar": [CALENDAR],
    "policy": [POLICY],
}

OTHERWISE: dict[str, dict[str, list[str]]] = {
    SCENARIO: {
        "workload:\n  - {call: answer, requests: 1M, input: 200, output: 500}\n": [""],
        "period: month": ["period: monthly", "period: Month", "period: 2026-13", "period: 1850", "period: true"],
        "id: s": ["id: S", "id: a b", "id: -s"],
        "title: T": ["title: ''", "title: 2026", "title: [T]", "nonsense: 1\ntitle: T"],
        "call: answer": ["call: Answer", "call: max", "call: 1"],
        "requests: 1M": ["request: 1M", "requests: [1]", "requests: 1M, request: 1"],
        "  gpt:": ["  Gpt:", "  gpt-4o:", "  min:"],
    },
    WHOLE: {
        "value: 5, range: 3 to 9": [
            *("range: 3 to 9", "value: 5, between: 2 to 9, range: 3 to 9", "between: turns to 9", "between: A to B"),
            *("between: 3-9", "between: 1,000 to 2K", "between: 3 to ", "between: 100k to 9"),
        ],
        "requests: 1M, input: 200": [
            *("totals: {input: 1}, input: 200", "requests: 1M, totals: {input: 1}", "input: 200", "requests: 1M"),
            *("requests: 5 days, input: 200", "requests: -3, input: 200", "requests: 50%, input: 200"),
            *("requests: 1M, input: -3", "requests: 1M, input: '-3'", "requests: 1M, input: 50%"),
            *("requests: 1M, input: {a: -3}", "requests: 1M, input: 200, other: {seats: -3}"),
            "requests: 1M, input: 200, other: {output: 3}",
        ],
        "output: 500": ["reasoning: 500", "output: 500, audio_cache_read: 4", "output: -1"],
        "peak_share: 20%": ["peak_share: 200%", "peak_share: 2", "peak_share: -1", "peak_share: '-0.5'"],
        "k: 1..turns": ["k: 1-5", "k: 1..", "k: 1.. a b", "k: 1..5, j: 1..3", "k: 5"],
        "totals: {input: 3M}": [
            *("totals: {}", "totals: {cache_read: 3}", "totals: {input: -3}", "totals: {input: 3M}, requests: 3"),
            *("totals: {input: 3M}, output: 3", "totals: {input: 3M}, other: {pages: 3}"),
            "totals: {input: 3M}, each: {k: 1..3}",
        ],
        "quantity: 2, unit_price: 3": [
            *("quantity: -2, unit_price: 3", "unit_price: -3", "unit_price: 300 USD", "unit_price: $3", "quantity: 2"),
        ],
        "once: true, amortise: 12 months": [
            *("amortise: 12 months", "once: true, amortise: 12", "once: true, amortise: 1 year"),
            *(f"once: true, amortise: {number} months" for number in ("0", "121", "1.5", "n")),
        ],
        "paid_in: 2026-08": [*(f"paid_in: {month}" for month in ("2026-13", "2026-8", "2026", "month", "2026-08-01"))],
        "{team: {search: 60%, ads: 0.4}}": [
            *("{}", "[team]", "{team: {}}", "{team: search}", "{te am: {a: 100%}}", "{a: {x: 100%}, b: {y: 100%}}"),
            *("{team: {a: 60, b: 40}}", "{team: {a: -1%, b: 101%}}", "{team: {a: n}}"),
        ],
        "basis: contracted, source: a paper": ["basis: contracted", "basis: agreed, source: a paper"],
        "input: 1, cache_read: {price: 0.1}, output: 2, ": ["", "services: {batch: {input: 1}}, "],
        "own: {input: 1": ["own: {input: $1", "own: {input: 1 USD", "own: {input: -1", "own: {input: {price: -1}"],
        "own_price.total = 1000": [
            *("own_price.total == 1000", "own_price.total", "own_price.total = ", "= 1000", "own_price.total < 1000"),
        ],
        "option: own_price, max": ["max", "option: own_price, of: third, max"],
        "value: 3, of": ["value: turns, of", "value: 3, to: turns, of", "value: own_price.total, of"],
    },
    CARD: {
        "effective: 2026-01-15": [
            *("effective: 15.01.2026", "effective: 2026-1-15", "effective: 2026-01-15T12:00", "effective: 20260115"),
            *("effective: 1850-01-01", "effective: 2026-13-01", "effective: 2026-01-32", "effective: today"),
            *("effective: 2026-01-15T24:30:00Z", "effective: 2026-01-15T12:00:00+25:00", "effective: 2026-01-15Z"),
        ],
        "basis: published": ["basis: official"],
        "currency: USD": ["currency: usd", "currency: $", "currency: US"],
        "per: 1M tokens\n": ["per: tokens\n", "per: 1m tokens\n", "per: 0 tokens\n", "per: 1,000 tokens\n"],
        "context_window: 128K": [
            *("context_window: 0", "context_window: '0'", "context_window: 1.5", "context_window: '0.5'"),
            *("context_window: -1", "context_window: 128k", "context_window: 0K", "context_window: 50%"),
        ],
        "input: 1\n": [
            "input: -1\n",
            "input: 1e19\n",
            "input: 1,5\n",
            "input: '1_00'\n",
            "input: 50%\n",
            "input: $1\n",
            "input: 1\n        other: {output: 3}\n",
        ],
        "cache_read: 0.1": ["cache_read: '.nan'", "cache_read: 'null'", "cache_red: 0.1", "cache_read: {per: 1 token}"],
        "price: 3, per": ["price: x, per", "amount: 3, per", "graduated: [{price: 3}], period: month, per"],
        "when: input > 100K": ["when: input < 100K", "when: inptu > 100K", "when: input > 100k", "when: input>100K"],
        "mode: whole_request": ["mode: all"],
        "models:": [
            *("extends: other\nmodels:", "meters: {input: {unit: page}}\nmodels:", "meters: {a: {}}\nmodels:"),
            "meters: {requests: {unit: page}}\nmodels:",
            "meters: {page: {unit: page, part_of: pages}}\nmodels:",
            "contract: [{effective: 2026-01-15, source: contract 123, discount: 15%}]\nmodels:",
        ],
        "{multiplier: 0.5}": ["{}"],
        "{batch: {multiplier: 0.5}}": [
            f"{{{name}: {{multiplier: 0.5}}}}" for name in ("standard", "fx", "price", "peak")
        ],
        "multiplier: 0.5": ["multiplier: -1", "meters: [input]", "multiplier: half"],
        '"01:00-04:00"': ['"1:00-4:00"', '"01:00-24:30"', '"25:00-04:00"', "01:00"],
        "tz: UTC": ["tz: CET", "tz: +8", "tz: ''"],
        "days: mon-fri, multiplier: 2": ["days: mon-fri"],
        "days: mon-fri": ["days: weekdays", "days: []", "days: [monday]"],
        "        peak:": ["        off_peak: {hours: ['05:00-06:00'], tz: UTC, multiplier: 0.5}\n        peak:"],
    },
    CONTRACT: {
        "extends: acme": ["", "extends: Acme", "extends: acme\nmodels: {small: {rates: []}}"],
        "basis: contracted": ["basis: published"],
        ", discount: 15%": ["", ", models: [small]"],
        "discount: 15%": [
            "discount: 200%",
            "discount: 15",
            "discount: -15%",
            "discount: 1.5",
            "meters: [input], input: 1",
        ],
    },
    FX: {
        "from: USD": ["from: usd", "from: 1"],
        "rate: 7.1": ["rate: 0", "rate: -7.1", "rate: 7,1", "rates: 7.1"],
        "effective: 2026-01-15": ["effective: 2026/01/15"],
    },
    CALENDAR: {
        "years: 2025-2026": ["years: 25", "years: 2025 to 2026", "years: [2025]"],
        "2026-01-01: New Year": ["01-01: New Year", "2026-13-01: New Year", "2026-01-01: 1", "2026-01-01: ''"],
    },
    POLICY: {
        "fail_on: warning": ["fail_on: warnings", "fail_on: off"],
        "stale_after_days: 60": ["stale_after_days: 0", "stale_after_days: 1.5", "stale_after_days: two"],
        "jump: 3": ["jump: 1", "jump: 0.5"],
        "increase_percent: 25%": [
            "increase_percent: 1",
            *("increase_percent: 25", "increase: 100 USD, total: 1 USD", "scenario: s", "increase: 100"),
            *("increase: 100 usd", "increase: -1 USD", "total: 1"),
        ],
        "max: 900 USD": ["max: 900", "max: USD 900", "max: 1,000 USD"],
    },
}
CASES = [
    (text, before, after) for text, edits in OTHERWISE.items() for before, afters in edits.items() for after in afters
]


def put(folder: Path, text: str) -> tuple[Path, str]:
    match = KIND.search(text)
    assert match
    name = re.search(r"^id: (\S+)", text, re.MULTILINE)
    path = folder / f"{name[1] if name else NAMES[match[1]]}.yaml"
    path.write_text(text, encoding="utf-8")
    return path, match[1]


@pytest.mark.parametrize("text", OTHERWISE, ids=lambda text: text.splitlines()[1])
def test_a_file_as_it_should_be_is_taken(tmp_path: Path, text: str) -> None:
    path, kind = put(tmp_path, text)
    assert is_answered(path, kind)
    assert fits(text, kind)


@pytest.mark.parametrize(("text", "before", "after"), CASES, ids=[f"{before}-{after}" for _, before, after in CASES])
def test_what_costcalc_refuses_its_schema_refuses(tmp_path: Path, text: str, before: str, after: str) -> None:
    assert before in text
    bad = text.replace(before, after, 1)
    path, kind = put(tmp_path, bad)
    assert not is_answered(path, kind)
    assert not fits(bad, kind)


WRITTEN = st.text("0123456789_.eE+-KMB%", min_size=1, max_size=12)


def matched(schema: Schema, text: str) -> bool:
    """Whether a text that is in quotes fits."""
    return Draft202012Validator(schema).is_valid(text)


def read(text: str, *, percent: bool = False) -> bool | None:
    """Whether costcalc reads a number; None where only its size is wrong, which no pattern says."""
    try:
        read_number(text, percent=percent)
    except NumberError as error:
        return None if "larger than" in str(error) or "more decimals" in str(error) else False
    return True


@given(WRITTEN)
@example("1_000_000")
@example("010")
@example("1.5K")
@example("94%")
@example("1e-6")
def test_the_pattern_of_numbers_is_their_grammar(text: str) -> None:
    for schema, percent in ((NUMBER_SCHEMA, False), (FACTOR_SCHEMA, True)):
        expected = read(text, percent=percent)
        assert expected is None or matched(schema, text) is expected


OPERANDS = ["0", "7", "100", "1.5K", "94%", "1e-6", "100k", "1_00"]
OPERANDS += ["a", "turns", "x_1", "k", "x.total", "printed.y", "max"]
SIGNS = [*"-+*/^(),= ", "..", "sum(", "max(", "round(", "sum(k=1..turns, "]
PARTS = st.lists(st.sampled_from([*OPERANDS, *SIGNS]), min_size=1, max_size=12)


@given(PARTS.map("".join), st.booleans())
@example("sum(k=1..4, min(a, 2) * k) / -3", False)
@example("- (a + -b) ^ 2", False)
@example("max (x.total, 1) - 94%", True)
def test_the_pattern_of_formulas_takes_what_is_read(text: str, results: bool) -> None:
    try:
        parse(text, Place.start_of("text", text), results=results)
    except InputError:
        return
    assert matched(RESULTS_SCHEMA if results else FORMULA_SCHEMA, text)


@pytest.mark.parametrize(
    "text", ["100k", "a 2", "a b", "2(3)", "1 000", "1,000", "a +", "* 2", "a.b", "Queries", "f(2)", "94 %", "$3", ""]
)
def test_the_pattern_of_formulas_refuses_what_is_none(text: str) -> None:
    with pytest.raises(InputError):
        parse(text, Place.start_of("text", text))
    assert not matched(FORMULA_SCHEMA, text)


@pytest.mark.parametrize(
    ("text", "whole", "share"),
    [
        ("1", True, True),
        ("0", False, True),
        ("0.5", False, True),
        ("1.5K", True, False),
        ("0.0K", False, False),
        ("200K", True, False),
        ("25%", False, True),
        ("25", True, False),
        ("1.0", False, True),
        ("1.01", False, False),
        ("5e-1", False, True),
    ],
)
def test_whole_numbers_and_shares_have_patterns_of_their_own(text: str, *, whole: bool, share: bool) -> None:
    assert (matched(WHOLE_SCHEMA, text), matched(SHARE_SCHEMA, text)) == (whole or text == "5e-1", share)


@given(
    st.datetimes(timezones=st.just(UTC)), st.sampled_from(["%Y-%m-%d", "%Y-%m-%dT%H:%MZ", "%Y-%m-%dT%H:%M:%S+05:30"])
)
def test_the_pattern_of_instants_takes_what_is_read(moment: Any, form: str) -> None:
    text = moment.strftime(form)
    try:
        parse_instant(text)
    except ValueError:
        return
    assert re.fullmatch(INSTANT_PATTERN, text)


def test_the_schema_of_scenarios_names_the_models_at_hand(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards = tmp_path / "cards"
    cards.mkdir()
    put(cards, CARD.replace("    context_window", "    aliases: [little.one]\n    context_window"))
    put(cards, CONTRACT)
    answer = costcalc("schema", "scenario", "--pricing", cards)
    assert (answer.code, answer.err) == (0, "")
    named = Draft202012Validator(json.loads(answer.out))

    def taken(model: str) -> bool:
        return named.is_valid(core(SCENARIO.replace("openai/gpt-4o", model)))

    assert json.loads(answer.out)["$defs"]["ModelName"]["anyOf"][0]["enum"] == ["acme/small", "ours/small"]
    # Aliases are taken and not suggested; so are bare names, and those of prices that the file has itself.
    assert all(map(taken, ("acme/small", "ours/small", "acme/little.one", "small", "house", "meta/llama-4")))
    assert not any(map(taken, ("acme/smal", "ours/gpt", "acme/littleXone", "acme/", "'a b'", "4")))
    own = tmp_path / "pricing"
    own.mkdir()
    put(own, CONTRACT.replace("extends: acme", "extends: openai"))
    monkeypatch.chdir(tmp_path)
    names = json.loads(costcalc("schema", "scenario", "--pricing", "pricing").out)
    assert {"ours/gpt-4o", "openai/gpt-4o"} < set(names["$defs"]["ModelName"]["anyOf"][0]["enum"])
    assert json_schema("scenario") == (ROOT / "scenarios/schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("schema", "fx", "--pricing", "pricing"), "error[bad-setting]: the schema `fx` names no models"),
        (("schema", "scenario", "--pricing", "nowhere"), "there is no such folder of rate cards"),
    ],
)
def test_a_schema_without_models_takes_no_cards(costcalc: Callable[..., Answer], words: list[str], said: str) -> None:
    answer = costcalc(*words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
