"""What the zone server keeps in the database, as pages read it.

The tables are those of `handover.zone.store`, which makes them, brings them up to date and alone writes to them; Django
manages none (ADR 28). Zones and agents are named by their ids, as in the messages.
"""

from django.db import models

from handover.portal.masterkeys.ring import key_ring
from handover.zone.store.sealing import Seal


class ZoneRow(models.Model):
    """A zone. `rules` holds those that differ from the defaults; `revision` grows with each change of what seldom changes.

    `paused_at` is when its last pause began, `resumed_at` when that ended.
    """

    id = models.TextField(primary_key=True)
    name = models.TextField()
    rules = models.JSONField(default=dict)
    paused = models.BooleanField(default=False)
    revision = models.BigIntegerField(default=0)
    paused_at = models.DateTimeField(null=True)
    resumed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "zones_zone"
        managed = False

    def __str__(self) -> str:
        return self.id


class MovingZoneRow(models.Model):
    """The row of a zone while the zone is moved to another database. Without one among the zones nothing is done to it."""

    id = models.TextField(primary_key=True)
    name = models.TextField()
    rules = models.JSONField(default=dict)
    paused = models.BooleanField(default=False)
    revision = models.BigIntegerField(default=0)
    paused_at = models.DateTimeField(null=True)
    resumed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "zones_moving"
        managed = False

    def __str__(self) -> str:
        return self.id


class ZonePlaceRow(models.Model):
    """In which further database a zone lies ('': the site's own), and the other one while it is moved."""

    zone = models.TextField(primary_key=True)
    database = models.TextField()
    moving = models.TextField(null=True)

    class Meta:
        db_table = "zones_place"
        managed = False

    def __str__(self) -> str:
        return f"{self.zone} in {self.database}"


class AgentRow(models.Model):
    """An agent that a zone knows. `mode` is that of its registration: Push, Pull or '' (not registered).

    Of its key nothing but the digest is kept ('': it has none).
    """

    pk = models.CompositePrimaryKey("zone", "agent")
    zone = models.TextField()
    agent = models.TextField()
    allowed = models.BooleanField(default=True)
    certificate = models.TextField(blank=True)
    mode = models.TextField(blank=True)
    registration = models.JSONField(null=True)
    key_digest = models.TextField(blank=True, default="", db_default="")

    class Meta:
        db_table = "zones_agent"
        managed = False

    def __str__(self) -> str:
        return f"{self.agent} in {self.zone}"


class GrantRow(models.Model):
    """A right that an administrator gave to an agent; object and context may be `*`."""

    pk = models.CompositePrimaryKey("zone", "agent", "right", "object", "context")
    zone = models.TextField()
    agent = models.TextField()
    right = models.TextField()
    object = models.TextField()
    context = models.TextField()

    class Meta:
        db_table = "zones_grant"
        managed = False

    def __str__(self) -> str:
        return f"{self.agent} may {self.right} {self.object}"


class ProvisionRow(models.Model):
    """Something that an agent said it does."""

    pk = models.CompositePrimaryKey("zone", "agent", "right", "object", "context")
    zone = models.TextField()
    agent = models.TextField()
    right = models.TextField()
    object = models.TextField()
    context = models.TextField()
    extended = models.BooleanField(default=False)

    class Meta:
        db_table = "zones_provision"
        managed = False

    def __str__(self) -> str:
        return f"{self.agent} does {self.right} {self.object}"


class MessageRow(models.Model):
    """A message as it was accepted, once for all that get it. `body` is sealed, and empty when it is forgotten.

    `size` is that of the open message in bytes. `recipients` are the ids of those that got a queue entry, `passed_over`
    pairs of an agent and the reason why it got none.
    """

    id = models.BigAutoField(primary_key=True)
    zone = models.TextField()
    source = models.TextField()
    msg_id = models.TextField()
    kind = models.TextField()
    version = models.TextField()
    object = models.TextField()
    action = models.TextField()
    contexts = models.JSONField()
    destination = models.TextField()
    about = models.TextField()
    packet = models.IntegerField()
    size = models.IntegerField()
    body = models.BinaryField()
    recipients = models.JSONField()
    passed_over = models.JSONField()
    accepted_at = models.DateTimeField()

    class Meta:
        db_table = "zones_message"
        managed = False

    def __str__(self) -> str:
        return f"{self.msg_id} from {self.source}"


