"""The one form in which a child is described: by UPN, name and date of birth."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from handover.common.identifiers import check_upn
from handover.common.text import Text
from handover.portal.web import wording
from handover.portal.web.day_field import NO_DAY


class NoUpn(ValueError):
    """What was given for a UPN cannot be one; `why` says why."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


def read_typed_upn(text: str) -> str:
    """Return a UPN however it was typed; raise NoUpn for what cannot be one. A wrong check letter is no fault here."""
    upn = "".join(text.split()).upper()
    check = check_upn(upn)
    if upn and check.form == "malformed":
        raise NoUpn(check.explain())
    return upn


class ChildForm(forms.Form):
    """Which child; all of it may be empty. Once it is cleaned, `born` is the date of day, month and year, or None."""

    upn = forms.CharField(max_length=20, required=False, label=gettext_lazy("UPN"))
    surname = forms.CharField(max_length=100, required=False, label=gettext_lazy("Surname"))
    forename = forms.CharField(max_length=100, required=False, label=gettext_lazy("Forename"))
    day = forms.IntegerField(required=False, label=gettext_lazy("Day"), error_messages={"invalid": NO_DAY})
    month = forms.IntegerField(required=False, label=gettext_lazy("Month"), error_messages={"invalid": NO_DAY})
    year = forms.IntegerField(required=False, label=gettext_lazy("Year"), error_messages={"invalid": NO_DAY})

    def clean_upn(self) -> str:
        """Take a UPN however it was typed; say what is wrong with one that cannot be one."""
        try:
            return read_typed_upn(self.cleaned_data["upn"])
        except NoUpn as fault:
            raise forms.ValidationError(wording.say_text(fault.why)) from fault

    def clean(self) -> dict[str, Any]:
        """Put the date together."""
        given = super().clean() or self.cleaned_data
        given["born"] = self.read_born([given.get(part) for part in ("year", "month", "day")])
        return given

    def read_born(self, parts: list[int | None]) -> date | None:
        """Return the date of three numbers, or note that there is no such day; None where none is entered."""
        if all(part is None for part in parts) or {"day", "month", "year"} & set(self.errors):
            return None
        try:
            return date(*(part or 0 for part in parts))
        except (ValueError, OverflowError):
            self.add_error("day", NO_DAY)
            return None

    @property
    def child(self) -> dict[str, Any]:
        """The child as `Sought` and `Wanted` take it; only of a form without errors."""
        return {name: self.cleaned_data[name] for name in ("upn", "surname", "forename", "born")}
