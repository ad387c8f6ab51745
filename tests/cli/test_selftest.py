"""The self-test that an operator runs plays the main job on a site of its own, and says that all is well."""

import os
import subprocess
import sys


def test_the_self_test_finds_all_well() -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HANDOVER_", "DATABASE_URL"))}
    done = subprocess.run(
        [sys.executable, "-m", "handover", "selftest"], env=clean, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAILED" not in done.stdout
