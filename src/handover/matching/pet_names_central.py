"""Pet names of central Europe, the Balkans and the Baltic."""

from typing import Final

from handover.matching.pet_name_table import PetNameTable

CENTRAL_EUROPEAN: Final = PetNameTable(
    "Czech, Slovak, Bulgarian, Serbian, Croatian, Lithuanian",
    "General knowledge of Czech, Slovak, Bulgarian, Serbian, Croatian and Lithuanian.",
    """
agne agnyte
aiste aistute
aleksandar aco sale sasa sasho
aleksandras aleksas sasha
alzbeta betka bety eliska
antonin tonda tonik
augustinas augis
barbora bara barca barka
dimitar mitko
domantas domas
dominykas domas
dragana gaga
eimantas eimis
emilija emile mile
frantisek fero franta
gabija gabute
georgi gosho joro zhoro
hristo itso
ivan ivica ivo vanko
jan honza janci janko jenda
jana janicka janka
jelena jela lena
jiri jirka
jokubas kubas
jonas jonukas
josef pepa pepik
jozef jozko jozo
juraj duro jurko
kaloyan kali
kamile kami
katarina kaca kati katka
katerina kaca katka
konstantin koko kosta
kristina kika kristinka
kristupas kristis
kristyna kika tyna
lucia lucka
lucie lucka
lukas lukasko lukelis
magdalena magda magi majda
mantas mantelis
marija maca mara
martin martinko matko
martynas martis
matas matukas
michaela misa miska
michal misa misko
mihail misho
milica mica
monika moncka
natalie natalka
nemanja neca
nikola nika niko nikolka
nikolay kolyo niki
ondrej ondra
pavel pavlik pavol
petar pero pesho
peter petko
petr petrik
plamen plamenko
rokas rokelis
slobodan boba
stefan stefcho stevo
stepan stepanek
stoyan stoyancho
teodor teo
tereza terezka terka
todor tosho
tomas tom tomasko tomukas
ugne ugnyte
urte urtele
vaclav vasek
vasil vasko
veronika vera verca verunka
viktoria viki
vladimir vlada
vojtech vojta
vytautas vytas
zuzana zuza zuzka
zygimantas zygis
    """,
)

TURKISH_AND_NEIGHBOURS: Final = PetNameTable(
    "Turkish, Kurdish, Albanian, Greek, Hungarian",
    "General knowledge of Turkish, Kurdish, Albanian, Greek and Hungarian.",
    """
abdullah abdo apo
ahmet ahmo
aleksander aleko leka
aleksandra szandi
alexandros alekos alexis
altin tini
anastasia natasa sia
andras andris bandi
ardit diti
ayse ayso
aysegul aysa gulus
besnik niku
dimitra mimi
dimitrios dimitris jimmy mimis takis
dritan tani
eleftherios lefteris
eleni elena lena nitsa
emre emo
erzsebet bozsi erzsi
evangelia eva lia litsa
evangelos vangelis
fatma fato fatos
fatmir miri
ferenc feri
gabor gabi
georgios george giorgos yorgos
gezim gezi
giorgos george yorgos
gulsen gul
gyorgy gyuri
hasan haso hasso
hatice hatce
huseyin huso
ibrahim ibo
ilir liri
ilona ica ilus
ioanna gianna yianna
ioannis giannis yannis yiannis
ismail ismo
istvan pisti
janos jancsi jani
jozsef joska jozsi
kadir kado
katalin kata kati
konstantina dina nantia
konstantinos costas dinos kostas
laszlo laci
levente levi
maria mari marika
mehmet mehmo memo
mirjeta jeta
muhammed mami
mustafa musti mustik mustos
nikolaos nick nikos
omer omo
osman oski
panagiota giota yota
panagiotis panos takis
peter peti
ramazan ramo
sandor sanyi
selahattin selo
stavroula voula
suleyman sulo
tamas tomi
valbona bona
vasiliki vaso vicky
vasilios bill vasilis
zeynep zeyno
zoltan zoli
zsofia zsofi
zsuzsanna zsuzsi
    """,
)
