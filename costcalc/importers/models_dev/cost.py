"""`cost` of a model as a rate: prices per 1M tokens, context tiers, and modes as services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.draft import is_service
from costcalc.importers.files.exact import NotExactError, size, whole
from costcalc.importers.reading.fields import amount, context_tier, has_price, with_reasoning
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.importers.draft import Value
    from costcalc.importers.reading.fields import Leave
    from costcalc.importers.reading.measure import Denomination

METERS: Mapping[str, str] = {
    "input": "input",
    "cache_read": "cache_read",
    "cache_write": "cache_write_5m",
    "input_audio": "audio_input",
    "output": "output",
    "reasoning": "reasoning",
    "output_audio": "audio_output",
}
LONG = "context_over_200k"
KEYS = {*METERS, LONG, "tiers", "tier"}
"""Of a table of prices: every other one leaves a note."""

BOUND = (
    "it does not say its bound, which is 256,000 or 272,000 of some models, so there is no price above 200,000 tokens"
)

Sheet = dict[str, str]


class Cost(NamedTuple):
    """A table of prices.

    Args:
        keys: The table.
        measure: What its prices are in.
        leave: Takes the notes.
        within: What stands before a key in notes.
        stands: Whether it is in this measure, too.
    """

    keys: Mapping[str, Any]
    measure: Denomination
    leave: Leave
    within: str = "cost"
    stands: bool = True

    def tier(self, keys: Mapping[str, Any]) -> Cost:
        """Return a tier of this table; `tier` of it says for which requests it is."""
        within = f"{self.within}.tiers."
        blocks = ((keys, KEYS, within), (keys.get("tier", {}), {"type", "size"}, f"{within}tier."))
        stands = all(self.measure.is_kept(block, self.leave, place, known) for block, known, place in blocks)
        return Cost(keys, self.measure, self.leave, within.removesuffix("."), stands)

    def sheet(self) -> Sheet:
        """Return the prices; all are `unpriced` where nobody knows what they are in."""
        found = {
            meter: written
            for key, meter in METERS.items()
            if (written := amount(f"{self.within}.{key}", self.keys.get(key), self.leave, self.measure.per_million))
        }
        return found if self.stands else dict.fromkeys(found, UNPRICED)

    def tiered(self) -> tuple[Sheet, list[dict[str, Value]]]:
        """Return the prices, and those of large requests; what a tier does not price is `unpriced` in it.

        Where a bound cannot be read, nobody knows for which requests the others hold, and all of them are `unpriced`.
        """
        base = self.sheet()
        table = self.keys.get("tiers")
        if table is None or table == []:
            return base, self._long(base)
        tiers: dict[int, dict[str, Value]] = {}
        for item in table if isinstance(table, list) else [{}]:
            try:
                bound = int(whole(_size(item)))
            except NotExactError:
                why = "not all of it goes by the size of a request, so nothing is priced by this cost"
                self.leave(f"{self.within}.tiers", why)
                return dict.fromkeys(base, UNPRICED), []
            own = self.tier(item).sheet()
            if bound in tiers:
                self.leave(f"{self.within}.tiers", "two of one size, so nothing is priced by either")
                own = {}
            tiers[bound] = context_tier(size(bound), {**own, **_unpriced(base, own)})
        return base, [tier for _, tier in sorted(tiers.items())]

    def _long(self, base: Sheet) -> list[dict[str, Value]]:
        """Return the tier of `context_over_200k` alone, in which nothing has a price: the true bound is not said."""
        if self.keys.get(LONG) is None:
            return []
        self.leave(f"{self.within}.{LONG}", BOUND)
        return [context_tier("200K", _unpriced(base, {}))]


def _unpriced(base: Sheet, own: Sheet) -> Sheet:
    return dict.fromkeys((meter for meter in base if meter not in own), UNPRICED)


def _size(item: Any) -> Any:
    tier = item.get("tier") if isinstance(item, dict) else None
    if not isinstance(tier, dict) or tier.get("type", "context") != "context":
        raise NotExactError("no size")
    return tier.get("size")


def services(experimental: Mapping[str, Any], measure: Denomination, leave: Leave) -> dict[str, dict[str, Value]]:
    """Read `experimental.modes`: a mode with a cost is a service."""
    found: dict[str, dict[str, Value]] = {}
    modes = experimental.get("modes")
    around = measure.is_kept(experimental, leave, "experimental.", {"modes"}, table=False)
    for name, mode in modes.items() if isinstance(modes, dict) else ():
        keys = mode.get("cost") if isinstance(mode, dict) else None
        if not isinstance(keys, dict):
            continue
        service = name.lower().replace("-", "_")
        if not is_service(service) or service in found:
            leave(f"experimental.modes.{name}", "no service can be called so, and it is left out")
            continue
        within = f"experimental.modes.{name}"
        stands = measure.is_kept(mode, leave, f"{within}.", {"cost", "provider"}, table=False)
        stands = measure.is_kept(keys, leave, f"{within}.cost.", KEYS) and stands and around
        sheet, tiers = Cost(keys, measure, leave, f"{within}.cost", stands).tiered()
        if has_price(sheet):
            found[service] = {**with_reasoning(sheet), **({"context_tiers": tiers} if tiers else {})}
    return found
