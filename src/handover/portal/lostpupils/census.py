"""The yearly matching of the store with a census extract (seed, section 1.4): queued, run by the worker, told to both
authorities. It proposes; people decide. Nothing is sent or removed by itself.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from handover.common.lists.meanings import ColumnChoices
from handover.common.problems import Problem, Severity
from handover.common.text import Text
from handover.matching.linking import STAGES as STEPS
from handover.matching.linking import MatchingStage, ResourceLimits, link_pupils
from handover.matching.links import LostRecord, OnRoll, PupilLink
from handover.matching.spark import Cluster
from handover.portal import clock, transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import SITE, record
from handover.portal.lostpupils import models
from handover.portal.lostpupils.census_faults import FAULTS
from handover.portal.lostpupils.census_list import read_census
from handover.portal.lostpupils.lost_child import child_of
from handover.portal.lostpupils.notifying import tell_of_matching
from handover.portal.lostpupils.pairs import store_findings
from handover.portal.lostpupils.reestimating import current_weights
from handover.portal.transfers import damages, vault
from handover.portal.transfers.models import SealedFile

WAITING, DONE, REFUSED = "waiting", "done", "refused"
STAGES: dict[str, Text] = {
    WAITING: Text("Waiting for its turn", "Yn aros ei dro"),
    **{stage.value: words for stage, words in STEPS.items()},
    DONE: Text("Finished", "Wedi gorffen"),
    REFUSED: Text("The extract was refused", "Gwrthodwyd yr allbwn"),
}
"""Where a matching is."""

RUNNING = tuple(stage.value for stage in STEPS)
# A worker that died in the middle is not waited for longer than this.
SILENCE = timedelta(minutes=30)
BROKEN_LETTERS = "census.letters_broken"
BATCH = 1000


class BadExtract(Exception):
    """The extract cannot be read to its end; nothing was matched."""


def queue_matching(
    data: Iterable[bytes], by: User, now: datetime, choices: ColumnChoices | None = None
) -> models.Matching:
    """Seal an extract and put its matching into the queue; raise `vault.NoRoom` if it cannot be stored.

    `choices` is what was said of its columns.
    """
    sealed = vault.seal_file(data, now)
    said = choices.stored() if choices else None
    with transaction.atomic():
        sealed.save(force_insert=True)
        matching = models.Matching.objects.create(by=by, begun_at=now, touched_at=now, sealed=sealed, choices=said)
        record("lost.matching_begun", actor=by.actor, subject=str(matching.reference), now=now)
    return matching


def to_run(now: datetime) -> QuerySet[models.Matching]:
    """Return the matchings that wait for their turn, and those whose worker has died; the oldest first."""
    died = Q(stage__in=RUNNING, touched_at__lt=now - SILENCE)
    return models.Matching.objects.filter(Q(stage=WAITING) | died).order_by("begun_at")


def waits(now: datetime) -> bool:
    """Say whether a matching waits to be run."""
    return to_run(now).exists()


def run_waiting_matching(now: datetime) -> bool:
    """Run the matching that has waited longest, if there is one; say whether there was."""
    matching = to_run(now).first()
    if matching is None or not claim_matching(matching, now):
        return False
    try:
        links = find_links(matching, timezone.localdate(now))
    except BadExtract:
        finish_matching(matching, REFUSED, now)
        return True
    except vault.Damaged as damaged:
        damages.note_damage(damaged, now)
        models.Matching.objects.filter(pk=matching.pk).update(
            problems=[problem_to_store(FAULTS["census.damaged"].at())]
        )
        finish_matching(matching, REFUSED, now)
        return True
    with transaction.atomic():
        findings = store_findings(matching, links)
        finish_matching(matching, DONE, now)
        tell_authorities(matching, findings, now)
    return True


def claim_matching(matching: models.Matching, now: datetime) -> bool:
    """Take a matching by a conditional update, so that only one worker can."""
    mine = models.Matching.objects.filter(pk=matching.pk, stage=matching.stage, touched_at=matching.touched_at)
    return mine.update(stage=MatchingStage.READING.value, touched_at=now, rows=0) == 1


def find_links(matching: models.Matching, today: date) -> list[PupilLink]:
    """Link the store with the extract, noting how far it is."""
    if matching.sealed is None:
        raise BadExtract
    pupils = models.LostPupil.objects.filter(in_store=True, superseded_by=None).select_related("school")
    lost = [LostRecord(str(pupil.pk), child_of(pupil)) for pupil in pupils.iterator(chunk_size=BATCH)]

    def progress(stage: MatchingStage, rows: int) -> None:
        models.Matching.objects.filter(pk=matching.pk).update(stage=stage.value, rows=rows, touched_at=clock.now())

    try:
        found = link_pupils(
            lost,
            on_roll(matching, today),
            progress=progress,
            limits=matching_limits(),
            cluster=matching_cluster(),
            table=current_weights(),
        )
    finally:
        models.Matching.objects.filter(pk=matching.pk).update(problems=matching.problems, lost=len(lost))
    return list(found.links)


def matching_limits() -> ResourceLimits:
    """Return what a matching may use of the machine."""
    return ResourceLimits(threads=settings.CONFIG.matching_threads, memory=settings.CONFIG.matching_mb)


def matching_cluster() -> Cluster | None:
    """Return the Spark cluster that matchings are done on; None where they are done here."""
    config = settings.CONFIG
    if config.matching_backend != "spark":
        return None
    return Cluster(config.spark_address, config.spark_folder)


def on_roll(matching: models.Matching, today: date) -> Iterator[OnRoll]:
    """Yield the rows of an extract, noting its problems; raise BadExtract at the first that stops it."""
    assert matching.sealed is not None
    matching.problems = []
    choices = ColumnChoices.restored(matching.choices) if matching.choices else None
    for met in read_census(vault.read_sealed(matching.sealed), today, choices):
        if isinstance(met, OnRoll):
            yield met
            continue
        matching.problems.append(problem_to_store(met))
        if met.severity is Severity.ERROR:
            raise BadExtract


def problem_to_store(problem: Problem) -> dict[str, object]:
    """Return a problem as it is stored: without what stood in the cell, which may be a child's name."""
    values = {name: "…" if name == "value" else text for name, text in problem.values.items()}
    return {"code": problem.code, "line": problem.line, "values": values}


