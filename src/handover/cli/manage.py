"""`handover manage …`: Django's administration commands, ours among them."""

from typing import Final

import click
from django.core.management import execute_from_command_line, get_commands

from handover.cli.site import (
    demand_tables,
    demand_updatable_database,
    exit_in_words,
    expect_database,
    make_database,
    set_up,
)

MAKES_DATABASE: Final = "migrate"
"""The one command that makes the file of a SQLite database."""
PROVES_ITSELF: Final = frozenset({"verify_audit"})
"""Commands of ours that say themselves what is wrong with the key or the log."""


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Run an administration command of the site; without one, list them."""
    set_up()
    asks_for_help = not {"-h", "--help"}.isdisjoint(words)
    if words and not asks_for_help:
        get_ready(words[0])
    with exit_in_words():
        execute_from_command_line(["handover manage", *words])


def get_ready(command: str) -> None:
    """Make the database for the command that does so, and prove key and age of one that is there before it is changed.

    Commands that need a whole site end where it is not one.
    """
    if command == MAKES_DATABASE:
        made = make_database()
        if made is not None:
            click.echo(f"A new database was made: {made}", err=True)
        demand_updatable_database()
        return
    if not str(get_commands().get(command, "")).startswith("handover."):
        return
    expect_database()
    if command not in PROVES_ITSELF:
        demand_tables()
