"""How Django finds the person of a session and checks a password."""

from django.contrib.auth.backends import ModelBackend

from handover.portal.accounts.models import User


class PeopleBackend(ModelBackend):
    """Django's own way, with the person's school or authority in the same question: every page shows and asks for it."""

    def get_user(self, user_id: int) -> User | None:
        """Return the person of a session if their account is open."""
        user = User.objects.select_related("establishment").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
