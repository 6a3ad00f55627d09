"""A sample of what vendors charge, as the sources have it, against what the shipped cards say."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import costcalc
from costcalc.meters import METERS
from costcalc.problem import InputError
from tools.read_yaml import yaml_texts

if TYPE_CHECKING:
    from costcalc.pricing import Estimate
    from costcalc.ratecard import Catalogue

SAMPLE = yaml_texts(Path(__file__).with_name("published.yaml").read_text(encoding="utf-8"))
UNITS = 1000  # so many of the meter are asked for
PART_OF = {meter.name: meter.part_of for meter in METERS.values()} | {"explicit_cache_read": ("cache_read", "input")}


def usage(meter: str, size: int) -> dict[str, int]:
    """Return a request with 1,000 of the meter, and of what they are part of; its prompt is as large as is asked."""
    asked = {meter: UNITS}
    for whole in PART_OF[meter]:
        asked |= usage(whole, size)
    if size:
        asked["input"] = size
    return asked


def bill(cards: Catalogue, row: dict[str, str]) -> Estimate:
    asked = usage(row["meter"], int(row.get("size", 0)))
    service, region = row.get("service", "standard"), row.get("region")
    return costcalc.price(cards, row["model"], asked, as_of=row["as_of"], service=service, region=region)


@pytest.mark.parametrize("row", SAMPLE, ids=lambda row: f"{row['model']} {row['meter']} {row['as_of']}")
def test_a_price_is_what_its_sources_say(cards: Catalogue, row: dict[str, str]) -> None:
    if row["price"] == "none":
        with pytest.raises(InputError) as refused:
            bill(cards, row)
        assert {problem.code for problem in refused.value.problems} <= {"no-price", "not-in-force"}
        return
    (charge,) = (charge for charge in bill(cards, row).charges if charge.meter == row["meter"])
    quantity = int(row["size"]) if row["meter"] == "input" and "size" in row else UNITS
    per = 1_000 if row["meter"] == "web_search" else 1_000_000
    assert charge.amount * per / quantity == Decimal(row["price"])


def test_every_row_names_its_source() -> None:
    assert all(row["source"] for row in SAMPLE)
