"""Writing the weekly reminder, once a week however often the job runs, on the day that the authority chose (seed, 4.2).

It names files and schools, never a pupil. A week in which the worker did not run on that day is made up for later in it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from handover.common.identifiers import LA_SUFFIX
from handover.common.text import LANGUAGES, Language, Text
from handover.portal import transaction
from handover.portal.accounts.offices import list_holders
from handover.portal.audit.log import Actor, record
from handover.portal.establishments.directory import find_behind_mailbox
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.messaging.models import HERE, Delivery
from handover.portal.notices import outbox
from handover.portal.notices.kinds import KINDS
from handover.portal.reminders.models import ReminderDay, WeeklyReminder
from handover.portal.transfers.flow import State
from handover.portal.transfers.in_software_hands import leave_to_people
from handover.portal.transfers.models import WAITING, Transfer
from handover.portal.transfers.retention_rules import MOST_NAMED, of_file

WEEKDAYS: Final = {
    1: Text("Monday", "dydd Llun"),
    2: Text("Tuesday", "dydd Mawrth"),
    3: Text("Wednesday", "dydd Mercher"),
    4: Text("Thursday", "dydd Iau"),
    5: Text("Friday", "dydd Gwener"),
}
FIRST_HOUR: Final = 7
"""Nobody is reminded before this hour of the day, where the site is."""

UNCOLLECTED: Final = Text("Files that wait for you:", "Ffeiliau sy'n aros amdanoch:")
OF_SCHOOLS: Final = Text("Files that your schools have not collected:", "Ffeiliau nad yw'ch ysgolion wedi'u casglu:")
FILE: Final = Text("- {file}, from {source}, until {end:date}", "- {file}, gan: {source}, tan {end:date}")
SCHOOL: Final = Text(
    "- {school} ({number}): {count}, the oldest sent on {oldest:date}",
    "- {school} ({number}): {count}, anfonwyd yr hynaf ar {oldest:date}",
)
AND_MORE: Final = Text("- and {count} more", "- a {count} arall")
UNREAD: Final = Text("Messages that nobody has read: {count}", "Negeseuon nad oes neb wedi'u darllen: {count}")
UNANSWERED: Final = Text(
    "Messages that were read and not answered: {count}", "Negeseuon a ddarllenwyd a heb eu hateb: {count}"
)


@dataclass(frozen=True, slots=True)
class Digest:
    """What one establishment is reminded of."""

    files: tuple[Transfer, ...]
    schools: tuple[tuple[Establishment, int, datetime], ...]
    unread: int
    unanswered: int

    @property
    def empty(self) -> bool:
        """Whether there is nothing to be reminded of."""
        return not (self.files or self.schools or self.unread or self.unanswered)


def send_weekly_reminders(now: datetime) -> int:
    """Write every reminder that is due; return how many. Safe to run twice."""
    local = timezone.localtime(now)
    # What was missed is made up for on a later day of the week, but neither in the night nor at its end.
    if local.hour < FIRST_HOUR or local.isoweekday() not in WEEKDAYS:
        return 0
    week = week_of(local.date())
    days = dict(ReminderDay.objects.values_list("la_number", "weekday"))
    usual = settings.CONFIG.reminder_day
    done = set(WeeklyReminder.objects.filter(week=week).values_list("establishment", flat=True))
    waiting = [
        (place, find_due_moment(local, days.get(place.la_number, usual)))
        for place in concerned()
        if place.pk not in done
    ]
    return sum(remind_establishment(place, week, moment, now) for place, moment in waiting if moment <= now)


def find_due_moment(local: datetime, weekday: int) -> datetime:
    """Return when a reminder is due in the week of this moment. What arrives later waits for the next one."""
    day = local.date() + timedelta(days=weekday - local.isoweekday())
    return timezone.make_aware(datetime.combine(day, time(FIRST_HOUR)))


def week_of(day: date) -> str:
    """Return the week of a day by the calendar's own count, such as `2026-W36`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def concerned() -> list[Establishment]:
    """Return the establishments that may have something to be reminded of, without asking each."""
    waiting = Transfer.objects.filter(waiting=WAITING).order_by().values_list("destination", flat=True).distinct()
    numbers = {place.number for mailbox in waiting if (place := find_behind_mailbox(mailbox))}
    authorities = {f"{number[:3]}{LA_SUFFIX}" for number in numbers}
    letters = Delivery.objects.filter(HERE, answered_at__isnull=True).order_by()
    readers = set(letters.values_list("establishment__number", flat=True).distinct())
    return list(Establishment.objects.filter(number__in=numbers | authorities | readers).order_by("number"))


