"""`handover selftest`: the main job, end to end, on a throw-away site over real HTTP; one line a step.

An operator runs it after an installation or an upgrade. It touches neither the site's database nor its files.
"""

import os
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import click

from handover.cli.server import server
from handover.cli.site import make_database, set_up
from handover.cli.visitor import Visitor
from handover.common.calendar import academic_year
from handover.portal.configuration.credentials import FOLDER_VARIABLE

PASSWORD = "a-throw-away-password"  # noqa: S105 - of a site that lives for seconds
SENDER, RECEIVER = "6812990", "6814990"
FILE_NAME = f"{SENDER}_CTF_{RECEIVER}_001.xml"


class Failed(Exception):
    """A step did not do what it should."""


@dataclass
class SelftestSite:
    """The throw-away site and the two people on it."""

    sender: Visitor
    receiver: Visitor
    data: bytes
    collection: str = ""


def expect_words(page: str, *words: str) -> None:
    """Raise Failed unless the page says each of these."""
    for word in words:
        if word not in page:
            raise Failed(f"the page does not say “{word}”")


def sign_person_in(visitor: Visitor, username: str) -> None:
    """Sign a person in by the form."""
    visitor.get("/sign-in/")
    page = visitor.post("/sign-in/", username=username, password=PASSWORD)
    if "/sign-in/" in visitor.address:
        raise Failed(f"{username} could not sign in")
    expect_words(page, "/sign-out/")


def both_sign_in(stage: SelftestSite) -> None:
    """Two schools sign in."""
    sign_person_in(stage.sender, "sender")
    sign_person_in(stage.receiver, "receiver")


def send_good(stage: SelftestSite) -> None:
    """A good file is sent."""
    stage.sender.get("/send/")
    expect_words(stage.sender.upload("/send/", FILE_NAME, stage.data), "handover-outcome--accepted")


def refuse_bad(stage: SelftestSite) -> None:
    """A damaged file is refused, with the reason."""
    stage.sender.get("/send/")
    name = FILE_NAME.replace("001", "002")
    page = stage.sender.upload("/send/", name, stage.data[: len(stage.data) // 2])
    expect_words(page, "handover-outcome--refused", "handover-problem--error")


def collect_file(stage: SelftestSite) -> None:
    """The receiver collects it, and has the sender's own bytes."""
    page = stage.receiver.get("/collect/")
    expect_words(page, FILE_NAME)
    references = re.findall(r'name="file" value="([^"]+)"', page)
    if len(references) != 1:
        raise Failed(f"{len(references)} files are waiting instead of one")
    stage.receiver.post("/collect/", file=references[0])
    stage.collection = stage.receiver.address.removeprefix(stage.receiver.site)
    if stage.receiver.save(f"{stage.collection}download/") != stage.data:
        raise Failed("the collected bytes are not those that were sent")


def confirm_file(stage: SelftestSite) -> None:
    """The receiver confirms, and the list is empty."""
    page = stage.receiver.post(f"{stage.collection}arrived/", arrived="yes")
    if FILE_NAME in page:
        raise Failed("the file is still on the list")


def see_it_confirmed(stage: SelftestSite) -> None:
    """The sender sees that it has arrived."""
    expect_words(stage.sender.get("/sent/"), FILE_NAME, "Confirmed")


def read_mail(stage: SelftestSite) -> None:
    """The e-mails are in the outbox, and none names the pupil."""
    from handover.portal.notices.models import Notice

    kinds = set(Notice.objects.values_list("kind", flat=True))
    if not {"arrived", "uploaded", "confirmed"} <= kinds:
        raise Failed(f"the outbox holds only {sorted(kinds)}")
    if any("Prydderch" in notice.subject + notice.body for notice in Notice.objects.all()):
        raise Failed("an e-mail names the pupil")


def verify_audit(stage: SelftestSite) -> None:
    """The audit log is whole, and holds every step."""
    from handover.portal.audit.models import Entry
    from handover.portal.audit.verify import verify

    found = verify()
    if not found.ok:
        raise Failed("the audit log does not verify")
    missing = {"file.sent", "file.refused", "file.collected", "file.confirmed"} - set(
        Entry.objects.values_list("action", flat=True)
    )
    if missing:
        raise Failed(f"the audit log lacks {sorted(missing)}")


STEPS: tuple[Callable[[SelftestSite], None], ...] = (
    both_sign_in,
    send_good,
    refuse_bad,
    collect_file,
    confirm_file,
    see_it_confirmed,
    read_mail,
    verify_audit,
)


@click.command()
def selftest() -> None:
    """Play the main job end to end on a throw-away site: exit 0 if all is well, 1 if not."""
    with tempfile.TemporaryDirectory(prefix="handover-selftest-") as folder:
        environment = {
            "HANDOVER_MODE": "demo",
            "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
            "HANDOVER_FILES": f"{folder}/files",
        }
        os.environ.pop(FOLDER_VARIABLE, None)
        for name in [name for name in os.environ if name.startswith("HANDOVER_")]:
            del os.environ[name]
        os.environ.update(environment)
        set_up()
        make_site()
        with server(environment) as site:
            sys.exit(play(SelftestSite(Visitor(site), Visitor(site), good_file(datetime.now(UTC).date()))))


def play(stage: SelftestSite) -> int:
    """Play every step and return the exit code."""
    for step in STEPS:
        words = (step.__doc__ or "").strip()
        try:
            step(stage)
        except (Failed, OSError) as fault:
            click.echo(f"FAILED  {words}  {fault}")
            return 1
        click.echo(f"ok      {words}")
    click.echo(f"{len(STEPS)} steps, all well.")
    return 0


def make_site() -> None:
    """Make the throw-away site: its tables, two schools, a person at each."""
    from django.core.management import call_command

    from handover.portal.accounts.models import User
    from handover.portal.establishments.models import Establishment, EstablishmentKind

    make_database()
    call_command("migrate", verbosity=0)
    for number, username in ((SENDER, "sender"), (RECEIVER, "receiver")):
        school = Establishment.objects.create(
            number=number,
            kind=EstablishmentKind.SCHOOL,
            la_number=number[:3],
            name=f"The {username}'s school",
            email=f"{username}@example.org",
        )
        person = User(
            username=username,
            full_name=f"The {username}",
            email=f"{username}@example.org",
            role="school",
            establishment=school,
            must_choose_password=False,
        )
        person.set_password(PASSWORD)
        person.save()


def good_file(today: date) -> bytes:
    """Return the file that goes from one school to the other, as software of this school year writes it."""
    text = (Path(__file__).parent / "selftest.xml").read_text(encoding="utf-8")
    year = academic_year(today)
    return text.format(version=f"{year % 100:02}.0", year=year, born=year - 11).encode()
