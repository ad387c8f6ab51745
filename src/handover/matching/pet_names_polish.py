"""Pet names of Polish children."""

from typing import Final

from handover.matching.pet_name_table import PetNameTable

POLISH: Final = PetNameTable(
    "Polish",
    "General knowledge of Polish; men's names compared with the published list Polish-Name-Variations "
    "(github.com/Selenuix/Polish-Name-Variations).",
    """
adam adamek adas adasiek
adrian adi adrianek
agata agatka
agnieszka aga agniesia agusia aguska
aleksander alek aleks olek
aleksandra ola olcia olenka olka
alicja ala alka alusia
amelia amelka
andrzej andrzejek jedrek jedrus
aneta anetka
anna aneczka ania anka anusia hania hanka
antoni antek antos tosiek
antonina antosia tonia tosia
artur arturek
barbara basia basienka baska
bartlomiej bartek bartus
bartosz bartek bartus
beata beatka
blanka blaneczka
blazej blazejek
bogdan bodek bogus
boguslaw bogus
boleslaw bolek
bozena bozenka
cezary czarek
czeslaw czesiek
damian damianek
daniel danielek
danuta danusia
daria darka
dariusz darek
dawid dawidek
dominik dominiczek domino
dominika domi nika
dorota dorotka
edward edek
edyta edytka
elzbieta ela elka elunia
emil emilek
emilia emilka mila
eugeniusz genek
ewa ewcia ewka ewunia
ewelina ewelinka
fabian fabianek
feliks felek
filip filipek
franciszek franek frania franio
franciszka frania
fryderyk frycek fredek
gabriel gabrys
gabriela gabi gabrysia
grazyna grazynka
grzegorz grzes grzesiek grzesio
halina hala halinka
hanna haneczka hania hanka
helena hela helenka lena
henryk heniek henio
hubert hubercik
iga igunia
ignacy ignas
igor igorek
irena irenka
ireneusz irek
iwona iwonka
izabela iza izka
jacek jacus
jadwiga jadzia jaga
jakub kuba kubus
jan janek jas jasiek jasio
janina janka jasia
jaroslaw jarek
jerzy jerzyk jurek
joanna asia aska joasia
jolanta jola jolka
jozef jozek jozio
julia jula julka
julian julek
julita julitka
justyna justynka justysia
kacper kacperek
kajetan kajtek
kamil kamilek
kamila kamilka mila
karol karolek lolek
karolina karola karolcia karolinka
katarzyna kasia kasienka kasiunia kaska
kazimierz kazik kazio
kinga kinia
klaudia klaudusia
konrad konradek
kornelia kornelka nela
krystian krystianek
krystyna krysia kryska
krzysztof krzys krzysiek krzysio
laura laurka
lena lenka
leon leonek
leszek lesiu
lidia lidka
liliana lila lilka
lucja lucka lusia
ludwik ludek
lukasz lukaszek luki
maciej maciek macius
magdalena madzia magda magdusia
maja majeczka majka
maksymilian maks maksiu
malgorzata gocha gosia goska malgosia
marcel marcelek
marcelina celina marcelinka
marcin marcinek
marek mareczek
maria mania marynia marysia maryska
marianna marysia
mariola mariolka
mariusz mariuszek
marta martusia
martyna martynka
mateusz mateuszek mati
michal michalek michas misiek
michalina michasia misia
mieczyslaw mietek
mikolaj miki mikus
milena milenka
milosz miloszek
monika moniczka
natalia natalka nati natka
nikodem nikos
nikola nika nikolka
nina ninka
norbert norbi
oliwia oliwka
oliwier oliwierek
oskar oskarek
patrycja patka
patryk patryczek
paulina paula paulinka
pawel pawelek
piotr piotrek piotrus
pola polcia
przemyslaw przemek
rafal rafalek
renata renia
robert robercik
roman romek
ryszard rysiek rysio
ryszarda rysia
sandra sandrusia
sebastian seba sebus
slawomir slawek
stanislaw stas stasiek stasio staszek
stanislawa stasia
stefania stefcia
sylwester sylwek
sylwia sylwunia
szymon szymek szymus
tadeusz tadek tadzio
teresa terenia tereska
tobiasz tobi
tomasz tomek tomus
tymon tymek tymus
tymoteusz tymek tymus
urszula ula ulcia ulka
waldemar waldek
wanda wandzia
weronika nika wera weronka
wieslaw wiesiek
wiktor wiktorek witek
wiktoria wika wiki wiktorka
wincenty wicek
witold witek
wladyslaw wladek
wojciech wojtek wojtus
zbigniew zbysiu zbyszek
zdzislaw zdzisiek
zofia zosia zosienka zoska
zuzanna zuza zuzia zuzka
    """,
)
