"""Compiles the engine while the package is built, where there is a C compiler; without one the package has none."""

from __future__ import annotations

import importlib.util
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NATIVE = Path("src") / "dateline" / "reading" / "analysis" / "native"


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the compiled library beside its source; a wheel that holds it is for this platform alone."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell the wheel about it."""
        recipe = importlib.util.spec_from_file_location("native_build", Path(self.root) / _NATIVE / "build.py")
        assert recipe is not None
        assert recipe.loader is not None
        native = importlib.util.module_from_spec(recipe)
        recipe.loader.exec_module(native)
        problem = native.build()
        if problem is not None:
            self.app.display_warning(f"the engine was not compiled, dateline will compute with numpy: {problem}")
            return
        build_data["artifacts"].append(str(_NATIVE / native.LIBRARY.name))
        if version != "editable":
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{platform}"
