"""Pet names of the Romance languages."""

from typing import Final

from handover.matching.pet_name_table import PetNameTable

ROMANIAN: Final = PetNameTable(
    "Romanian",
    "General knowledge of Romanian. Compare the English Wiktionary's categories of diminutives of given names.",
    """
adela adelina
adrian adi adita
alexandra ale alexa anda sanda sandra
alexandru alecsandru alecu alex sandu xandru
ana anca anica anisoara anuta
anastasia nastasia tasia
andreea andra dea deea
anton tonel toni
antonia toni tonia
bianca bibi
bogdan bobi dan
camelia cami
catalin cata lin
catalina cata catalinuta lina
constanta tanta
constantin costel costi costica dinu titi
cornelia nela
corneliu cornel nelu
cosmin cosminel
cristian cris cristi
cristina cris cristi tina
daniel dan dani danut
daniela dana dani
david davidut
denisa deni
dumitru dumi mitica mitu
ecaterina catinca katy rina
eduard edi
elena ela ileana ilinca lena lenuta nuti
elisabeta beti veta
emanuel emi manu
eugen geni jeni
florentina flori tina
florin florinel
gabriel gabi gabita
gabriela gabi gabita
george georgica gicu gigi
georgiana geo georgi gina
gheorghe george gheorghita ghita gica gigi
grigore grig
horatiu hori
iacob iacobel
ilie iliuta
ioan ion ionel ionut nelu
ioana ioanuta ionela oana
ion ionel ionica ionut nelu
ionut ionel nutu
irina irinuca
iulia iuli iuliana
iulian iuli
laurentiu lauri
lavinia lavi
lucian luci
luminita lumi
madalina mada
magdalena magda
maria mari maricica marioara mariuca ria
marian marinel
mariana ana
mihaela ela miha miki
mihai mihaita misu
nicolae culae nae nicu nicusor
nicoleta leti nico nicole
octavian tavi
paul paulica
petru petre petrica petrisor
radu raducu
raluca ralu
razvan razvi
roxana roxi
sebastian sebi
simona simi
sorin sorinel
sorina sori
stefan fane fanel stefanita
stefania fani stefi
teodor doru teo todor
teodora dora teo
tudor tudorel
valentin vali
valentina tina vali
vasile lica vasi vasilica
victoria vica
vlad vladut
vladimir vlad
    """,
)

PORTUGUESE_AND_SPANISH: Final = PetNameTable(
    "Portuguese, Spanish",
    "General knowledge of Portuguese and Spanish. Compare the English Wiktionary's categories of diminutives of given names.",
    """
afonso afonsinho fonso
alejandra ale jandra sandra
alejandro ale alex jandro
alexandra alexa xana
alexandre xande xano
ana aninhas anita
andre dede
antonia tona toni tonia
antonio toni toninho tonio tono
beatriz beti bia
bernardo benny
carlos cacho carlinhos carlitos
carolina caro carol lina
catarina cata catia nina
concepcion concha conchita
cristina cris tina
daniel dani
daniela dani
diego dieguito
diogo digo
dolores lola lolita
duarte dudu
eduardo du dudu edu lalo
emilio emi milo
enrique kike quique
ernesto neto
esperanza espe
fatima fati
felipe lipe pipe
fernando fer fernandito nando
filipa pipa
filipe lipe pipo
francisca chica paca paqui quica xica
francisco chico curro fran kiko paco pancho quico xico
gabriel biel gabi
gabriela gabi
goncalo gonca
gonzalo chalo gonza
graciela chela
guadalupe lupe lupita
guilherme gui guila
guillermo guille memo
gustavo guga tavo
helena lena leninha
henrique rique
hugo huguinho
ignacio nacho
ines nes nesinha
isabel bela belinha chabela isa
jesus chucho chuy
joana joaninha
joao janjao joaozinho
joaquim quim
joaquin quino
jorge coque jorginho
jose chepe pepe pepito ze zeca zezinho
josefa pepa
juan juancho juanito
julia juju
laura laurita
leonor nono nonor
leticia leti
lorenzo lencho
lourdes lulu lurdes
lucia lu luci
luis lucho luisinho luisito lula
luisa lu luisinha
manuel lolo manel manny manolo manu neco
manuela manela manu
margarida guida magui
margarita marga rita
maria mari marita maruja mia
mariana mari
mario marinho
mercedes meche merche
miguel migue miguelinho miguelito
monica moni
nicolas nico
paloma palo
paula paulinha
pedro pedrinho pedrito perico
pilar pili
rafael rafa
rafaela rafa
ramon moncho
raquel quel
ricardo cardo rica richi
roberto berto beto
rodrigo digo rodri
rosario charo chayo
salvador chava salva
santiago chago santi tiago yago
sebastian seba sebas
sergio checo
sofia sofi
susana susi
teresa tere teresinha
tomas tomasito tommy
valentina tina vale
vicente chente
victoria vicky
ximena xime
    """,
)

ITALIAN_AND_FRENCH: Final = PetNameTable(
    "Italian, French",
    "General knowledge of Italian and French.",
    """
alessandra ale sandra
alessandro ale sandro
alexandre alex sacha
amelie mel
antonio nino tonino
benoit ben
christophe chris tophe
domenico mimmo
dominique dom
eleonora ele nora
federica chicca fede
federico fede rico
filippo pippo
francesca cesca checca franci
francesco cecco checco ciccio franco
frederic fred
gabriele lele
gabrielle gaby
genevieve ginette
giacomo mino
giovanna gianna vanna
giovanni gianni nanni vanni
giuseppe beppe peppe pino
giuseppina pina
jeanne jeannette
leonardo leo
lorenzo lollo renzo
louis loulou
luigi gigi gino
madeleine mado
margherita marghe rita
marguerite margot
matteo teo
michele lino
nicolo nico
philippe philou
pierre pierrot
raffaele lele
roberta robi
salvatore turi
sebastien seb
stephanie steph
tommaso masino tommi
vincenzo enzo
    """,
)
