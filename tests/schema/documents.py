"""Documents in JSON of a good many runs: of shipped scenarios, and of the trees that hold what else there may be."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from tests.conftest import ROOT
from tests.inputs import card_yaml, scenario_yaml
from tests.review.project import Project
from tools.here import Pipe, run_here
from tools.tree_runs import runs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Document = dict[str, Any]
STATED = f"{ROOT}/tests/public/F13-usage-with-cost-and-times/openrouter.json"
MANY = "".join(f"  - {{call: c{nth}, requests: nothing, input: 1}}\n" for nth in range(25))
BROKEN = scenario_yaml(f"""\
id: many
workload:
{MANY}options: {{a: {{model: openai/gpt-4o}}}}
""")
LANGUAGE = scenario_yaml("""\
id: language
tags: {team: support}
as_of: 2026-04-28
assumptions:
  turns: {value: 20, range: 10 to 30}
  size: {between: 1K to 2K}
  tokens: 20K
  fee: {unit: USD/month}
workload:
  - {call: turn, requests: 1000, each: {k: 1..turns}, input: tokens * k, output: 500}
  - {line: desk, quantity: 3, unit_price: 100, per: 7 seats}
  - {line: vendor, unit_price: fee}
  - {line: move, unit_price: size / 2, once: true}
options:
  dear: {model: openai/gpt-4o, use: [turn, desk]}
  cheap: {model: google/gemini-2.5-flash, use: [turn, move], with: {tokens: tokens / 2}}
  chinese: {model: deepseek/deepseek-v4-flash, use: [turn], models: {turn: deepseek/deepseek-v4-pro}}
  theirs: {use: [vendor]}
baseline: dear
chosen: dear
require: {origin: {not: [CN]}}
figures:
  per_turn: total / turns
  third: turns / 3
  sizes: size * turns
budgets:
  - {of: cheap.per_turn, max: 100 USD}
  - {of: theirs.per_turn, max: 100 USD}
claims:
  - {claim: saving, printed: 99% cheaper, of: 1 - cheap.total / dear.total, with: {tokens: 10K}, why: a slip}
  - {claim: third_of_it, of: dear.total / 3}
  - {claim: nobody, of: theirs.total}
""")
"""What the language of scenarios can say and the shipped ones do not."""
CLAIMED = scenario_yaml("""\
id: claimed
tags: {team: search}
as_of: 2026-04-28
chosen: own
assumptions: {n: 300M, third: 1/3, size: {between: 1/3 to 2}}
prices: {p: {input: 1/3}, q: {input: 7}}
workload: [{call: c, requests: 1, input: n}]
options: {own: {model: p}, other: {model: q, with: {n: n / 7}}}
claims:
  - {claim: half, printed: up to $50, of: own.total / third / 3, with: {third: 1/7}, expect: [agrees, infeasible],
     why: w}
  - {claim: sizes, printed: "4", of: [size, 2 * size]}
  - {claim: seventh, value: 1/7, of: third}
  - {claim: other_third, value: 1/3, of: [own.total / other.total, 5 * third]}
  - {claim: ratio, printed: 3x, of: own.total / other.total}
  - {claim: other_ratio, of: 2 * own.total / other.total / 7}
  - {claim: rounding, printed: $3.29, of: own.total * 0.03285}
""")
"""What claims can print and come to, and the shipped ones do not."""
DOUBTED = scenario_yaml("""\
id: doubted
as_of: 2026-11-30
assumptions: {n: 1M}
workload: [{call: c, requests: n, input: 1000}]
options: {ours: {model: openai/gpt-4o}, theirs: {model: xai/grok-4}}
claims: [{claim: dear, printed: $3000, of: theirs.total}]
""")
"""What rests on a price that nobody has verified."""
STEPPED = scenario_yaml("""\
id: stepped
as_of: 2026-04-28
prices: {p: {image: {volume: [{up_to: 1000, price: 2}, {price: 1}], per: 1 image, period: month}}}
assumptions: {n: {between: 900 to 1100}}
workload: [{call: c, model: p, requests: n, image: 1}]
figures: {for_one: 1 / total}
""")
"""What is lowest, and its inverse highest, just above a bound."""
INVERSE = scenario_yaml("""\
id: inverse
as_of: 2026-04-28
assumptions: {n: 1, m: 1}
workload:
  - {line: one, unit_price: m}
  - {line: other, quantity: "max(1 / (5 - n), 0)", unit_price: 2}
