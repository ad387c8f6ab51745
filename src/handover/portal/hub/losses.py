"""What did not come over from a school's software into the file: kept sealed with the move, for both schools to read."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from handover.bridge import Loss
from handover.common.text import Text
from handover.portal.hub.models import Move

MOST_KEPT: Final = 200
"""So many are kept word for word; of the others the number."""
NOT_KEPT: Final = Text("… and {count} more of the same sort.", "… a {count} arall o'r un math.")


@dataclass(frozen=True, slots=True)
class KeptLoss:
    """A loss as it is kept: its kind (see `bridge.LossKind`), where it stands in the source, and in words."""

    kind: str
    path: str
    words: Text


def write_losses(losses: Sequence[Loss], left_out: Iterable[KeptLoss]) -> str:
    """Return losses as they are kept: what the gathering left out first, then what the bridge says, at most `MOST_KEPT`."""
    bridged = (KeptLoss(each.kind.value, each.path, Text(each.message("en"), each.message("cy"))) for each in losses)
    found = [*left_out, *bridged]
    if len(found) > MOST_KEPT:
        count = len(found) - MOST_KEPT
        more = Text(NOT_KEPT.en.format(count=count), NOT_KEPT.cy.format(count=count))
        found = [*found[:MOST_KEPT], KeptLoss("more", "", more)]
    return json.dumps([_stored(each) for each in found], ensure_ascii=False) if found else ""


def read_losses(move: Move) -> list[KeptLoss]:
    """Return what was kept with a move."""
    kept = json.loads(move.losses) if move.losses else []
    return [KeptLoss(each["kind"], each["path"], Text(each["en"], each["cy"])) for each in kept]


def _stored(loss: KeptLoss) -> dict[str, Any]:
    return {"kind": loss.kind, "path": loss.path, "en": loss.words.en, "cy": loss.words.cy}
