"""The e-mails about webhooks: to whom, and their words in both languages. None holds an address or a secret."""

from handover.common.text import Text
from handover.portal.notices.kind import Audience, NoticeKind

TO_WEBHOOK_OFFICE = Audience(
    Text("the school or authority whose webhook it is", "yr ysgol neu'r awdurdod y mae'r bachyn gwe yn perthyn iddo"),
    Text(
        "You get this e-mail because your office has a webhook here.",
        "Rydych yn cael yr e-bost hwn am fod gan eich swyddfa fachyn gwe yma.",
    ),
)
TO_WEBHOOK_OFFICE_AND_PERSON = Audience(
    Text(
        "the school or authority whose webhook it is, and the person who made it",
        "yr ysgol neu'r awdurdod y mae'r bachyn gwe yn perthyn iddo, a'r person a'i creodd",
    ),
    Text(
        "You get this e-mail because your office has a webhook here, or because you made one.",
        "Rydych yn cael yr e-bost hwn am fod gan eich swyddfa fachyn gwe yma, neu am i chi greu un.",
    ),
)
ROWS = (
    NoticeKind(
        "webhook_made",
        TO_WEBHOOK_OFFICE_AND_PERSON,
        Text("A webhook was made for {office}", "Crëwyd bachyn gwe: {office_cy}"),
        Text(
            "{actor} has made a webhook for {office}: “{program}”. From now on a program is told when there is news. It is "
            "told nothing about a child.\n\nIf nobody at your office expects this, delete it: {url}",
            "Crëwyd bachyn gwe gan {actor_cy}. Swyddfa: {office_cy}. Ei enw yw “{program}”. O hyn ymlaen mae rhaglen yn cael "
            "gwybod pan fydd newyddion. Nid yw'n cael gwybod dim am blentyn.\n\n"
            "Os nad oes neb yn eich swyddfa'n disgwyl hyn, dilëwch ef: {url}",
        ),
        waits=False,
    ),
    NoticeKind(
        "webhook_failing",
        TO_WEBHOOK_OFFICE,
        Text("A webhook of {office} was switched off", "Diffoddwyd bachyn gwe: {office_cy}"),
        Text(
            "For days the program “{program}” has not taken what this site tells it, so its webhook is switched off. "
            "Nothing is lost: what is for your office waits in its mailbox, and the program finds it when it "
            "looks.\n\nAsk whoever looks after the program. The page says what went wrong, and there you switch "
            "it on again: {url}",
            "Ers dyddiau nid yw'r rhaglen “{program}” wedi derbyn yr hyn y mae'r wefan hon yn ei ddweud wrthi, felly mae ei "
            "bachyn gwe wedi'i ddiffodd. Nid oes dim ar goll: mae'r hyn sydd i'ch swyddfa'n aros yn ei blwch post, a "
            "bydd y rhaglen yn dod o hyd iddo pan fydd yn edrych.\n\nGofynnwch i bwy bynnag sy'n gofalu am y rhaglen. "
            "Mae'r dudalen "
            "yn dweud beth aeth o'i le, ac yno rydych yn ei droi ymlaen eto: {url}",
        ),
    ),
    NoticeKind(
        "webhook_gone",
        TO_WEBHOOK_OFFICE,
        Text("A webhook of {office} is wanted no more", "Nid oes eisiau bachyn gwe mwyach: {office_cy}"),
        Text(
            "The program “{program}” answered that it wants to be told no more, so its webhook is switched off. "
            "Nothing is lost: what is for your office waits in its mailbox, and the program finds it when it "
            "looks.\n\nIf the program is still used, ask its makers. Here you delete the webhook or switch it on "
            "again: {url}",
            "Atebodd y rhaglen “{program}” nad yw eisiau cael gwybod rhagor, felly mae ei bachyn gwe wedi'i ddiffodd. "
            "Nid oes dim ar goll: mae'r hyn sydd i'ch swyddfa'n aros yn ei blwch post, a bydd y rhaglen yn dod o hyd "
            "iddo pan fydd yn edrych.\n\nOs yw'r rhaglen yn cael ei defnyddio o hyd, gofynnwch i'w gwneuthurwyr. Yma rydych yn "
            "dileu'r bachyn gwe neu'n ei droi ymlaen eto: {url}",
        ),
    ),
)
