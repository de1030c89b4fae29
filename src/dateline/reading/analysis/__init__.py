"""Sentences, tags and trees: the text as arrays. The only room that knows which engine parses."""

from dateline.reading.analysis.analysis import Analysis, Phrase, build_analysis
from dateline.reading.analysis.engine import DEFAULT_MODEL, Engine, load_engine, model_version

__all__ = ["DEFAULT_MODEL", "Analysis", "Engine", "Phrase", "build_analysis", "load_engine", "model_version"]
