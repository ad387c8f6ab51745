"""The errors that a SIF_Ack or SIF_Response can state: category, code and what it means, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from handover.common.text import Text


class ErrorCode(NamedTuple):
    """A category and a code within it, written `4/9`."""

    category: int
    code: int

    def __str__(self) -> str:
        return f"{self.category}/{self.code}"


CATEGORIES: Final[Mapping[int, Text]] = MappingProxyType(
    {
        0: Text("Unknown", "Anhysbys"),
        1: Text("XML validation", "Dilysu XML"),
        2: Text("Encryption", "Amgryptio"),
        3: Text("Authentication", "Dilysu pwy sy'n anfon"),
        4: Text("Access and permissions", "Mynediad a chaniatâd"),
        5: Text("Registration", "Cofrestru"),
        6: Text("Provision", "Darparu"),
        7: Text("Subscription", "Tanysgrifio"),
        8: Text("Request and response", "Cais ac ateb"),
        9: Text("Event reporting and processing", "Adrodd a thrin digwyddiadau"),
        10: Text("Transport", "Cludo"),
        11: Text("System", "System"),
        12: Text("Generic message handling", "Trin negeseuon yn gyffredinol"),
        13: Text("Selective message blocking", "Atal negeseuon yn ddethol"),
        14: Text("Zone service", "Gwasanaeth parth"),
    }
)
"""What each category is about; 14 exists from infrastructure 2.5 on."""

_TABLE: Final = (
    (1, 1, "There is an error in the XML.", "Mae gwall yn yr XML."),
    (1, 2, "The message is not well-formed XML.", "Nid yw'r neges yn XML dilys ei ffurf."),
    (1, 3, "The message does not follow the schema.", "Nid yw'r neges yn dilyn y sgema."),
    (1, 4, "An element or attribute has a wrong value.", "Mae gwerth anghywir gan elfen neu briodoledd."),
    (1, 6, "A mandatory element or attribute is missing.", "Mae elfen neu briodoledd gorfodol ar goll."),
    (2, 1, "There is an error in the encryption.", "Mae gwall yn yr amgryptio."),
    (3, 1, "The sender could not be authenticated.", "Nid oedd modd dilysu'r anfonwr."),
    (3, 2, "The sender could not be authenticated by the signature.", "Nid oedd modd dilysu'r anfonwr wrth y llofnod."),
    (3, 3, "The sender's certificate is missing.", "Mae tystysgrif yr anfonwr ar goll."),
    (3, 4, "The certificate is not valid.", "Nid yw'r dystysgrif yn ddilys."),
    (3, 5, "The sender's certificate is not trusted.", "Nid oes ymddiriedaeth yn nhystysgrif yr anfonwr."),
    (3, 6, "The certificate has expired.", "Mae'r dystysgrif wedi dod i ben."),
    (3, 7, "The signature is not valid.", "Nid yw'r llofnod yn ddilys."),
    (3, 8, "The encryption algorithm is not accepted.", "Ni dderbynnir yr algorithm amgryptio."),
    (
        3,
        9,
        "The receiver's public key is missing, so the message cannot be decrypted.",
        "Mae allwedd gyhoeddus y derbynnydd ar goll, felly nid oes modd dadgryptio'r neges.",
    ),
    (
        3,
        10,
        "The receiver's private key is missing, so the message cannot be decrypted.",
        "Mae allwedd breifat y derbynnydd ar goll, felly nid oes modd dadgryptio'r neges.",
    ),
    (4, 1, "Access is refused.", "Gwrthodir mynediad."),
    (4, 2, "The agent may not register.", "Ni chaiff yr asiant gofrestru."),
    (4, 3, "The agent may not provide this object.", "Ni chaiff yr asiant ddarparu'r gwrthrych hwn."),
    (
        4,
        4,
        "The agent may not subscribe to events of this object.",
        "Ni chaiff yr asiant danysgrifio i ddigwyddiadau'r gwrthrych hwn.",
    ),
    (4, 5, "The agent may not request this object.", "Ni chaiff yr asiant ofyn am y gwrthrych hwn."),
    (
        4,
        6,
        "The agent may not answer requests for this object.",
        "Ni chaiff yr asiant ateb ceisiadau am y gwrthrych hwn.",
    ),
    (4, 7, "The agent may not publish events.", "Ni chaiff yr asiant gyhoeddi digwyddiadau."),
    (4, 8, "The agent may not administer policies.", "Ni chaiff yr asiant weinyddu polisïau."),
    (4, 9, "The SIF_SourceId is not registered.", "Nid yw'r SIF_SourceId wedi ei gofrestru."),
    (
        4,
        10,
        "The agent may not publish Add events of this object.",
        "Ni chaiff yr asiant gyhoeddi digwyddiadau Add y gwrthrych hwn.",
    ),
    (
        4,
        11,
        "The agent may not publish Change events of this object.",
        "Ni chaiff yr asiant gyhoeddi digwyddiadau Change y gwrthrych hwn.",
    ),
    (
        4,
        12,
        "The agent may not publish Delete events of this object.",
        "Ni chaiff yr asiant gyhoeddi digwyddiadau Delete y gwrthrych hwn.",
    ),
    (5, 1, "The registration failed.", "Methodd y cofrestru."),
    (5, 2, "The SIF_SourceId is not valid.", "Nid yw'r SIF_SourceId yn ddilys."),
    (5, 3, "The transport protocol asked for is not supported.", "Ni chefnogir y protocol cludo y gofynnwyd amdano."),
    (5, 4, "None of the versions asked for is supported.", "Ni chefnogir yr un o'r fersiynau y gofynnwyd amdanynt."),
    (5, 6, "The SIF_MaxBufferSize is too small.", "Mae'r SIF_MaxBufferSize yn rhy fach."),
    (5, 7, "The zone requires a secure transport.", "Mae'r parth yn mynnu cludo diogel."),
    (
        5,
        9,
        "The agent is registered to have messages pushed.",
        "Mae'r asiant wedi ei gofrestru i gael ei negeseuon wedi eu gwthio ato.",
    ),
    (5, 10, "The Accept-Encoding asked for is not supported.", "Ni chefnogir yr Accept-Encoding y gofynnwyd amdano."),
    (6, 1, "The provision failed.", "Methodd y darparu."),
    (6, 3, "There is no such object to provide.", "Nid oes gwrthrych o'r fath i'w ddarparu."),
    (6, 4, "The object already has a provider.", "Mae darparwr gan y gwrthrych eisoes."),
    (7, 1, "The subscription failed.", "Methodd y tanysgrifio."),
    (7, 3, "There is no such object to subscribe to.", "Nid oes gwrthrych o'r fath i danysgrifio iddo."),
    (8, 1, "The request failed.", "Methodd y cais."),
    (8, 3, "There is no such object to request.", "Nid oes gwrthrych o'r fath i ofyn amdano."),
    (8, 4, "The object has no provider.", "Nid oes darparwr gan y gwrthrych."),
    (
        8,
        7,
        "The responder does not support the version asked for.",
        "Nid yw'r atebwr yn cefnogi'r fersiwn y gofynnwyd amdani.",
    ),
    (
        8,
        8,
        "The responder does not support the SIF_MaxBufferSize asked for.",
        "Nid yw'r atebwr yn cefnogi'r SIF_MaxBufferSize y gofynnwyd amdano.",
    ),
    (8, 9, "The query is not supported.", "Ni chefnogir yr ymholiad."),
    (8, 10, "The SIF_RequestMsgId of the response is not valid.", "Nid yw SIF_RequestMsgId yr ateb yn ddilys."),
    (
        8,
        11,
        "The response is longer than the SIF_MaxBufferSize asked for.",
        "Mae'r ateb yn hirach na'r SIF_MaxBufferSize y gofynnwyd amdano.",
    ),
    (8, 12, "The SIF_PacketNumber is not valid.", "Nid yw'r SIF_PacketNumber yn ddilys."),
    (
        8,
        13,
        "The version of the response is none of those asked for.",
        "Nid yw fersiwn yr ateb yn un o'r rhai y gofynnwyd amdanynt.",
    ),
    (8, 14, "The SIF_DestinationId is not the one that asked.", "Nid y SIF_DestinationId yw'r un a ofynnodd."),
    (8, 15, "Extended queries are not supported.", "Ni chefnogir ymholiadau estynedig."),
    (
        8,
        16,
        "The zone has forgotten the request: it took too long.",
        "Mae'r parth wedi anghofio'r cais: cymerodd ormod o amser.",
    ),
    (8, 17, "An administrator has removed the request.", "Mae gweinyddwr wedi dileu'r cais."),
    (8, 18, "The requesting agent has cancelled the request.", "Mae'r asiant a ofynnodd wedi canslo'r cais."),
    (9, 1, "The event failed.", "Methodd y digwyddiad."),
    (9, 3, "The event is not valid.", "Nid yw'r digwyddiad yn ddilys."),
    (10, 1, "The transport failed.", "Methodd y cludo."),
    (10, 2, "The protocol is not supported.", "Ni chefnogir y protocol."),
    (
        10,
        3,
        "A secure channel was asked for, but there is no secure path.",
        "Gofynnwyd am sianel ddiogel, ond nid oes llwybr diogel.",
    ),
    (10, 4, "The connection could not be made.", "Nid oedd modd cysylltu."),
    (11, 1, "The system failed.", "Methodd y system."),
    (12, 1, "The message could not be handled.", "Nid oedd modd trin y neges."),
    (12, 2, "This kind of message is not supported.", "Ni chefnogir y math hwn o neges."),
    (12, 3, "The version is not supported.", "Ni chefnogir y fersiwn."),
    (12, 4, "The context is not supported.", "Ni chefnogir y cyd-destun."),
    (12, 5, "The message breaks the protocol.", "Mae'r neges yn torri'r protocol."),
    (12, 6, "There is no message with this SIF_OriginalMsgId.", "Nid oes neges â'r SIF_OriginalMsgId hwn."),
    (12, 7, "Several contexts are not supported.", "Ni chefnogir sawl cyd-destun."),
    (13, 1, "Selective message blocking failed.", "Methodd yr atal dethol."),
    (13, 2, "Blocking can only begin in answer to a SIF_Event.", "Dim ond wrth ateb SIF_Event y gall atal ddechrau."),
    (13, 3, "A final SIF_Ack was expected from the agent.", "Disgwylid SIF_Ack terfynol gan yr asiant."),
    (13, 4, "The final SIF_Ack has the wrong SIF_MsgId.", "Mae'r SIF_MsgId anghywir gan y SIF_Ack terfynol."),
)

ERRORS: Final[Mapping[ErrorCode, Text]] = MappingProxyType(
    {ErrorCode(category, code): Text(en, cy) for category, code, en, cy in _TABLE}
)
"""Every error of the UK schemas and what it means."""

STATUS: Final[Mapping[int, Text]] = MappingProxyType(
    {
        0: Text("Success.", "Llwyddiant."),
        1: Text("Taken at once.", "Cymerwyd ar unwaith."),
        2: Text("Taken for now; other events are to wait.", "Cymerwyd am y tro; mae digwyddiadau eraill i aros."),
        3: Text("Done; events may come again.", "Wedi gorffen; caiff digwyddiadau ddod eto."),
        7: Text("Already had.", "Wedi ei chael eisoes."),
        8: Text("The receiver is asleep.", "Mae'r derbynnydd yn cysgu."),
        9: Text("No message is waiting.", "Nid oes neges yn aros."),
    }
)
"""Every status of a SIF_Ack and what it means."""
