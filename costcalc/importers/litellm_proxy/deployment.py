"""One deployment of a proxy: its prices, read as an entry of litellm's map is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.draft import DraftModel, Note
from costcalc.importers.litellm.entry import LitellmEntry
from costcalc.importers.litellm.keys import is_price, says_what_it_prices
from costcalc.importers.litellm.rate import TALKS, rate_of
from costcalc.importers.litellm.rest import leave_the_rest
from costcalc.importers.reading.fields import UNPRICED_MODEL
from costcalc.importers.reading.neighbours import strangers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CARD = "litellm-proxy"
SOURCE = "the configuration of the proxy"
USUAL_MODE = "chat"
ROUTER = "auto_router/"

_NO_PRICE = {"litellm_params", "model_info", "tier", "extra_body", "extra_headers", "tags"}
"""Keys that are read apart, or go to the model; `tier` is the plan of who asks."""


class Deployment(NamedTuple):
    """An entry of `model_list`.

    Args:
        name: What the proxy calls it.
        keys: The whole entry.
        params: Its `litellm_params`.
        info: Its `model_info`.
        changed: Providers whose bills a setting of the proxy changes, and which.
    """

    name: str
    keys: Mapping[str, Any]
    params: Mapping[str, Any]
    info: Mapping[str, Any]
    changed: Mapping[str, str]

    @property
    def provider(self) -> str:
        """As litellm spells it; "" where only litellm itself knows."""
        said, model = self.params.get("custom_llm_provider"), self.params.get("model")
        if isinstance(said, str):
            return said
        return model.partition("/")[0] if isinstance(model, str) and "/" in model else ""

    @property
    def prices(self) -> dict[str, Any]:
        """What it says of money, of limits and of what the model takes; what is null is not said."""
        said = {key: value for key, value in self.info.items() if key != "source"}
        said |= {key: value for key, value in self.params.items() if is_price(key) and value is not None}
        return {key: value for key, value in said.items() if value is not None}


class Priced(NamedTuple):
    """What became of a deployment.

    Args:
        model: None where it has no price.
        notes: What a card cannot say of it.
    """

    model: DraftModel | None
    notes: list[Note]


def priced(deployment: Deployment, effective: str) -> Priced:
    """Return a deployment as a model."""
    notes: list[Note] = []
    keys, mode = deployment.prices, deployment.info.get("mode")
    entry = LitellmEntry(
        card=CARD,
        provider=deployment.provider,
        key=deployment.name,
        name=deployment.name,
        mode=mode if isinstance(mode, str) else USUAL_MODE,
        keys=keys,
        notes=notes,
        inherits=True,
    )
    for astray in _astray(deployment):
        entry.leave(astray, "litellm reads no price in this place, and it is left out")
    if not any(map(is_price, keys)):
        entry.leave("prices", "it has none of its own, and litellm bills it by its own map")
        return Priced(None, notes)
    if key := next(_changing(deployment), None):
        entry.leave(key, "it may change what the prices beside it mean, and the model is left out")
        return Priced(None, notes)
    rate = rate_of(entry, effective)
    if rate is None:
        leave_the_rest(entry)
        entry.leave("prices", UNPRICED_MODEL)
        return Priced(None, notes)
    if entry.mode in TALKS and "input" in rate.sheet:
        if "output" not in rate.sheet:
            entry.leave("output_cost_per_token", "it is missing, and what is answered is not priced")
        if "cache_read" not in rate.sheet:
            why = "it is missing; litellm takes that of its own map, if any, so cached tokens are not priced"
            entry.leave("cache_read_input_token_cost", why)
    context, answer = entry.limits()
    rates = (replace(rate, source=SOURCE),)
    return Priced(DraftModel(name=entry.name, rates=rates, context_window=context, max_output=answer), notes)


def _astray(deployment: Deployment) -> Iterator[str]:
    """Yield the price keys that stand where the proxy does not look."""
    yield from (key for key in deployment.keys if is_price(key))
    inner = deployment.params.get("model_info")
    if isinstance(inner, dict):
        yield from (f"litellm_params.model_info.{key}" for key in inner if is_price(key))


def _changing(deployment: Deployment) -> Iterator[str]:
    """Yield what may make another price of what is written."""
    if str(deployment.params.get("model", "")).startswith(ROUTER):
        yield "litellm_params.model"
    for place, keys in (
        ("", deployment.keys),
        ("litellm_params.", deployment.params),
        ("model_info.", deployment.info),
    ):
        known = {key for key in keys if says_what_it_prices(key)} | _NO_PRICE
        yield from (f"{place}{stranger.key}" for stranger in strangers(keys, known) if stranger.kind)
    for provider, setting in deployment.changed.items():
        if provider == "global" or deployment.provider in {provider, ""}:
            yield setting
