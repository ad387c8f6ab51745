"""The operations of a training county, for a training key: what is in it, its clock, and what is to go wrong."""

import json
from datetime import date

from handover.client.answers import Raw
from handover.client.conversation import NO_FIELDS, ClientRequest, Conversation
from handover.client.operations import JSON
from handover.client.reading import read_good, read_problem
from handover.client.retrying import Asking

NO_CONTENT = 204


def get_training(asking: Asking) -> Conversation[Raw]:
    """Say what is in the county of the key: its time, its offices, and every situation that can be brought about."""
    return read_good((yield from asking.ask(ClientRequest("GET", "/training"))), dict)


def move_training_clock(asking: Asking, *, days: int | None = None, to: date | None = None) -> Conversation[Raw]:
    """Move the county's clock forward, by days or to a day; what would have happened meanwhile happens."""
    wanted = {"days": days, "to": to.isoformat() if to else None}
    return (yield from _post(asking, "/training/clock", {name: value for name, value in wanted.items() if value}))


def provoke_in_training(
    asking: Asking, situation: str, *, times: int = 1, office: str | None = None
) -> Conversation[Raw]:
    """Bring a situation about: at once, or with the next requests of the key's office, or of another office of the county."""
    return (
        yield from _post(
            asking,
            "/training/situations",
            {"situation": situation, "times": times, **({"office": office} if office else {})},
        )
    )


def list_emails_of_training(asking: Asking) -> Conversation[tuple[Raw, ...]]:
    """List the newest e-mails of the county, none of which left it."""
    answer = yield from asking.ask(ClientRequest("GET", "/training/emails"))
    return read_good(answer, lambda raw: tuple(raw["items"]))


def begin_training_anew(asking: Asking) -> Conversation[None]:
    """Have the county be as on its first day; the keys stay."""
    answer = yield from asking.ask(ClientRequest("POST", "/training/reset"))
    if answer.status != NO_CONTENT:
        raise read_problem(answer)


def _post(asking: Asking, path: str, body: Raw) -> Conversation[Raw]:
    request = ClientRequest("POST", path, NO_FIELDS, JSON, json.dumps(body).encode())
    return read_good((yield from asking.ask(request, repeatable=False)), dict)
