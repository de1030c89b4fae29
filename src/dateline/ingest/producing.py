"""Which program, model and knowledge read here."""

from __future__ import annotations

from collections.abc import Callable

from dateline.knowledge.digest import knowledge_digest
from dateline.model.record import Producer
from dateline.reading import Engine, model_version
from dateline.version import VERSION


def find_producer(model: str | None, load: Callable[[], Engine]) -> Producer:
    """Tell who reads; a model that is a folder, not a package, tells its version only once it is loaded."""
    version = model_version(model)
    if version.endswith(" ?"):
        version = load().name
    return Producer(dateline=VERSION, model=version, knowledge=knowledge_digest())


def describe_producer(producer: Producer) -> str:
    """Say it in words."""
    return f"dateline {producer.dateline}, model {producer.model}, knowledge {producer.knowledge[:12]}"
