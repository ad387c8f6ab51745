"""What a row of the retention table says, the usual rows, and the arithmetic of days.

Each feature lists its rows in `retention_rules.py`.

Days are days of the calendar where the site is: something kept for 31 days from 10 March is kept to the end of 10 April,
whatever the clocks do in between. What waits for a school is counted in school days (`counting`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db.models import DateField, DateTimeField, Model, QuerySet
from django.utils import timezone

from handover.common.calendar import Nation, nation_of
from handover.common.keeping_days import SCHOOL_DAYS, reckon_school_days
from handover.common.text import Text
from handover.portal.configuration.setting import Setting
from handover.portal.days import start_of_day_before
from handover.portal.retention.counting import DayCount, days_are_over, end_is_near, find_last_day

DAYS_OF_A_YEAR: Final = 365.25
IN_YEARS: Final = 2 * 366
"""Days above which a length is said in years."""
ABOUT_YEARS: Final = Text("about {years:year}", "tua {years:year}")
DAYS: Final = Text("{count:day}", "{count:day}")
HOURS: Final = Text("{count:hour}", "{count:hour}")


NEVER_IN_HOLIDAYS: Final = Text(
    "{count:day}, longer where they end in a holiday or soon after one",
    "{count:day}, neu ragor os ydynt yn dod i ben yn y gwyliau neu'n fuan wedyn",
)
COUNTED: Final = {
    DayCount.CALENDAR: DAYS,
    DayCount.OUTSIDE_HOLIDAYS: NEVER_IN_HOLIDAYS,
    DayCount.SCHOOL: SCHOOL_DAYS,
}
FOR_GOOD: Final = Text("for good", "am byth")
WHILE_THERE: Final = Text("until somebody deletes it", "nes i rywun ei ddileu")
GONE: Final = Text("It is deleted.", "Mae'n cael ei ddileu.")
BYTES_GONE: Final = Text(
    "The file and its key are destroyed. A tombstone stays: when, from whom, to whom, and the digest.",
    "Mae'r ffeil a'i hallwedd yn cael eu dinistrio. Mae carreg fedd yn aros: pryd, gan bwy, at bwy, a'r crynodeb.",
)
STAYS: Final = Text("It stays.", "Mae'n aros.")
LAST_STEP: Final = Text("its last step", "ei gam olaf")


@dataclass(frozen=True, slots=True)
class Caution:
    """Who is told before the end, how many days before (a setting), and how.

    `tell` writes the e-mails for rows that have the same values in the fields `together`.
    """

    who: Text
    days: Setting[int]
    together: tuple[str, ...]
    tell: Callable[[Sequence[Any], datetime], None]


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How long one sort of thing is kept.

    `what` is kept `since` an event, for the days of the setting `days`, the hours of the setting `hours`, or as long as
    the words of `length` say; `then` is
    what happens. `models` are the tables concerned. Where this app does the work, `rows` are those whose time runs, `clock`
    the field in which it begins, and `end` ends one row and says whether that was still to do. `audited` says that `end`
    writes its own entry for each. `asks` marks what cannot be had again: when much of it would end long after its time, a
    person is asked first. `counted` says how days are counted; where the dates of schools count, `place` is the column (or
    the way to it) that begins with the number of the authority by whose nation they are.
    """

    key: str
    what: Text
    since: Text
    then: Text
    models: tuple[str, ...]
    days: Setting[int] | None = None
    hours: Setting[int] | None = None
    length: Text | None = None
    rows: Callable[[], QuerySet[Any]] | None = None
    clock: str = ""
    end: Callable[[Any, datetime], bool] | None = None
    warning: Caution | None = None
    audited: bool = False
    asks: bool = False
    counted: DayCount = DayCount.CALENDAR
    place: str = ""

    @property
    def lasts(self) -> int:
        """The number of days, from the setting; nought where the clock field itself is the last day."""
        return settings.CONFIG.value(self.days) if self.days else 0

    @property
    def kept(self) -> Text:
        """How long, in words."""
        if self.length:
            return self.length
        row = self.days or self.hours
        assert row
        count = settings.CONFIG.value(row)
        if self.days and count > IN_YEARS:
            years = round(count / DAYS_OF_A_YEAR)
            return ABOUT_YEARS.filled(years=years)
        return (COUNTED[self.counted] if self.days else HOURS).filled(count=count)

    @property
    def lead(self) -> int:
        """How many days before the end the people concerned are told."""
        return settings.CONFIG.value(self.warning.days) if self.warning else 0

    @property
    def told_before(self) -> Text:
        """How long before the end the people concerned are told, in words."""
        return (DAYS if self.counted is DayCount.CALENDAR else SCHOOL_DAYS).filled(count=self.lead)

    def first_day(self, row: Model) -> date:
        """Return the day on which something began to be kept."""
        began = getattr(row, self.clock)
        day = timezone.localdate(began) if isinstance(began, datetime) else began
        assert isinstance(day, date)
        return day

    def last_day(self, row: Model) -> date:
        """Return the last day on which something is there."""
        return find_last_day(self.counted, self.first_day(row), self.lasts, self.nation(row))

    def nation(self, row: Model) -> Nation:
        """Return by whose dates the days of a row are counted."""
        place: object = row
        for step in self.place.split("__") if self.place else ():
            place = getattr(place, step, None)
        return nation_of(str(place)[:3]) if self.place and place else Nation.ENGLAND

    def why(self, row: Model) -> Text | None:
        """Return why something is there until its last day, where that does not follow from the calendar alone."""
        if self.counted is not DayCount.SCHOOL:
            return None
        found = reckon_school_days(self.first_day(row), self.lasts, self.nation(row))
        return Text(found.say("en"), found.say("cy"))

    def over_rows(self, now: datetime, late: int = 0) -> QuerySet[Any]:
        """Return the rows whose last day has gone by, `late` days ago or more."""
        assert self.rows
        if self.counted is DayCount.CALENDAR:
            return reach(self.rows(), self.clock, start_of_day_before(now, self.lasts + late))
        return self.rows().filter(days_are_over(self.counted, self.lasts, self.clock, self.place, now, late))

    def near_rows(self, now: datetime) -> QuerySet[Any]:
        """Return the rows whose people are to be told by now."""
        assert self.rows
        if self.counted is DayCount.CALENDAR:
            return reach(self.rows(), self.clock, start_of_day_before(now, self.lasts - self.lead - 1))
        return self.rows().filter(end_is_near(self.counted, self.lasts, self.lead, self.clock, self.place, now))


