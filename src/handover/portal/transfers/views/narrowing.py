"""What narrows a mailbox's lists, as a form: posted and kept in the session, because a name in an address would stay there."""

from collections.abc import Iterator

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.audit.log import record
from handover.portal.transfers.file_lists import PLACES, FileFilter, FileList
from handover.portal.transfers.kinds import KINDS
from handover.portal.web import wording
from handover.portal.web.day_field import DayField

KEPT = "file_lists"
TASK = "task"
"""The word of an address that opens a list narrowed to one place, as Home does; it is not kept."""


class NarrowFiles(forms.Form):
    """What narrows a list; all of it may be empty."""

    pupil = forms.CharField(required=False, max_length=100, label=gettext_lazy("Pupil's name or UPN, or file name"))
    school = forms.CharField(required=False, max_length=100, label=gettext_lazy("School: name or number"))
    kind = forms.ChoiceField(required=False, label=gettext_lazy("Kind of file"))
    place = forms.ChoiceField(required=False, label=gettext_lazy("Where it is"))
    since = DayField(required=False, label=gettext_lazy("Sent from"))
    until = DayField(required=False, label=gettext_lazy("Sent until"))

    def __init__(self, which: FileList, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        kinds = [(key, wording.say_text(kind.name)) for key, kind in KINDS.items()]
        places = [(key, wording.say_text(place.name)) for key, place in PLACES[which].items()]
        self.fields["kind"].choices = [("", _("Every kind")), *kinds]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", _("Anywhere")), *places]  # type: ignore[attr-defined]
        if not places:
            del self.fields["place"]

    @property
    def wanted(self) -> FileFilter:
        """What narrows; only of a form without errors."""
        return FileFilter(**self.cleaned_data)


def find_filter(request: HttpRequest, which: FileList) -> FileFilter:
    """Return what narrows a list now: what the address asks for, or else what was kept."""
    task = request.GET.get(TASK) or request.POST.get(TASK, "")
    if task in PLACES[which]:
        return FileFilter(place=task)
    kept = find_kept(request, which).get("filter")
    return FileFilter.restored(kept) if isinstance(kept, dict) else FileFilter()


def find_order(request: HttpRequest, which: str) -> str:
    """Return the order of a list: what the address asks for, which is kept, or else what was kept."""
    if asked := request.GET.get("sort", "")[:20]:
        keep_choice(request, which, "sort", asked)
        return asked
    return str(find_kept(request, which).get("sort", ""))


def find_kept(request: HttpRequest, which: str) -> dict[str, object]:
    """Return what the session keeps of a list."""
    kept = request.session.get(KEPT, {})
    found = kept.get(str(which), {})
    return found if isinstance(found, dict) else {}


def keep_choice(request: HttpRequest, which: str, name: str, value: object) -> None:
    """Keep something of a list in the session, until the person clears it or signs out."""
    if find_kept(request, which).get(name) != value:
        request.session[KEPT] = {
            **request.session.get(KEPT, {}),
            str(which): {**find_kept(request, which), name: value},
        }


def note_look(request: HttpRequest, which: str, fields: str, named: int, sought: str = "") -> None:
    """Note that somebody saw names on a list: once a day of a session, and once for each pupil who is looked for."""
    today, before = clock.today().isoformat(), find_kept(request, which)
    if before.get("seen") == today and (not sought or before.get("sought") == sought):
        return
    keep_choice(request, which, "seen", today)
    keep_choice(request, which, "sought", sought)
    details = {"list": str(which), "named": str(named), "fields": fields}
    record("files.listed", actor=require_user(request).actor, details=details, now=clock.now())


def describe_filter(wanted: FileFilter, which: FileList) -> Iterator[str]:
    """Yield what narrows a list, each in a few words."""
    if wanted.pupil:
        yield f"“{wanted.pupil}”"
    if wanted.school:
        yield f"“{wanted.school}”"
    if wanted.kind in KINDS:
        yield wording.say_text(KINDS[wanted.kind].name)
    if place := PLACES[which].get(wanted.place):
        yield wording.say_text(place.name)
    if wanted.since:
        yield _("from %(day)s") % {"day": wording.date(wanted.since)}
    if wanted.until:
        yield _("until %(day)s") % {"day": wording.date(wanted.until)}
