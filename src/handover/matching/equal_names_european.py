"""Names of continental Europe and of England that are one name. Tables alone; see `equal_names.py`."""

from typing import Final

EASTERN_ROWS: Final = """
olena elena helena yelena alena olenna
oleksandr aleksandr alexander aleksander alexandr oleksander
oleksandra aleksandra alexandra
yuliia julia yulia iuliia yuliya julija
dmytro dmitri dmitry dimitri dmitriy
serhii sergei serhiy sergey serhij
andrii andrei andriy andrey andrij
mykola nikolai nikolay
mykhailo mihailo mikhail mihail mykhaylo
yevhen evgeny yevgeny
volodymyr vladimir wolodymyr
kateryna katerina ekaterina catarina
oksana oxana ksenia
sofiia sofia sophia zofia sofija
anastasiia anastasia nastasia anastasiya
mariia maria marija mariya
zuzanna susanna zuzana
jakub yakub jacub yacoub
wojciech voytek voycech
lukasz lukash
michal mihal
pawel pavel
piotr peter petr
katarzyna katazhina catarzina
agnieszka agneshka
ewa eva
stanislaw stanislav
boleslaw boleslav
ionut yonutz ionuts
gheorghe georghe
grzegorz gregorz gzhegosh jegosh grzegosz
krzysztof kshishtof kristof krzystof kzysztof
malgorzata mawgojata malgozhata malgosata
lukasz wukash wookash lucas
pawel pavew pawell
michal mihau mihow mikhal
bartlomiej bartwomey bartlomey
wojciech voychek voytech wojtech
jan yan yann
wojcik voychick wojchik vuychik
kowalczyk kovalchik kowalchick
dabrowski dombrovski dombrowski dombrowsky
dabrowska dombrovska dombrowska
wrobel vrubel vroobel vrobel
krol krul krool
bak bonk
zajac zajonc zayonts
stepien stempien stempyen
gorski gurski
ziolkowski zholkovski zulkovski
mazurkiewicz mazurkevich mazurkewitz
nikita mykyta mikita nikyta
yevhen yevgen evhen eugene evgeny
yevheniia yevgenia evgenia evheniya eugenia
hrytsenko gritsenko hritsenko gricenko
hryhorii grigori hrihoriy
oliinyk oleinik oliynyk olejnik
shevchenko sevchenko shevcenko
tkachenko kachenko tkacenko
yaroslava jaroslava
yaroslav jaroslav iaroslav
nataliia natalia nataliya natalya
viktoriia victoria viktoria wiktoria viktoriya
weronika veronika veronica
bohdan bogdan
ihor igor
oleh oleg
halyna galina
hanna anna ganna
liudmyla ludmila lyudmila
gheorghe george giorge georghe
ecaterina katerina caterina
ciobanu chobanu tchobanu
mihailescu mikhailescu
matei matthew
szabo sabo
szulc shults schultz schulz
iacob jacob yacob
nagy nadj naj
jimenez himenez
goncalves gonsalves gonzalves
conceicao conseisao
joao juao joau
kazlauskas kaslauskas kazlauskaite kazlauskiene
stankevicius stankeviciute
petrauskas petrauskaite petrauskiene
jankauskas jankauskaite jankauskiene
xhaka jaka dzhaka
gjoka joka gyoka
ayse aysha ayshe aishe
"""

WESTERN_ROWS: Final = """
catherine katherine katharine kathryn cathryn
geoffrey jeffrey geoffery
philip phillip filip
isabel isobel isabelle ysabel
elizabeth elisabeth elisabet
sara sarah
zoe zoey zowie
chloe khloe cloe
jacqueline jaqueline jackeline
stewart stuart
michael mikael mikhael
joaquin hoakin
jose hose
jorge horhe
lewis lewys louis
gonzalez gonzales
muller mueller
beaumont bowmont
featherstonehaugh fanshaw fanshawe
cholmondeley chumley chumleigh
marjoribanks marchbanks
beauchamp beecham beacham
farquhar farker
menzies mingis
dalziel deyell
colquhoun cahoon
maclean mclane maclaine
macleod maccloud
"""
