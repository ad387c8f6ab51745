"""`handover manage …`: Django's administration commands, ours among them."""

import click
from django.core.management import execute_from_command_line

from handover.cli.site import in_words, set_up


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Run an administration command of the site; without one, list them."""
    set_up()
    with in_words():
        execute_from_command_line(["handover manage", *words])
