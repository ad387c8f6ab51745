"""`handover inbox`, `fetch`, `confirm` and `reject`: files that wait for an office."""

from datetime import datetime
from pathlib import Path

import click

from handover.cli.mailbox.saying import tell_transfer
from handover.cli.mailbox.session import MailboxSession, with_site
from handover.client import ApiTransfer
from handover.common.text import Text

_NOTHING_WAITS = Text("Nothing waits.", "Nid oes dim yn aros.")
_FETCHED = Text("{reference}  {path}", "{reference}  {path}")
_THERE_ALREADY = Text("{reference}  {path} (there already)", "{reference}  {path} (yno eisoes)")


@click.command("inbox")
@click.option("--kind", help="Only files of this kind, such as ctf.")
@click.option("--since", type=click.DateTime(), help="Only files sent since.")
@with_site
def list_inbox_files(session: MailboxSession, kind: str | None, since: datetime | None) -> None:
    """List the files that wait for you."""
    count = 0
    for transfer in session.client.inbox(kind=kind, since=since):
        count += 1
        tell_transfer(session, transfer)
    if not count and not session.as_json:
        session.tell(session.say(_NOTHING_WAITS))


@click.command("fetch")
@click.argument("references", nargs=-1, metavar="[REFERENCE]...")
@click.option("--all", "everything", is_flag=True, help="Everything that waits.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    show_default="this folder",
    help="The folder for the files.",
)
@click.option("--confirm", is_flag=True, help="Confirm each file once it is here, whole.")
@with_site
def fetch_files(
    session: MailboxSession, references: tuple[str, ...], everything: bool, output: Path, confirm: bool
) -> None:
    """Fetch files, byte for byte; no file that is there is written over.

    A file that was fetched still waits, until you confirm it (`handover confirm`) or refuse it (`handover reject`).
    """
    if everything == bool(references):
        raise click.UsageError("Give references, or --all.")
    output.mkdir(parents=True, exist_ok=True)

    def fetch_one(reference: str) -> None:
        fetched = session.client.fetch(reference, output, progress=session.show_progress(reference))
        session.end_bars()
        words = session.say(_FETCHED if fetched.new else _THERE_ALREADY, reference=reference, path=fetched.path)
        state = {"state": session.client.acknowledge(reference).state} if confirm else {}
        session.tell(
            words, reference=reference, file=str(fetched.path), size=fetched.size, digest=fetched.digest, **state
        )

    wanted = [each.reference for each in session.client.inbox()] if everything else references
    session.do_each(wanted, fetch_one, reference=str)
    if not wanted and not session.as_json:
        session.tell(session.say(_NOTHING_WAITS))


@click.command("confirm")
@click.argument("references", nargs=-1, required=True, metavar="REFERENCE...")
@with_site
def confirm_files(session: MailboxSession, references: tuple[str, ...]) -> None:
    """Confirm that files have arrived in your software. Their senders see it."""
    session.do_each(references, lambda each: tell_transfer(session, session.client.acknowledge(each)), reference=str)


@click.command("reject")
@click.argument("references", nargs=-1, required=True, metavar="REFERENCE...")
@click.option("--reason", required=True, help="not_ours, unreadable, not_imported or other.")
@click.option("--text", default="", help="What the sender should know, in your words; name no child.")
@with_site
def reject_files(session: MailboxSession, references: tuple[str, ...], reason: str, text: str) -> None:
    """Refuse files; their senders are told why."""

    def reject_one(reference: str) -> ApiTransfer:
        return session.client.reject(reference, reason, text)

    session.do_each(references, lambda each: tell_transfer(session, reject_one(each)), reference=str)
