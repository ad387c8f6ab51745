"""On which day an authority and its schools are reminded, and that they were, each week once."""

from django.db import models

from handover.portal.establishments.models import Establishment


class ReminderDay(models.Model):
    """An authority's choice of the day of the week (1 is Monday); without one it is that of the setting."""

    la_number = models.CharField(max_length=3, primary_key=True)
    weekday = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.la_number} on day {self.weekday}"


class WeeklyReminder(models.Model):
    """The reminder of one establishment in one week; `week` is such as `2026-W36`."""

    establishment = models.ForeignKey(Establishment, on_delete=models.CASCADE, related_name="weekly_reminders")
    week = models.CharField(max_length=8)
    sent_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["establishment", "week"], name="reminded_once")]

    def __str__(self) -> str:
        return f"{self.establishment_id} {self.week}"
