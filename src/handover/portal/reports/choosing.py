"""What somebody chose for a report, on a page or through the API: checked once, in the same words, before it is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from handover.common.problems import Problem
from handover.common.text import Language
from handover.portal.establishments.directory import las
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.reports.asking import STATUSES, TYPES, Filter, ReportQuery
from handover.portal.reports.faults import FAULTS
from handover.portal.reports.period import Period
from handover.portal.reports.report import Report
from handover.portal.transfers.senders import Sender


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """What narrows a report; the fields are those of `ReportQuery`, and empty is no condition."""

    period: Period = Period()  # noqa: RUF009  # frozen
    schools: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    all_authorities: bool = False
    status: str = ""
    lost_kind: str = ""

    @property
    def used(self) -> dict[Filter, bool]:
        """Whether each way of narrowing a report is made use of."""
        return {
            Filter.SCHOOLS: bool(self.schools),
            Filter.AUTHORITIES: bool(self.authorities) or self.all_authorities,
            Filter.DOWNLOADED: bool(self.status),
            Filter.LOST_KIND: bool(self.lost_kind),
        }


class ReportRefused(Exception):
    """A report cannot be drawn of what was chosen; `problems` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


def check_school_count(chosen: int) -> Problem | None:
    """Say that there are more schools than one report holds; None if there are not."""
    most = settings.CONFIG.report_schools
    return FAULTS["report.too_many_schools"].at(most=most, chosen=chosen) if chosen > most else None


def check_authority_count(chosen: int, own: str) -> Problem | None:
    """Say that there are more authorities than a cluster holds beside one's own, by its number; None if there are not."""
    most = settings.CONFIG.report_authorities - bool(own)
    return FAULTS["report.too_many_authorities"].at(most=most, chosen=chosen) if chosen > most else None


def check_period(period: Period) -> Problem | None:
    """Say that a period ends before it begins; None if it does not."""
    backwards = period.since and period.until and period.until < period.since
    return FAULTS["report.ends_before"].at() if backwards else None


def ask_report(report: Report, choice: ReportChoice, by: Sender, now: datetime, language: Language) -> ReportQuery:
    """Return the question of a report about somebody's own authority; raise ReportRefused with all that is wrong."""
    own = by.establishment.la_number if by.establishment else ""
    if problems := tuple(find_choice_problems(report, choice, own)):
        raise ReportRefused(problems)
    return ReportQuery(
        by,
        now,
        own,
        choice.period,
        schools=choice.schools,
        authorities=choice.authorities,
        all_authorities=choice.all_authorities,
        status=choice.status,
        lost_kind=choice.lost_kind,
        language=language,
    )


def find_choice_problems(report: Report, choice: ReportChoice, own: str) -> Iterator[Problem]:
    """Yield what is wrong with a choice: what the report does not take, what there is none of, what is too much."""
    for name, used in choice.used.items():
        if used and name not in report.filters:
            takes = ", ".join(each.value for each in report.filters)
            yield FAULTS["report.not_narrowed_so"].at(name=name.value, choices=takes)
    for value, choices in ((choice.status, STATUSES), (choice.lost_kind, TYPES)):
        if value not in choices:
            yield FAULTS["report.unknown_choice"].at(value=value, choices=", ".join(filter(None, choices)))
    theirs = Establishment.objects.filter(la_number=own, kind=EstablishmentKind.SCHOOL, number__in=choice.schools)
    for number in sorted(set(choice.schools).difference(theirs.values_list("number", flat=True))):
        yield FAULTS["report.unknown_school"].at(number=number)
    others = set(las().values_list("la_number", flat=True)) - {own} if choice.authorities else set()
    for number in sorted(set(choice.authorities) - others):
        yield FAULTS["report.unknown_authority"].at(number=number)
    yield from filter(None, (check_school_count(len(choice.schools)), check_period(choice.period)))
    if not choice.all_authorities and (many := check_authority_count(len(choice.authorities), own)):
        yield many
