"""The e-mails about reminders: to whom, and their words in both languages (seed, section 4.2)."""

from handover.common.text import Text
from handover.portal.notices.kind import TO_NATIONAL, TO_OFFICE, NoticeKind
from handover.portal.transfers.permissions import COLLECT_CTF

ROWS = (
    NoticeKind(
        "weekly",
        TO_OFFICE,
        Text("What waits for you in Handover this week", "Beth sy'n aros amdanoch yn Trosglwyddo yr wythnos hon"),
        Text("{lines}\n\nSign in to see to it: {url}", "{lines_cy}\n\nMewngofnodwch i ymdrin â hyn: {url}"),
        waits=False,
        readers=(COLLECT_CTF,),
    ),
    NoticeKind(
        "audit_end",
        TO_NATIONAL,
        Text("Where the audit log ends: {number}", "Lle daw'r cofnod archwilio i ben: {number}"),
        Text(
            "The audit log ends, for now, with entry {number}. Please keep this e-mail: should somebody ever take entries "
            "away from the end of the log, it shows that they were there.\n\n{number}:{hash}\n\nYour operator can compare "
            "the log with it by `handover manage verify_audit --noted` and the line above. {url}",
            "Mae'r cofnod archwilio'n dod i ben, am y tro, â chofnod {number}. Cadwch yr e-bost hwn: pe bai rhywun yn "
            "tynnu cofnodion o ddiwedd y cofnod archwilio, mae'n dangos iddynt fod yno.\n\n{number}:{hash}\n\nGall eich "
            "gweithredwr gymharu'r cofnod ag ef drwy `handover manage verify_audit --noted` a'r llinell uchod. {url}",
        ),
        waits=False,
    ),
)