options: {one: {use: [one]}, other: {use: [other]}}
""")
"""Where n is 5, one option has no price."""
GROWN = """\
as_of: 2026-03-15
assumptions:
  month: 1
  users: 100 * 2 ^ month
  extra: {{unit: x}}
  size: {{value: 1000, range: 500 to 2K}}
tags: {{team: {team}}}
workload:
  - {{call: answer, requests: users, input: size, output: 100}}
  - {{line: setup, unit_price: 500, once: true}}
  - {{line: rest, quantity: extra, unit_price: 1}}
options:
  mini: {{model: openai/gpt-4o-mini, use: [answer, setup]}}
  flash: {{model: deepseek/deepseek-v4-flash, use: [answer, setup]}}
  open: {{model: openai/gpt-4o-mini, use: [answer, rest]}}
baseline: mini
require: {{context_window: 200K}}
"""
"""A scenario that grows month by month, of which one option begins later, and one has no number."""

COMMANDS = (
    "forecast grown.yaml --months 12 --format json",
    "forecast grown.yaml --from 2027-01 --months 2 --set users=1M/3 --format json",
    "forecast scenarios/chatbot.yaml --as-of 2026-05-10 --months 9 --with no/model --format json",
    "forecast scenarios/chatbot.yaml --as-of 2026-05-10 --months 9 --set queries=2M --format json",
    "forecast scenarios/chatbot.yaml --as-of 2026-05-10 --months 2 --with mistral/* --format json",
    *(f"forecast grown.yaml other.yaml --months {months} --format json" for months in range(1, 5)),
    "compare scenarios/chatbot.yaml --vary queries=1K,2K --set prompt_tokens=300 --with mistral/* --format json",
    "compare scenarios/chatbot.yaml --vary queries=1K,2K --vary prompt_tokens=200..600/200 --format json",
    "compare scenarios/rag-or-whole-document.yaml --vary document=100K,200K --vary questions=1K..5K/1K --format json",
    "compare scenarios/coding-agent.yaml --vary steps=50..70/10 --format json",
    "compare grown.yaml --vary size=1K,2K --format json",
    "compare language.yaml --vary tokens=1K,2K --format json",
    "compare language.yaml --vary turns=20,20.5 --format json",
    "compare stepped.yaml --vary n=-1,1 --format json",
    "compare inverse.yaml --vary m=1,2 --vary n=1,9 --format json",
    *(f"compare grown.yaml other.yaml --vary users=1,{most} --format json" for most in range(2, 6)),
    "solve grown.yaml --for size --break-even mini flash --format json",
    "solve scenarios/chatbot.yaml --for prompt_tokens --target flash.total=154 --set queries=1M --format json",
    "solve scenarios/chatbot.yaml --for prompt_tokens --break-even turbo flash --format json",
    "solve scenarios/seats-or-api.yaml --for daily --break-even flat api --format json",
    "solve scenarios/coding-agent.yaml --for steps --target sonnet.total=50K --format json",
    "solve scenarios/coding-agent.yaml --for steps --break-even sonnet sonnet_cached --format json",
    "solve scenarios/price-cut-expected.yaml --for months --break-even stay cut_in_3_months --format json",
    "solve language.yaml --for turns --target cheap.total=1 --set fee=1 --format json",
    "solve stepped.yaml --for n --target total=1500 --format json",
    "solve stepped.yaml --for n --target n^99=2 --format json",
    "solve language.yaml --for turns --target cheap.total=size/1000 --format json",
    "compare grown.yaml other.yaml --option mini --format json",
    "compare grown.yaml scenarios/document-analysis.yaml --format json",
    "compare scenarios/chatbot.yaml --with * --top 3 --format json",
    "price openai/gpt-4o --input 4*350 --output 500 --with deepseek/* --format json",
    "price openai/gpt-4o --input n/3 --set n=1M --with mistral/* --with openai/gpt-4o-mini --format json",
    "price openai/gpt-4o --input n/3 --set n=1M --format json",
    "price openai/gpt-4o --input 1 --output 1 --as-of 2026-04-28 --with google/gemini-3-pro-preview --format json",
    "price openai/gpt-4o --input 1 --as-of 2026-04-28 --with article-2026-04/* --format json",
    "export grown.yaml --set users=7 --option mini --with mistral/* --like mini --profile focus -o grown.csv",
    "export spread.yaml --months 2 -o spread.csv",
    "compare scenarios/chatbot.yaml scenarios/coding-assistant.yaml --as-of 2026-07-01 --format json",
    "compare scenarios/chatbot.yaml --with no/model --with openai/gpt-4o --as-of 2020-01-01 --format json",
    "compare many.yaml --format json",
    "compare scenarios/chatbot.yaml --set queries=1M/3 --format json",
    "compare language.yaml --format json",
    "compare stepped.yaml --format json",
    "audit doubted.yaml --format json",
    "solve doubted.yaml --for n --break-even ours theirs --format json",
    "audit claimed.yaml --format json",
    "audit scenarios/deepseek-v4-claims.yaml --format json",
    "audit scenarios/deepseek-v4-claims.yaml --set prompt_tokens=1000 --format json",
    "audit scenarios/deepseek-v4-claims.yaml --claim s12 --format json",
    *(
        f"audit claimed.yaml scenarios/deepseek-v4-claims.yaml --claim s{nth} --claim half --format json"
        for nth in (20, 47, 53)
    ),
    "audit claimed.yaml scenarios/deepseek-v4-claims.yaml --format json",
    "price openai/gpt-4o --requests 1M --input 3000 --cache-read 2000 --output 500 --service batch --format json",
    "price openai/gpt-4o --input x --format json",
    f"price openai/gpt-4o --usage {STATED} --requests 1/7 --as-of 2026-04-28 --format json",
    f"price openai/gpt-4o --usage {STATED} --with deepseek/deepseek-v4-flash --as-of 2026-04-28 --format json",
    "price article-2026-04/deepseek-v4-flash --input 200 --as-of 2026-04-28 --format json",
    "cards list --format json --as-of 2026-11-23",
    "cards list openai --format json --as-of 2026-11-23 --pricing pricing",
    "cards list deepseek --format json --as-of 2026-11-23T02:00:00Z",
    "cards list article-2026-04 --format json --as-of 2020-01-01",
    "cards show openai/gpt-5.4 --format json --as-of 2026-11-23",
    "cards show deepseek/deepseek-v4-flash --format json --as-of 2026-11-23",
    "cards show deepseek/deepseek-v4-pro --format json --as-of 2026-04-28",
    "cards show google/gemini-2.5-pro --format json --as-of 2026-04-28",
    "cards diff pricing/openai.yaml pricing/openai.yaml --format json",
    "explain --format json",
    "explain no-price --format json",
    "explain gate --format json",
    "explain claimed-price --format json",
    "export scenarios/chatbot.yaml --all-options --as-of 2026-07-01 --months 2 --pricing pricing -o costs.csv",
)
"""What is asked of the shipped cards beyond each scenario."""

ELSEWHERE = (
    ("change/after", "check --base ../before --as-of 2026-11-23 --format json"),
    ("change/before", "check --base ../after --as-of 2026-11-23 --format json"),
    ("change/after", "check --as-of 2026-11-23 --fail-on notice --format json"),
    ("used/after", "check --base ../before --as-of 2026-11-23 --format json"),
    ("forked", "check --base main --as-of 2026-11-23 --format json"),
    ("words/after", "check --base ../before --as-of 2026-11-23 --format json"),
    ("rated/after", "check --base ../before --as-of 2026-11-23 --format json"),
    ("shipped", "check pricing scenarios --as-of 2026-08-01 --format json"),
    ("shipped", "check many.yaml --as-of 2026-08-01 --format json"),
    ("change", "cards diff before/pricing after/pricing --format json"),
    ("shipped", "cards show all/small --pricing all --as-of 2026-05-01 --format json"),
    ("shipped", "cards sources openai/gpt-4o --pricing pricing --as-of 2026-11-23 --format json"),
    ("shipped", "cards sources small --pricing all --as-of 2026-05-01 --format json"),
    ("shipped", "cards sources our-globex/small --pricing agreed --as-of 2026-08-01 --format json"),
    ("shipped", "cards sources small --pricing all --from litellm=map.json --as-of 2099-01-01 --format json"),
    ("shipped", "cards diff all other --format json"),
    ("shipped", "cards diff ../trees/contracts/pricing agreed --format json"),
    ("shipped", "cards show our-globex/small --pricing agreed --as-of 2026-08-01 --format json"),
    ("shipped", "cards diff pricing edited --format json"),
    ("shipped", "cards diff edited pricing --format json"),
    ("shipped", "cards diff edited/deepseek.yaml pricing --format json"),
)
"""What is asked in other folders."""

EVERYTHING = """\
schema: costcalc/rate-card/v1
id: all
title: All that a card may say
basis: published
version: 2026-05-01
currency: USD
per: 1M tokens
origin: NO
facts_source: "https://a.example"
models:
  small:
    title: Small
    weights: closed
    license: MIT
    facts_source: ["https://a.example", "https://b.example"]
    aliases: [little]
    context_window: 8K
    max_output: 1K
    released: 2026-01-01
    retired: 2027-01-01
    note: a note
    rates:
      - {effective: 2026-01-01, source: "https://a.example", input: 5, output: 8}
      - effective: 2026-01-01
        until: 2026-11-01
        ended: it was sold
        source: "https://a.example"
        verified: 2026-04-01
        confidence: low
        disagreement: others say 4
        doubts: [unit_unstated]
        note: a note
        corrects: another slip
        context_window: 12K
        max_output: 1K
        input: 5
        output: 9
        markup: 10%
      - effective: 2026-01-01
        until: 2026-12-01
        ended: it is sold
        source: "https://b.example"
        verified: 2026-05-01
        confidence: medium
        disagreement: others say 5
        doubts: [unit_unstated]
        note: a note
        corrects: a slip
        context_window: 16K
        max_output: 2K
        input: 4
        output: 8
        promotion: {until: 2026-02-01, input: 2}
        context_tiers: [{when: input > 4K, mode: whole_request, input: 6, output: 9}]
        services: {batch: {multiplier: 0.5}}
