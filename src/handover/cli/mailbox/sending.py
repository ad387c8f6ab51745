"""`handover send`, `check`, `recall`, `answer`, `track` and `notices`: an office's files on their way to others."""

from datetime import datetime
from pathlib import Path

import click

from handover.cli.mailbox.exit_codes import ASKED, REFUSED
from handover.cli.mailbox.saying import describe_row, describe_transfer_line, tell_transfer
from handover.cli.mailbox.session import MailboxSession, with_site
from handover.client import CheckAnswer, SendOutcome
from handover.client.operations import check_field_text
from handover.common.text import Text

_FILE = click.Path(path_type=Path)
_VERDICTS = {
    "accepted": Text("sent", "anfonwyd"),
    "warned": Text("sent, with a warning", "anfonwyd, gyda rhybudd"),
    "held": Text("held: the site says why", "wedi'i dal yn ôl: mae'r wefan yn dweud pam"),
    "asked": Text("not sent yet: answer the question", "heb ei hanfon eto: atebwch y cwestiwn"),
    "resent": Text("sent before; nothing was sent twice", "anfonwyd o'r blaen; nid anfonwyd dim ddwywaith"),
    "refused": Text("refused; nothing was sent", "gwrthodwyd; nid anfonwyd dim"),
    "accept": Text("can be sent", "gallwch ei hanfon"),
    "repair": Text("can be sent under a corrected name", "gallwch ei hanfon o dan enw wedi'i gywiro"),
    "refuse": Text("would be refused", "byddai'n cael ei gwrthod"),
}
_HOW_TO_ANSWER = Text("handover answer {reference} yes|no", "handover answer {reference} yes|no")
_NO_SUCH_FILE = Text("{name}: there is no such file.", "{name}: nid oes ffeil o'r fath.")
_NOTHING_NEW = Text("Nothing new.", "Dim byd newydd.")


@click.command("send")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=_FILE)
@click.option(
    "--reference", metavar="TEXT", help="Your own name for the file, by which `track` finds it; not a pupil's."
)
@with_site
def send_by_key(session: MailboxSession, files: tuple[Path, ...], reference: str | None) -> None:
    """Send files; each is checked first, and its name says where it goes.

    A file that was sent before is not sent twice, so after a fault simply give the command again.
    """
    if reference and len(files) > 1:
        raise click.UsageError("--reference is for one file.")
    try:
        check_field_text("--reference", reference)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None

    def send_one(file: Path) -> None:
        outcome = session.client.send(file, sender_reference=reference, progress=session.show_progress(file.name))
        session.end_bars()
        tell_outcome(session, file, outcome)

    session.do_each(files, send_one, file=str)


def tell_outcome(session: MailboxSession, file: Path, outcome: SendOutcome) -> None:
    """Say what became of a file."""
    if outcome.refused:
        session.note(REFUSED)
    if outcome.asked:
        session.note(ASKED)
    lines = describe_verdict(session, file, outcome)
    if outcome.transfer is not None:
        lines.insert(1, f"  {describe_transfer_line(outcome.transfer)}")
        if outcome.asked:
            lines.append(f"  {session.say(_HOW_TO_ANSWER, reference=outcome.transfer.reference)}")
    session.tell("\n".join(lines), file=str(file), **outcome.raw)


def describe_verdict(session: MailboxSession, file: Path, outcome: SendOutcome | CheckAnswer) -> list[str]:
    """Return the verdict on a file and what was found, as lines."""
    words = _VERDICTS.get(outcome.verdict)
    lines = [f"{file}: {session.say(words) if words else outcome.verdict}"]
    for row in outcome.problems:
        lines += describe_row(row, session.language)
    return lines


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=_FILE)
@with_site
def check_by_site(session: MailboxSession, files: tuple[Path, ...]) -> None:
    """Have files checked by the site as if they were sent; it keeps nothing of them.

    `handover ctf check` checks on this computer alone, without a site.
    """

    def check_one(file: Path) -> None:
        answer = session.client.check(file)
        if answer.verdict == "refuse":
            session.note(REFUSED)
        session.tell("\n".join(describe_verdict(session, file, answer)), **{**answer.raw, "file": str(file)})

    session.do_each(files, check_one, file=str)


@click.command("track")
@click.argument("names", nargs=-1, metavar="[REFERENCE]...")
@click.option("--state", help="Without names: only files in this state, such as sent or rejected.")
@click.option("--since", type=click.DateTime(), help="Without names: only files sent since.")
@with_site
def track_files(session: MailboxSession, names: tuple[str, ...], state: str | None, since: datetime | None) -> None:
    """Say where files are, by the site's reference or your own; without any, all that you sent."""
    if not names:
        for transfer in session.client.outbox(state=state, since=since):
            tell_transfer(session, transfer)
        return

    def track_one(name: str) -> None:
        transfer = session.client.track(name)
        if transfer is None:
            session.note(REFUSED)
            session.tell(session.say(_NO_SUCH_FILE, name=name), reference=name, state=None)
        else:
            tell_transfer(session, transfer)

    session.do_each(names, track_one, reference=str)


@click.command("recall")
@click.argument("references", nargs=-1, required=True, metavar="REFERENCE...")
@with_site
def recall_files(session: MailboxSession, references: tuple[str, ...]) -> None:
    """Call files back that the other side has not collected."""
    session.do_each(references, lambda each: tell_transfer(session, session.client.recall(each)), reference=str)


@click.command("answer")
@click.argument("reference")
@click.argument("answer", type=click.Choice(["yes", "no"]))
@with_site
def answer_site(session: MailboxSession, reference: str, answer: str) -> None:
    """Answer what the site asked about a file: yes sends it, no drops it."""
    tell_transfer(session, session.client.answer(reference, answer))


@click.command("notices")
@click.option("--acknowledge", is_flag=True, help="Say to the site that they were read; they are not listed again.")
@with_site
def read_notices(session: MailboxSession, acknowledge: bool) -> None:
    """List what happened later to files that you sent: rejected, never collected, the school has closed …"""
    count = 0
    # All are read before the first is acknowledged: what is acknowledged leaves the list that is being read.
    for notice in list(session.client.notices()):
        count += 1
        name = notice.transfer.file_name if notice.transfer else ""
        session.tell(f"{notice.id}  {name}: {notice.words}", **notice.raw)
        if acknowledge:
            session.client.acknowledge_notice(notice.id)
    if not count and not session.as_json:
        session.tell(session.say(_NOTHING_NEW))
