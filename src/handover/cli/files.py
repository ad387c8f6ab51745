"""`handover files check|adopt|sweep|move`: what an operator asks about the stored files, and says about them."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from handover.cli.site import demand_tables, exit_refusing, expect_database, set_up
from handover.common.plurals import count_noun

if TYPE_CHECKING:
    from handover.portal.stores.checking import Discovery


@click.group("files")
def files_command() -> None:
    """Check the stored files, and say that a folder of files belongs to the site."""


def set_up_files() -> None:
    """Load the site, whose tables and key must be right; whether the folder fits is for the commands to say."""
    set_up()
    expect_database()
    demand_tables()


@files_command.command("check")
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object a line for each file with which something is wrong."
)
def check_stored_files(as_json: bool) -> None:
    """List rows without bytes, bytes without rows, and bytes that do not open: exit 0 if there are none, 1 if there are.

    Senders and receivers of damaged files are told, as when somebody meets one; what opens again is no longer noted.
    """
    set_up_files()
    from django.utils import timezone

    from handover.portal.stores.checking import look_through
    from handover.portal.transfers.vault import NoStore

    count = 0
    try:
        for each in look_through(timezone.now()):
            count += 1
            click.echo(as_line(each) if as_json else describe_discovery(each))
    except NoStore:
        exit_refusing(
            "The place of HANDOVER_FILES is not there, does not answer, or holds no files at all while the database names some."
        )
    if not as_json:
        found = f"{count_noun(count, 'file')} with something wrong."
        click.echo(found if count else "Every file is there and opens, and none is nameless.")
    raise SystemExit(int(count > 0))


def as_line(each: "Discovery") -> str:
    """Return a discovery as one JSON object."""
    carried = [
        {
            "reference": str(transfer.reference),
            "file": transfer.file_name,
            "from": transfer.source,
            "state": transfer.state,
        }
        for transfer in each.transfers
    ]
    return json.dumps({"wrong": each.wrong, "name": each.name, "transfers": carried})


def describe_discovery(each: "Discovery") -> str:
    """Return a discovery as a line for a person."""
    from handover.portal.stores.checking import WORDS

    lines = [f"{each.name}: {WORDS[each.wrong]}"]
    lines += [
        f"    {transfer.file_name} ({transfer.state}), from {transfer.source}, {transfer.reference}"
        for transfer in each.transfers
    ]
    return "\n".join(lines)


@contextmanager
def ending_in_words() -> Iterator[None]:
    """End the command with a sentence where a person is asked, or the place of files gives or takes nothing."""
    from handover.portal.stores.stops import Stopped

    try:
        yield
    except (Stopped, OSError) as fault:
        words = fault.strerror if isinstance(fault, OSError) else str(fault)
        raise click.ClickException(str(words)) from None


@files_command.command("adopt")
@click.option("--yes", is_flag=True, help="Do it; without, only say what is there.")
def adopt_files(yes: bool) -> None:
    """Say that the folder of files and the database belong together, as both are now.

    After a backup was put back, a move to another database, or a clock that was put right. Look with `handover files check`
    first: what is in only one of the two is told there.
    """
    set_up_files()
    from django.utils import timezone

    from handover.portal.stores import belonging
    from handover.portal.stores.inventory import take_inventory

    with ending_in_words():
        click.echo(take_inventory().words)
    if not yes:
        click.echo("Nothing was changed. If they belong together, run “handover files adopt --yes”.")
        raise SystemExit(1)
    with ending_in_words():
        belonging.adopt_folder(timezone.now())
    click.echo(
        "The folder now belongs to this database. Files that nothing names are moved aside only a few at a time."
    )


@files_command.command("sweep")
@click.option(
    "--yes-move", type=int, default=0, metavar="NUMBER", help="Move so many files aside although they are many."
)
def sweep_command(yes_move: int) -> None:
    """Move files aside that no row of the database names, as the worker does each hour; none is removed at once."""
    set_up_files()
    from django.utils import timezone

    from handover.portal.audit.log import SITE, record
    from handover.portal.stores.belonging import check_removing
    from handover.portal.stores.sweeping import sweep_files as sweep_folder

    now = timezone.now()
    with ending_in_words():
        check_removing(now)
        moved = sweep_folder(now, allowed=yes_move)
    if yes_move:
        record("files.swept", actor=SITE, details={"count": str(moved)}, now=now)
    click.echo(f"Moved aside: {moved}")


@files_command.command("move")
def move_files_command() -> None:
    """Move the stored files from HANDOVER_FILES_BEFORE to HANDOVER_FILES, while the site works.

    Each is compared in its new place before it is removed from the old one. Broken off, run it again; exit 0 at its end.
    """
    set_up_files()
    from django.conf import settings
    from django.utils import timezone

    from handover.portal.audit.log import SITE, record
    from handover.portal.stores.moving import check_files_move, move_files

    if settings.CONFIG.files_before is None:
        exit_refusing(
            "HANDOVER_FILES_BEFORE is not set: say there where the files were, and in HANDOVER_FILES where they are to be."
        )
    counts = Counter[str]()
    with ending_in_words():
        before, new = check_files_move(settings.CONFIG.files_before, timezone.now())
    try:
        for each in move_files(before, new):
            counts[each.became] += 1
            if each.became == "differs":
                click.echo(f"{each.label}: another file of this name is in {new.where}; both stay.")
    except OSError as fault:
        raise click.ClickException(
            f"Broken off after {count_noun(counts['moved'], 'file')}: {fault.strerror}. Run it again; nothing is lost."
        ) from None
    record("files.moved", actor=SITE, details={"count": str(counts["moved"] + counts["aside"])}, now=timezone.now())
    click.echo(f"Moved to {new.where}: {count_noun(counts['moved'], 'file')}, and {counts['aside']} that lay aside.")
    if counts["differs"]:
        raise SystemExit(1)
    click.echo(
        "Nothing is left in the old place: take HANDOVER_FILES_BEFORE out of the settings and start the site again."
    )
