"""What stands beside the prices and is not read: it may say that they are other prices."""

from __future__ import annotations

import pytest

from costcalc.problem import InputError
from tests.importers.csv_table.tables import imported, keys, price, refused, sheets


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        *(("Per", "1K tokens"), ("Per tokens", "1000"), ("Tokens", "1000"), ("Units", "1"), ("Einheit", "1000 Tokens")),
        *(("Until", "2026-06-30"), ("valid from", "2027-01-01"), ("Date", "2027-01-01"), ("Effective", "2027-01-01")),
        *(("Factor", "0.9"), ("Rebate", "5"), ("Discount", "1"), ("Rabatt", "10 %"), ("Taxes", "19"), ("Markup", "5")),
        *(("Net/gross", "net"), ("Tier", "Batch"), ("Service tier", "flex"), ("Region", "eu"), ("Price basis", "x")),
        *(("Min. commitment", "1000"), ("Curr.", "EUR"), ("Waehrung", "CNY"), ("Devise", "CNY"), ("Billing", "annual")),
        *(
            ("Type", "batch"),
            ("Notes", "10 % off"),
            ("Notes", "per 1K"),
            ("Note", "in EUR"),
            ("Speed", "fast"),
            ("Context", "≤ 128K"),
        ),
        *(("Input >200K", "6"), ("通貨", "JPY"), ("", "batch"), ("Price per", "1000")),
    ],
)
def test_a_column_that_nobody_read_takes_its_rows_along(name: str, cell: str) -> None:
    found = imported(f"m,i,{name}\na,3,{cell}\nb,3,\n")
    assert list(sheets(found)) == ["prices/b"]
    assert ("a", name or "column 3") in keys(found)


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        *(("Notes", "fast and good"), ("Context window", "128K"), ("Max output tokens", "8192"), ("Vendor", "A")),
        *(("Cached ($/1M tokens)", "$0.30"), ("Output", "n/a"), ("batch input", "1.5"), ("Factor", "1.00")),
        *(
            ("Discount", "0 %"),
            ("Released", "2026-01-02"),
            ("MMLU", "88.1"),
            ("License", "MIT"),
            ("Last updated", "May"),
            *(("Created", "2024-05-13"), ("Speed (tokens/s)", "80"), ("Anbieter", "OpenAI"), ("Hersteller", "A")),
        ),
    ],
)
def test_a_column_of_other_things_does_not(name: str, cell: str) -> None:
    assert list(sheets(imported(f"m,i,{name}\na,3,{cell}\n"))) == ["prices/a"]


def test_a_column_may_be_ignored_by_its_name() -> None:
    text = "model,input,Tier,Speed\na,3,gold,5\n"
    assert list(sheets(imported(text, ("ignore=Tier", "ignore=Speed")))) == ["prices/a"]
    assert imported(text, ("model=model,input=input,ignore=Tier",)).cards == []
    assert refused(text, ("model=model,input=input,ignore=Team",)) == ["missing-key"]
    # what a program numbers has no name, and says nothing
    assert list(sheets(imported(",m,i\n0,a,3\n1,b,4\n"))) == ["prices/a", "prices/b"]


@pytest.mark.parametrize(
    "text",
    [
        "m,i\n,USD/1K\na,0.003\n",
        "m,i\nUnit,per 1K tokens\na,0.003\n",
        "m,i\nCurrency,EUR\na,0.003\n",
        "m,i\nMultiplier,1000\na,0.003\n",
        "m,i\nUnit,1000\na,0.003\n",
        "Prices in USD per 1K tokens,\nm,i\na,0.003\n",
        "Preise in EUR,\nm,i\na,0.003\n",
        ",Batch\nm,i\na,0.003\n",
        "# prices in thousands\nm,i\na,0.003\n",
        "m,i\na,0.003\n\n* prices in EUR,\n",
        "m,i\na,0.003\nBatch,\nb,0.001\n",
        "m,i\na,0.003\nwithout 20% discount,\n",
        "prices in cents,\nm,i\na,3\n",
    ],
)
def test_a_line_that_says_something_else_of_prices_is_refused(text: str) -> None:
    assert refused(text) == ["bad-unit"]


@pytest.mark.parametrize(
    "text",
    [
        "Prices in USD per 1M tokens,\nm,i\na,3\n",
        "Prices in $ / 1 million tokens (28/11/2026),\nm,i\na,3\n",
        "Pricing overview of Scaleway,\nm,i\nOpenAI,\na,3\n",
        "m,i\n,USD\na,3\n\nsee our wiki,\n",
    ],
)
def test_a_line_that_says_the_same_or_nothing_is_not(text: str) -> None:
    assert sheets(imported(text)) == {"prices/a": {"input": "3"}}


def test_such_a_line_has_its_place() -> None:
    with pytest.raises(InputError) as error:
        imported("m,i\na,3\nin EUR,\n")
    assert str(error.value.problems[0].place) == "prices.csv:3:1"


