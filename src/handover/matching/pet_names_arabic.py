"""Pet and short names of Somali, Arab, Persian and Eritrean children.

A Somali nickname (naanays) is chosen freely, and stands in no table; nor does a kunya (Abu Omar) tell a child's name.
"""

from typing import Final

from handover.matching.pet_name_table import PetNameTable

SOMALI_AND_ARABIC: Final = PetNameTable(
    "Somali, Arabic, Persian, Kurdish, Tigrinya, Amharic",
    "General knowledge of these languages; nothing published was found. A naanays is chosen freely.",
    """
abdelkader kader abdel
abdikarim karim abdi
abdirahim abdi rahim
abdirahman abdi rahman
abdirizak abdi rizak
abdisalam abdi salam
abdulaziz aziz abdul azooz
abdulkadir kadir abdul
abdulkarim karim abdul
abdullah abdul abood aboodi abdo
abdullahi abdi
abdulmalik malik abdul
abdulrahim rahim abdul
abdulrahman abdul rahman abood
ahmed hamoudi
aisha aishoush caasho
alireza ali reza
amina ami aamino
amira mira
dawit dawi
faduma faay
fatemeh fati
fatima fatooma tima
hussein hussi
ibrahim ibra ibro ibby
khadija dija
khalid khaloud
layla lulu
leyla lulu
mahamed mo
mahmoud hamouda
mariam maryoom mimi
meriem mimi
mohammadreza mohammad reza
mohammed hamoudi hamudi mohd moe mo
mustafa mus musty sasa
najma najmo
nimo nimco
noura nora
safia safi safiyo
salma salmo
samira samiro
sara saroona
sharmarke sharma
yasir yas
yohannes yohanes
yusuf yuusuf
zahra zaza zahro
zakaria zak zaki
    """,
)