def problems_of(matching: models.Matching) -> list[Problem]:
    """Return the problems of an extract."""
    return [FAULTS[row["code"]].at(line=row["line"], **row["values"]) for row in matching.problems]


def finish_matching(matching: models.Matching, stage: str, now: datetime) -> None:
    """End a matching and destroy the extract."""
    sealed = matching.sealed
    with transaction.atomic():
        models.Matching.objects.filter(pk=matching.pk).update(stage=stage, touched_at=now, sealed=None)
        if sealed is not None:
            SealedFile.objects.filter(pk=sealed.pk).delete()
            transaction.on_commit(lambda: vault.delete_sealed(sealed.name))
        record("lost.matching_ended", actor=SITE, subject=str(matching.reference), details={"end": stage}, now=now)


def tell_authorities(matching: models.Matching, findings: list[models.Finding], now: datetime) -> None:
    """Write to each authority how many pupils were found on its rolls, and how many of its lost ones."""
    numbers = dict(
        models.LostPupil.objects.filter(pk__in=[each.pupil_id for each in findings]).values_list("pk", "la_number")
    )
    on_rolls = Counter(each.establishment[:3] for each in findings)
    of_ours = Counter(numbers[each.pupil_id] for each in findings)
    for kind, counts in (("matched_roll", on_rolls), ("matched_lost", of_ours)):
        for la_number, count in sorted(counts.items()):
            tell_of_matching(kind, la_number, count, now)
