"""Compile the engine with the C compiler that is there; without one the program does the same in numpy, more slowly.

Run by the build of the package (hatch_build.py), also for an editable installation. Knows nothing of the program.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
LIBRARY = FOLDER / ("engine.dll" if sys.platform == "win32" else "engine.so")
_PLAIN = ("-O3", "-fPIC", "-std=gnu11", "-fno-math-errno", "-ffp-contract=fast", "-Wno-psabi")
_FMA = ("-mavx2", "-mfma")
_KINDS = {"base": (), "fma": _FMA, "vnni": (*_FMA, "-mavx512f", "-mavx512bw", "-mavx512vl", "-mavx512vnni")}


def find_compiler() -> list[str] | None:
    """Give the command of a C compiler: $CC, cc, gcc, clang, or the one in the package ziglang; None without any."""
    named = os.environ.get("CC")
    if named:
        return named.split()
    for name in ("cc", "gcc", "clang"):
        if found := shutil.which(name):
            return [found]
    try:
        import ziglang  # noqa: F401
    except ImportError:
        return None
    return [sys.executable, "-m", "ziglang", "cc"]


def build(to: Path = LIBRARY) -> str | None:
    """Compile the library; gives None when it is there, else why it is not."""
    compiler = find_compiler()
    if compiler is None:
        return "no C compiler (cc, gcc, clang or the package ziglang) was found"
    x86 = platform.machine().lower() in ("x86_64", "amd64")
    kinds = _KINDS if x86 else {"base": ()}
    with tempfile.TemporaryDirectory() as folder:
        objects = []
        for kind, flags in kinds.items():
            objects.append(f"{folder}/{kind}.o")
            source = str(FOLDER / "engine.c")
            command = [*compiler, *_PLAIN, *flags, f"-DKIND={kind}", "-c", source, "-o", objects[-1]]
            if problem := _run(command):
                return problem
        library = f"{folder}/library"
        if problem := _run([*compiler, *_PLAIN, "-shared", str(FOLDER / "kinds.c"), *objects, "-o", library, "-lm"]):
            return problem
        # Another program may be using the old one: it keeps what it has opened.
        shutil.copy(library, f"{to}.new")
        os.replace(f"{to}.new", to)
    return None


def _run(command: list[str]) -> str | None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        return f"{command[0]} cannot be run: {error}"
    return None if done.returncode == 0 else f"{' '.join(command)} failed:\n{done.stderr.strip()}"


if __name__ == "__main__":
    sys.exit(build())