def remind_establishment(place: Establishment, week: str, moment: datetime, now: datetime) -> bool:
    """Remind one establishment, unless another worker has; say whether an e-mail was written."""
    found = digest(place, moment)
    with transaction.atomic():
        _, new = WeeklyReminder.objects.get_or_create(establishment=place, week=week, defaults={"sent_at": now})
        if not new or found.empty:
            return False
        values: dict[str, object] = {"url": f"{settings.CONFIG.url}/"}
        for language in LANGUAGES:
            lines = "\n".join(reminder_lines(found, language, timezone.localdate(now)))
            values["lines" if language == "en" else "lines_cy"] = lines
        outbox.send_email(
            "weekly", to=find_reminder_addresses(place), values=values, now=now, welsh_first=place.in_wales
        )
    return True


def digest(place: Establishment, moment: datetime) -> Digest:
    """Gather what an establishment should be reminded of: what came before that moment and still waits."""
    waiting = Transfer.objects.filter(waiting=WAITING, sent_at__lt=moment)
    mine = leave_to_people(waiting).select_related("source_establishment")
    letters = Delivery.objects.filter(HERE, establishment=place, sent_at__lt=moment)
    unread = letters.filter(read_at__isnull=True).count()
    answerable = letters.filter(read_at__isnull=False, answered_at__isnull=True).count()
    if place.kind == EstablishmentKind.SCHOOL:
        files = tuple(mine.filter(destination=place.number).order_by("sent_at"))
        return Digest(files, (), unread, answerable)
    own = tuple(mine.filter(destination_establishment=place).order_by("sent_at"))
    return Digest(own, count_by_school(mine, place), unread, answerable)


def count_by_school(
    waiting: "QuerySet[Transfer]", authority: Establishment
) -> tuple[tuple[Establishment, int, datetime], ...]:
    """Count what the schools of an authority have not collected, with the date of the oldest."""
    theirs = waiting.filter(
        destination_establishment__la_number=authority.la_number,
        destination_establishment__kind=EstablishmentKind.SCHOOL,
        state__in=[State.SENT.value, State.SEEN.value],
    )
    rows = list(theirs.order_by("sent_at").values_list("destination_establishment", "sent_at"))
    counts = Counter(school for school, _ in rows)
    oldest: dict[int, datetime] = {}
    for school, at in rows:
        oldest.setdefault(school, at)
    schools = Establishment.objects.in_bulk(counts)
    return tuple((schools[key], counts[key], oldest[key]) for key in sorted(counts, key=lambda key: oldest[key]))


def reminder_lines(found: Digest, language: Language, today: date) -> Iterable[str]:
    """Yield the lines of a reminder in one language."""
    if found.files:
        yield UNCOLLECTED.say(language)
        for file in found.files[:MOST_NAMED]:
            end = of_file(file, today)
            source = file.source_establishment.named(language)
            yield FILE.say(language, file=file.file_name, source=source, end=end or "–")
        yield from more(found.files, language)
    if found.schools:
        yield OF_SCHOOLS.say(language)
        for school, count, oldest in found.schools[:MOST_NAMED]:
            day = timezone.localdate(oldest)
            name = school.named(language)
            yield SCHOOL.say(language, school=name, number=school.number, count=count, oldest=day)
        yield from more(found.schools, language)
    if found.unread:
        yield UNREAD.say(language, count=found.unread)
    if found.unanswered:
        yield UNANSWERED.say(language, count=found.unanswered)


def more(rows: Sequence[object], language: Language) -> Iterable[str]:
    """Yield a line for what a list does not name."""
    if len(rows) > MOST_NAMED:
        yield AND_MORE.say(language, count=len(rows) - MOST_NAMED)


def find_reminder_addresses(place: Establishment) -> list[str]:
    """Return where an establishment is reminded: its own address, and without one that of those who collect its files."""
    if place.email:
        return [place.email]
    holders = list_holders(establishment=place)
    return list(dict.fromkeys(person.email for person in holders if person.may(*KINDS["weekly"].readers)))


def reminder_day_of(la_number: str) -> int:
    """Return the day of the week on which an authority and its schools are reminded."""
    chosen = ReminderDay.objects.filter(la_number=la_number).first()
    return chosen.weekday if chosen else settings.CONFIG.reminder_day


def choose_day(la_number: str, weekday: int, by: Actor, now: datetime) -> None:
    """Take an authority's choice of the day."""
    if weekday not in WEEKDAYS:
        raise ValueError("a day from Monday to Friday")
    with transaction.atomic():
        ReminderDay.objects.update_or_create(la_number=la_number, defaults={"weekday": weekday})
        record("reminder.day_set", actor=by, subject=la_number, details={"day": str(weekday)}, now=now)
