"""The products of an offer with their terms, in the forms in which AWS gives them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.files.parse import parse_json
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.importers.files.origin import File

HINT = (
    "it reads index.json of one region of AmazonBedrock, AmazonBedrockService or AmazonBedrockFoundationModels, "
    "and what `aws pricing get-products` answers"
)


class OfferProduct(NamedTuple):
    """A product: its SKU, its attributes, and its terms by kind (`OnDemand`, `Reserved`)."""

    sku: str
    attributes: Mapping[str, Any]
    terms: Mapping[str, Mapping[str, Any]]


def read_products(file: File) -> list[OfferProduct]:
    """Return the products of a file.

    Raises:
        InputError: for a file that has none of Bedrock's.
    """
    tree = parse_json(file)
    products = list(_of_offer(tree) if isinstance(tree, dict) and "products" in tree else _of_answer(tree, file))
    if not any(str(product.attributes.get("servicecode", "")).startswith("AmazonBedrock") for product in products):
        raise InputError.of(file.place, "wrong-format", "this is no price list of Amazon Bedrock", HINT)
    return products


def _of_offer(tree: Mapping[str, Any]) -> Iterator[OfferProduct]:
    """Yield the products of a file of offers: products and terms stand apart, under the same SKU."""
    products, terms = _mapping(tree.get("products")), _mapping(tree.get("terms"))
    for sku, product in products.items():
        own = {kind: _mapping(by_sku.get(sku)) for kind, by_sku in terms.items() if isinstance(by_sku, dict)}
        yield OfferProduct(
            sku, _mapping(_mapping(product).get("attributes")), {kind: had for kind, had in own.items() if had}
        )


def _of_answer(tree: Any, file: File) -> Iterator[OfferProduct]:
    """Yield the products of an answer of the API, in which each is a text of its own."""
    items = tree.get("PriceList") if isinstance(tree, dict) else tree
    for nth, item in enumerate(items if isinstance(items, list) else (), 1):
        entry = _mapping(parse_json(replace(file, data=item.encode())) if isinstance(item, str) else item)
        product = _mapping(entry.get("product"))
        sku = product.get("sku")
        own = {kind: _mapping(had) for kind, had in _mapping(entry.get("terms")).items()}
        yield OfferProduct(sku if isinstance(sku, str) else f"item {nth}", _mapping(product.get("attributes")), own)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
