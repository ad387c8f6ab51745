"""Pet and short names of Nigerian, Ghanaian and other African children."""

from typing import Final

from handover.matching.pet_name_table import PetNameTable

YORUBA_AND_IGBO: Final = PetNameTable(
    "Yoruba, Igbo, Edo, Hausa",
    "General knowledge of Nigerian names; the shortening of sentence names as in Wikipedia's article "
    "Hypocorism (Yoruba).",
    """
abdulrasheed rasheed
abimbola bimbo abi bola
abiodun abi biodun
abisola bisola abi
adaeze ada eze
adaobi ada obi
adebayo bayo ade
adebola bola ade
adebowale wale debo ade
adedayo dayo ade
adedoyin doyin ade
adegoke goke ade
adekunle kunle ade
adeola ade ola
adeolu olu ade
adesola sola ade
adesuwa suwa
adetokunbo tokunbo toks ade
adetola tola ade
adewale wale ade
adeyemi yemi ade
akinola akin ola
akintunde tunde akin
amarachi amara
ayobami ayo bami
ayodele ayo dele
ayomide ayo mide
ayomikun ayo
babajide jide baba
babatunde tunde baba
bamidele dele bami
bolanle bola lanle
boluwatife bolu tife
chiamaka amaka chichi
chibueze chibu eze
chibuike chibu ike
chidera dera
chidimma dimma didi
chidinma dinma
chiemeka emeka
chigozie gozie
chijioke chiji jioke
chika chichi
chikamso kamso
chimamanda amanda manda
chinaza naza
chinedu nedu edu
chinenye nenye
chinonso nonso
chinwe nwe
chinyere nyere
chioma chichi oma
chisom som
chizoba zoba
chukwudi chudi didi
chukwuebuka ebuka
chukwuemeka emeka
chukwuka chuka
chukwuma chuma
damilola dami lola
ebunoluwa ebun
ekene kene
enitan eni
feyisayo feyi
folarin fola
folashade shade fola
funmilayo funmi layo
gbemisola gbemi sola
ibukunoluwa ibukun
ifeanyi ife anyi
ifechukwu ife
ifeoluwa ife
ifeoma ify oma
ikechukwu ike iyke
ikenna ike
inioluwa ini
iyanuoluwa iyanu
jesutofunmi tofunmi
jumoke jummy
kamsiyochukwu kamsi
kehinde kenny
kelechi kele
modupe dupe
mofetoluwa mofe
mojisola moji sola
morenikeji keji reni
mosope mope
motunrayo motun rayo
ngozi ngo
nkechi kechi
nkiruka kiru
nnamdi nam
nneka nne
obinna obi
oghenetega tega
okechukwu okey oke
olabisi bisi ola
oladipo dipo ladi
olamide lamide ola mide
olanrewaju lanre
olatunji tunji ola
olayinka yinka ola
olubunmi bunmi olu
olufemi femi olu
olufunke funke
olumide mide olu
olusegun segun olu
oluwadamilare damilare dami
oluwadamilola damilola dami
oluwafemi femi
oluwakemi kemi
oluwaseun seun
oluwaseyi seyi
oluwatobi tobi
oluwatobiloba tobi tobiloba
oluwatomisin tomisin tomi
oluwatoyin toyin
omolara lara omo
omotola tola omo
omowunmi wunmi omo
onyeka oyeka
onyekachi kachi onyeka
osagie osa
osaretin osa
oyindamola oyin dami
oyinkansola oyin kansola
similoluwa simi
simisola simi
somtochukwu somto
taiwo taiye tai
temilade temi
temiloluwa temi
temitope temi tope
titilayo titi layo
tobechukwu tobe
tochukwu tochi
toluwalope tolu
toluwani tolu
tomiwa tomi
uchechi uche
uchenna uche
ugochukwu ugo
uzochukwu uzo
uzoma uzo
yetunde yetty tunde
    """,
)

GHANAIAN: Final = PetNameTable(
    "Akan (Twi, Fante), Ewe, Ga; Shona, Swahili, French west Africa",
    "Akan day names as in Wikipedia's article Akan names; otherwise general knowledge.",
    """
abena araba abla abenaa
adwoa adjoa ejo adzo
afia afua efua afiba efe
akosua esi akos kisi kosi
akua aku ekua akuba
ama ame amba
aminata ami mina
ebenezer eben
emmanuel nuel
fatoumata fatou fanta
ibrahima ibou
kofi fiifi yoofi kof
kudakwashe kuda
kwabena kobina kobby ebo kobena
kwadwo kojo jojo kwadjo cudjoe
kwaku kweku kuuku
kwame kwami kwamena ato kwamina
kwasi kwesi akwasi siisi kwesie
mamadou mamad
nana nanayaw
souleymane souley
tafadzwa tafi taf
tawanda tawa
tinashe tina nash
tinotenda tino
yaa aba yaaba
yaw ekow yao kwaw
    """,
)
