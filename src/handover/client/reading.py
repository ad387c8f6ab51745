"""Reads the site's JSON. What is missing or of another type is a `NotTheApi`, never an error of Python."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from handover.client.answers import (
    AnsweredPage,
    ApiTransfer,
    CheckAnswer,
    EstablishmentInfo,
    EstablishmentName,
    KeyInfo,
    Raw,
    ReportedProblem,
    SenderNotice,
    SendOutcome,
    VendorApprovalInfo,
)
from handover.client.conversation import ClientAnswer
from handover.client.faults import ApiProblem, NotTheApi
from handover.client.office_answers import RecordsInSif
from handover.client.retrying import find_retry_after

Value = TypeVar("Value")
FIRST_FAULT_STATUS = 400


def read_good(answer: ClientAnswer, read: Callable[[Raw], Value]) -> Value:
    """Return what a good answer says. Raises ApiProblem for one that says no."""
    if answer.status >= FIRST_FAULT_STATUS:
        raise read_problem(answer)
    return read_object(answer, read)


def read_object(answer: ClientAnswer, read: Callable[[Raw], Value]) -> Value:
    """Return what the JSON object of an answer says, whatever its status."""
    try:
        return read(load_object(answer.body))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotTheApi(reason=f"HTTP {answer.status}") from None


def load_object(body: bytes) -> dict[str, Any]:
    """Return the JSON object of a body; ValueError where there is none."""
    found = json.loads(body)
    if not isinstance(found, dict):
        raise ValueError("not a JSON object")
    return found


def read_problem(answer: ClientAnswer) -> ApiProblem:
    """Return what an answer with a problem document says. Raises NotTheApi for any other."""

    def read(raw: Raw) -> ApiProblem:
        return ApiProblem(
            code=str(raw["code"]),
            status=answer.status,
            detail=str(raw.get("detail") or raw["title"]),
            remedy=str(raw.get("remedy") or ""),
            problems=[read_reported(row) for row in raw.get("problems") or ()],
            retry_after=find_retry_after(answer.headers),
            raw=raw,
        )

    return read_object(answer, read)


def read_reported(raw: Raw) -> ReportedProblem:
    """Read a row of a list of problems."""
    return ReportedProblem(
        code=str(raw["code"]),
        severity=str(raw["severity"]),
        message=str(raw["message"]),
        remedy=str(raw.get("remedy") or ""),
        line=raw.get("line"),
        path=raw.get("path"),
        pupil=raw.get("pupil"),
        raw=raw,
    )


def read_place(raw: Raw) -> EstablishmentName:
    """Read a number with its name."""
    return EstablishmentName(str(raw["number"]), str(raw.get("name") or ""))


def read_transfer(raw: Raw, etag: str | None = None) -> ApiTransfer:
    """Read a transfer."""
    return ApiTransfer(
        reference=str(raw["reference"]),
        kind=str(raw["kind"]),
        file_name=str(raw["file_name"]),
        source=read_place(raw["source"]),
        destination=read_place(raw["destination"]),
        state=str(raw["state"]),
        state_words=str(raw.get("state_words") or raw["state"]),
        size=int(raw["size"]),
        digest=str(raw["digest"]),
        pupils=raw.get("pupils"),
        sent_at=read_api_moment(raw.get("sent_at")),
        moved_at=read_api_moment(raw.get("moved_at")),
        sender_reference=raw.get("sender_reference") or None,
        questions=tuple(read_reported(row) for row in raw.get("questions") or ()),
        reason=raw.get("reason") or None,
        parent=raw.get("parent") or None,
        fetched_at=read_api_moment(raw.get("fetched_at")),
        etag=etag,
        raw=raw,
    )


def read_sent_outcome(raw: Raw) -> SendOutcome:
    """Read what became of a file that was sent."""
    transfer = raw.get("transfer")
    return SendOutcome(
        verdict=str(raw["verdict"]),
        transfer=read_transfer(transfer) if transfer else None,
        problems=tuple(read_reported(row) for row in raw.get("problems") or ()),
        pupils=raw.get("pupils"),
        raw=raw,
    )


def read_verdict(raw: Raw) -> CheckAnswer:
    """Read what the checks say."""
    return CheckAnswer(
        verdict=str(raw["verdict"]),
        problems=tuple(read_reported(row) for row in raw.get("problems") or ()),
        pupils=raw.get("pupils"),
        canonical=(raw.get("name") or {}).get("canonical"),
        raw=raw,
    )


def read_key_info(raw: Raw) -> KeyInfo:
    """Read what the site knows of the key that asks."""
    return KeyInfo(
        name=str(raw["key"]),
        establishment=read_place(raw["establishment"]),
        mailbox=str(raw["mailbox"]),
        role=str(raw.get("role") or ""),
        rights=tuple(map(str, raw.get("rights") or ())),
        ends_on=read_day(raw.get("ends_on")),
        limits=raw.get("limits") or {},
        raw=raw,
    )


def read_vendor_approval(raw: Raw) -> VendorApprovalInfo:
    """Read that an office approves a vendor."""
    return VendorApprovalInfo(
        establishment=read_place(raw["establishment"]),
        mailbox=str(raw["mailbox"]),
        role=str(raw.get("role") or ""),
        rights=tuple(map(str, raw.get("rights") or ())),
        ends_on=read_day(raw.get("ends_on")),
        raw=raw,
    )


def read_establishment(raw: Raw) -> EstablishmentInfo:
    """Read an establishment that was looked up."""
    successor, authority = raw.get("successor"), raw.get("authority")
    return EstablishmentInfo(
        number=str(raw["number"]),
        name=str(raw["name"]),
        open=bool(raw["open"]),
        closed_on=read_day(raw.get("closed_on")),
        successor=read_place(successor) if successor else None,
        authority=read_place(authority) if authority else None,
        takes=tuple(map(str, raw.get("takes") or ())),
        raw=raw,
    )


def read_notice(raw: Raw) -> SenderNotice:
    """Read what happened later to a file."""
    transfer = raw.get("transfer")
    return SenderNotice(
        id=str(raw["id"]),
        event=str(raw["event"]),
        words=str(raw.get("words") or ""),
        at=read_api_moment(raw.get("at")),
        transfer=read_transfer(transfer) if transfer else None,
        raw=raw,
    )


def read_records_in_sif(raw: Raw) -> RecordsInSif:
    """Read the records of a file as SIF objects."""
    return RecordsInSif(
        reference=str(raw["reference"]),
        objects=tuple((each.get("pupil"), str(each["name"]), str(each["xml"])) for each in raw["objects"]),
        losses=tuple(raw.get("losses") or ()),
        raw=raw,
    )


def read_page(raw: Raw, read_item: Callable[[Raw], Value]) -> AnsweredPage[Value]:
    """Read a page of a list."""
    return AnsweredPage(tuple(read_item(item) for item in raw["items"]), raw.get("next") or None)


def read_api_moment(text: str | None) -> datetime | None:
    """Read a moment with its zone."""
    return datetime.fromisoformat(text) if text else None


def read_day(text: str | None) -> date | None:
    """Read a day; of a moment, its day."""
    return date.fromisoformat(text[:10]) if text else None
