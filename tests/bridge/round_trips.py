"""Records there and back: what each value came to, for the laws and for the table of fidelity.

Everything goes through bytes, as it would between two programs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handover.bridge.equivalence import (
    RecordDifference,
    differences_of_learners,
    differences_of_pupils,
    join_place,
    strip_positions,
    unexplained_differences,
)
from handover.bridge.reasons import LossKind
from handover.bridge.to_ctf import convert_to_ctf
from handover.bridge.to_sif import convert_to_sif
from handover.bridge.trees import Node, TreeItem, learner_tree, pupil_tree
from handover.bridge.types import KnownObjects, Loss
from handover.ctf.model import CommonTransferFile, Pupil
from handover.ctf.reader import read_ctf
from handover.ctf.writer import write_ctf
from handover.sif.model import SifObject
from handover.sif.objects import LearnerPersonal
from handover.sif.reader import read_objects
from handover.sif.writer import write_objects


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """One record there and back.

    `values` counts what stood in it before, by place without positions. `left_out` says that the record as a whole was
    not brought over, of which nothing is compared.
    """

    values: Counter[str]
    differences: Sequence[RecordDifference]
    unexplained: Sequence[RecordDifference]
    losses: Sequence[Loss]
    left_out: bool = False


def bring_pupils_back(file: CommonTransferFile, *, originals: bool = True) -> Iterator[RoundTrip]:
    """Yield what became of each pupil of a file that was turned into SIF objects and back into a file.

    Without `originals` the objects come back as from a provider that keeps no extended elements.
    """
    before = _as_read(file)
    there = convert_to_sif(before, offline=True)
    objects = read_objects(write_objects(there.objects))
    if not originals:
        objects = [each.replace(sif_extended_elements=None) for each in objects]
    back = convert_to_ctf(objects, before.header)
    after = dict(zip((each.position for each in there.pupils), _as_read(back.file).pupils, strict=True))
    for position, pupil in enumerate(before.pupils, 1):
        losses = [loss for loss in there.losses if loss.pupil == position]
        yield _compare_pupil(pupil, after.get(position), losses, originals)


def _compare_pupil(before: Pupil, after: Pupil | None, losses: list[Loss], originals: bool) -> RoundTrip:
    values = count_values(pupil_tree(before), "Pupil")
    if after is None and any(map(_is_left_out, losses)):
        return RoundTrip(values, (), (), losses, left_out=True)
    found = differences_of_pupils(before, after or Pupil())
    return RoundTrip(values, found, unexplained_differences(found, losses, originals=originals), losses)


def bring_learner_back(objects: Iterable[SifObject], now: datetime) -> RoundTrip:
    """Return what became of the objects of one learner that were turned into a file and back into objects."""
    before = read_objects(write_objects(objects))
    there = convert_to_ctf(before, now=now)
    known = {each.upn: each.ref_id for each in before if isinstance(each, LearnerPersonal) and each.upn}
    back = convert_to_sif(_as_read(there.file), KnownObjects(learners=known), offline=True)
    values, losses = count_values(learner_tree(before), ""), (*there.losses, *back.losses)
    if any(_is_left_out(loss) for loss in back.losses):
        return RoundTrip(values, (), (), losses, left_out=True)
    found = differences_of_learners(before, read_objects(write_objects(back.objects)))
    return RoundTrip(values, found, unexplained_differences(found, there.losses, back.losses), losses)


def _is_left_out(loss: Loss) -> bool:
    """Say whether a loss tells that a pupil as a whole was not brought over."""
    return loss.path == "Pupil" and loss.kind is LossKind.LEFT_OUT


def _as_read(file: CommonTransferFile) -> CommonTransferFile:
    document = read_ctf(write_ctf(file)).document
    assert document is not None
    return document


def count_values(tree: Node, place: str) -> Counter[str]:
    """Return how many values a record holds at each place."""
    return Counter(_places(tree, place))


def _places(node: Node, place: str) -> Iterator[str]:
    if isinstance(node, str):
        yield strip_positions(place)
    elif isinstance(node, TreeItem):
        yield from _places(node.node, node.place)
    elif isinstance(node, Mapping):
        for name, below in node.items():
            yield from _places(below, join_place(place, name))
    else:
        for each in node:
            yield from _places(each, place)
