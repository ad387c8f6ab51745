"""Have every wheel and every source archive hold the styles and the Welsh, however it is built.

Both are made, never committed. A build compiles the Welsh anew, fetches the styles where they are not there or not those of
package-lock.json, and stops with a sentence where it cannot: a site without them would still start, unstyled and half English.
An editable installation is this checkout, whose `make` makes both.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SiteBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling calls it without parameters
    """Makes what git does not keep before anything is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the styles and the Welsh, or stop the build (a hook of hatchling)."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root)))  # a build of its own environment finds `tools` no other way
        from tools import assets, messages

        messages.compile_catalogue()
        if assets.are_current():
            return
        try:
            assets.main()
        except (OSError, subprocess.CalledProcessError) as fault:
            self.app.abort(
                f"Nothing was built: the site's styles are not there, and fetching them failed ({fault}). "
                "Run `make site` in the checkout on a machine that reaches a registry of npm packages, and build again."
            )
