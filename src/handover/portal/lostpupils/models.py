"""What is known of a lost pupil, the keys it is found by, and what people do about it.

Who the child is stands sealed in one column, and search keys are keyed codes; both are wiped when the pupil leaves the
store, and what stays is a tombstone: which file, from which school, when it came, when and how it went.
"""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from handover.portal.establishments.models import Establishment
from handover.portal.lostpupils.census_models import Finding as Finding
from handover.portal.lostpupils.census_models import Matching as Matching
from handover.portal.lostpupils.census_models import Reestimation as Reestimation
from handover.portal.lostpupils.facts import NOTHING_KNOWN, PupilFacts
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.same_pupil_case import SamePupilCase as SamePupilCase
from handover.portal.lostpupils.search_count import SearchCount as SearchCount
from handover.portal.lostpupils.wording import KINDS
from handover.portal.masterkeys.codes import CodeField
from handover.portal.messaging.models import SecureMessage
from handover.portal.sealed import Opened, SealedRecord
from handover.portal.transfers.flow import IN_STORE, State
from handover.portal.transfers.models import Transfer

STANDING_DAYS = 365


class LostPupil(SealedRecord):
    """One lost pupil: the index row of one file in the store. Who it is stands in `content`, sealed (see `facts`).

    `kind` is X (next school unknown) or M (left the maintained sector). `superseded_by` is another upload that is listed
    for both, because a person has said that they are of the same pupil (see `same_pupil`); no rule of the site sets it.
    `onward` is the transfer by which the file, or another one of the same pupil, is on its way to a school; `finder` the
    authority that took or released the file. `age` (in years, at the upload) and `gender` are plain, because the figures
    count them and the tombstone keeps them; `leaves_on` is, because the store is cleared by it: it tells in which school
    year the child was born. `keys_version` says which version of `keys.py` made the search keys; 0 for one that is not told.
    `case_open` says that the pupil has left the store and the authority responsible has not closed the case (see
    `found_cases`): the content then holds whose case it is.
    """

    purpose = "lost pupils"

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    transfer = models.OneToOneField(Transfer, on_delete=models.PROTECT, related_name="lost_pupil")
    kind = models.CharField(max_length=1, choices=[(kind, text.en) for kind, text in KINDS.items()])
    la_number = models.CharField(max_length=3)
    school = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="lost_pupils")
    lodged_at = models.DateTimeField()
    age = models.PositiveSmallIntegerField(null=True)
    gender = models.CharField(max_length=1, blank=True)
    leaves_on = models.DateField(null=True)
    keys_version = models.PositiveSmallIntegerField(default=0)

    upn = Opened[str]("facts")
    former_upn = Opened[str]("facts")
    surname = Opened[str]("facts")
    former_surname = Opened[str]("facts")
    preferred_surname = Opened[str]("facts")
    forename = Opened[str]("facts")
    preferred_forename = Opened[str]("facts")
    middle_names = Opened[str]("facts")
    birth_date = Opened[date | None]("facts")
    town = Opened[str]("facts")
    postcode = Opened[str]("facts")
    school_year = Opened[str]("facts")

    in_store = models.BooleanField(default=True)
    superseded_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="earlier")
    onward = models.ForeignKey(Transfer, null=True, on_delete=models.PROTECT, related_name="closes")
    finder = models.ForeignKey(Establishment, null=True, on_delete=models.PROTECT, related_name="pupils_found")
    left_at = models.DateTimeField(null=True)
    left_because = models.CharField(max_length=20, blank=True)
    case_open = models.BooleanField(default=False)

    class Meta:
        ordering = ["lodged_at", "pk"]
        indexes = [
            models.Index(fields=["la_number", "left_at"], condition=Q(case_open=True), name="lost_by_open_case"),
            models.Index(fields=["la_number", "in_store", "lodged_at"], name="lost_by_authority"),
            models.Index(fields=["in_store", "left_at"], name="lost_by_leaving"),
            models.Index(fields=["in_store", "leaves_on"], name="lost_by_leaving_age"),
            models.Index(fields=["school", "in_store"], name="lost_by_school"),
            models.Index(fields=["in_store", "keys_version"], name="lost_by_keys_version"),
        ]
        constraints = [models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="lost_kind_known")]

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def facts(self) -> PupilFacts:
        """Who the child is, while in the store; raises `sealing.CannotUnseal` if the content is another row's."""
        return self.unseal(PupilFacts.restored, NOTHING_KNOWN) if self.in_store else NOTHING_KNOWN

    @facts.setter
    def facts(self, facts: PupilFacts) -> None:
        self.seal(facts.stored())

    @property
    def case_facts(self) -> PupilFacts:
        """Whose case it is, for the authority responsible alone, until the case of a found pupil is closed."""
        return self.unseal(PupilFacts.restored, NOTHING_KNOWN) if self.case_open else NOTHING_KNOWN

    @property
    def stage(self) -> State:
        """Where its file is."""
        return self.transfer.stage

    @property
    def listed(self) -> bool:
        """Whether a search may show it."""
        return self.in_store and self.superseded_by_id is None and self.stage in IN_STORE