"""
"""A card, and with it what is shown of cards."""

MAP = json.dumps(
    {
        "a/small": {"litellm_provider": "a", "input_cost_per_token": "0.000003", "output_cost_per_token": "much"},
        "b/small": {"litellm_provider": "b", "input_cost_per_token": "0.000007", "output_cost_per_token": "0.00001"},
    }
)
"""A list whose one price is 7/3 of the other, and has one that nobody can read."""

OTHERWISE = (("input: 6", "input: 7"), ("title: Small", "title: Tiny"), ("multiplier: 0.5", "multiplier: 0.6"))
"""How it is written the next time."""

EDITED = {
    "deepseek.yaml": (
        ("title: DeepSeek API", "title: DeepSeek"),
        ("input: 0.14\n", "input: 0.15\n"),
        ("  deepseek-v4-pro:", "  deepseek-v4-max:"),
        ("confidence: medium", "confidence: low"),
    )
}
"""Cards that are not as they are shipped."""


WORDS = scenario_yaml("""\
id: words
assumptions: {fee: 20}
workload:
  - {call: ask, model: openai/gpt-4o, requests: 1M, input: 200}
  - {line: setup, once: true, unit_price: 500}
  - {line: labels, unit_price: fee}
options:
  all: {}
  free: {use: [ask, setup]}
