"""One small list of every format, with what a test has to know of it to spoil it: the table of all importers."""

from __future__ import annotations

import csv
import io
import json
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from costcalc.importers import importer_named
from costcalc.importers.draft import ImportQuery, TableQuery
from costcalc.importers.files.origin import File, Origin
from costcalc.problem import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from costcalc.importers.draft import ImportResult

HERE = Path(__file__).parent
TWICE = "§twice"
"""Stands behind a key that is to be the one before it again."""

Steps = tuple[Any, ...]
"""The keys and numbers of items on the way to a value."""


class Sample(NamedTuple):
    """A list of a format.

    Args:
        file: Where it is.
        entries: The keys on the way to its entries: a list, or a mapping.
        names: Keys whose values are what models, providers, regions and sources are called, or are written for people;
            cards and notes have these.
        shared: Keys that stand among the entries and are none.
        table: What is said of a table.
    """

    file: str
    entries: Steps
    names: Collection[str] = ()
    shared: Collection[str] = ()
    table: TableQuery | None = None

    @property
    def path(self) -> Path:
        """The file."""
        return HERE / self.file

    @property
    def tree(self) -> Any:
        """What stands in it, freshly read; a table is its lines, with the headings as keys."""
        text = self.path.read_text(encoding="utf-8")
        if self.path.suffix == ".csv":
            return list(csv.DictReader(io.StringIO(text)))
        return yaml.safe_load(text) if self.path.suffix == ".yaml" else json.loads(text)

    @property
    def options(self) -> list[str]:
        """What must be said of it on the command line."""
        columns, per, currency = self.table or TableQuery()
        said = [("--columns", each) for each in columns] + [("--per", each) for each in per]
        return [word for words in (*said, *([("--currency", currency)] if currency else [])) for word in words]

    def places(self, tree: Any) -> list[Steps]:
        """Return where the entries of a tree are."""
        entries = reduce(getitem, self.entries, tree)
        keys = entries if isinstance(entries, dict) else range(len(entries))
        return [(*self.entries, key) for key in keys if key not in self.shared]


SAMPLES = {
    "genai-prices": Sample(
        "genai_prices/data.json", (0, "models"), {"id", "name", "equals", "pricing_urls", "price_comments"}
    ),
    "litellm": Sample(
        "litellm/model_prices_and_context_window.json", (), {"litellm_provider", "source"}, {"sample_spec"}
    ),
    "litellm-proxy": Sample("litellm_proxy/litellm_config.yaml", ("model_list",), {"model_name"}),
    "models.dev": Sample("models_dev/api.json", ("acme", "models"), {"id", "name", "doc"}),
    "openrouter": Sample("openrouter/models.json", ("data",), {"id", "name", "canonical_slug"}),
    "llm-prices": Sample("llm_prices/data/acme.json", ("models",), {"id", "name", "vendor"}),
    "new-api": Sample("new_api/pricing.json", ("data",), {"model_name"}),
    "csv": Sample(
        "csv_table/small.csv",
        (),
        {"Vendor", "Model", "Title", "Remark"},
        table=TableQuery(
            ("provider=Vendor,model=Model,title=Title", "input=Input,output=Output,effective=From,note=Remark"),
            ("1M",),
            "USD",
        ),
    ),
    "langfuse": Sample("langfuse/models.json", ("data",), {"modelName"}),
    "portkey": Sample("portkey/acme.json", (), shared={"default"}),
    "azure-retail": Sample("azure_retail/eastus.json", ("Items",), {"meterName", "productName", "armRegionName"}),
    "aws-price-list": Sample(
        "aws_price_list/index.json",
        ("products",),
        {"usagetype", "sku", "model", "titanModel", "servicename", "provider", "regionCode"},
    ),
}


def written(sample: Sample, tree: Any) -> bytes:
    """Return a tree as its format has it. A key with `TWICE` is the one before it again, in JSON."""
    if sample.path.suffix != ".csv":
        return json.dumps(tree).replace(json.dumps(TWICE)[1:], '"').encode()
    heads = list(dict.fromkeys(key for row in tree if isinstance(row, dict) for key in row))
    rows = [[row.get(key) for key in heads] if isinstance(row, dict) and row else [json.dumps(row)] for row in tree]
    out = io.StringIO()
    csv.writer(out).writerows([heads, *rows])
    return out.getvalue().encode()


def imported(form: str, tree: Any) -> ImportResult:
    """Import a tree of a format."""
    sample = SAMPLES[form]
    file = File(sample.path.name, written(sample, tree), Place.start_of(sample.path.name))
    wanted = ImportQuery("2026-01-01", table=sample.table)
    return importer_named(form).read(Origin(file.name, [file], "0" * 64), wanted)


def models_of(found: ImportResult) -> dict[tuple[str, str, str], Any]:
    """Return the models of an import by card, name and currency."""
    return {(card.id, model.name, model.currency): model for card in found.cards for model in card.models}


def replaced(tree: Any, at: Steps, value: Any) -> Any:
    """Return a tree with another value at a place."""
    if not at:
        return value
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[at[0]] = replaced(copy[at[0]], at[1:], value)
    return copy


def without(tree: Any, at: Steps) -> Any:
    """Return a tree without what stands at a place."""
    around = reduce(getitem, at[:-1], tree)
    copy = dict(around) if isinstance(around, dict) else list(around)
    del copy[at[-1]]
    return replaced(tree, at[:-1], copy)


def twice(tree: Any, at: Steps, value: Any) -> Any:
    """Return a tree in which a key stands a second time in its mapping, with another value."""
    around = reduce(getitem, at[:-1], tree)
    items = ((key, item) for old in around.items() for key, item in _again(old, at[-1], value))
    return replaced(tree, at[:-1], dict(items))


def _again(old: tuple[str, Any], key: str, value: Any) -> Iterator[tuple[str, Any]]:
    yield old
    if old[0] == key:
        yield f"{key}{TWICE}", value


def walk(tree: Any, at: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Yield every value below a place, with the place."""
    below = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in below:
        yield (*at, key), value
        yield from walk(value, (*at, key))
