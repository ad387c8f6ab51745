"""Printing what others wrote."""

import click


def say_plainly(text: str, err: bool = False) -> None:
    """Print text without letting a file's name or content steer the terminal."""
    plain = "".join(character if character.isprintable() or character == "\n" else "�" for character in text)
    click.echo(plain, err=err)
