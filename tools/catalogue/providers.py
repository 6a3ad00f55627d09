"""Which lists the catalogue takes for a provider, and which of them first.

genai-prices comes first where it has a provider: it says when prices were checked, and since when they hold. litellm
comes first for the clouds, of which it has several times as many models, with regions. What the first one does not have
is taken from the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

GENAI, LITELLM = "genai-prices", "litellm"


class Provider(NamedTuple):
    """A card of the catalogue.

    Args:
        title: For people.
        genai: What genai-prices calls it.
        litellm: What litellm calls it, where it has several names the first before the others.
        first: Whose prices count where both have a model.
        released: What models.dev calls it, whose release dates say since when its undated prices hold.
    """

    title: str
    genai: tuple[str, ...] = ()
    litellm: tuple[str, ...] = ()
    first: str = GENAI
    released: str | None = None


KEPT_BY_HAND: Mapping[str, Mapping[str, str]] = {
    GENAI: {
        **{name: name for name in ("openai", "anthropic", "google", "deepseek", "mistral")},
        "openai-decisions": "openai",
        "moonshotai": "moonshot",
    },
    LITELLM: {
        **{name: name for name in ("openai", "anthropic", "deepseek", "mistral", "moonshot")},
        "text-completion-openai": "openai",
        "gemini": "google",
        "codestral": "mistral",
        "text-completion-codestral": "mistral",
        **dict.fromkeys(("dashscope", "qwen_ai_platform", "qwencloud"), "qwen"),
    },
}
"""The vendors that have a card in `pricing/`, which somebody looks after, with what that is called."""

VENDORS = {
    *("ai21", "amazon_nova", "arcee", "assemblyai", "aws_polly", "black_forest_labs", "cognition", "cohere", "cursor"),
    *("deepgram", "elevenlabs", "inception", "jina_ai", "meta", "minimax", "morph", "perplexity", "recraft", "reducto"),
    *("runwayml", "soniox", "stability", "tencent", "v0", "voyage", "xai", "xiaomi_mimo", "zai", "zhipuai"),
}
"""Who makes the models that their card has: a bare name is looked for in these alone. Elsewhere the same model has the
price of whoever resells it."""

NO_MODELS = {
    *("agentcore", "apiserpent", "bing_grounding", "dataforseo", "duckduckgo", "google_pse", "linkup", "nimble"),
    *("parallel_ai", "searxng", "serper", "tavily", "tinyfish", "you_com", "strands_decider", "microsoft_365_copilot"),
}
"""What litellm lists beside models: searches, tools, agents."""

_VERTEX = (
    *("vertex_ai", "vertex_ai-language-models", "vertex_ai-anthropic_models", "vertex_ai-mistral_models"),
    *("vertex_ai-llama_models", "vertex_ai-embedding-models", "vertex_ai-ai21_models", "vertex_ai-deepseek_models"),
    *("vertex_ai-qwen_models", "vertex_ai-zai_models", "vertex_ai-openai_models", "vertex_ai-minimax_models"),
    *("vertex_ai-moonshot_models", "vertex_ai-text-models", "vertex_ai-video-models"),
)
PROVIDERS = {
    "azure": Provider("Azure OpenAI", ("azure",), ("azure", "azure_text"), LITELLM, "azure"),
    "azure_ai": Provider("Azure AI Foundry", (), ("azure_ai",), LITELLM),
    "bedrock": Provider(
        "Amazon Bedrock", ("aws",), ("bedrock_converse", "bedrock", "bedrock_mantle"), LITELLM, "amazon-bedrock"
    ),
    "cerebras": Provider("Cerebras", ("cerebras",), ("cerebras",), released="cerebras"),
    "cloudflare": Provider("Cloudflare Workers AI", ("cloudflare",), ("cloudflare",), released="cloudflare-workers-ai"),
    "cohere": Provider("Cohere", ("cohere",), ("cohere_chat", "cohere"), released="cohere"),
    "databricks": Provider("Databricks", ("databricks",), ("databricks",), LITELLM, "databricks"),
    "fireworks": Provider(
        "Fireworks AI", ("fireworks",), ("fireworks_ai", "fireworks_ai-embedding-models"), LITELLM, "fireworks-ai"
    ),
    "groq": Provider("Groq", ("groq",), ("groq",), released="groq"),
    "inception": Provider("Inception", (), ("inception", "text-completion-inception"), LITELLM, "inception"),
    "minimax": Provider("MiniMax", ("minimax",), ("minimax",), released="minimax"),
    "nebius": Provider("Nebius", (), ("nebius",), LITELLM, "nebius"),
    "novita": Provider("Novita AI", ("novita",), ("novita",), released="novita-ai"),
    "openrouter": Provider("OpenRouter", ("openrouter",), ("openrouter",), released="openrouter"),
    "perplexity": Provider("Perplexity", ("perplexity",), ("perplexity",), released="perplexity"),
    "together": Provider("Together AI", ("together",), ("together_ai",), released="togetherai"),
    "vertex": Provider("Google Vertex AI", (), _VERTEX, LITELLM, "google-vertex"),
    "voyage": Provider("Voyage AI", ("voyageai",), ("voyage",)),
    "xai": Provider("xAI", ("x-ai",), ("xai",), released="xai"),
    "zai": Provider("Z.ai", ("zai",), ("zai",), released="zai"),
}
"""Those that both lists have, or that have several names; every other one is called as its list calls it."""
