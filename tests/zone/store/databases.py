"""Databases with the tables of the zones, made as an operator makes them."""

import os
import subprocess
import sys

import psycopg

from handover.zone.store.sealing import Seal

PREPARE = "from handover.cli.site import set_up; set_up(); from handover.portal.zones.setting_up import prepare; prepare()"
SEAL = Seal(b"the key of invented children....")
TABLES = "zone agent grant provision message waiting presence claim openrequest letter".split()


def prepare(url: str) -> None:
    """Make the tables, in a process of its own: this one's settings name another database."""
    environment = {**os.environ, "HANDOVER_MODE": "demo", "DATABASE_URL": url}
    subprocess.run([sys.executable, "-W", "ignore", "-c", PREPARE], env=environment, check=True)


def empty(url: str) -> None:
    """Take all rows out of a PostgreSQL database."""
    with psycopg.connect(url, autocommit=True) as connection:
        names = ", ".join(f"zones_{table}" for table in TABLES)
        connection.execute(f"TRUNCATE {names} RESTART IDENTITY".encode())
