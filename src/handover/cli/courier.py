"""`handover courier`: a folder that sends and collects by itself."""

import getpass
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import FrameType
from typing import Any, Final
from urllib.parse import quote

import click

from handover import __version__
from handover.cli.mailbox.login import login_command
from handover.cli.plainly import say_plainly
from handover.client import Client, ClientFault, RetryRules
from handover.client.courier import places
from handover.client.courier.desk import pass_by
from handover.client.courier.desktop import TITLE, show_notice
from handover.client.courier.journal_file import DamagedJournal
from handover.client.courier.lock import FolderInUse
from handover.client.courier.opening import make_folder, open_folder
from handover.client.courier.running import FolderCourier
from handover.client.courier.service import (
    STOPPED_FOR_GOOD,
    ServiceFile,
    build_systemd_service,
    build_windows_task,
)
from handover.client.courier.settings import CourierSettings, SettingsFault, TakenWhen, read_settings
from handover.client.courier.status import read_courier_status, write_status
from handover.client.logins import find_login_file, read_login
from handover.common.private import keep_to_oneself
from handover.common.text import LANGUAGES

log: Final = logging.getLogger("handover.courier")
LOG: Final = "courier.log"
LOG_BYTES: Final = 1_000_000
LOOKS_OF_ONCE: Final = 3
"""A file is seen twice before it is moved, and once more before it is sent."""
_RETRIES: Final = RetryRules(tries=3, whole_seconds=15)
_LONGEST_NAME: Final = 60
_FOLDER: Final = click.Path(path_type=Path, file_okay=False)


def find_folder(context: click.Context, parameter: click.Parameter, given: Path | None) -> Path:
    """Return the folder of a command: its own, that which was said before it, or the one we are in."""
    return (given or context.obj or Path()).absolute()


in_its_folder: Final = click.option(
    "--folder", type=_FOLDER, callback=find_folder, help="The courier's folder; this one otherwise."
)


@click.group("courier", invoke_without_command=True)
@in_its_folder
@click.option("--once", is_flag=True, help="Do what can be done now, and end.")
@click.pass_context
def courier_command(context: click.Context, folder: Path, once: bool) -> None:
    """Send what is exported into a folder, and fetch what waits, until told to stop.

    `handover courier init` makes the folder. Exit code 2: it cannot work here until somebody changes something.
    """
    context.obj = folder
    if context.invoked_subcommand is None:
        keep_to_oneself()
        with stop_with_words():
            work_in_folder(folder, once)


@contextmanager
def stop_with_words() -> Iterator[None]:
    """Say in a sentence why the courier cannot work here, and end with the exit code that says so."""
    try:
        yield
    except ClientFault as fault:
        say_plainly(f"Error: {fault.explain()} {fault.advise()}", err=True)
        sys.exit(STOPPED_FOR_GOOD)
    except (SettingsFault, FolderInUse, DamagedJournal, ValueError) as fault:
        say_plainly(f"Error: {fault}", err=True)
        sys.exit(STOPPED_FOR_GOOD)
    except OSError as fault:
        raise click.ClickException(str(fault)) from None


def work_in_folder(folder: Path, once: bool) -> None:
    """Open the folder and work in it until a signal, or once."""
    settings = read_settings(folder)
    login = read_login(settings.profile)
    done = threading.Event()
    show = partial(show_notice, title=TITLE.say(settings.language)) if settings.desktop else pass_by
    with (
        Client(
            login.url,
            login.credentials,
            language=settings.language,
            retries=_RETRIES,
            headers={"Courier": name_courier(folder)},
        ) as client,
        open_folder(folder, client, tell=lambda words: note_and_show(words, show)) as courier,
    ):
        stop_on_signals(done)
        begin_log(folder / places.OWN / LOG)
        log.info("The courier works in %s for %s.", folder, login.url)
        if once:
            work_once(courier, done.wait)
        else:
            courier.run(lambda seconds: not done.wait(seconds))


def name_courier(folder: Path) -> str:
    """Return what the site shows of this courier: version and the folder's name, with letters beyond ASCII encoded."""
    return f"{__version__}; {quote(folder.name[:_LONGEST_NAME])}"


def begin_log(path: Path) -> None:
    """Write what the courier says into a file too: as a service, on Windows, it has no other place. It names no child."""
    form = logging.Formatter("%(asctime)s %(message)s")
    log.setLevel(logging.INFO)
    for handler in (
        logging.StreamHandler(),
        RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8"),
    ):
        handler.setFormatter(form)
        log.addHandler(handler)


def note_and_show(words: str, show: Callable[[str], None]) -> None:
    """Write a notice into the log, and show it on a desktop that is to have it."""
    log.info("%s", words)
    show(words)


def work_once(courier: FolderCourier, wait: Callable[[float], bool]) -> None:
    """Look as often as a file needs to be seen, and end; exit code 1 where something stood in the way."""
    looks = iter(range(1, LOOKS_OF_ONCE))
    courier.run(lambda seconds: next(looks, None) is not None and not wait(seconds))
    for words in courier.troubles.values():
        say_plainly(words, err=True)
    if courier.troubles:
        sys.exit(1)


def stop_on_signals(done: threading.Event) -> None:
    """End after the step that is being done when the system or a person says so."""

    def asked_to_stop(number: int, frame: FrameType | None) -> None:
        done.set()

    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, asked_to_stop)


