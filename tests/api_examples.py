"""The site in which the examples of the API are carried out, and how their answers are compared."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.http.response import HttpResponseBase
from django.utils import timezone

from handover.portal.api.examples import ARRIVED, ASKED, BEGUN, REJECTED, SENT, TOLD, WHOLE
from handover.portal.api.models import LateNotice, PieceUpload
from handover.portal.api.operation import ApiOperation
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step
from tests.cast import Cast
from tests.files import Child, ctf, name_of
from tests.programs import Program, program_of

HOME, AWAY = "6812990", "6814990"
FILE = ctf(HOME, AWAY)
FILES = {name_of(HOME, AWAY, 2): FILE, "offers.csv": b"UPN,Destination\nB681299003017,6814990\n"}
NEW_EACH_TIME = {
    *(
        "reference",
        "id",
        "sent_at",
        "moved_at",
        "fetched_at",
        "at",
        "expires_at",
        "ends_on",
        "prefix",
        "digest",
        "size",
        *("read_at", "added_at", "brought_at", "lodged_at", "begun_at", "ends_at", "kept_until", "school_days"),
        *("author", "kept_by", "now", "jobs"),
        *("subject", "raised_at", "tried_at", "next_try_at", "secret", "former_secret_until", "made_at"),
    ),
}
"""Members that are new each time, or follow from bytes that the tests write."""


def make_example_site(cast: Cast) -> Program:
    """Make what the examples are about; return the program of Nant y Wennol Primary School, which carries them out."""
    program = program_of(cast.alis, "send", "collect")
    rename(program.send(name_of(HOME, AWAY), ctf(HOME, AWAY, note="sent"), sender_reference="leaver-16"), SENT)
    away = program_of(cast.bryn, "send", "collect")
    rename(away.send(name_of(AWAY, HOME), ctf(AWAY, HOME)), ARRIVED)
    program.fetch(ARRIVED)
    asked = program.send("6812990_CTF_6814990_3.xml", ctf(HOME, AWAY, [Child("H681299021005")], note="asked"))
    rename(asked, ASKED)
    rename(program.send(name_of(HOME, AWAY, 4), ctf(HOME, AWAY, note="rejected")), REJECTED)
    rejected = Transfer.objects.get(reference=REJECTED)
    take_step("reject", rejected, by=cast.bryn, now=timezone.now() + timedelta(seconds=1), reason="Not ours")
    LateNotice.objects.update(reference=TOLD)
    for reference, size in ((BEGUN, 765), (WHOLE, len(FILE))):
        begun = program.post("/uploads", {"name": name_of(HOME, AWAY, 2), "size": size}).json()
        PieceUpload.objects.filter(reference=begun["id"]).update(reference=reference)
    program.ask("PATCH", f"/uploads/{WHOLE}", FILE, upload_offset="0")
    return program


def rename(answer: HttpResponseBase, reference: str) -> None:
    """Give a transfer the reference that the examples use."""
    Transfer.objects.filter(reference=answer.json()["transfer"]["reference"]).update(reference=reference)


def carry_out(
    program: Program, operation: ApiOperation, meant: Mapping[str, str] = MappingProxyType({})
) -> HttpResponseBase:
    """Send the request of an operation's example; `meant` has what stands for the references in it on this site."""
    example = operation.example
    path = operation.public_path.format(**{name: meant.get(value, value) for name, value in example.values.items()})
    if example.query:
        path += "?" + urlencode(example.query)
    headers = {name.lower().replace("-", "_"): value for name, value in example.headers.items()}
    body = FILES[example.file] if example.file else example.body
    if isinstance(body, dict):
        body = {name: meant.get(value, value) if isinstance(value, str) else value for name, value in body.items()}
    return program.ask(operation.method, path, dict(body) if isinstance(body, dict) else body, **headers)


def without_what_is_new(answer: Any) -> Any:
    """Return an answer with the type alone in the place of what is new each time."""
    if isinstance(answer, dict):
        return {
            name: type(value).__name__ if name in NEW_EACH_TIME else without_what_is_new(value)
            for name, value in answer.items()
        }
    return [without_what_is_new(each) for each in answer] if isinstance(answer, list) else answer
