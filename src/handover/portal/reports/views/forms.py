"""What is asked of a report on screen: the fields are those that the report's row of the table can be narrowed by."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from handover.common.problems import Problem
from handover.portal.accounts.models import User
from handover.portal.accounts.reach import everywhere
from handover.portal.establishments.choosing import SchoolsField
from handover.portal.establishments.directory import las
from handover.portal.reports.asking import STATUSES, TYPES, Filter, ReportQuery
from handover.portal.reports.choosing import check_authority_count, check_period, check_school_count
from handover.portal.reports.period import Period
from handover.portal.reports.report import Report
from handover.portal.web import wording
from handover.portal.web.day_field import DayField

CHOSEN, ALL = "", "all"


class Selection(forms.Form):
    """The selection criteria of one report, for one person."""

    first = DayField(label=pgettext_lazy("a date", "From"), required=False)
    last = DayField(label=pgettext_lazy("a date", "To"), required=False)

    def __init__(self, report: Report, by: User, *args: Any) -> None:
        super().__init__(*args)
        self.report, self.by = report, by
        if everywhere(by.actor):
            self.fields["la"] = self.authority_field()
        if Filter.SCHOOLS in report.filters and (la_number := self.la_number):
            self.fields["schools"] = SchoolsField("own", la_number, label=_("Schools"), required=False)
        if Filter.AUTHORITIES in report.filters:
            self.fields |= cluster_fields(self.own)
        if Filter.DOWNLOADED in report.filters:
            self.fields["status"] = choice(_("Download status"), STATUSES.items())
        if Filter.LOST_KIND in report.filters:
            self.fields["type"] = choice(_("Lost pupil type"), TYPES.items())

    @property
    def own(self) -> str:
        """The number of the person's own authority; empty for who belongs to none."""
        return self.by.establishment.la_number if self.by.establishment else ""

    @property
    def la_number(self) -> str:
        """The authority that is asked about, if it is a number that there is."""
        wanted = self.own or self.data.get("la", "")
        return wanted if wanted in self.known_las else ""

    @property
    def known_las(self) -> set[str]:
        """The numbers of all authorities."""
        return {self.own} if self.own else set(las().values_list("la_number", flat=True))

    def authority_field(self) -> forms.ChoiceField:
        """Return the choice of an authority, for who acts for all; some reports need one."""
        listed = [(place.la_number, f"{place.la_number} {place.named(wording.language())}") for place in las()]
        first = [("", _("All authorities") if self.report.everywhere else _("Choose an authority"))]
        return forms.ChoiceField(
            label=_("Authority"),
            choices=first + listed,
            required=not self.report.everywhere,
            error_messages={"required": _("Choose an authority.")},
        )

    def clean_schools(self) -> list[str]:
        """Take no more schools than one report holds."""
        chosen = [school.number for school in self.cleaned_data["schools"]]
        if problem := check_school_count(len(chosen)):
            raise forms.ValidationError(say_problem(problem))
        return chosen

    def clean_authorities(self) -> list[str]:
        """Take no more authorities than a cluster holds, one's own among them."""
        chosen: list[str] = self.cleaned_data["authorities"]
        problem = check_authority_count(len(chosen), self.own)
        if problem and self.data.get("scope") != ALL:
            raise forms.ValidationError(say_problem(problem))
        return chosen

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        given = super().clean() or self.cleaned_data
        if problem := check_period(Period(given.get("first"), given.get("last"))):
            self.add_error("last", say_problem(problem))
        return given

    def ask(self, now: datetime) -> ReportQuery:
        """Return the question; only of a form without errors."""
        given = self.cleaned_data
        return ReportQuery(
            self.by,
            now,
            self.la_number,
            Period(given["first"], given["last"]),
            schools=tuple(given.get("schools", ())),
            authorities=tuple(given.get("authorities", ())),
            all_authorities=given.get("scope") == ALL,
            status=given.get("status", ""),
            lost_kind=given.get("type", ""),
            language=wording.language(),
        )


def choice(label: str, texts: Any) -> forms.ChoiceField:
    """Return a choice out of a table of texts."""
    return forms.ChoiceField(
        label=label,
        choices=[(key, wording.say_text(text)) for key, text in texts],
        required=False,
        widget=forms.RadioSelect,
    )


def cluster_fields(own: str) -> dict[str, forms.Field]:
    """Return the choice between some authorities and all, and of the others."""
    others = [place for place in las() if place.la_number != own]
    return {
        "scope": forms.ChoiceField(
            label=_("Which authorities"),
            choices=[
                (CHOSEN, _("Our own and those chosen below") if own else _("Those chosen below")),
                (ALL, _("All authorities, as a CSV file")),
            ],
            required=False,
            widget=forms.RadioSelect,
        ),
        "authorities": forms.MultipleChoiceField(
            label=_("Other authorities") if own else _("Authorities"),
            choices=[(place.la_number, f"{place.la_number} {place.named(wording.language())}") for place in others],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
    }


def say_problem(problem: Problem) -> str:
    """Say what is wrong beside a field, and what to do about it."""
    language = wording.language()
    return f"{problem.message(language)} {problem.remedy(language)}"
