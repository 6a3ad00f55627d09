"""Write the catalogue of every model that somebody lists, `pricing/listed.zip`: `just catalogue --day 2026-11-30`.

It is made of the packages genai-prices and litellm, as they are installed here, and of the release dates in
`released.json`, which are those of models.dev (https://github.com/anomalyco/models.dev, MIT) at the commit it names.
`pricing/README.md` says which list is taken for which provider. The same packages and day give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import zipfile
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from costcalc.checks.plain_price import plain_prices
from costcalc.importers import importer_named
from costcalc.importers.draft import CardProvenance, DraftCard, ImportQuery, ImportResult
from costcalc.importers.reading.names import with_spellings
from costcalc.importers.rules.apart import nowhere, one_currency_each
from costcalc.importers.rules.proof import proven
from costcalc.importers.rules.zeros import costs_nothing
from tools.catalogue import known
from tools.catalogue.merge import BEGINNING, Listed, merged
from tools.catalogue.providers import GENAI, KEPT_BY_HAND, LITELLM, NO_MODELS, PROVIDERS, VENDORS, Provider

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "pricing" / "listed.zip"
HEAD = "# Somebody's list: nobody has verified these prices. Written by `just catalogue`.\nschema:"
AT = (1980, 1, 1, 0, 0, 0)
"""The time of every file in it, so that the same lists give the same bytes."""


def catalogue(day: str) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the text of each card by its id, and the index."""
    lists = {name: _listed(name) for name in (GENAI, LITELLM)}
    released = json.loads((HERE / "released.json").read_text(encoding="utf-8"))["released"]
    drafts = []
    spelt = {other: card for names in KEPT_BY_HAND.values() for other, card in names.items() if other != card}
    for card, provider in _providers(lists).items():
        names = {GENAI: provider.genai, LITELLM: provider.litellm}
        order = sorted(lists, key=lambda name: name != provider.first)
        dates = {model.lower(): date for model, date in released.get(provider.released or "", {}).items()}
        sources = [(lists[name], names[name]) for name in order]
        draft = merged(card, f"{provider.title}, as {' and '.join(_used(sources))} list it", sources, dates, day)
        if draft.models and any(_costs(model) for model in draft.models):
            drafts.append(draft)
            spelt |= {other: card for other in (*provider.genai, *provider.litellm) if other != card}
    provenance = CardProvenance("catalogue", "the lists that each rate names", day, "0" * 64)
    done = proven(ImportResult(drafts), provenance, lambda _: chain.from_iterable(map(plain_prices, known.kept())))
    cards = {card: HEAD + text.partition("\nschema:")[2] for card, text in done.cards.items()}
    return cards, {
        "models": _models(drafts, done.cards),
        "spelt": {key: spelt[key] for key in sorted(spelt)},
        "vendors": sorted(VENDORS & done.cards.keys()),
    }


def _listed(name: str) -> Listed:
    importer = importer_named(name)
    origin = importer.installed()  # type: ignore[attr-defined]  # both of these have it
    # What genai-prices does not date was first; litellm dates nothing.
    found = importer.read(origin, ImportQuery(BEGINNING))
    spelled = [with_spellings(card, found.notes) for card in found.cards]
    return Listed(f"{name} {origin.version}", {card.id: card for card in one_currency_each(spelled, [], nowhere)})


def _providers(lists: Mapping[str, Listed]) -> dict[str, Provider]:
    """Return every card of the catalogue with where it is from."""
    taken = {name for provider in PROVIDERS.values() for name in (*provider.genai, *provider.litellm)}
    found = dict(PROVIDERS)
    for name, listed in lists.items():
        for card, draft in listed.cards.items():
            if card in taken | NO_MODELS | KEPT_BY_HAND[name].keys():
                continue
            title = draft.title.removesuffix(", as litellm has it")
            own = Provider(title, (card,)) if name == GENAI else Provider(title, (), (card,), LITELLM)
            there = found.get(card)
            found[card] = own if there is None else there._replace(litellm=(*there.litellm, card))
    return {card: found[card] for card in sorted(found)}


def _used(sources: list[tuple[Listed, tuple[str, ...]]]) -> Iterator[str]:
    for listed, names in sources:
        if any(name in listed.cards for name in names):
            yield listed.name.partition(" ")[0]


def _costs(model: Any) -> bool:
    return not all(map(costs_nothing, model.rates))


def _models(drafts: list[DraftCard], cards: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the cards in which each bare name stands, of a model or an alias."""
    found: dict[str, list[str]] = {}
    for draft in drafts:
        for model in draft.models if draft.id in cards else ():
            for name in (model.name, *model.aliases):
                found.setdefault(name, []).append(draft.id)
    return {name: sorted(found[name], key=lambda card: card not in VENDORS) for name in sorted(found)}


def write(cards: Mapping[str, str], index: Mapping[str, Any], out: Path) -> None:
    """Write the catalogue."""
    texts = {"index.json": json.dumps(index, ensure_ascii=False, separators=(",", ":"))}
    texts |= {f"{card}.yaml": text for card, text in sorted(cards.items())}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in texts.items():
            archive.writestr(zipfile.ZipInfo(name, AT), text, zipfile.ZIP_DEFLATED, 9)


def main() -> None:
    """Make it anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--day", default=datetime.now(UTC).date().isoformat(), help="on which the lists were read")
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    cards, index = catalogue(asked.day)
    write(cards, index, asked.out)
    if asked.out == OUT:
        known.write()
    models = sum(text.count("\n    rates:\n") for text in cards.values())
    print(f"{len(cards)} cards, {models:,} models, {asked.out.stat().st_size:,} bytes")  # noqa: T201


if __name__ == "__main__":
    main()
