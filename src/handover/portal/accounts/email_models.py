"""What the database keeps of the e-mails that a person wants."""

from django.conf import settings
from django.db import models

from handover.portal.notices.frequency import EmailChoice


class PersonEmails(EmailChoice):
    """What a person has chosen for the e-mails to their address."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="emails")

    def __str__(self) -> str:
        return f"{self.user_id} {self.frequency}"
