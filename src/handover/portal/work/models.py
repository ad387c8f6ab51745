"""Runs of background jobs, and the lease by which one worker has a job in hand. Neither holds personal data."""

from django.db import models
from django.db.models import Q

from handover.common.text import Text


class RunOutcome(models.TextChoices):
    """What came of a run."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    LOST = "lost"
    STOPPED = "stopped"


OUTCOMES: dict[RunOutcome, Text] = {
    RunOutcome.RUNNING: Text("Running", "Yn rhedeg"),
    RunOutcome.DONE: Text("Done", "Wedi'i wneud"),
    RunOutcome.FAILED: Text("Failed", "Wedi methu"),
    RunOutcome.LOST: Text("Its worker vanished", "Diflannodd ei gweithiwr"),
    RunOutcome.STOPPED: Text("Stands still and asks", "Wedi stopio, ac yn gofyn"),
}


class Lease(models.Model):
    """When a job is due, and until when the worker that has it in hand keeps others away unless it says so again.

    `asked` notes that somebody wants it run at once; `ran_at` and `outcome` are those of its last finished run.
    """

    job = models.CharField(max_length=60, primary_key=True)
    due_at = models.DateTimeField()
    holder = models.CharField(max_length=40, blank=True)
    until = models.DateTimeField(null=True)
    asked = models.BooleanField(default=False)
    ran_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, blank=True)

    def __str__(self) -> str:
        return self.job


class Run(models.Model):
    """One run of a job. `fault` is the class of the exception that ended it, or the key of the `stores.stops` row for which
    it stands still; `count` is what the job says that it did, or how many things it stopped at.
    """

    job = models.CharField(max_length=60)
    started_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=RunOutcome, default=RunOutcome.RUNNING)
    fault = models.CharField(max_length=80, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [
            models.Index(fields=["job", "started_at"], name="runs_by_job"),
            models.Index(fields=["job"], name="runs_under_way", condition=Q(ended_at__isnull=True)),
            models.Index(fields=["outcome", "started_at"], name="runs_by_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.outcome}"
