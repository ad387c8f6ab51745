"""`handover upn`: look at unique pupil numbers without a site."""

import json

import click

from handover.common.identifiers import UpnCheck, check_upn
from handover.common.text import LANGUAGES


@click.group()
def upn() -> None:
    """Check unique pupil numbers."""


@upn.command("check")
@click.argument("upns", nargs=-1, required=True, metavar="UPN...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of sentences.")
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="English or Welsh words."
)
@click.pass_context
def check_upn_command(context: click.Context, upns: tuple[str, ...], as_json: bool, language: str) -> None:
    """Say of each UPN whether it is right and, where the check letter is wrong, which letter belongs there.

    Blanks around a number and small letters are taken as meant. The command ends with 0 when all are right and with 1
    when any is not.
    """
    checks = [check_upn(text.strip().upper()) for text in upns]
    for found in checks:
        if as_json:
            click.echo(json.dumps(upn_as_json(found)))
        else:
            click.echo(f"{found.given}: {found.explain().say(language)}")
    context.exit(0 if all(found.correct for found in checks) else 1)


def upn_as_json(found: UpnCheck) -> dict[str, object]:
    """Return the public form of a verdict."""
    return {
        "upn": found.given,
        "correct": found.correct,
        "form": found.form,
        "expected_letter": found.expected_letter,
        "la": found.la_number,
        "la_known": found.la_known,
        "message": found.explain().en,
    }
