"""Who may speak for which school in a zone: what was proved, and who spoke without being anybody's software."""

from django.db import models


class SchoolProof(models.Model):
    """Whether a SchoolInfo that a school's software speaks of is that of the school. `own` is as it was `asked_at`."""

    school = models.ForeignKey("hub.HubSchool", on_delete=models.CASCADE, related_name="proofs")
    school_info = models.CharField(max_length=32)
    own = models.BooleanField()
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "school_info"], name="school_proved_once")]

    def __str__(self) -> str:
        return f"{self.school_info}: {self.own}"


class HubStranger(models.Model):
    """An agent of a zone that is no school's software, and how often the hub heard it and did nothing."""

    zone = models.ForeignKey("hub.HubZone", on_delete=models.CASCADE, related_name="strangers")
    agent = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField()

    class Meta:
        ordering = ["agent"]
        constraints = [models.UniqueConstraint(fields=["zone", "agent"], name="stranger_once")]

    def __str__(self) -> str:
        return self.agent
