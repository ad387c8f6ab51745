"""Answers a request again from its beginning when the database aborted it and nothing of it was stored."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

from handover.portal import transaction
from handover.portal.web import faults

log = logging.getLogger("handover.pages")
Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


class Writes:
    """Watches the statements of one request: whether something was stored for good since it began."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.outside = False
        self.before = transaction.count_stored()

    def __call__(self, execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Do one statement, and note one that changes something outside the site's transactions: it is stored at once."""
        result = execute(sql, params, many, context)
        self.outside |= not transaction.is_in_transaction() and not str(sql).startswith("SELECT")
        return result

    def may_begin_again(self) -> bool:
        """Say whether the request may be begun again: nothing of it was stored, and nobody has waited for long."""
        stored = self.outside or transaction.count_stored() != self.before
        return not stored and time.monotonic() - self.began < transaction.RETRY_SECONDS


class RetryAborted:
    """Stands right before the view. A request that stored something already, or is aborted too often, is answered 503."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Watch what the view stores."""
        request.writes = writes = Writes()  # type: ignore[attr-defined]
        with connection.execute_wrapper(writes):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Remember how to begin again, and what the session held."""
        session = dict(request.session.items())

        def again() -> HttpResponse:
            request.session.clear()
            request.session.update(session)
            for _, files in request.FILES.lists():
                for file in files:
                    file.seek(0)
            answer: HttpResponse = view(request, *args, **kwargs)
            return answer

        request.begin_again = again  # type: ignore[attr-defined]

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a request that the database aborted."""
        if not transaction.is_aborted(exception):
            return None
        log.warning("a request was aborted by the database: %s", type(exception).__name__)
        may: Callable[[], bool] = request.writes.may_begin_again  # type: ignore[attr-defined]
        again: Callable[[], HttpResponse] = request.begin_again  # type: ignore[attr-defined]
        if not may():
            return faults.busy(request)
        try:
            return transaction.retry(again, may)
        except Exception as late:
            if transaction.is_aborted(late):
                return faults.busy(request)
            raise
