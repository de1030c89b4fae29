"""An article becomes a record: pure, deterministic, knows no disk and no clock."""

from dateline.reading.analysis import Engine, kernel_name, load_engine, model_version
from dateline.reading.steps import STEPS, read_article

__all__ = ["STEPS", "Engine", "kernel_name", "load_engine", "model_version", "read_article"]
