"""Voyage's embeddings and rerankings: `{"total_tokens": 120}`, beside the `data`.

All that is counted was read: there is no answer in words. Where another API says the total alone, nobody can tell how
much of it is the prompt, and it is refused.

Source: https://docs.voyageai.com/reference/embeddings-api
"""

from __future__ import annotations

from costcalc.usage.fields import WITHIN, counts
from costcalc.usage.readers.reader import UsageReader

READER = UsageReader(
    title="Voyage embeddings and rerankings",
    family="voyage",
    main=frozenset({"total_tokens"}),
    marks=frozenset(),
    fields={"total_tokens": counts("input"), "text_tokens": WITHIN},
    beside="data",
)
