"""What the commands that make people have in common."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from handover.portal.accounts.particulars import Particulars
from handover.portal.accounts.people import PersonRefused
from handover.portal.accounts.roles import ROLES


def add_person_arguments(parser: ArgumentParser) -> None:
    """Take who the person is to be."""
    parser.add_argument("username", help="such as 681bjones; capital and small letters count")
    parser.add_argument("--name", required=True, help="first name and surname")
    parser.add_argument("--email", required=True, help="their address at work")
    parser.add_argument("--role", required=True, choices=ROLES, help="what they may do")
    parser.add_argument("--at", default="", metavar="NUMBER", help="the number of their school or authority")


def person_of(options: Mapping[str, Any]) -> Particulars:
    """Return the particulars from the command's options."""
    return Particulars(options["username"], options["name"], options["email"], options["role"], options["at"])


def say_reasons(refused: PersonRefused) -> str:
    """Say all that is wrong, one thing a line."""
    return "\n".join(f"{problem.message()} {problem.remedy()}" for problem in refused.problems.values())
