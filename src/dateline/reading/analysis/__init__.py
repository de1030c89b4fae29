"""Sentences, tags and trees: the text as arrays. The only room that knows which engine parses."""

from dateline.reading.analysis.analysis import Analysis, Phrase, build_analysis
from dateline.reading.analysis.classes import find_classes
from dateline.reading.analysis.engine import Engine, kernel_name, load_engine, model_version

__all__ = [
    "Analysis",
    "Engine",
    "Phrase",
    "build_analysis",
    "find_classes",
    "kernel_name",
    "load_engine",
    "model_version",
]
