"""An establishment: a school, or a local authority acting as one. Everything that can be written to is one row."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import pgettext_lazy

from handover.portal.notices.frequency import EmailChoice


class EstablishmentKind(models.TextChoices):
    """What an establishment is."""

    SCHOOL = "school"
    LA = "la"


class Establishment(models.Model):
    """A school (`6814990`) or a local authority (`681LLLL`), known by its seven-character number (seed, Appendix 1)."""

    number = models.CharField(max_length=7, unique=True)
    kind = models.CharField(max_length=6, choices=EstablishmentKind)
    la_number = models.CharField(max_length=3, db_index=True)
    name = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200, blank=True)
    phase = models.CharField(max_length=60, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=400, blank=True)
    urn = models.CharField(max_length=6, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(Lower("email"), name="establishment_by_email")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EstablishmentKind.values), name="establishment_kind_known")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def in_wales(self) -> bool:
        """Whether the establishment is in Wales, by its LA number (660 to 681)."""
        return "660" <= self.la_number <= "681"

    def named(self, language: str) -> str:
        """Return the name in that language; the English name where there is no Welsh one."""
        return self.name_cy if language == "cy" and self.name_cy else self.name

    def closed_at(self, day: date) -> bool:
        """Say whether the establishment had closed by that day."""
        return self.closed_on is not None and self.closed_on <= day


class OfficeLanguages(models.TextChoices):
    """In which languages an office wants e-mails to its own address; the usual are both in Wales, English elsewhere."""

    USUAL = "", pgettext_lazy("languages of e-mails", "As is usual: both in Wales, English elsewhere")
    BOTH = "cy en", pgettext_lazy("languages of e-mails", "Welsh and English")
    WELSH = "cy", pgettext_lazy("languages of e-mails", "Welsh")
    ENGLISH = "en", pgettext_lazy("languages of e-mails", "English")


class OfficeEmails(EmailChoice):
    """What an office has chosen for the e-mails to its own address."""

    establishment = models.OneToOneField(Establishment, on_delete=models.CASCADE, related_name="emails")
    languages = models.CharField(max_length=5, choices=OfficeLanguages, blank=True)

    def __str__(self) -> str:
        return f"{self.establishment_id} {self.frequency}"
