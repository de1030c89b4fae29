#!/usr/bin/env python3
"""Compile reading and merging to machine code with mypyc: the same source, half as much again in the same time.

    python scripts/compile_python.py [--force] [--clean]

Puts an extension module beside each compiled source, what they share into `src/`, and `src/dateline/compiled.json`:
of which contents they were made. A source that has changed since then is read as Python, and all others with it
(`dateline/compiled.py`), so that nobody runs what he does not see; run this again to compile it. Does nothing where all
is fresh. Needs a C compiler, Python's headers, mypy and setuptools; without them it says so, and everything runs as
Python.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import contextlib
import inspect
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
sys.path.insert(0, str(SOURCE))

from dateline.compiled import STAMP, digest

WINGS = ("reading", "merging")
_MORE = tuple(
    f"knowledge/{name}.py" for name in ("gazetteer", "gazetteer_file", "gazetteer_names", "names", "names_index")
)
"""Tables that reading asks for every word; the rest of knowledge is read once."""
_NOT = frozenset(
    (
        "__init__",
        "spacy_engine",
        "kernels",
        "kernels_native",
        "kernels_numpy",
        "model_files",
        "graph",
        "parts",
        "helping",
        "threads",
        "rethreading",
        "thread_rows",
    )
)
"""Packages, what calls C by itself or loads other programs, and bounds of merging that tests set."""
_STRUCT = "msgspec.Struct"
"""Classes that msgspec makes cannot be compiled, nor would they be faster."""
_GROUP = "dateline"
_EXTENSION = re.compile(r"\.cp[^.]+\.(?:so|pyd)$")
"""How names of extension modules end; those of Python's own caches end in .pyc."""
_SUFFIX = sysconfig.get_config_var("EXT_SUFFIX") or ".so"


def find_sources() -> list[Path]:
    """Give the modules that are compiled."""
    every = (path for wing in WINGS for path in sorted((SOURCE / "dateline" / wing).rglob("*.py")))
    found = [
        path for path in every
        if path.stem not in _NOT and path.parent.name != "native" and _STRUCT not in path.read_text("utf-8")
    ]  # fmt: skip
    return found + [SOURCE / "dateline" / name for name in _MORE]


def find_compiled() -> list[Path]:
    """Give what was compiled and what tells of it, whatever Python it was compiled for."""
    beside = (path for path in (SOURCE / "dateline").rglob("*.c*") if _EXTENSION.search(path.name))
    return sorted([*beside, *SOURCE.glob(f"{_GROUP}__mypyc.*"), *(path for path in (STAMP,) if path.exists())])


def clean() -> None:
    """Take away what was compiled."""
    for path in find_compiled():
        path.unlink()


def is_fresh(sources: list[Path]) -> bool:
    """Tell whether what lies there was compiled of just these sources, for this Python."""
    if not STAMP.exists():
        return False
    told = json.loads(STAMP.read_text("utf-8"))
    now = {str(path.relative_to(STAMP.parent)): digest(path) for path in sources}
    return told["python"] == _SUFFIX and {name: row[0] for name, row in told["sources"].items()} == now


def compile_sources() -> str | None:
    """Compile where that is needed; gives None when it is done, else why it cannot be."""
    sources = find_sources()
    if is_fresh(sources):
        return None
    if not (Path(sysconfig.get_paths()["include"]) / "Python.h").exists():
        return "Python's headers are not here (Debian: python3-dev)"
    if not any(shutil.which(name) for name in (os.environ.get("CC", "cc").split()[0], "gcc", "clang")):
        return "no C compiler (cc, gcc or clang) was found"
    try:
        import mypyc.build  # noqa: F401
        import setuptools  # noqa: F401
    except ImportError as error:
        return f"{error.name} is not installed"
    clean()
    with tempfile.TemporaryDirectory() as folder:
        return _compile(sources, Path(folder))


def _compile(sources: list[Path], folder: Path) -> str | None:
    """Compile in a process and a folder of its own, then put all that came of it into place, the stamp last."""
    rows = {str(path.relative_to(STAMP.parent)): [digest(path), *_mark(path)] for path in sources}
    command = [sys.executable, __file__, "--build", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=SOURCE)
    if done.returncode:
        return f"mypyc or the C compiler failed:\n{(done.stdout + done.stderr)[-4000:].strip()}"
    for made in sorted((folder / "made").rglob(f"*{_SUFFIX}")):
        to = SOURCE / made.relative_to(folder / "made")
        shutil.copy(made, f"{to}.new")
        os.replace(f"{to}.new", to)
    STAMP.write_text(json.dumps({"python": _SUFFIX, "sources": rows}, indent=1, sort_keys=True) + "\n", "utf-8")
    return None


def _mark(path: Path) -> tuple[int, int]:
    now = path.stat()
    return now.st_size, now.st_mtime_ns


def _build(folder: Path) -> None:
    """Compile into a folder; the working directory is that of the sources."""
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    names = [str(path.relative_to(SOURCE)) for path in find_sources()]
    flags = ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent", f"--cache-dir={folder}/mypy"]
    extensions = mypycify(
        [*flags, *names], opt_level="1", debug_level="0", separate=False, multi_file=True, group_name=_GROUP,
        target_dir=str(folder / "c"),
    )  # fmt: skip
    command = build_ext(Distribution({"name": _GROUP, "ext_modules": extensions}))
    command.build_lib, command.build_temp = str(folder / "made"), str(folder / "objects")
    command.ensure_finalized()
    with _all_cores():
        command.run()


@contextlib.contextmanager
def _all_cores() -> Iterator[None]:
    """Compile the files of an extension side by side, which setuptools does not do."""
    from setuptools._distutils.compilers.C import base

    plain = base.Compiler.compile
    signature = inspect.signature(plain)

    def compile_all(*several: Any, **named: Any) -> list[str]:
        bound = signature.bind(*several, **named)
        bound.apply_defaults()
        given = bound.arguments
        self = given["self"]
        _, objects, after, pp, build = self._setup_compile(
            *(given[name] for name in ("output_dir", "macros", "include_dirs", "sources", "depends", "extra_postargs"))
        )
        options = self._get_cc_args(pp, given["debug"], given["extra_preargs"])
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            list(pool.map(lambda one: self._compile(one, *build[one], options, after, pp), build))
        return list(objects)

    setattr(base.Compiler, "compile", compile_all)  # noqa: B010
    try:
        yield
    finally:
        setattr(base.Compiler, "compile", plain)  # noqa: B010


def main() -> int:
    """Compile, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--force", action="store_true", help="compile even what is fresh")
    parser.add_argument("--clean", action="store_true", help="take away what was compiled, and stop")
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build is not None:
        _build(options.build)
        return 0
    if options.force or options.clean:
        clean()
    if options.clean:
        return 0
    problem = compile_sources()
    if problem is not None:
        print(f"reading and merging run as Python, more slowly: {problem}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
