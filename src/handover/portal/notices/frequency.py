"""How often somebody wants e-mails, and when what waits for them goes out."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from handover.common.calendar import is_working_day

QUIET: Final = timedelta(minutes=2)
"""Who wants e-mails at once gets them when for so long nothing of the sort has come: what is done together is told together."""
AT_MOST: Final = timedelta(minutes=10)
"""So long after the first of them they go out, whatever still comes."""
HOURS: Final = range(7, 19)
"""The hours of the day from which somebody chooses when the e-mail of the day comes."""
USUAL_HOUR: Final = 8


class Frequency(models.TextChoices):
    """How often e-mails go out that may wait."""

    AT_ONCE = "at-once", pgettext_lazy("how often", "At once")
    HOURLY = "hourly", pgettext_lazy("how often", "Once an hour")
    DAILY = "daily", pgettext_lazy("how often", "Once a day")


class EmailChoice(models.Model):
    """What a person or an office has chosen: how often, and for once a day at which hour, where the site is."""

    frequency = models.CharField(max_length=8, choices=Frequency, default=Frequency.AT_ONCE)
    hour = models.PositiveSmallIntegerField(default=USUAL_HOUR)

    class Meta:
        abstract = True


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a reader wants e-mails."""

    frequency: Frequency = Frequency.AT_ONCE
    hour: int = USUAL_HOUR

    @property
    def gathers_all(self) -> bool:
        """Say whether e-mails of every kind become one."""
        return self.frequency is not Frequency.AT_ONCE

    def next_moment(self, now: datetime) -> datetime:
        """Return when an e-mail that gathers every kind goes out next; one of the day comes on working days."""
        if self.frequency is Frequency.HOURLY:
            return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        day = timezone.localdate(now)
        while True:
            moment = timezone.make_aware(datetime.combine(day, time(self.hour)))
            if moment > now and is_working_day(day):
                return moment
            day += timedelta(days=1)


def rhythm_of(choice: EmailChoice | None) -> Rhythm:
    """Return what was chosen; at once where nothing was."""
    return Rhythm(Frequency(choice.frequency), choice.hour) if choice else Rhythm()
