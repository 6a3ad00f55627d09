"""genai-prices' price keys as meters, and its tiers as context tiers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.files.exact import NotExactError, exact, price, whole
from costcalc.importers.reading.fields import context_tier
from costcalc.importers.reading.measure import MILLION, Denomination
from costcalc.importers.rules.parts import wholes
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.importers.draft import Value

TOKENS = {
    "input_mtok": "input",
    "cache_read_mtok": "cache_read",
    "cache_write_5m_mtok": "cache_write_5m",
    "cache_write_mtok": "cache_write_5m",
    "cache_write_1h_mtok": "cache_write_1h",
    "input_audio_mtok": "audio_input",
    "input_image_mtok": "image_input",
    "input_video_mtok": "video_input",
    "cache_audio_read_mtok": "audio_cache_read",
    "cache_image_read_mtok": "image_cache_read",
    "output_mtok": "output",
    "output_reasoning_mtok": "reasoning",
    "output_audio_mtok": "audio_output",
    "output_image_mtok": "image_output",
    "output_video_mtok": "video_output",
}
"""Keys whose price is per 1M tokens, and their meters."""

PIECES = {
    "requests_kcount": ("request", "1K requests"),
    "web_searches_kcount": ("web_search", "1K searches"),
    "storage_searches_kcount": ("file_search", "1K searches"),
    "rerank_searches_kcount": ("rerank", "1K searches"),
    "input_mchars": ("character", "1M characters"),
    "input_document_kpages": ("page", "1K pages"),
    "input_annotated_document_kpages": ("annotated_page", "1K pages"),
    "input_text_messages_kcount": ("message", "1K messages"),
    "input_audio_hours": ("audio_second", "3600 seconds"),
    "audio_hours": ("audio_second", "3600 seconds"),
    "output_audio_hours": ("speech_second", "3600 seconds"),
}
"""Keys whose price is per something else: the meter, and what the price buys."""

OWN = {
    "output_citation_mtok": "citation",
    "input_tool_mtok": "tool_input",
    "social_searches_kcount": "social_search",
    "code_executions_kcount": "code_execution",
}
"""Keys for which a card names a meter of its own."""

OWN_METERS: Mapping[str, Mapping[str, Value]] = {
    "citation": {"unit": "token", "part_of": "output", "summary": "tokens of the citations in an answer"},
    "tool_input": {"unit": "token", "part_of": "input", "summary": "tokens of the prompt that tools put there"},
    "social_search": {"unit": "search", "summary": "searches of a social network"},
    "code_execution": {"unit": "call", "summary": "runs of the code interpreter"},
}
OWN_PER = {"social_searches_kcount": "1K searches", "code_executions_kcount": "1K calls"}

KEYS = {*TOKENS, *PIECES, *OWN}
"""Of a table of prices: every other one leaves a note."""

NEARER = {"cache_write_mtok": "cache_write_5m_mtok", "audio_hours": "input_audio_hours"}
"""Keys with a more special one for the same meter, which counts where the two differ."""

BILLED_AS = {
    "cache_read": ("input",),
    "cache_write_5m": ("input",),
    "cache_write_1h": ("cache_write_5m", "input"),
    "audio_input": ("input",),
    "image_input": ("input",),
    "video_input": ("input",),
    "audio_cache_read": ("cache_read", "audio_input", "input"),
    "image_cache_read": ("cache_read", "image_input", "input"),
    "reasoning": ("output",),
    "audio_output": ("output",),
    "image_output": ("output",),
    "video_output": ("output",),
    "annotated_page": ("page",),
}
"""Parts that stay in the count of a whole when they have no price themselves: the first that has one."""

JOINS = {"audio_cache_read": {"cache_read", "audio_input"}, "image_cache_read": {"cache_read", "image_input"}}
"""Parts of two parts: where both have prices, nobody can say at which of them it is billed."""


class Price(NamedTuple):
    """The price of a key: `base`, and from above each threshold of prompt tokens another one."""

    base: str
    tiers: tuple[tuple[str, str], ...] = ()

    def above(self, start: str) -> str:
        """Return the price of a prompt that is just larger than a threshold."""
        passed = [price for at, price in self.tiers if Decimal(at) <= Decimal(start)]
        return passed[-1] if passed else self.base


Prices = Mapping[str, Price]
"""Price key to price."""


class GenaiSheet(NamedTuple):
    """Prices as a card has them.

    Args:
        meters: Meter to price.
        other: The same for the card's own meters.
        tiers: Context tiers.
    """

    meters: dict[str, Value]
    other: dict[str, Value]
    tiers: list[dict[str, Value]]


def read_prices(written: Any, refused: dict[str, str]) -> Prices:
    """Read the `prices` of a model or a condition.

    Args:
        written: What stands there.
        refused: Takes the keys that have no meter, or no price that can be used, with the reason.
    """
    if not isinstance(written, Mapping):
        refused["prices"] = "this is no list of prices"
        return {}
    prices: dict[str, Price] = {}
    clear = Denomination(MILLION).is_kept(written, refused.__setitem__, known=KEYS)
    for key, value in written.items():
        if value is None or key not in KEYS:
            continue
        try:
            prices[key] = _price(value)
        except NotExactError as error:
            refused[key] = f"{error}, so nothing is priced by it"
            prices[key] = Price(UNPRICED)
    if not clear:
        prices = dict.fromkeys(prices, Price(UNPRICED))
    for key, reason in _unknown(prices).items():
        refused[key] = reason
        del prices[key]
    return prices


def changed(prices: Prices, new: Prices) -> Prices:
    """Return prices with others in the place of some; a part of what moves has none, if it is not named there."""
    named = {TOKENS[key] for key in new if key in TOKENS}
    moved = {TOKENS[key] for key in new if key in TOKENS and new[key] != prices.get(key)}
    kept = [key for key in prices if key in TOKENS and moved.intersection(wholes(TOKENS[key]))]
    return {**prices, **{key: Price(UNPRICED) for key in kept if TOKENS[key] not in named}, **new}


def _price(value: Any) -> Price:
    if not isinstance(value, Mapping):
        return Price(price(value))
    tiers = value.get("tiers")
    if set(value) != {"base", "tiers"} or not isinstance(tiers, list):
        raise NotExactError("a price has `base` and `tiers`, and this has something else")
    if not all(isinstance(tier, Mapping) and set(tier) == {"start", "price"} for tier in tiers):
        raise NotExactError("a tier has `start` and `price`, and this has something else")
    steps = sorted(((whole(tier["start"]), price(tier["price"])) for tier in tiers), key=lambda step: exact(step[0]))
    if len({start for start, _ in steps}) < len(steps):
        raise NotExactError("two tiers start at the same size")
    return Price(price(value["base"]), tuple(steps))


def _unknown(prices: Prices) -> dict[str, str]:
    found = {key: "this card cannot have tiers for it" for key in OWN if key in prices and prices[key].tiers}
    for key, special in NEARER.items():
        if key in prices and special in prices and prices[key] != prices[special]:
            found[key] = f"`{special}` has another price for the same meter, and this is left out"
    return found


def sheet(prices: Prices) -> GenaiSheet:
    """Return the meters of price keys.

    A part of the prompt or the answer that has no price stays in the count of the whole in genai-prices' arithmetic,
    and is "billed as" the whole here.
    """
    own = {meter: _value(key, prices[key].base) for key, meter in _meters(prices).items()}
    meters: dict[str, Value] = {}
    for meter in [*TOKENS.values(), *(meter for meter, _ in PIECES.values())]:
        if meter in own:
            meters[meter] = own[meter]
        elif whole := _whole_of(meter, own):
            meters[meter] = whole
    other = {meter: _value(key, prices[key].base) for key, meter in OWN.items() if key in prices}
    return GenaiSheet(meters, other, list(_tiers(prices)))


def _meters(prices: Prices) -> dict[str, str]:
    """Return the keys that are priced with their meters; of two keys for one meter, which agree, the first."""
    found: dict[str, str] = {}
    for key, meter in {**TOKENS, **{key: meter for key, (meter, _) in PIECES.items()}}.items():
        if key in prices and meter not in found.values():
            found[key] = meter
    return found


def _whole_of(part: str, own: Mapping[str, Value]) -> str | None:
    if part not in BILLED_AS or JOINS.get(part, {part}) <= set(own):
        return None
    whole = next((whole for whole in BILLED_AS[part] if whole in own), None)
    return UNPRICED if whole and own[whole] == UNPRICED else whole


def _value(key: str, amount: str) -> Value:
    per = PIECES[key][1] if key in PIECES else OWN_PER.get(key)
    return {"price": amount, "per": per} if per and amount != UNPRICED else amount


def _tiers(prices: Prices) -> Iterator[dict[str, Value]]:
    """Yield context tiers: each names every price that moves anywhere, so that none depends on the tier before."""
    named = {key: meter for key, meter in _meters(prices).items() if prices[key].tiers}
    starts = {start for key in named for start, _ in prices[key].tiers}
    for start in sorted(starts, key=Decimal):
        values = {meter: _value(key, prices[key].above(start)) for key, meter in named.items()}
        yield context_tier(start, values)
