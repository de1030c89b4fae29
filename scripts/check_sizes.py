#!/usr/bin/env python3
"""Refuse files over 400 lines and functions over 50 lines in the package; names what is too large."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

FILE_LINES = 400
FUNCTION_LINES = 50


def check(path: Path) -> list[str]:
    """List what is too large in one file."""
    text = path.read_text("utf-8")
    lines = text.count("\n")
    found = [f"{path}: {lines} lines, at most {FILE_LINES}"] if lines > FILE_LINES else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            if size > FUNCTION_LINES:
                found.append(f"{path}:{node.lineno}: {node.name} has {size} lines, at most {FUNCTION_LINES}")
    return found


def main() -> int:
    """Check every module of the package."""
    root = Path(__file__).resolve().parent.parent / "src"
    found = [line for path in sorted(root.rglob("*.py")) for line in check(path)]
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
