"""Write the files of `tests/gate.py` anew, for a change of who gets in where that is meant: `python -m tests.rewrite_gate`."""

import os
import tempfile
from pathlib import Path

import django

from tests.harness import adapt_settings


def main() -> None:
    """Make a site in a folder of its own, ask it everything, and write down what it answers."""
    with tempfile.TemporaryDirectory(prefix="handover-gate-") as folder:
        home = Path(folder)
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "handover.portal.settings",
            "HANDOVER_MODE": "demo",
            "HANDOVER_FILES": str(home / "files"),
            "DATABASE_URL": f"sqlite:///{home / 'site.sqlite3'}",
        }
        adapt_settings()
        django.setup()
        write()


def write() -> None:
    """Write each of the files."""
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.test.utils import setup_test_environment

    from handover.cli.site import make_database

    setup_test_environment()
    make_database()
    call_command("migrate", verbosity=0)

    from tests import gate
    from tests.cast import make_cast
    from tests.gate_things import of_addresses, of_rights, of_things

    with transaction.atomic():
        cast = make_cast()
        for name, lines in (of_rights(cast) | of_addresses(cast) | of_things(cast)).items():
            (gate.FOLDER / f"{name}.txt").write_text(gate.written(lines), encoding="utf-8")
        transaction.set_rollback(True)
    connection.close()


if __name__ == "__main__":
    main()
