"""The e-mails about secure messages: to whom, and their words in both languages (seed, section 4.2)."""

from handover.common.text import Text
from handover.portal.notices.kind import TO_READERS, GatheredWords, NoticeKind

ROWS = (
    NoticeKind(
        "message_waiting",
        TO_READERS,
        Text(
            "A secure message is waiting for you from {source_name}",
            "Mae {source_name_cy} wedi anfon neges ddiogel atoch",
        ),
        Text(
            "{source_name} ({source}) has sent you a secure message. What it says is not in this e-mail.\n\n"
            "Sign in to read it: {url}",
            "Mae {source_name_cy} ({source}) wedi anfon neges ddiogel atoch. Nid yw ei chynnwys yn yr e-bost hwn."
            "\n\nMewngofnodwch i'w darllen: {url}",
        ),
        gather=GatheredWords(
            "messages",
            Text(
                "{count:# secure message is|# secure messages are} waiting for you",
                "Mae negeseuon diogel yn aros amdanoch: {count}",
            ),
            Text(
                "Secure messages have been sent to you ({count}). What they say is not in this e-mail.\n\nSign in to read "
                "them: {url}",
                "Mae negeseuon diogel wedi'u hanfon atoch ({count}). Nid yw eu cynnwys yn yr e-bost hwn.\n\nMewngofnodwch "
                "i'w darllen: {url}",
            ),
            Text(
                "from {source_name}",
                "anfonwyd gan: {source_name_cy}",
            ),
            "/messages/",
        ),
    ),
    NoticeKind(
        "messages_ending",
        TO_READERS,
        Text(
            "Secure messages will be deleted unread after {end:date}",
            "Caiff negeseuon diogel eu dileu heb eu darllen ar ôl {end:date}",
        ),
        Text(
            "Secure messages to you have not been read ({count}). They are deleted after {end:date}.\n\nSign in to read "
            "them: {url}",
            "Nid yw negeseuon diogel atoch wedi'u darllen ({count}). Cânt eu dileu ar ôl {end:date}.\n\nMewngofnodwch i'w "
            "darllen: {url}",
        ),
    ),
)
