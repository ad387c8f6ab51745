"""Printing what others wrote."""

import sys
from io import TextIOWrapper

import click


def say_plainly(text: str, err: bool = False) -> None:
    """Print text without letting a file's name or content steer the terminal."""
    plain = "".join(character if character.isprintable() or character == "\n" else "�" for character in text)
    click.echo(plain, err=err)


def bear_any_terminal() -> None:
    """Have letters that a terminal does not know printed as their codes, rather than end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
