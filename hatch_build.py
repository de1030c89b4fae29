"""Compiles the engine and, for a wheel, reading and merging while the package is built, where there is a C compiler."""

from __future__ import annotations

import importlib.util
import os
import sys
import sysconfig
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NATIVE = Path("src") / "dateline" / "reading" / "analysis" / "native"
_PURE = "DATELINE_PURE"


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts what is compiled beside its source; a wheel that holds it is for this platform and Python alone."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell the wheel about it. A checkout compiles reading by `make setup`, which this would delay."""
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        native = self._load(_NATIVE / "build.py")
        problem = native.build()
        if problem is None:
            build_data["artifacts"].append(str(_NATIVE / native.LIBRARY.name))
        else:
            self.app.display_warning(f"the engine was not compiled, dateline will compute with numpy: {problem}")
        if version == "editable":
            return
        if problem is None:
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{platform}"
        if os.environ.get(_PURE, "") in ("", "0"):
            self._compile_python(build_data, platform)

    def _compile_python(self, build_data: dict[str, Any], platform: str) -> None:
        compiling = self._load(Path("scripts") / "compile_python.py")
        problem = compiling.compile_sources()
        if problem is not None:
            self.app.display_warning(f"reading and merging stay Python and run more slowly: {problem}")
            return
        for path in compiling.find_compiled():
            if path != compiling.STAMP:
                build_data["force_include"][str(path)] = str(path.relative_to(compiling.SOURCE))
        python = f"cp{sys.version_info.major}{sys.version_info.minor}"
        build_data["pure_python"] = False
        build_data["tag"] = f"{python}-{python}-{platform}"

    def _load(self, path: Path) -> ModuleType:
        recipe = importlib.util.spec_from_file_location(path.stem, Path(self.root) / path)
        assert recipe is not None
        assert recipe.loader is not None
        module = importlib.util.module_from_spec(recipe)
        recipe.loader.exec_module(module)
        return module
