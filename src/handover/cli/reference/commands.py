"""The reference page of commands, from their own help."""

from argparse import Action
from collections.abc import Iterator

import click
from django.core.management import get_commands, load_command_class

from handover.cli.mailbox.exit_codes import EXIT_CODES
from handover.cli.reference.markdown import escape_cell, inline_code, write_page, write_section, write_table

WIDTH = 100
EVERY_DJANGO_COMMAND_HAS = frozenset(
    {"help", "version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color", "skip_checks"}
)


def walk_commands(command: click.Command, name: str = "handover") -> Iterator[tuple[str, click.Command]]:
    """Yield a command and all below it, each with the words that call it."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name)
        for word in command.list_commands(context):
            below = command.get_command(context, word)
            assert below is not None
            yield from walk_commands(below, f"{name} {word}")


def own_administration() -> tuple[str, ...]:
    """Return the names of our own administration commands."""
    return tuple(sorted(name for name, app in get_commands().items() if str(app).startswith("handover.")))


def commands(main: click.Command) -> str:
    """Every command with its help, and every administration command of ours."""
    return write_page(
        "Commands",
        write_exit_codes(),
        *(write_section(f"`{name}`", f"```text\n{_help(name, command)}\n```") for name, command in walk_commands(main)),
        *(_administration(name) for name in own_administration()),
    )


def write_exit_codes() -> str:
    """What a script reads from a command that has ended."""
    codes = sorted(EXIT_CODES, key=lambda code: code.number)
    return write_section(
        "Exit codes",
        "0 done, 1 something was found or failed, 2 the command was not understood. Those that ask a site with a key "
        "(`handover login` to `handover report`) say more:",
        write_table(["Code", "Meaning"], ([str(code.number), escape_cell(code.words)] for code in codes)),
        "Where several apply, the first of these is the command's: "
        + ", ".join(str(code.number) for code in EXIT_CODES)
        + ".",
    )


def _help(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def _administration(name: str) -> str:
    command = load_command_class(get_commands()[name], name)
    parser = command.create_parser("handover manage", name)
    actions = [action for action in parser._actions if action.dest not in EVERY_DJANGO_COMMAND_HAS]
    arguments = write_table(["Argument", "Meaning"], (_argument(action) for action in actions)) if actions else ""
    return write_section(f"`handover manage {name}`", escape_cell(command.help), arguments)


def _argument(action: Action) -> list[str]:
    takes = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    name = ", ".join(action.option_strings) + takes if action.option_strings else str(action.metavar or action.dest)
    return [inline_code(name), escape_cell(action.help or "")]