@pytest.mark.parametrize("name", ["Total", "Average", "TOTAL", "Grand total", "Summe", "median"])
def test_a_row_of_sums_is_no_model(name: str) -> None:
    assert list(sheets(imported(f"m,i\na,3\n{name},3\n"))) == ["prices/a"]


@pytest.mark.parametrize(
    "head",
    ["i (cents per 1K tokens)", "i ¢", "i (¢ / 1K tokens)", "i R$", "i A$", "i (KZT)", "i (USD / EUR)", "i (kr)"],
)
def test_money_that_is_not_that_which_is_asked_for_is_refused(head: str) -> None:
    assert refused(f"m,{head}\na,3\n", (f"model=m,input={head}",)) == ["bad-currency"]


@pytest.mark.parametrize(
    ("head", "currency"),
    [("i R$", "BRL"), ("i A$", "AUD"), ("i (KZT)", "KZT"), ("i in euros", "EUR"), ("i $", "USD"), ("i (rmb)", "CNY")],
)
def test_money_that_is_known_is_read(head: str, currency: str) -> None:
    (card,) = imported(f"m,{head}\na,3\n", (f"model=m,input={head}",), currency=None).cards
    assert card.currency == currency


@pytest.mark.parametrize(
    ("head", "cell"),
    [("i (per 1M)", "1K tokens"), ("i (per 1M)", "1 image"), ("i", "1 image"), ("i (per 1K tokens)", "1M")],
)
def test_two_units_are_none(head: str, cell: str) -> None:
    assert imported(f"m,{head},u\na,3,{cell}\n", (f"model=m,input={head},per=u",)).cards == []
    assert imported(f"m,{head}\na,3 / {cell.replace('image', 'images')}\n", (f"model=m,input={head}",)).cards == []


@pytest.mark.parametrize(
    "head",
    [
        "i per page",
        "i ($/20)",
        "i in thousands",
        "i (thousand $ / 1M)",
        "i ($m)",
        "i x1000",
        "¥/千tokens",
        "i per month",
    ],
)
def test_a_unit_that_is_not_understood_is_not_overruled(head: str) -> None:
    assert "bad-unit" in refused(
        f"m,{head}\na,3\n", (f"model=m,input={head}",), currency="CNY" if "¥" in head else "USD"
    )


@pytest.mark.parametrize(
    ("head", "doubts"),
    [
        *(("i <=128K", ["small_prompts_only"]), ("i >128K", ["large_prompts_only"])),
        *(("i per 1M (USD)", []), ("i per 1M $", [])),
    ],
)
def test_a_heading_that_says_a_size_is_a_doubt(head: str, doubts: list[str]) -> None:
    (card,) = imported(f"m,{head}\na,3\n", (f"model=m,input={head}",)).cards
    assert list(card.models[0].rates[0].doubts) == doubts


def test_the_name_of_a_model_is_no_word_for_the_rows_below() -> None:
    assert list(sheets(imported("m,i\ntts-1-batch,\na,3\n"))) == ["prices/a"]
    assert list(sheets(imported("#,m,i\n1,a,3\n"))) == ["prices/a"]


def test_a_heading_needs_no_per() -> None:
    # 0.003 for 1K are 3 for 1M
    assert price("0.003", "i (USD, 1K tokens)", per=()) == "3"
    assert refused("m,i\na,3\n", per=("1K", "1M")) == ["bad-setting"]


@pytest.mark.parametrize(
    ("cell", "other", "window"),
    [
        *(
            ("128.000", "2,50", None),
            ("128.000", "2.50", None),
            ("128,000", "2.50", "128000"),
            ("128,000", "2,50", None),
        ),
        *(("1.048.576", "2,50", "1048576"), ("1,048,576", "2", "1048576"), ("128 000", "2,50", "128000")),
        *(
            ("1,5M", "2,50", "1500000"),
            ("1.048M", "2", "1048000"),
            ("128k tokens", "2", "128000"),
            ("8192", "2", "8192"),
        ),
    ],
)
def test_a_size_has_the_punctuation_of_the_table(cell: str, other: str, window: str | None) -> None:
    found = imported(f"m;i;c\na;{other};{cell}\n", ("model=m,input=i,context_window=c",))
    assert found.cards[0].models[0].context_window == window
    assert (("a", "context_window") in keys(found)) is (window is None)


def test_a_heading_that_multiplies_a_size_is_not_passed_over() -> None:
    found = imported("m;i;Context (K)\na;2;128\nb;2;128K\n", ("model=m,input=i,context_window=Context (K)",))
    assert [model.context_window for model in found.cards[0].models] == [None, "128000"]


def test_notes_follow_a_model_into_the_card_of_its_currency() -> None:
    found = imported("m,i,o,c\na,3,1,USD\nb,4,x,EUR\n", ("model=m,input=i,output=o,currency=c",), currency=None)
    from costcalc.importers.draft import CardProvenance
    from costcalc.importers.rules.proof import proven

    cards = proven(found, CardProvenance("csv", "prices.csv", "2026-11-23", "0" * 64)).cards
    assert list(cards) == ["prices", "prices-eur"]
    assert "this is no number" in cards["prices-eur"]
    assert "this is no number" not in cards["prices"]
