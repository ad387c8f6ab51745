"""The keys of the roles, and the groups of roles to which the features give their permissions (seed, section 1.6).

What a role is called and where it works stands in `accounts/roles.py`; what it may do follows from the permissions that
name it, alone or in a group.
"""

from typing import Final

SCHOOL: Final = "school"
LEA_USER: Final = "lea-user"
LEA_LOST_PUPIL: Final = "lea-lost-pupil"
LEA_LOST_PUPIL_TRANSFER: Final = "lea-lost-pupil-transfer"
NATIONAL: Final = "national"
LEA_DBA: Final = "lea-dba"
LEA_DBA_VIEW: Final = "lea-dba-view"
LEA_SCHOOL: Final = "lea-school"
LEA_PLASC: Final = "lea-plasc"
LEA_ADMISSIONS: Final = "lea-admissions"

LOST_PUPIL_DESKS: Final = frozenset({LEA_LOST_PUPIL, LEA_LOST_PUPIL_TRANSFER})
"""Who looks for lost pupils."""
FILE_DESKS: Final = frozenset({LEA_USER, LEA_LOST_PUPIL_TRANSFER, LEA_DBA, LEA_SCHOOL})
"""Who exchanges an authority's files of every kind but generic zips, which not all of them may use (seed, section 5.5)."""
WATCHERS: Final = frozenset({LEA_USER, LEA_DBA, LEA_SCHOOL})
"""Who watches over the files of an authority's schools (seed, sections 1.2 and 5.3; the latter is of LEA School)."""
OFFICES: Final = FILE_DESKS | LOST_PUPIL_DESKS | {LEA_DBA_VIEW, LEA_PLASC, LEA_ADMISSIONS, NATIONAL}
"""Everybody who works at an authority or nationally."""
EVERYBODY: Final = OFFICES | {SCHOOL}
WRITERS: Final = EVERYBODY - {LEA_DBA_VIEW, NATIONAL}
"""Who writes and reads messages: the school, and every LA role but the View-only DBA (seed, section 1.6)."""
ANSWERABLE: Final = frozenset({LEA_USER, LEA_DBA}) | LOST_PUPIL_DESKS
"""Who answers for children, and so may read their names outside a file: not every desk."""
KEEPERS: Final = frozenset({LEA_DBA, NATIONAL})
"""Who looks after people and schools."""