@courier_command.command("init")
@click.option("--language", type=click.Choice(LANGUAGES), prompt="Language (en, cy)", default="en")
@click.option(
    "--taken",
    type=click.Choice([each.value for each in TakenWhen]),
    prompt="What says that your software has a file of in/ (moved: it is taken away; said: a person says so; at once)",
    default=TakenWhen.MOVED.value,
)
@click.option("--desktop/--no-desktop", prompt="Show notices on the desktop", default=True)
@click.option("--profile", default="default", show_default=True, help="The login to use.")
@in_its_folder
def make_courier_folder(folder: Path, language: str, taken: str, desktop: bool, profile: str) -> None:
    """Make the folder and its settings, or mend them; ask for the site and the key where this computer has none."""
    settings = CourierSettings(profile=profile, language=language, taken=TakenWhen(taken), desktop=desktop)
    with stop_with_words():
        known = find_login_file(profile, os.environ).exists()
        if not known:
            click.get_current_context().invoke(login_command, profile=profile, language=language)
        make_folder(folder, _keep_others(folder, settings))
    click.echo(f"Export into:      {folder / places.OUT}")
    click.echo(f"Import from:      {folder / places.IN}")
    click.echo(f'Start it:         handover courier --folder "{folder}"')
    click.echo(f'Start it always:  handover courier install --folder "{folder}"')


def _keep_others(folder: Path, settings: CourierSettings) -> CourierSettings:
    """Return the settings with what somebody wrote into the file by hand."""
    try:
        earlier = read_settings(folder)
    except SettingsFault:
        return settings
    return replace(settings, kinds=earlier.kinds, look_seconds=earlier.look_seconds, ask_seconds=earlier.ask_seconds)


@courier_command.command("status")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@in_its_folder
def show_status(folder: Path, as_json: bool) -> None:
    """Say what waits, since when the site answered, and what stands in the way. Exit code 1: somebody must look."""
    now = datetime.now().astimezone()
    with stop_with_words():
        settings = read_settings(folder)
        status = read_courier_status(folder)
    if as_json:
        facts: dict[str, Any] = {
            "runs": status.runs(now),
            "looked_at": status.looked_at,
            "heard_at": status.heard_at,
            "troubles": status.troubles,
            "exported": status.exported,
            "sending": [each.name for each in status.sending],
            "asked": [each.place for each in status.asked],
            "waiting": [each.place for each in status.waiting],
        }
        click.echo(json.dumps(facts, ensure_ascii=False, default=str))
    else:
        for line in write_status(status, folder, now, settings.language):
            say_plainly(line)
    sys.exit(0 if status.is_well(now) else 1)


@courier_command.command("took")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@in_its_folder
def say_taken(folder: Path, files: tuple[Path, ...]) -> None:
    """Say that your software has files of in/: they are moved to in/taken/, and the courier tells the site."""
    for file in files:
        place = file if file.is_absolute() or file.exists() else folder / places.IN / file
        if not place.is_file() or not place.resolve().is_relative_to((folder / places.IN).resolve()):
            raise click.UsageError(f"{file} is not a file of {folder / places.IN}.")
        taken = folder / places.TAKEN
        there = {f"{places.TAKEN}/{each.relative_to(taken).as_posix()}" for each in taken.rglob("*")}
        target = folder / places.find_free_place(places.TAKEN, place.name, there)
        target.parent.mkdir(exist_ok=True)
        place.rename(target)
        say_plainly(f"{place.name} is in {target.parent}.")


@courier_command.command("install")
@click.option("--print", "only_print", is_flag=True, help="Print what would be written and run, and do nothing.")
@in_its_folder
def install_service(folder: Path, only_print: bool) -> None:
    """Have this computer start the courier when you sign in: a systemd user service, or a scheduled task of Windows."""
    with stop_with_words():
        settings = read_settings(folder)
        if not find_login_file(settings.profile, os.environ).exists():
            raise SettingsFault("a service needs the key in a file: run `handover login` first.")
        service = build_service(folder)
        if only_print:
            click.echo(f"{service.path}:\n{service.content.decode('utf-16' if _on_windows() else 'utf-8')}")
            for command in service.commands:
                click.echo(subprocess.list2cmdline(command))
            return
        service.path.parent.mkdir(parents=True, exist_ok=True)
        service.path.write_bytes(service.content)
        for command in service.commands:
            if subprocess.run(command, check=False).returncode:
                raise click.ClickException(f"This did not work: {subprocess.list2cmdline(command)}")
    click.echo(f"Installed: {service.path}")


def build_service(folder: Path) -> ServiceFile:
    """Return the service of this computer for a folder."""
    if _on_windows():
        return build_windows_task(folder, find_own_command(), getpass.getuser(), Path(tempfile.gettempdir()))
    if sys.platform == "linux":
        return build_systemd_service(folder, find_own_command(), Path.home())
    raise SettingsFault(
        "only Linux with systemd and Windows are known here. Start the courier as your system starts programs."
    )


def find_own_command() -> list[str]:
    """Return how this program was started: from the one file, or as it is installed."""
    own = Path(sys.argv[0])
    return [sys.executable, str(own.absolute())] if own.suffix == ".pyz" else [sys.executable, "-m", "handover"]


def _on_windows() -> bool:
    return sys.platform == "win32"
