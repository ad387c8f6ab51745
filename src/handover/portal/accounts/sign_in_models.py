"""What signing in keeps in the database: second steps, sessions, and how many wrong tries there were."""

from django.conf import settings
from django.db import models

from handover.portal.masterkeys.codes import CodeField

PERSON = settings.AUTH_USER_MODEL


class AuthenticatorApp(models.Model):
    """The secret that a person's authenticator app makes its codes from, sealed."""

    user = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="app")
    secret = models.TextField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"app of {self.user_id}"


class Passkey(models.Model):
    """A key that a device, a browser or a security key keeps for a person; the site holds its public half."""

    user = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60)
    credential_id = models.CharField(max_length=1400, unique=True)
    credential = models.BinaryField()
    uses = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """A code on paper, for when the telephone is lost; only its keyed hash is kept, and it goes when it is used."""

    user = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="recovery_codes")
    hash = CodeField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "hash"], name="a_recovery_code_once")]

    def __str__(self) -> str:
        return f"recovery code of {self.user_id}"


class OutsideAccount(models.Model):
    """An account elsewhere with which a person signs in; of who they are there, only a keyed hash is kept."""

    user = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="outside_accounts")
    provider = models.CharField(max_length=20)
    subject_hash = CodeField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "provider"], name="one_account_a_provider")]

    def __str__(self) -> str:
        return f"{self.provider} of {self.user_id}"


class SecondStepRule(models.Model):
    """An authority's word that everybody of it and of its schools needs a second step; no row: only some roles do."""

    la_number = models.CharField(max_length=3, primary_key=True)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.la_number


class BrowserSession(models.Model):
    """A browser's session. The cookie's value is not kept, only its keyed hash, and what is inside is sealed under it."""

    key_hash = CodeField(max_length=64, primary_key=True)
    sealed = models.BinaryField()
    user = models.ForeignKey(PERSON, null=True, on_delete=models.CASCADE, related_name="sessions")
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"session of {self.user_id}"


class WrongTries(models.Model):
    """How full one brake is: of a name, of an address, or of a name at an address, each kept as a keyed hash."""

    kind = models.CharField(max_length=10)
    name_hash = CodeField(max_length=64, blank=True, db_index=True)
    place_hash = CodeField(max_length=64, blank=True)
    level = models.FloatField(default=0)
    level_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "name_hash", "place_hash"], name="one_level_a_brake")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.level}"


class PasswordRequest(models.Model):
    """A name that was typed by somebody who forgot a password, sealed, until the worker has looked whose it is."""

    name = models.BinaryField()
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"asked at {self.asked_at}"
