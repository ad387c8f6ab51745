"""`handover init`: a production site from an installed wheel. It may be run again, and never overwrites."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from handover.cli.site import (
    demand_updatable_database,
    demand_whole_site,
    exit_refusing,
    make_database,
    say_warnings,
    set_up,
)
from handover.common.databases import BadDatabase
from handover.common.private import keep_to_oneself, private_file, private_folder
from handover.portal.configuration.credentials import FOLDER_VARIABLE
from handover.portal.database import missing_file
from handover.portal.starting.new_site import (
    CREDENTIALS,
    NEW_KEYS,
    SETTINGS_FILE,
    compose_settings,
    parse_settings_file,
)

MASTER_KEY: Final = "HANDOVER_MASTER_KEY"
DATABASE: Final = "DATABASE_URL"


@dataclass(frozen=True, slots=True)
class NewSite:
    """The settings of the site: the values, and the files that are not there yet with what goes into each, keys first."""

    values: dict[str, str]
    files: dict[Path, str]


@dataclass(frozen=True, slots=True)
class AdministratorGiven:
    """Who is to be the first national administrator."""

    username: str
    name: str
    email: str


@click.command("init")
@click.option("--host", help="The name under which people reach the site, such as transfer.example.org.")
@click.option(
    "--settings",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("/etc/handover"),
    show_default=True,
    help="The folder for the settings and the keys.",
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("/srv/handover"),
    show_default=True,
    help="The folder for the sealed files and a SQLite database.",
)
@click.option(
    "--database", default="", help="The address of a PostgreSQL database; otherwise SQLite in the folder of data."
)
@click.option("--username", help="The first national administrator: their username.")
@click.option("--name", help="Their first name and surname.")
@click.option("--email", help="Their address at work.")
def init_command(
    host: str | None,
    folder: Path,
    data: Path,
    database: str,
    username: str | None,
    name: str | None,
    email: str | None,
) -> None:
    """Make a production site: keys, settings, database, the first administrator's link; and say what is still missing.

    Run it as the account that the site is to have. What is there already is kept, so it may be run again.
    """
    keep_to_oneself()
    given = read_administrator(username, name, email)
    site = plan_site(host, folder.absolute(), data.absolute(), database)
    take_settings(site.values)
    set_up()
    if missing_file(site.values[DATABASE]) is None:
        demand_updatable_database()
    write_files(site.files, folder.absolute())
    bring_tables_forward()
    say_warnings()
    demand_whole_site()
    if given:
        invite_administrator(given)
    tell_missing()


def read_administrator(username: str | None, name: str | None, email: str | None) -> AdministratorGiven | None:
    """Return the administrator whom the options name, None for nobody; a usage error where they name half of one."""
    if username and name and email:
        return AdministratorGiven(username, name, email)
    if username or name or email:
        raise click.UsageError("The first administrator takes all three: --username, --name and --email.")
    return None


def plan_site(host: str | None, folder: Path, data: Path, database: str) -> NewSite:
    """Read what is there of a site's settings, and make up in memory what is not. Nothing is written."""
    file = folder / SETTINGS_FILE
    files: dict[Path, str] = {}
    try:
        there = file.read_text(encoding="utf-8") if file.exists() else None
        if there is None:
            there = new_settings(host, data, database)
            files[file] = there
        values = parse_settings_file(there)
        keys: dict[Path, str] = {}
        for name, make in NEW_KEYS.items():
            path = folder / CREDENTIALS / name
            if path.exists():
                values[name] = path.read_text(encoding="utf-8").strip()
            elif name not in values:
                demand_no_database(name, path, values.get(DATABASE, ""))
                values[name] = make()
                keys[path] = f"{values[name]}\n"
    except (OSError, UnicodeDecodeError) as fault:
        raise click.ClickException(f"The settings in {folder} cannot be read: {fault}") from None
    return NewSite(values, {**keys, **files})


