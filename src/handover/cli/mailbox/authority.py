"""`handover search` and `report`: an authority's questions to the site."""

import json
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import click

from handover.cli.mailbox.exit_codes import REFUSED
from handover.cli.mailbox.session import MailboxSession, with_site
from handover.client import LostPupilHit
from handover.common.text import Text

_FIELDS: Final = {
    "upn": Text("UPN", "UPN"),
    "surname": Text("Surname", "Cyfenw"),
    "forename": Text("Forename", "Enw cyntaf"),
    "birth_date": Text("Date of birth (such as 2015-02-11)", "Dyddiad geni (fel 2015-02-11)"),
    "town": Text("Town", "Tref"),
}
"""What a person is asked; each may be left empty."""
_OTHER_FIELDS: Final = frozenset({"gender", "begins"})
_FITTING = Text("These fit:", "Mae'r rhain yn cyfateb:")
_NEAREST = Text("These are near:", "Mae'r rhain yn agos:")
_NOBODY = Text("Nobody was found.", "Ni ddaethpwyd o hyd i neb.")
_VAGUE = Text("Too many fit. Add: {fields}.", "Mae gormod yn cyfateb. Ychwanegwch: {fields}.")
_MEANT = Text("Did you mean the UPN {upn}?", "Ai'r UPN {upn} yr oeddech yn ei feddwl?")
_WRITTEN = Text("Written to {path}.", "Ysgrifennwyd i {path}.")


@click.command("search")
@click.option(
    "--stdin", "from_stdin", is_flag=True, help="Read the question as one JSON object; it is asked for otherwise."
)
@with_site
def search_by_key(session: MailboxSession, from_stdin: bool) -> None:
    """Search the lost pupil store.

    What you know of the child is asked for, or read from standard input as a JSON object with some of upn, surname, forename,
    birth_date, town, gender and begins. It is never on the command line, where others of this computer could see it and the
    shell would remember it. The site writes each search into its log.
    """
    question = read_json_question() if from_stdin else ask_question(session)
    found = session.client.search(**question)
    if not found.fitting:
        session.note(REFUSED)
    if session.as_json:
        session.tell("", **found.raw)
        return
    if found.meant_upn:
        session.tell(session.say(_MEANT, upn=found.meant_upn))
    if found.vague:
        session.tell(session.say(_VAGUE, fields=", ".join(found.add)))
    for title, hits in ((_FITTING, found.fitting), (_NEAREST, found.nearest)):
        if hits:
            session.tell("\n".join([session.say(title), *(describe_hit(hit) for hit in hits)]))
    if not (found.vague or found.fitting or found.nearest):
        session.tell(session.say(_NOBODY))


def ask_question(session: MailboxSession) -> dict[str, Any]:
    """Return what a person says of a child."""
    said = {
        name: click.prompt(session.say(words), default="", show_default=False, err=True)
        for name, words in _FIELDS.items()
    }
    return check_question(said)


def read_json_question() -> dict[str, Any]:
    """Return what a program says of a child."""
    try:
        said = json.load(sys.stdin)
    except ValueError:
        said = None
    if not isinstance(said, dict) or not said.keys() <= _FIELDS.keys() | _OTHER_FIELDS:
        raise click.UsageError(
            f"Standard input holds no JSON object with some of {', '.join((*_FIELDS, *sorted(_OTHER_FIELDS)))}."
        )
    return check_question(said)


def check_question(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return a question with its date read."""
    given = {name: value for name, value in said.items() if value}
    try:
        return {**given, **({"birth_date": date.fromisoformat(given["birth_date"])} if "birth_date" in given else {})}
    except (TypeError, ValueError):
        raise click.UsageError("A date of birth is written as in 2015-02-11.") from None


def describe_hit(hit: LostPupilHit) -> str:
    """Return a pupil who may be meant as lines for a person."""
    facts = [
        f"{hit.surname}, {hit.forename}",
        str(hit.birth_date or ""),
        hit.town,
        f"{hit.school.name} ({hit.school.number})",
    ]
    reasons = "".join(f"\n    {reason}" for reason in hit.reasons)
    return f"  {hit.reference}  {'  '.join(fact for fact in facts if fact)}  {hit.state_words}{reasons}"


@click.command("report")
@click.argument("key", required=False)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file for the report, as CSV."
)
@click.option("--first", type=click.DateTime(["%Y-%m-%d"]), help="The first day.")
@click.option("--last", type=click.DateTime(["%Y-%m-%d"]), help="The last day.")
@click.option("--school", "schools", multiple=True, help="Only this school; may be given several times.")
@click.option("--authority", "authorities", multiple=True, help="Only this authority; may be given several times.")
@click.option("--filter", "filters", multiple=True, metavar="NAME=VALUE", help="What else the report takes.")
@with_site
def run_report(
    session: MailboxSession,
    key: str | None,
    output: Path | None,
    first: datetime | None,
    last: datetime | None,
    schools: tuple[str, ...],
    authorities: tuple[str, ...],
    filters: tuple[str, ...],
) -> None:
    """Run a report and write it to a file; without its name, list those that you may run."""
    if key is None:
        for report in session.client.reports():
            session.tell(f"{report.key}  {report.title}", **report.raw)
        return
    if output is None:
        raise click.UsageError("Give the file for the report: -o FILE.")
    if not all("=" in each for each in filters):
        raise click.UsageError("A filter is written NAME=VALUE.")
    path = session.client.report(
        key,
        output,
        first=first.date() if first else None,
        last=last.date() if last else None,
        schools=schools,
        authorities=authorities,
        filters=dict(each.split("=", 1) for each in filters),
    )
    session.tell(session.say(_WRITTEN, path=path), report=key, file=str(path))
