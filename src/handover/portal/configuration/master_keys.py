"""How the setting of a master key is read: the key itself, a file, a program that prints it, or one that keeps it."""

import shlex
import subprocess
from pathlib import Path
from typing import Final

from handover.portal.configuration.held_key import HeldKey
from handover.portal.configuration.parsing import Unfit, parse_key

SECONDS: Final = 30
"""So long a program may take to print a key."""


def parse_master_key(text: str) -> bytes | HeldKey:
    """Read a master key, or from where it comes."""
    way, _, rest = text.partition(":")
    if way == "file":
        return parse_key(read_key_file(rest))
    if way == "command":
        return parse_key(print_key(rest))
    if way == "held":
        return HeldKey(tuple(split_words(rest)))
    return parse_key(text)


def parse_optional_master_key(text: str) -> bytes | HeldKey | None:
    """Read a master key; None for an empty text."""
    return parse_master_key(text) if text else None


def read_key_file(place: str) -> str:
    """Return the text of a key file without the line's end. Raises Unfit."""
    try:
        return Path(place).read_text(encoding="ascii").strip()
    except (OSError, ValueError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else "it holds more than base 64"
        raise Unfit(f"the file {place} of the key cannot be read: {why}") from None


def print_key(command: str) -> str:
    """Return what a program prints, without the line's end. Raises Unfit, which never repeats what was printed."""
    words = split_words(command)
    try:
        done = subprocess.run(words, capture_output=True, timeout=SECONDS, check=True, text=True)
    except subprocess.TimeoutExpired:
        raise Unfit(f"{words[0]} did not print the key within {SECONDS} seconds") from None
    except subprocess.CalledProcessError as fault:
        raise Unfit(f"{words[0]} ended with exit code {fault.returncode} and printed no key") from None
    except (OSError, ValueError):
        raise Unfit(f"{words[0]} cannot be run, or printed no text") from None
    return done.stdout.strip()


def split_words(command: str) -> list[str]:
    """Split a command into its words as a shell does, without running one. Raises Unfit."""
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words:
        raise Unfit("behind the colon stands the program that has the key, with its words")
    return words
