"""What a row of the API's table of faults is (`faults.py`)."""

from dataclasses import dataclass

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class ApiFault:
    """One row. `title` is the same each time, `detail` may hold `{names}`, `remedy` says what to do about it.

    `again` says whether the very same request may succeed later.
    """

    code: str
    status: int
    title: Text
    detail: Text
    remedy: Text
    again: bool = False
