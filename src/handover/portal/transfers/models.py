"""A transfer, the sealed bytes it carries, and a collection: what one person downloads in one go."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Substr
from django.db.models.lookups import Exact

from handover.portal.establishments.models import Establishment
from handover.portal.masterkeys.codes import CodeField
from handover.portal.sealed import Opened, SealedRecord, SealedTextField
from handover.portal.transfers.flow import (
    ENDED,
    FOR_COLLECTION,
    HAVE_BEEN_COLLECTED,
    LIVE,
    STATES,
    TO_COLLECT,
    State,
    StateDisplay,
)
from handover.portal.transfers.kinds import KIND_OF_FORM, FileKind
from handover.portal.transfers.pupil_names import NOBODY, PupilNames

TO_COLLECT_ONLY = Q(state__in=[state.value for state in TO_COLLECT])
WAITING, NOT_WAITING = 1, 0
# On which shelf an authority finds a file; one that is still with its sender or in the lost pupil store is on none.
NO_SHELF, WAITS, COLLECTED, OVER = 0, 1, 2, 3
SOURCE_LA, DESTINATION_LA = Substr("source", 1, 3), Substr("destination", 1, 3)
STAYS_HOME = Exact(SOURCE_LA, DESTINATION_LA)


def in_states(states: tuple[State, ...]) -> Q:
    """Return the condition that a transfer is in one of these states."""
    return Q(state__in=[state.value for state in states])


def la_where(condition: Exact | Q, la: Substr) -> "models.GeneratedField":
    """Return a column with the number of an authority where the condition holds, and nothing elsewhere."""
    return models.GeneratedField(
        expression=Case(When(condition, then=la), default=Value(None)),
        output_field=models.CharField(max_length=3, null=True),
        db_persist=True,
    )


def watched_by(view: str) -> list[models.Index]:
    """Return the indexes of one view of an authority, by each column it can be sorted on."""
    return [
        models.Index(
            fields=[view, "shelf", column, "id"],
            condition=Q(**{f"{view}__isnull": False}),
            name=f"{view}_by_{column}",
        )
        for column in ("sent_at", "source", "destination", "file_name", "pupils", "state")
    ]


class SealedFile(models.Model):
    """The bytes of one upload, sealed on the storage under `name`; without this row's key nobody can open them."""

    name = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped_key = models.BinaryField()
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    # When its pupils were noted for the lists (`pupils.py`); none for a file from before that was done.
    pupils_noted_at = models.DateTimeField(null=True)
    # Why the virus scanner has not looked at it (`scanning.verdicts.REASONS`); empty where it has, or the site has none.
    unscanned = models.CharField(max_length=20, default="", db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["name"], condition=Q(pupils_noted_at=None), name="pupils_to_note"),
            models.Index(fields=["sealed_at"], condition=~Q(unscanned=""), name="files_to_scan"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class DamagedFile(models.Model):
    """A stored file that was found missing or damaged (`fault`, see `vault.Fault`); gone when its bytes are there again."""

    sealed = models.OneToOneField(SealedFile, on_delete=models.CASCADE, related_name="damage")
    fault = models.CharField(max_length=10)
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["-found_at"]

    def __str__(self) -> str:
        return f"{self.sealed_id} {self.fault}"


class Transfer(models.Model):
    """One file on its way from one mailbox to another. Going back is a new transfer that names its parent."""

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    file_name = models.CharField(max_length=80)
    # Both are words of people, who may name a child in them.
    given_name = SealedTextField()
    source = models.CharField(max_length=7)
    destination = models.CharField(max_length=7)
    # No query asks by this establishment, or by who sent: `source` is what lists go by. So neither has an index.
    source_establishment = models.ForeignKey(
        Establishment, on_delete=models.PROTECT, related_name="files_sent", db_index=False
    )
    destination_establishment = models.ForeignKey(
        Establishment, null=True, on_delete=models.PROTECT, related_name="files_received"
    )
    sealed = models.ForeignKey(SealedFile, null=True, on_delete=models.PROTECT, related_name="transfers")
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    pupils = models.PositiveIntegerField()
    first_source = models.CharField(max_length=7, blank=True)
    warnings = models.PositiveSmallIntegerField(default=0)
    # Whether a password locks some of a zip, so that nobody could look into it before the receiver does.
    locked = models.BooleanField(default=False)
    questions = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=[(state.value, look.name.en) for state, look in STATES.items()])
    # Whether it is on the destination's list, for the indexes below: SQLite does not see that a list of states bound
    # to a query is the one in an index's condition, but it does see that a column equals one. Kept by the database.
    waiting = models.GeneratedField(
        expression=Case(When(TO_COLLECT_ONLY, then=Value(WAITING)), default=Value(NOT_WAITING)),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    # How the authorities of both sides see it: within one, coming into one, going out of one. Kept by the database, so
    # that each view is one equality and an index; the indexes hold only the rows that belong to the view.
    home_la = la_where(STAYS_HOME, DESTINATION_LA)
    incoming_la = la_where(~Q(STAYS_HOME), DESTINATION_LA)
    outgoing_la = la_where(~Q(STAYS_HOME), SOURCE_LA)
    shelf = models.GeneratedField(
        expression=Case(
            When(in_states(FOR_COLLECTION), then=Value(WAITS)),
            When(in_states(HAVE_BEEN_COLLECTED), then=Value(COLLECTED)),
            When(in_states(ENDED), then=Value(OVER)),
            default=Value(NO_SHELF),
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    # Who sent it; nobody where the school's software did.
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="transfers_sent", db_index=False
    )
    sent_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    moved_by = models.CharField(max_length=60)
    reason = SealedTextField()
    held_for = models.ForeignKey(Establishment, null=True, on_delete=models.PROTECT, related_name="files_held")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            # Two uploads of one name and one content at the same time: exactly one is stored.
            models.UniqueConstraint(
                fields=["source", "file_name", "digest"],
                condition=Q(state__in=[state.value for state in LIVE]),
                name="transfer_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in STATES]), name="transfer_state_known"
            ),
        ]
        indexes = [
            # The collect list, by each column it can be sorted on.
            models.Index(fields=["destination", "waiting", "sent_at", "id"], name="collect_by_date"),
            models.Index(fields=["destination", "waiting", "source", "id"], name="collect_by_source"),
            models.Index(fields=["destination", "waiting", "file_name", "id"], name="collect_by_name"),
            models.Index(fields=["destination", "waiting", "size", "id"], name="collect_by_size"),
            models.Index(fields=["destination", "waiting", "pupils", "id"], name="collect_by_pupils"),
            models.Index(fields=["destination", "waiting", "state", "id"], name="collect_by_state"),
            models.Index(fields=["destination", "state", "moved_at"], name="received_by_state"),
            models.Index(fields=["source", "sent_at", "id"], name="outgoing_by_date"),
            models.Index(fields=["source", "destination", "id"], name="outgoing_by_destination"),
            models.Index(fields=["source", "pupils", "id"], name="outgoing_by_pupils"),
            models.Index(fields=["source", "file_name", "id"], name="outgoing_by_name"),
            models.Index(fields=["source", "state", "id"], name="outgoing_by_state"),
            models.Index(fields=["state", "moved_at"], name="by_age"),
            models.Index(fields=["sent_at"], name="transfers_by_month"),
            *watched_by("home_la"),
            *watched_by("incoming_la"),
            *watched_by("outgoing_la"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"

    @property
    def unscanned(self) -> str:
        """Why the virus scanner has not looked at the file; empty where it has."""
        return self.sealed.unscanned if self.sealed is not None else ""

    @property
    def look(self) -> StateDisplay:
        """How the state is shown."""
        return STATES[self.stage]

    @property
    def file_kind(self) -> FileKind:
        """The row of the table of kinds that the file belongs to."""
        return KIND_OF_FORM[self.kind]

    @property
    def stage(self) -> State:
        """The state as a row of the life-cycle table."""
        return State(self.state)


class PupilMark(models.Model):
    """A sign by which the files of one pupil are found (see `marks.py`); it is gone when the bytes of the file are."""

    sealed = models.ForeignKey(SealedFile, on_delete=models.CASCADE, related_name="marks")
    mark = CodeField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["mark", "sealed"], name="pupil_by_mark")]

    def __str__(self) -> str:
        return self.mark


class PupilOnFile(SealedRecord):
    """A pupil whose record a file holds, as the lists of files show it: who it is stands sealed in `content`.

    `place` is where the pupil stands in the file, from 0. It goes with the bytes of the file, as marks do.
    """

    purpose = "pupils on file"

    sealed = models.ForeignKey(SealedFile, on_delete=models.CASCADE, related_name="pupils", db_index=False)
    place = models.PositiveIntegerField()

    surname = Opened[str]("names")
    forename = Opened[str]("names")
    birth_date = Opened[date | None]("names")
    upn = Opened[str]("names")
    full_name = Opened[str]("names")

    class Meta:
        ordering = ["sealed", "place"]
        constraints = [models.UniqueConstraint(fields=["sealed", "place"], name="pupil_on_file_once")]

    def __str__(self) -> str:
        return f"{self.sealed_id} {self.place}"

    @property
    def identity(self) -> str:
        """The file's bytes, which do not change when they are stored anew, and the place among them."""
        return f"{self.sealed.digest}:{self.place}"

    @property
    def names(self) -> PupilNames:
        """Who the pupil is; raises `sealing.CannotUnseal` if the content is another row's."""
        return self.unseal(PupilNames.restored, NOBODY)


class FileSearchKey(models.Model):
    """A key by which a mailbox finds the files of a pupil on its own lists (see `pupils.py`): looked up, never read."""

    value = models.BigIntegerField()
    pupil = models.ForeignKey(PupilOnFile, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        indexes = [models.Index(fields=["value", "pupil"], name="file_by_search_key")]

    def __str__(self) -> str:
        return str(self.value)


class Collection(models.Model):
    """What one person downloads in one go: a file, or several as one zip; until they say that it arrived."""

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    mailbox = models.CharField(max_length=7)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="collections")
    transfers: "models.ManyToManyField[Transfer, Any]" = models.ManyToManyField(Transfer, related_name="collections")
    started_at = models.DateTimeField()
    downloaded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return str(self.reference)