class SearchKey(models.Model):
    """One key by which a lost pupil is found, as a keyed code (see `keys.py`): looked up, never read."""

    value = models.BigIntegerField()
    pupil = models.ForeignKey(LostPupil, on_delete=models.CASCADE, related_name="keys", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["value", "pupil"], name="lost_by_key"),
            # For the end alone: all keys of a pupil go, whatever version made them.
            models.Index(fields=["pupil"], name="lost_keys_of_pupil"),
        ]

    def __str__(self) -> str:
        return str(self.value)


class Fetching(models.Model):
    """One download of a lost pupil's file, begun with the word that reasonable steps were taken (seed, section 4.1)."""

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(LostPupil, on_delete=models.PROTECT, related_name="fetchings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="fetchings")
    authority = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="fetchings")
    confirmed_at = models.DateTimeField()
    downloaded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-confirmed_at"]

    def __str__(self) -> str:
        return str(self.reference)


class Closing(models.Model):
    """A question to a sender: does this transfer to a real destination close the lost pupil's record?

    `position` is the place, from nought, of the one among the transfer's pupils who may be the lost one; None in questions
    that are older than this column.
    """

    pupil = models.ForeignKey(LostPupil, on_delete=models.PROTECT, related_name="closings")
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="closings")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    yes = models.BooleanField(null=True)
    position = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["pupil", "transfer"], name="closing_asked_once")]

    def __str__(self) -> str:
        return f"{self.transfer_id} closes {self.pupil_id}"


class StandingSearch(SealedRecord):
    """A search that is kept for a year: when a pupil like this arrives in the store, both authorities are told.

    Whom it looks for stands in `content`, sealed (see `question`); `keys_version` as of a lost pupil. `software` is the name
    of the authority's software where no person keeps it.
    """

    purpose = "standing searches"

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="standing_searches"
    )
    software = models.CharField(max_length=60, blank=True)
    authority = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="standing_searches")
    begun_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    keys_version = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-begun_at"]
        indexes = [models.Index(fields=["authority", "ended_at"], name="standing_by_authority")]

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def question(self) -> Question:
        """What it asks; nothing once it has ended."""
        return self.unseal(Question.restored, Question())

    @question.setter
    def question(self, question: Question) -> None:
        self.seal(question.stored())

    @classmethod
    def lasts(cls) -> timedelta:
        """How long a search is kept."""
        return timedelta(days=STANDING_DAYS)


class StandingKey(models.Model):
    """A key of a standing search: a pupil that arrives with the same key may be the one."""

    value = models.BigIntegerField()
    search = models.ForeignKey(StandingSearch, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        indexes = [models.Index(fields=["value", "search"], name="standing_by_key")]

    def __str__(self) -> str:
        return str(self.value)


class StandingMatch(models.Model):
    """A pupil that a standing search met."""

    search = models.ForeignKey(StandingSearch, on_delete=models.CASCADE, related_name="matches")
    pupil = models.ForeignKey(LostPupil, on_delete=models.PROTECT, related_name="standing_matches")
    met_at = models.DateTimeField()

    class Meta:
        ordering = ["-met_at"]
        constraints = [models.UniqueConstraint(fields=["search", "pupil"], name="standing_met_once")]

    def __str__(self) -> str:
        return f"{self.search_id} met {self.pupil_id}"


class Enquiry(models.Model):
    """An enquiry to a few authorities about a pupil who was searched for: who was asked and when, never about whom.

    `search` is the keyed code of the search, `draft` the draft that the message began as, `asked` the numbers of the
    authorities. `message` is empty once the message has gone from the sender's list.
    """

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    search = CodeField(max_length=16)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enquiries")
    authority = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="enquiries")
    draft = models.UUIDField(unique=True)
    asked: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    message = models.ForeignKey(SecureMessage, null=True, on_delete=models.SET_NULL, related_name="enquiries")
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-begun_at"]
        verbose_name_plural = "enquiries"
        indexes = [models.Index(fields=["authority", "search"], name="enquiry_by_search")]

    def __str__(self) -> str:
        return str(self.reference)


class Exhausted(models.Model):
    """An authority's word that the search for a pupil's record is exhausted, so that a school may make a new UPN."""

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="searches_exhausted")
    authority = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="searches_exhausted")
    school = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="+")
    tried = models.JSONField(default=list)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-recorded_at"]

    def __str__(self) -> str:
        return str(self.reference)
