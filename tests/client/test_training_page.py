"""The page that leads a vendor to a first file in training: its commands are given, and there are six of them at most."""

import re
import subprocess
import sys

from tools.first_file import documented_commands

COMMANDS = documented_commands()


def test_a_first_file_takes_six_commands_and_arrives(keyed_site, training_keys, tmp_path):
    install, export, *others = COMMANDS
    assert len(COMMANDS) <= 6
    assert install == "pipx install handover"
    export = export.replace("https://handover.example.org", keyed_site.url).replace("hnd_test_…", training_keys[1])
    here = f'handover() {{ "{sys.executable}" -m handover "$@"; }}'
    script = "\n".join(["set -e", here, export, *others])
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"6812990_CTF_6812971_001\.xml.*Confirmed", done.stdout.splitlines()[-1]), done.stdout
