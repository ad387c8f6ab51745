"""What of zones is sealed under the master key, apart from the columns that say so by their class."""

from handover.common.keyring import generation_of_record
from handover.portal.masterkeys.forms import form_of_words
from handover.portal.masterkeys.resealed import ResealedColumn, SealedForm, Value
from handover.portal.zones.broker import zone_seal


def renew_body(sealed: Value, zone: str, source: str, msg_id: str) -> bytes:
    """Seal the content of a message anew."""
    seal = zone_seal()
    return seal.seal(seal.open(bytes(sealed), zone, source, msg_id), zone, source, msg_id)


BODY = SealedForm(lambda value: generation_of_record(bytes(value)), renew_body)
ROWS = (
    ResealedColumn("zones.MessageRow", "body", BODY, bound=("zone", "source", "msg_id")),
    ResealedColumn("zones.DeadLetterRow", "words", form_of_words("zone letters")),
    ResealedColumn("zones.AgentStatusRow", "last_fault", form_of_words("zone faults")),
)