def reach(rows: QuerySet[Any], clock: str, moment: datetime) -> QuerySet[Any]:
    """Return the rows whose time began before a moment."""
    field = rows.model._meta.get_field(clock)
    by_day = isinstance(field, DateField) and not isinstance(field, DateTimeField)
    return rows.filter(**{f"{clock}__lt": timezone.localdate(moment) if by_day else moment})


def remove_row(row: Any, now: datetime) -> bool:
    """Delete one row; say whether it was still there."""
    return bool(type(row).objects.filter(pk=row.pk).delete()[0])


def find_rows(label: str) -> QuerySet[Any]:
    """Return all rows of a table by its label; the model is loaded only when it is asked for."""
    rows: QuerySet[Any] = apps.get_model(label)._default_manager.all()
    return rows


def old_rows_rule(
    key: str,
    what: Text,
    since: Text,
    models: tuple[str, ...],
    days: Setting[int],
    clock_field: str,
    *,
    counted: DayCount = DayCount.CALENDAR,
    place: str = "",
) -> RetentionRule:
    """Return the rule for rows that are simply deleted; the first of the tables is cleared, the others go with it."""
    return RetentionRule(
        key,
        what,
        since,
        GONE,
        models,
        days=days,
        rows=partial(find_rows, models[0]),
        clock=clock_field,
        end=remove_row,
        counted=counted,
        place=place,
    )


def kept_rule(key: str, what: Text, length: Text, models: tuple[str, ...], since: Text | None = None) -> RetentionRule:
    """Return the rule for what this table does not end: kept for good, or ended by another part."""
    return RetentionRule(key, what, since or Text("", ""), STAYS if length is FOR_GOOD else GONE, models, length=length)
