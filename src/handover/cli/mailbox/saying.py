"""Transfers and findings as lines for a person."""

from typing import TYPE_CHECKING

from handover.client import ApiTransfer, ReportedProblem
from handover.common.text import Text

if TYPE_CHECKING:
    from handover.cli.mailbox.session import MailboxSession

_SEVERITIES = {
    "error": Text("error", "gwall"),
    "warning": Text("warning", "rhybudd"),
    "note": Text("note", "nodyn"),
}
_LINE = Text("line {number}", "llinell {number}")
_WIDTH = 9


def describe_transfer_line(transfer: ApiTransfer) -> str:
    """Return a file on its way as one line: reference, name, from, to, where it is."""
    way = f"{transfer.source.number} → {transfer.destination.number}"
    reason = f" ({transfer.reason})" if transfer.reason else ""
    return f"{transfer.reference}  {transfer.file_name}  {way}  {transfer.state_words}{reason}"


def tell_transfer(session: "MailboxSession", transfer: ApiTransfer) -> None:
    """Say where a file is."""
    session.tell(describe_transfer_line(transfer), **transfer.raw)


def describe_row(row: ReportedProblem, language: str) -> list[str]:
    """Return a finding as lines: how bad, what, where, and what to do about it."""
    words = _SEVERITIES.get(row.severity)
    severity = words.say(language) if words else row.severity
    place = f" ({_LINE.say(language, number=row.line)})" if row.line else ""
    lines = [f"  {severity:<{_WIDTH}}{row.message}{place}"]
    return lines if row.severity == "note" or not row.remedy else [*lines, f"  {'':<{_WIDTH}}{row.remedy}"]