budgets: [{of: free.upfront / 3, max: 900 USD}]
""")
SPREAD = """\
id: spread
as_of: 2026-05-10
period: week
allocate: {team: {search: 60%, ads: 40%}}
workload: [{line: seats, unit_price: 7}, {line: move, unit_price: 100, once: true, amortise: 3 months}]
options: {desk: {}}
budgets: [{option: desk, max: 10 USD}]
"""
"""A budget and a cost paid once that are no decimals in a month."""
REWORDED = (
    ("fee: 20", "fee: {unit: USD}"),
    ("unit_price: 500", "unit_price: 700/3"),
    ("budgets", "require: {weights: open}\nbudgets"),
)
"""What is paid once is another sum, a value is taken away, and what is required is not so."""

TIDE = card_yaml("""\
models:
  small:
    rates:
      - {effective: 2026-01-01, source: a page, input: 1}
      - {effective: 2026-11-01, source: a page, input: 1, peak: {multiplier: 2, hours: ["08:00-20:00"], tz: UTC}}
""")
USED = scenario_yaml("""\
id: used
tags: {team: support}
assumptions: {size: 300}
workload: [{call: ask, requests: 1M, input: size}]
options: {first: {model: acme/small}}
""")
CALLED = (("first:", "second:"), ("size: 300", "size: {unit: tokens}"), ("id: used", "id: reused"))
BY_TEAM = "schema: costcalc/policy/v1\ngates: [{sum: team, tags: {team: support}, total: 1M USD}]\n"
"""An option has another name and no value any more, its price has hours, and a team has a gate."""

RATED = scenario_yaml("""\
id: rated
currency: EUR
workload: [{call: ask, requests: 1M, input: 300}]
options: {first: {model: acme/small}}
""")
RATES = """\
schema: costcalc/fx/v1
id: rates
title: Rates
rates: [{from: EUR, to: USD, effective: 2026-01-01, rate: 1.10, source: the bank}]
"""
"""A price in USD in a scenario in EUR: what one USD is worth has no last digit."""


def made(folder: Path) -> dict[str, list[Document]]:
    """Return the documents of all runs, by the name in their `schema`.

    Args:
        folder: Where the files are copied to, and the exports are written.
    """
    shutil.copytree(ROOT / "tests/trees", folder / "trees")
    shutil.copytree(ROOT / "docs/examples/price-change", folder / "change")
    for name in ("pricing", "scenarios"):
        shutil.copytree(ROOT / name, folder / "shipped" / name)
    shutil.copytree(ROOT / "tests/trees/contracts/pricing", folder / "shipped/agreed")
    _edited(folder / "shipped/many.yaml", BROKEN)
    _edited(folder / "shipped/language.yaml", LANGUAGE)
    _edited(folder / "shipped/stepped.yaml", STEPPED)
    _edited(folder / "shipped/claimed.yaml", CLAIMED)
    _edited(folder / "shipped/doubted.yaml", DOUBTED)
    _edited(folder / "shipped/inverse.yaml", INVERSE)
    _edited(folder / "words/before/scenarios/words.yaml", WORDS)
    _edited(folder / "words/after/scenarios/words.yaml", WORDS, *REWORDED)
    _edited(folder / "shipped/spread.yaml", scenario_yaml(SPREAD))
    for side, words, day in (("before", (), "2027-11-01"), ("after", CALLED, "2026-11-01")):
        _edited(folder / f"used/{side}/scenarios/used.yaml", USED, *words)
        _edited(folder / f"used/{side}/scenarios/other.yaml", USED, ("id: used", "id: other"))
        _edited(folder / f"used/{side}/pricing/acme.yaml", TIDE, ("2026-11-01", day))
        _edited(folder / f"used/{side}/costcalc.yaml", BY_TEAM)
    for side, rate in (("before", "1.10"), ("after", "1.15")):
        _edited(folder / f"rated/{side}/scenarios/rated.yaml", RATED)
        _edited(folder / f"rated/{side}/pricing/acme.yaml", TIDE)
        _edited(folder / f"rated/{side}/pricing/rates.yaml", RATES, ("1.10", rate))
    (folder / "forked").mkdir()
    Project(folder / "forked").forked()
    for name, team in (("grown", "support"), ("other", "sales")):
        _edited(folder / f"shipped/{name}.yaml", scenario_yaml(f"id: {name}\n{GROWN.format(team=team)}"))
    _edited(folder / "shipped/all/all.yaml", EVERYTHING)
    _edited(folder / "shipped/map.json", MAP)
    _edited(folder / "shipped/other/all.yaml", EVERYTHING, *OTHERWISE)
    for name, edits in EDITED.items():
        _edited(folder / "shipped/edited" / name, (ROOT / "pricing" / name).read_text(encoding="utf-8"), *edits)
    agreed = folder / "shipped/agreed/our-globex.yaml"
    _edited(
        agreed, agreed.read_text(encoding="utf-8"), (", discount: 15%", ", discount: 15%, meters: [input], note: ours")
    )
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": os.pathsep.join(sys.path)}
    texts: list[str] = []
    for where, words in _asked(folder):
        out, err = Pipe(), Pipe()
        run_here(words, folder / where, surroundings, out, err)
        texts += [out.text, err.text]
    texts += [path.read_text(encoding="utf-8") for path in folder.rglob("*.manifest.json")]
    found: dict[str, list[Document]] = defaultdict(list)
    for text in texts:
        if text.startswith('{\n  "schema"'):
            document = json.loads(text, parse_float=_refused, parse_constant=_refused)
            found[document["schema"].split("/")[1]].append(document)
    return found


def _edited(file: Path, text: str, *edits: tuple[str, str]) -> None:
    """Write a text in which some words are others."""
    for before, after in edits:
        assert before in text
        text = text.replace(before, after)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _asked(folder: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield folders and the command lines that make documents in them."""
    for run in runs(folder):
        command, own = run.words[0], "@own" in run.name
        written = any(name.endswith(".json") for name in run.files)
        if (command in {"compare", "export"} and own and ("json" in run.words or written)) or (
            command == "cards" and run.folder.startswith(("trees/contracts", "trees/forms"))
        ):
            yield run.folder, run.words
        elif command in {"compare", "price"} and "more" in run.name:
            yield run.folder, (*run.words, "--format", "json")
    yield from (("shipped", tuple(command.split())) for command in COMMANDS)
    yield from ((where, tuple(command.split())) for where, command in ELSEWHERE)
    yield from (("shipped", tuple(command.split())) for command in _verified(folder / "shipped"))


