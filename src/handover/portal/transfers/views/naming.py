"""Sending a file that has no proper name: what it is, to whom it goes and what it is called are asked, and make the name."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from handover.ctf.filename import LONGEST_WORDS, OUTSIDE, UNKNOWN
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.deadline import CUT_SHORT
from handover.portal.establishments.choosing import SchoolField, limit_to_authority, name_with_number
from handover.portal.transfers.addresses import check_way
from handover.portal.transfers.faults import FAULTS
from handover.portal.transfers.intake import Incoming, UploadOutcome, receive
from handover.portal.transfers.kinds import MailboxKind, mailbox_kind
from handover.portal.transfers.naming import DESKS, NameableKind, compose_name, list_nameable, tidy_words
from handover.portal.transfers.permissions import SENDING
from handover.portal.transfers.receiving import ReceivedFile
from handover.portal.transfers.views.send import not_taken, sorted_outcomes
from handover.portal.web import wording
from handover.portal.web.access import allowed

SCHOOL, OWN = "school", "own"
MARKERS = {"unknown": UNKNOWN, "outside": OUTSIDE}


class NamingForm(forms.Form):
    """What a file is, to whom it goes, and what it is called."""

    kind = forms.ChoiceField(label=gettext_lazy("What is in the file?"))
    to = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=gettext_lazy("To whom does it go?"),
        error_messages={"required": gettext_lazy("Choose to whom the file goes.")},
    )
    school = SchoolField("every", required=False, label=gettext_lazy("Which school, or which other authority?"))
    called = forms.CharField(
        max_length=100,
        required=False,
        label=gettext_lazy("What is it called? (for a generic zip only)"),
    )

    def __init__(self, sender: User, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.sender = sender
        self.ways = {way.key: way for way in list_nameable(sender)}
        self.fields["kind"].choices = [(key, wording.say_text(way.words)) for key, way in self.ways.items()]  # type: ignore[attr-defined]
        self.fields["to"].choices = list_receivers(sender)  # type: ignore[attr-defined]
        self.fields["called"].help_text = say_length()
        limit_to_authority(self, "school", sender.mailbox[:3])

    def clean(self) -> dict[str, object]:
        """Ask for the school where one is meant, and for words where the name has some."""
        given = super().clean() or {}
        way = self.ways.get(str(given.get("kind")))
        if given.get("to") == SCHOOL and not given.get("school") and "school" not in self.errors:
            self.add_error("school", _("Enter the school, or choose somebody else."))
        if way is not None and way.has_words:
            given["called"] = tidy_words(str(given.get("called", "")))
            if not given["called"]:
                self.add_error("called", _("Say in a word or two what is in the zip."))
            elif len(str(given["called"])) > LONGEST_WORDS:
                words = _("Shorten it: %(text)s has %(length)s letters, and %(most)s fit.")
                told = {"text": given["called"], "length": len(str(given["called"])), "most": LONGEST_WORDS}
                self.add_error("called", words % told)
        if way is not None and "to" in given and "school" not in self.errors:
            for problem in check_way(way.kind, self.sender.mailbox, self.find_destination(given)):
                self.add_error("to", problem.message(wording.language()))
        return given

    @property
    def way(self) -> NameableKind:
        """What the file is, once the form is valid."""
        return self.ways[self.cleaned_data["kind"]]

    def find_destination(self, given: Mapping[str, Any]) -> str:
        """Return the mailbox that is meant by the answers."""
        to = given["to"]
        if to == SCHOOL:
            return str(given["school"].number)
        if to in DESKS:
            return self.sender.mailbox[:3] + DESKS[to][0]
        return self.sender.mailbox if to == OWN else MARKERS[to]

    @property
    def receiver(self) -> str:
        """Who gets the file, in words."""
        if self.cleaned_data["to"] == SCHOOL:
            return name_with_number(self.cleaned_data["school"])
        return str(dict(self.fields["to"].choices)[self.cleaned_data["to"]])  # type: ignore[attr-defined]

    @property
    def file_name(self) -> str:
        """The name that follows."""
        destination = self.find_destination(self.cleaned_data)
        return compose_name(self.way, self.sender.mailbox, destination, str(self.cleaned_data["called"]))


def say_length() -> str:
    """Say how long the words may be, and that they are read."""
    words = ngettext(
        "Up to %(num)s letter. The receiver sees it: do not write the name of a child.",
        "Up to %(num)s letters. The receiver sees them: do not write the name of a child.",
        LONGEST_WORDS,
    )
    return words % {"num": LONGEST_WORDS}


def list_receivers(sender: User) -> list[tuple[str, str]]:
    """Return to whom a sender's files may go, as choices."""
    desks = [(key, wording.say_text(words)) for key, (suffix, words) in DESKS.items() if suffix != sender.mailbox[3:]]
    found = [(SCHOOL, _("A school, or another authority")), *desks]
    if mailbox_kind(sender.mailbox) is MailboxKind.SCHOOL:
        found.append((OWN, _("Your own school: from one of its systems to another")))
    unknown = (
        _("The lost pupil store: the new school is not known"),
        _("The lost pupil store: left the maintained sector"),
    )
    return [*found, *zip(MARKERS, unknown, strict=True)]


@require_http_methods(["GET", "POST"])
@allowed(*SENDING)
def name_file(request: HttpRequest) -> HttpResponse:
    """Ask what a file is, then for the file itself; send it under the name that follows."""
    sender = require_user(request)
    asked = NamingForm(sender, request.POST or None)
    if not asked.is_valid():
        return render(request, "send/name.html", {"asked": asked}, status=422 if asked.is_bound else 200)
    if request.META.get(CUT_SHORT):
        return show_result(request, not_taken("", FAULTS["transfer.interrupted"].at()))
    files = [file for file in request.FILES.getlist("files") if isinstance(file, ReceivedFile)]
    if not files:
        nothing_chosen = "choose" in request.POST
        context = {
            "asked": asked,
            "file_name": asked.file_name,
            "receiver": asked.receiver,
            "nothing_chosen": nothing_chosen,
        }
        return render(request, "send/name_chosen.html", context, status=422 if nothing_chosen else 200)
    named = Incoming(asked.file_name, files[0].size or 0, files[0].too_large, files[0].read, files[0].spool)
    return show_result(request, receive(named, sender, clock.now()))


def show_result(request: HttpRequest, outcome: UploadOutcome) -> HttpResponse:
    """Show what became of the file, as the page for sending does."""
    return render(request, "send/result.html", sorted_outcomes([outcome]))