def new_settings(host: str | None, data: Path, database: str) -> str:
    """Return the text of a new file of settings; a usage error where they cannot be written down."""
    if not host:
        raise click.UsageError("A new site needs --host, the name under which people reach it.")
    if any(mark in f"{host}{data}{database}" for mark in "'\"\\\n$`"):
        raise click.UsageError(
            "A quote, a backslash or a dollar sign stands in an option: write it as %27, %22, %5C or %24."
        )
    return compose_settings(host, data, database)


def demand_no_database(name: str, path: Path, url: str) -> None:
    """End the command where a SQLite database is there and the master key is not: a new key opens nothing of it."""
    try:
        there = name == MASTER_KEY and url.startswith("sqlite:") and missing_file(url) is None
    except BadDatabase as fault:
        exit_refusing(f"DATABASE_URL cannot be read: {fault}")
    if there:
        exit_refusing(
            f"There is a database, and no {name}: a new key would open nothing in it. Put the key that it was made with into "
            f"{path}."
        )


def take_settings(values: dict[str, str]) -> None:
    """Have this process go by these settings, and by none that the shell happens to hold."""
    for name in [name for name in os.environ if name.startswith("HANDOVER_") or name in (DATABASE, FOLDER_VARIABLE)]:
        del os.environ[name]
    os.environ.update(values)


def write_files(files: dict[Path, str], folder: Path) -> None:
    """Write the files that are not there, for this account alone, and say which are new and which were kept."""
    try:
        for path, text in files.items():
            private_folder(path.parent)
            with open(path, "x", encoding="utf-8", opener=private_file) as file:  # Path.open takes no opener
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
    except FileExistsError as fault:
        raise click.ClickException(f"{fault.filename} was made meanwhile, by another run: run this again.") from None
    except OSError as fault:
        raise click.ClickException(f"{fault.filename or folder} cannot be written: {fault.strerror}") from None
    for path in (folder / CREDENTIALS / MASTER_KEY, folder / SETTINGS_FILE):
        click.echo(f"{'Made' if path in files else 'Kept'}: {path}")


def bring_tables_forward() -> None:
    """Make the database, or bring it up to date."""
    from django.core.management import call_command

    made = make_database()
    if made is not None:
        click.echo(f"Made: {made}")
    call_command("migrate", verbosity=0)
    click.echo("The database is up to date.")


def invite_administrator(given: AdministratorGiven) -> None:
    """Print the link of the first national administrator, unless there is one who has chosen a password."""
    from django.utils import timezone

    from handover.portal import clock
    from handover.portal.accounts.first_administrator import give_first_link
    from handover.portal.accounts.management.inviting import say_reasons
    from handover.portal.accounts.particulars import Particulars
    from handover.portal.accounts.people import PersonRefused
    from handover.portal.audit.log import SITE
    from handover.portal.web.roles import NATIONAL

    try:
        link = give_first_link(SITE, Particulars(given.username, given.name, given.email, NATIONAL, ""), clock.now())
    except PersonRefused as refused:
        raise click.ClickException(say_reasons(refused)) from None
    if link is None:
        click.echo("There is a national administrator already, who invites others on the page People.")
        return
    until = timezone.localtime(link.expires_at)
    click.echo(
        f"\nThe first administrator is {given.username}. Until {until:%d/%m/%Y %H:%M}, once, this link chooses the password:\n"
        f"{link.address}\nGive it to that person, and the username by another way."
    )


def tell_missing() -> None:
    """Say in words what the site still lacks, and what no program can see."""
    from handover.portal import clock
    from handover.portal.operations.missing_steps import list_missing_steps, list_unseen_steps

    for words, steps in (
        ("Still missing:", list_missing_steps(clock.now())),
        ("Needed too, and not to be seen from here:", list_unseen_steps()),
    ):
        if steps:
            click.echo(f"\n{words}")
        for step in steps:
            click.echo(f"  - {step.words} (docs/operator/{step.page})")
