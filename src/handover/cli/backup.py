"""`handover backup DIR`: database, files and anchors in one encrypted backup, while the site runs."""

from pathlib import Path
from typing import Final

import click

from handover.cli.site import demand_tables, exit_in_words, expect_database, set_up
from handover.common.plurals import count_noun

FILES_LOST: Final = 3
"""The exit code of a backup that was made, though the site itself had lost files that its database names."""


@click.command("backup")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--keep", type=click.IntRange(min=1), default=14, show_default=True, help="How many backups stay in the folder."
)
def backup_command(folder: Path, keep: int) -> None:
    """Back up the whole site into a folder: encrypted with HANDOVER_BACKUP_KEY, and read back.

    The site may run meanwhile. Files that an earlier backup holds are not copied again. Exit code 0: made; 1: not made, and the
    backups before it are as they were; 2: the settings are wrong; 3: made, but the site had lost files, which
    `handover files check` names.
    """
    set_up()
    expect_database()
    demand_tables()
    from django.utils import timezone

    from handover.portal.backups.making import make_backup
    from handover.portal.backups.refusal import BackupRefused

    with exit_in_words():
        try:
            made = make_backup(folder.absolute(), keep, timezone.now())
        except BackupRefused as fault:
            raise click.ClickException(str(fault)) from None
    held = made.manifest
    click.echo(
        f"Backed up to {made.place}: {count_noun(sum(held.database.rows.values()), 'row')} and "
        f"{count_noun(held.files, 'file')}, {made.copied} of them new; read back and whole."
    )
    tell_left_out()
    if made.removed:
        click.echo(f"Older backups removed, so that {keep} stay: {made.removed}.")
    if held.missing:
        click.echo(
            f"{count_noun(held.missing, 'file')} that the database names had lost their bytes before: "
            "`handover files check` names them.",
            err=True,
        )
        raise SystemExit(FILES_LOST)


def tell_left_out() -> None:
    """Say which databases are in no backup of a site."""
    from django.conf import settings

    if further := settings.CONFIG.zone_databases:
        click.echo(
            f"Not in this backup: the zones of {', '.join(further)} (HANDOVER_ZONE_DATABASES). Back up each of these "
            "databases with its own means, such as pg_dump, at the same time.",
            err=True,
        )
