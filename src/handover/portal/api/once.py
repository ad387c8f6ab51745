"""Once only: a request that is sent again with its Idempotency-Key within 24 hours gets the answer of the first, and nothing
is done twice.

The answer is stored in the transaction of the act, its row first: of two such requests at once the second waits for the
first, and finds its answer. Whatever kills the site in between leaves neither the act nor the answer.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, TypeVar

from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import HttpRequest

from handover.portal import transaction
from handover.portal.api.answers import ApiAnswer
from handover.portal.api.models import RememberedAnswer
from handover.portal.api.refusals import ApiRefusal
from handover.portal.apikeys.holders import KeyHolder
from handover.portal.sealed import token

T = TypeVar("T")
REMEMBERED: Final = timedelta(hours=24)
"""So long an answer is given again."""
REPLAYED: Final = "Idempotency-Replayed"
SAYS: Final = ("Sender-Reference", "If-Match")
"""The headers that belong to what a request says."""


class RequestAnsweredMeanwhile(Exception):
    """The same request was answered while this one was on its way; its answer is there now."""


class OnceOnly:
    """One request, which may be a repetition. Without an Idempotency-Key it is carried out as often as it comes."""

    def __init__(self, holder: KeyHolder, operation: str, given: str | None, said: str, now: datetime) -> None:
        self.holder, self.operation, self.now = holder, operation, now
        self.token = token("idempotency", operation, given).hex() if given else ""
        self.said = said
        self.had_old_answer = False
        self.answer: ApiAnswer | None = None

    def find_answer(self) -> ApiAnswer | None:
        """Return the answer to the first of these requests. Raises ApiRefusal where the key stands for another request."""
        if not self.token:
            return None
        held = next(iter(self.list_answers()), None)
        self.had_old_answer = held is not None and held.answered_at <= self.now - REMEMBERED
        if held is None or self.had_old_answer:
            return None
        if held.request_digest != self.said:
            raise ApiRefusal("api.key_reused")
        found = ApiAnswer.from_text(held.status, held.answer)
        return ApiAnswer(found.status, found.body, {**found.headers, REPLAYED: "true"})

    def list_answers(self) -> QuerySet[RememberedAnswer]:
        """Return the answer to the first of these requests, however old; there is one at most."""
        rows = RememberedAnswer.objects.filter(key=self.holder.key, operation=self.operation, token=self.token)
        return rows.order_by()[:1]

    def forget(self) -> None:
        """Forget the answer, where what it told of is no longer: the request is carried out anew."""
        RememberedAnswer.objects.filter(key=self.holder.key, operation=self.operation, token=self.token).delete()

    def keep(self, act: Callable[[], T], write: Callable[[T], ApiAnswer]) -> T:
        """Carry something out and remember its answer, both or neither. Raises RequestAnsweredMeanwhile."""
        with transaction.atomic():
            held = self.reserve() if self.token else None
            done = act()
            self.answer = write(done)
            if held is not None:
                held.status, held.answer = self.answer.status, self.answer.as_text()
                held.save(update_fields=["status", "answer"])
        return done

    def reserve(self) -> RememberedAnswer:
        """Take the place of the answer, so that nobody else carries the same out until this has ended: the first that is
        done in the transaction, which ends with it where somebody else was quicker.
        """
        if self.had_old_answer:
            rows = RememberedAnswer.objects.filter(key=self.holder.key, operation=self.operation, token=self.token)
            rows.filter(answered_at__lte=self.now - REMEMBERED).delete()
        try:
            return RememberedAnswer.objects.create(
                key=self.holder.key,
                operation=self.operation,
                token=self.token,
                request_digest=self.said,
                answered_at=self.now,
            )
        except IntegrityError as fault:
            raise RequestAnsweredMeanwhile from fault


def digest_request(request: HttpRequest, body_digest: str) -> str:
    """Return the SHA-256 of all that a request says: method, address, the headers that count, and its body."""
    headers = [request.headers.get(name) for name in SAYS]
    said = [request.method, request.get_full_path(), headers, body_digest]
    return sha256(json.dumps(said).encode()).hexdigest()


def answer_once(once: OnceOnly, act: Callable[[], T], write: Callable[[T], ApiAnswer]) -> ApiAnswer:
    """Carry a request out, begun again where the database aborts it; or return the answer that it had before."""
    found = once.find_answer()
    if found is not None:
        return found
    try:
        transaction.retry(lambda: once.keep(act, write))
    except RequestAnsweredMeanwhile:
        return wait_for_answer(once)
    assert once.answer is not None
    return once.answer


def wait_for_answer(once: OnceOnly) -> ApiAnswer:
    """Return the answer that somebody else stored a moment ago; where it is gone again, the request is to be repeated."""
    found = once.find_answer()
    if found is None:
        raise ApiRefusal("api.busy")
    return found