def _verified(folder: Path) -> Iterator[str]:
    """Yield the command lines that export and verify, and between them edit what was exported."""
    yield "export scenarios/chatbot.yaml --option flash_published -o checked.csv"
    check = "export --verify checked.csv.manifest.json --format json"
    yield check
    file, manifest = folder / "checked.csv", folder / "checked.csv.manifest.json"
    lines, said = file.read_text(encoding="utf-8").splitlines(), json.loads(manifest.read_text(encoding="utf-8"))
    older = "".join(f"{line.rpartition(',')[0]}\n" for line in lines).encode()
    digits = sha256(older).hexdigest()
    file.write_bytes(older)
    said |= {"costcalc": "0.1.0", "sha256": digits, "rows_sha256": digits, "bytes": len(older)}
    manifest.write_text(json.dumps(said), encoding="utf-8")
    yield check
    shutil.copy(folder / "edited/deepseek.yaml", folder / "pricing/deepseek.yaml")
    yield check
    months = "export scenarios/chatbot.yaml --option flash_published --as-of 2026-08-01 --months 2"
    for profile, more in (("plain", ""), ("excel", " --set queries=2M"), ("focus", ""), ("plain", " --months 3")):
        yield f"{months}{more} --profile {profile} -o billed.csv --force"
        yield f"{months} --actuals billed.csv --format json"
    file.write_text("".join(f"{line}\n" for line in lines[:-1]), encoding="utf-8")
    yield check
    paid = folder / "paid.yaml"
    divided = "allocate: {team: {search: 60%, ads: 40%}}\nbudgets: [{option: flash_published, max: 300 USD}]\n"
    paid.write_text((folder / "scenarios/chatbot.yaml").read_text(encoding="utf-8") + divided, encoding="utf-8")
    months = months.replace("scenarios/chatbot.yaml", "paid.yaml")
    yield f"{months} -o paid.csv"
    yield f"{months} --actuals paid.csv --format json"
    _edited(paid, paid.read_text(encoding="utf-8"), ("max: 300 USD", "max: 400 USD"))
    yield "export --verify paid.csv.manifest.json --format json"


def _refused(number: str) -> None:
    message = f"a float in the output: {number}"
    raise AssertionError(message)
