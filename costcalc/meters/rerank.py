"""Searches of a reranker: one query with the documents that the vendor allows in one.

    rerank: {price: 2, per: 1K searches}

Vendors that count the tokens of the documents instead have a price for `input`.
"""

from costcalc.meters.meter import Meter

METER = Meter("rerank", "search", "searches of a reranker")
