"""Whether words that a page or a file shows call a command of ours."""

import click
from django.core.management import get_commands, load_command_class

from handover.cli.main import main
from handover.cli.reference.commands import own_administration

DJANGOS_OWN = {"migrate", "check", "collectstatic"}


def exists_command(words: list[str]) -> bool:
    """Whether these words call a command of ours, with options that it has."""
    command: click.Command = main
    context = click.Context(command)
    # A group that does something by itself has options of its own.
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        below = command.get_command(context, words[0])
        if below is None:
            return False
        command, words = below, words[1:]
    if command.name == "manage":
        return not words or words[0] in {"…", *DJANGOS_OWN} or administered(words)
    options = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    return all(word in options for word in words if word.startswith("--") and word != "--")


def administered(words: list[str]) -> bool:
    """Whether these words call an administration command of ours, with options that it has."""
    name = words[0]
    if name not in own_administration():
        return False
    parser = load_command_class(get_commands()[name], name).create_parser("handover manage", name)
    return all(word in parser._option_string_actions for word in words if word.startswith("--"))
