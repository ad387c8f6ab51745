"""What every part of Handover shares: identifiers, problems, hardened XML, the school calendar, code sets. Pure.

>>> from handover.common import check_upn
>>> check_upn("Q207000016049").expected_letter
'P'
"""

from typing import TYPE_CHECKING

from handover.common.lazy_names import export_lazily

if TYPE_CHECKING:
    from handover.common.calendar import (
        Nation,
        academic_year,
        add_school_days,
        is_school_day,
        leaving_age_date,
        nation_of,
        year_group,
    )
    from handover.common.codesets import is_known_code, label
    from handover.common.folding import fold
    from handover.common.identifiers import (
        EstablishmentNumber,
        UpnCheck,
        UpnGuess,
        check_ref_id,
        check_uln,
        check_upn,
        guess_upn,
        is_upn,
        make_uln,
        make_upn,
        split_establishment,
    )
    from handover.common.problems import Problem, ProblemKind, Severity, has_errors
    from handover.common.text import Text
    from handover.common.unwritable import UnwritableValue

_HOMES = {
    "EstablishmentNumber": "identifiers",
    "Nation": "calendar",
    "Problem": "problems",
    "ProblemKind": "problems",
    "Severity": "problems",
    "Text": "text",
    "UnwritableValue": "unwritable",
    "UpnCheck": "identifiers",
    "UpnGuess": "identifiers",
    "academic_year": "calendar",
    "add_school_days": "calendar",
    "check_ref_id": "identifiers",
    "check_uln": "identifiers",
    "check_upn": "identifiers",
    "fold": "folding",
    "guess_upn": "identifiers",
    "has_errors": "problems",
    "is_known_code": "codesets",
    "is_school_day": "calendar",
    "is_upn": "identifiers",
    "label": "codesets",
    "leaving_age_date": "calendar",
    "make_uln": "identifiers",
    "make_upn": "identifiers",
    "nation_of": "calendar",
    "split_establishment": "identifiers",
    "year_group": "calendar",
}

if not TYPE_CHECKING:  # or a name that is misspelt would pass
    __getattr__ = export_lazily(__name__, _HOMES)

__all__ = [
    "EstablishmentNumber",
    "Nation",
    "Problem",
    "ProblemKind",
    "Severity",
    "Text",
    "UnwritableValue",
    "UpnCheck",
    "UpnGuess",
    "academic_year",
    "add_school_days",
    "check_ref_id",
    "check_uln",
    "check_upn",
    "fold",
    "guess_upn",
    "has_errors",
    "is_known_code",
    "is_school_day",
    "is_upn",
    "label",
    "leaving_age_date",
    "make_uln",
    "make_upn",
    "nation_of",
    "split_establishment",
    "year_group",
]
