"""The log as JSON, an object a line, for programs that collect logs: each line with the same few fields, and no others.

What a library hangs on a record besides (Django its whole request) could be personal, and is left out.
"""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.http import HttpRequest
from pythonjsonlogger.json import JsonFormatter

from handover.portal.logs.requests import form_of, method_of
from handover.portal.logs.said_with import said_with
from handover.zone.http.logs import ServerLogger, without_keys


@dataclass(frozen=True, slots=True)
class LogField:
    """One field of a line: its name, its meaning, and whether each line has it."""

    name: str
    meaning: str
    always: bool = False


LOG_FIELDS: Final = (
    LogField("time", "When, in UTC, to the millisecond.", always=True),
    LogField("level", "`INFO`, `WARNING`, `ERROR` or `CRITICAL`.", always=True),
    LogField("logger", "Which part of the program speaks, such as the worker.", always=True),
    LogField("event", "The sentence without what is particular, to group by: `the job failed: %s`.", always=True),
    LogField("message", "The sentence as in the other form of the log.", always=True),
    LogField("process", "The number of the process.", always=True),
    LogField("request_id", "Which request: 32 digits, which the answer bears as `X-Request-Id`."),
    LogField("job", "Which background job."),
    LogField("trace_id", "Which trace, where [traces](../operator/logs.md#traces) are made."),
    LogField("method", "`GET`, `POST` … of a request that was answered."),
    LogField("route", "Its address by form, `/files/<uuid:reference>/`, never as it was."),
    LogField("status", "The status of the answer."),
    LogField("bytes", "The length of its body."),
    LogField("milliseconds", "How long it took, until its last byte was handed on."),
    LogField("fault", "The stack of a fault of the program."),
)
"""In the order in which they stand in a line."""
OF_THE_RECORD: Final = ("method", "route", "status", "bytes", "milliseconds")


class JsonLines(JsonFormatter):
    """Writes a record as one line of JSON."""

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        """Fill in the fields of the table, and nothing else."""
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        log_data["level"] = record.levelname
        log_data["logger"] = record.name
        log_data["event"], log_data["message"] = find_log_words(record)
        log_data["process"] = record.process
        log_data.update(said_with())
        log_data.update({name: getattr(record, name) for name in OF_THE_RECORD if hasattr(record, name)})
        if stack := message_dict.get("exc_info"):
            log_data["fault"] = without_keys(str(stack))


def find_log_words(record: logging.LogRecord) -> tuple[str, str]:
    """Return the sentence of a record without what is particular, and with it.

    Django says of a request that it refused the address as it came, in which a stranger may have written anything.
    """
    request, status = getattr(record, "request", None), getattr(record, "status_code", None)
    if not isinstance(request, HttpRequest) or not isinstance(status, int):
        return str(record.msg), record.getMessage()
    return "request refused", f"request refused with {status}: {method_of(request.META)} {form_of(request)}"


class SharedLogger(ServerLogger):
    """gunicorn's logger, which writes as all others of the process do instead of by handlers of its own."""

    def setup(self, cfg: object) -> None:
        """Hand over what gunicorn says."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.handlers.clear()
            log.propagate = True
