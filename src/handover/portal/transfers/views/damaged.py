"""What is said where a stored file is damaged or the whole store is away, on whichever page it was found."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handover.common.keyring import KeyNotHeld
from handover.portal import clock
from handover.portal.transfers import damages
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.vault import Damaged, NoStore
from handover.portal.web import faults

STATUS = 410
"""Gone: the file was here."""


class StoredFileFaults:
    """Answers in words where a view met a stored file that cannot be opened. Its transaction is undone by then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Note a damaged file, tell those concerned, and say so; other exceptions are not for here."""
        if isinstance(exception, Damaged):
            damages.note_damage(exception, clock.now())
            carried = list(damages.carrying(exception.sealed))
            return say_damaged(request, carried)
        if isinstance(exception, (NoStore, KeyNotHeld)):
            return faults.no_store(request)
        return None


def say_damaged(request: HttpRequest, files: Sequence[Transfer]) -> HttpResponse:
    """Say that files cannot be opened; without files, that a list that was brought cannot."""
    heading = ngettext("This file cannot be opened", "These files cannot be opened", max(1, len(files)))
    told = any(transfer.stage in damages.NEEDED for transfer in files)
    context = {"heading_text": heading, "files": files, "told": told}
    return render(request, "damaged.html", context, status=STATUS)


def not_in_the_zip(files: Sequence[Transfer]) -> str:
    """Say on the next page which files a download lacks."""
    words = ngettext(
        "This file could not be opened and was not in the download: %(files)s. When its sender sends the same file again, it "
        "takes the place of the damaged one.",
        "These files could not be opened and were not in the download: %(files)s. When their senders send the same files "
        "again, these take the place of the damaged ones.",
        len(files),
    )
    return words % {"files": ", ".join(transfer.file_name for transfer in files)}


def readme(files: Sequence[Transfer]) -> str:
    """Return the page that goes into a zip that lacks files."""
    lines = [
        _("These files are NOT in this zip, because the site can no longer open its copies of them:"),
        "",
        *(f"  {transfer.file_name} ({transfer.source})" for transfer in files),
        "",
        _("When their senders send the same files again, these take the place of the damaged ones."),
    ]
    return "\r\n".join(lines) + "\r\n"
