"""`handover restore DIR`: put a backup of the whole site back."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handover.cli.site import exit_in_words, set_up
from handover.common.plurals import count_noun

if TYPE_CHECKING:
    from handover.portal.backups.restoring import RestoreDone

DAMAGED: int = 3
"""The exit code of a restore that ended, with files that were damaged in the backup or a log that is not whole."""


@click.command("restore")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, exists=True, path_type=Path))
@click.option("--backup", "name", metavar="NAME", help="The backup, by the name of its folder; otherwise the newest.")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Put it into this folder instead of the database and the files of the settings: for a drill. SQLite only.",
)
@click.option("--replace", is_flag=True, help="Put it in the place of the database that is there.")
@click.option("--noted", metavar="NUMBER:HASH", multiple=True, help="An end of the audit log that you kept elsewhere.")
@click.option(
    "--anchor-file",
    type=click.Path(exists=True, dir_okay=False),
    multiple=True,
    help="The file of anchors of another machine, or a copy of one.",
)
def restore_command(
    folder: Path,
    name: str | None,
    into: Path | None,
    replace: bool,
    noted: tuple[str, ...],
    anchor_file: tuple[str, ...],
) -> None:
    """Put a backup back: database, files and what the audit log must say. The site must not run meanwhile.

    Everything is checked before the first change. Broken off, run it again. Exit code 0: done; 1: not done, with the reason;
    2: the settings are wrong; 3: done, but files were damaged in the backup or the audit log is not whole.
    """
    if into is not None:
        point_into(into.absolute())
    set_up()
    from django.core.management.base import CommandError
    from django.utils import timezone

    from handover.portal.audit.given import given_anchors
    from handover.portal.backups.refusal import BackupRefused
    from handover.portal.backups.restoring import open_backup, restore_backup

    with exit_in_words():
        try:
            given_anchors({"noted": noted, "anchor_file": ()})
            kept = partial(given_anchors, {"noted": noted, "anchor_file": anchor_file})
            backup = open_backup(folder.absolute(), name)
            done = restore_backup(backup, timezone.now(), replace=replace, noted=kept, say=click.echo)
        except (BackupRefused, CommandError) as fault:
            raise click.ClickException(str(fault)) from None
    tell_restored(done)
    if into is not None:
        click.echo(
            f"To look at it: DATABASE_URL=sqlite:///{into.absolute()}/site.sqlite3 HANDOVER_FILES={into.absolute()}/files"
        )
    if done.damaged or not done.log.ok:
        raise SystemExit(DAMAGED)


def point_into(place: Path) -> None:
    """Have the settings name a database and a folder of files within a place."""
    os.environ["DATABASE_URL"] = f"sqlite:///{place}/site.sqlite3"
    os.environ["HANDOVER_FILES"] = str(place / "files")
    os.environ.pop("HANDOVER_AUDIT_ANCHORS", None)


def tell_restored(done: "RestoreDone") -> None:
    """Say what was put back, what is gone, and what is left to do."""
    from handover.portal.audit.management.commands.verify_audit import report_findings

    held = done.backup.manifest
    click.echo(
        f"Put back: the backup of {held.made_at:%d/%m/%Y %H:%M} UTC, {count_noun(sum(held.database.rows.values()), 'row')} and "
        f"{count_noun(held.files, 'file')}, {done.copied} of which the folder lacked."
    )
    for line in report_findings(done.log):
        click.echo(line)
    if done.damaged:
        click.echo(f"Damaged in the backup itself: {', '.join(done.damaged)}. Run `handover files check`.")
    click.echo(f"Sessions ended: {done.sessions}. E-mails held that may have gone out: {done.held}.")
    if done.held:
        click.echo("`handover manage release_emails` sends them all the same.")
    if done.former:
        click.echo(f"The former database lies in {done.former}. Remove it when you no longer need it.")
    tell_lost(done)


def tell_lost(done: "RestoreDone") -> None:
    """Say which offices have something to do again, and where the list of it lies."""
    if done.gap:
        click.echo(f"Gone with the backup: what entries {done.gap.first} to {done.gap.last} of the audit log told of.")
    if not done.lost:
        click.echo("No step of a file was noted after the backup.")
        return
    offices: dict[str, int] = {}
    for each in done.lost:
        offices[each.office] = offices.get(each.office, 0) + 1
    click.echo(
        f"Files of which something is gone: {len(done.lost)}. What each office is to do stands in {done.lost_list}:"
    )
    for office, count in offices.items():
        click.echo(f"  {office}: {count}")
