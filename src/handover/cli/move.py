"""`handover move --to URL`: move the site to a database of the other engine."""

import click

from handover.cli.site import demand_tables, exit_in_words, expect_database, set_up
from handover.common.databases import BadDatabase, read_database_address


@click.command("move")
@click.option("--to", "target", metavar="URL", required=True, help="The new database, as in DATABASE_URL; it is empty.")
def move_command(target: str) -> None:
    """Move the site from SQLite to PostgreSQL, or back: every table, counted, and the audit log verified.

    The site must not run meanwhile. The folder of files stays where it is. The old database is left as it was, and does not
    start any more. Broken off, run it again. Exit code 0: moved; 1: not moved, with the reason; 2: the settings are wrong.
    """
    set_up()
    expect_database()
    demand_tables()
    from django.conf import settings
    from django.utils import timezone

    from handover.portal.audit.management.commands.verify_audit import report_findings
    from handover.portal.backups.moving_house import move_site
    from handover.portal.backups.refusal import BackupRefused

    try:
        read_database_address(target)
    except BadDatabase as fault:
        raise click.UsageError(str(fault)) from None
    with exit_in_words():
        try:
            done = move_site(settings.CONFIG.database_url, target, timezone.now(), click.echo)
        except BackupRefused as fault:
            raise click.ClickException(str(fault)) from None
    if done.rows:
        click.echo(f"Moved: {sum(done.rows.values())} rows of {len(done.rows)} tables.")
    else:
        click.echo("An earlier try had moved every row.")
    for line in report_findings(done.log):
        click.echo(line)
    click.echo("Now set DATABASE_URL to the new database, and start the site. The old one is kept, and does not start.")
    if not done.log.ok:
        raise SystemExit(1)
