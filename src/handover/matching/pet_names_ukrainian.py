"""Pet names of Ukrainian and Russian children, in the spellings of passports and of English ears."""

from typing import Final

from handover.matching.pet_name_table import PetNameTable

UKRAINIAN_AND_RUSSIAN: Final = PetNameTable(
    "Ukrainian, Russian",
    "General knowledge of Ukrainian and Russian. Compare the English Wiktionary's categories of diminutives of given names.",
    """
aleksandr alex alik sanya sasha sashko shura
aleksandra alex sanya sasha shura
aleksei alexey alyosha lyosha
alexei alyosha lyosha
alina alya linochka
alisa aliska alya
alla alka allochka
anastasia asya nastenka nastia nastusia nastya stasya
anastasiia asya nastia nastusia nastya stasya
anatolii tolik tolya
anatoly tolya
andrei andryusha
andrii andriyko
angelina gelya lina
anna ania annushka anya anyuta hanna nyura
antonina tonya
arina arisha
arkady arkasha
arsen senya
arseny senya
artem artemko tyoma
artyom tema tyoma
bogdan bodya danya
bohdan bodya bohdanchyk danko
boris borya
borys borya boryslav
daniil danila danya danylo
danylo danko danya danylko
daria daryna dasha dashka
dariia darka darynka dasha
daryna darka darynka dasha
denis deniska
denys deniska denysko
diana dianka
dmitri dima dimka mitya
dmytro dima dmytryk mytko
egor egorka gosha
ekaterina kate katerina katya katyusha
elena alyona lena lenka lenochka
elizaveta liza lizka
eva evochka
evgenia zhenya
evgeny zhenya
fedir fedko fedya
fedor fedya
galina galya
gennady gena
georgy gosha zhora
grigory grisha
halyna halka halya halynka
hanna ania hannusia hanya
hryhorii hrysha hryts
ignat ignasha
igor gosha igorek
ihor ihorko
illia illiusha illyusha
ilya ilyusha
inna innochka
irina ira irinka irishka
iryna ira irynka iryska
ivan ivanko ivas vanka vanya vanyusha
ivanna ivanka vanya
karina karisha
kateryna katia katrusia katya
khrystyna khrysia khrystia
kirill kirya kiryusha
konstantin kostya
kostiantyn kostya kostyk
kristina kris kristya
ksenia ksyukha ksyusha
kseniia ksenya ksyusha
kyrylo kyrylko
larisa lara
larysa lara
leonid lyonya
lev lyova
lidia lida
liubov liuba lyuba
liudmyla liuda lyuda mila
lyubov lyuba
lyudmila lyuda lyusya mila
maksim maks max
maksym maks maksymko max
margarita margo rita
marharyta rita ryta
maria manya marusia marusya masha mashenka
mariia marichka mariika marusia marusya masha
marina marinka marisha
marta martusia
maryna marynka
matvei motya
matvii matviiko
mikhail misha mishka
mykhailo misha mykhailyk mykhas myshko
mykola kolya mykolka
mykyta mykytka nikita
nadezhda nadya
nadiia nadika nadya
natalia nata natalka natasha tasha
nataliia nata natalka natasha
nazar nazarko
nikita nikitka
nikolai kolya
nina ninochka
oksana ksana oksanka
oleg olezhka
oleh olezhko
oleksandr les olek sasha sashko shura
oleksandra lesya olesya sasha
oleksii lyosha oleksa olesh
olena alyona lena lesya olenka
olga olya
olha olhunia olya
ostap ostapko
pavel pasha pavlik
pavlo pasha pavlyk
petr petya
petro petryk petya
polina polinka polya
pyotr petya
roman roma romka
romana roma
rostislav rostik slava
rostyslav rostyk slavko
ruslan rusik
semen sema senya
semyon senya syoma
sergei serezha serge seryozha
serhii serhiyko seryozha
sofia sofa sofiyka sonya
sofiia sofa sofiyka sonya
solomiia solia solya
stanislav slava stas
stepan stepanko styopa
svetlana lana sveta svetka
svitlana lana sveta svitla svitlanka
taisia taya
taisiia taya
tamara toma
taras tarasyk
tatiana tanya
tetiana tania tanya
timofei tim tima
timur tima
tymofii tima tymko
valentin valya
valentina valya
valentyn valik
valentyna valya
valeria lera valya
valeriia lera valera
valery valera
vasily vasya
vasyl vasya vasylko
vera verochka
veronika nika vera
viacheslav slava
victoria vika
viktor vitya
viktoria vika
viktoriia vika vikusia
violetta vita
vira virunia
vitalii vitalik
vitaly vitalik vitya
vladimir vladik volodya vova
vladislav slava vlad vladik
vladyslav vlad vladyk
volodymyr volodya vova vovka
vsevolod seva
vyacheslav slava
yana yanka
yaroslav slava yarik yarko
yaroslava slava yara
yehor hosha yehorka
yelyzaveta liza lizka
yevhen yevhenko zhenya
yevheniia zhenya
yulia yulka yulya
yuliia yulia yulka yulya
yuri yura
yurii yura yurko
zakhar zakharko
zinaida zina
zlata zlatka
zoryana zorya
    """,
)
