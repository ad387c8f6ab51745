"""The one invented county, the same for the same seed: for the demo, samples, tests and benchmarks.

`names` and `places` are its tables. Of them are made pupils with whole records and the files they travel in (here), schools
as SIF objects (`sif`), and a crowd of children, some lost and some on roll, with the truth about who is who (`county`).
Records with every element of the tables, for programs that must take anything, are in `whole_records` and
`sif.whole_learners`.
"""

from handover.invented.files import invent_file
from handover.invented.pupils import invent_pupils

__all__ = ["invent_file", "invent_pupils"]