class QueueEntryRow(models.Model):
    """An entry of an agent's queue; `number` is its place. Its kind is repeated here, because blocking goes by it.

    `refusals` counts how often the agent was reached with it and did not take it, `fetches` how often it was fetched again.

    On PostgreSQL an entry is found by zone, agent and number together: the number alone has no index (see `tuning`).
    """

    number = models.BigAutoField(primary_key=True)
    zone = models.TextField()
    agent = models.TextField()
    # Not checked by the database, which would take as long as writing the entry: messages are only ever deleted by one
    # statement that looks for entries.
    message = models.ForeignKey(MessageRow, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False)
    kind = models.TextField()
    accepted_at = models.DateTimeField()
    blocked_once = models.BooleanField(default=False, db_default=False)
    refusals = models.IntegerField(default=0, db_default=0)
    fetches = models.IntegerField(default=0, db_default=0)

    class Meta:
        db_table = "zones_waiting"
        managed = False

    def __str__(self) -> str:
        return f"{self.number} for {self.agent}"


class LastFaultField(models.TextField):  # type: ignore[type-arg]  # generic in the stubs only
    """What an agent said when it did not take a message for now: sealed by the store, opened for pages."""

    def from_db_value(self, value: str, *_: object) -> str:
        """Open words that come from the database; none where they do not open."""
        return Seal(key_ring).faults.open_if_possible(value)


class AgentStatusRow(models.Model):
    """How an agent is. All entries of its queue have numbers above `watermark`, so that nothing looks for them below."""

    pk = models.CompositePrimaryKey("zone", "agent")
    zone = models.TextField()
    agent = models.TextField()
    asleep = models.TextField(db_default="")
    blocked = models.BigIntegerField(null=True)
    watermark = models.BigIntegerField(db_default=0)
    removed_source = models.TextField(null=True)
    removed_id = models.TextField(null=True)
    last_seen = models.DateTimeField(null=True)
    attempts = models.IntegerField(db_default=0)
    next_attempt = models.DateTimeField(null=True)
    stopped = models.BooleanField(db_default=False)
    last_fault = LastFaultField(db_default="")
    blocked_at = models.DateTimeField(null=True)
    refused = models.BigIntegerField(null=True)

    class Meta:
        db_table = "zones_presence"
        managed = False

    def __str__(self) -> str:
        return f"{self.agent} in {self.zone}"


class ClaimRow(models.Model):
    """Which process pushes messages to an agent, and until when unless it says so again."""

    pk = models.CompositePrimaryKey("zone", "agent")
    zone = models.TextField()
    agent = models.TextField()
    owner = models.TextField()
    until = models.DateTimeField()

    class Meta:
        db_table = "zones_claim"
        managed = False

    def __str__(self) -> str:
        return f"{self.agent} by {self.owner}"


class OpenRequestRow(models.Model):
    """A request that waits for its answers. `max_buffer` in bytes."""

    pk = models.CompositePrimaryKey("zone", "requester", "msg_id")
    zone = models.TextField()
    requester = models.TextField()
    msg_id = models.TextField()
    responder = models.TextField()
    versions = models.JSONField()
    max_buffer = models.BigIntegerField()
    object = models.TextField()
    context = models.TextField()
    opened_at = models.DateTimeField()
    last_packet = models.IntegerField(default=0)
    version = models.TextField()

    class Meta:
        db_table = "zones_openrequest"
        managed = False

    def __str__(self) -> str:
        return f"{self.msg_id} from {self.requester}"


class LetterWordsField(models.TextField):  # type: ignore[type-arg]  # generic in the stubs only
    """What an agent said when it refused a message: sealed by the store, opened for pages."""

    def from_db_value(self, value: str, *_: object) -> str:
        """Open words that come from the database."""
        return Seal(key_ring).letters.open(value)


class DeadLetterRow(models.Model):
    """A dead letter; `number` is the place that it had in the agent's queue."""

    number = models.BigIntegerField(primary_key=True)
    zone = models.TextField()
    agent = models.TextField()
    message = models.ForeignKey(MessageRow, on_delete=models.DO_NOTHING, db_constraint=False)
    accepted_at = models.DateTimeField()
    blocked_once = models.BooleanField()
    put_aside_at = models.DateTimeField()
    category = models.IntegerField()
    code = models.IntegerField()
    words = LetterWordsField()

    class Meta:
        db_table = "zones_letter"
        managed = False

    def __str__(self) -> str:
        return f"{self.number} for {self.agent}"


class PassedOverRow(models.Model):
    """How many messages an agent did not get for a reason, such as their size. `object` is what the last was about."""

    pk = models.CompositePrimaryKey("zone", "agent", "reason")
    zone = models.TextField()
    agent = models.TextField()
    reason = models.TextField()
    count = models.BigIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    object = models.TextField()

    class Meta:
        db_table = "zones_passedover"
        managed = False

    def __str__(self) -> str:
        return f"{self.count} not for {self.agent}: {self.reason}"
