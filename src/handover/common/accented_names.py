"""Common names with letters that plain ASCII has not, by which a name that lost such a letter is guessed: `Si?n`.

Only ever shown as a guess to who knows the child. The list is of given names and surnames met in Welsh and English schools.
"""

import re
from typing import Final

_WRITTEN: Final = """
    Siân Siôn Llŷr Siâms Siôr Gwenllïan Cêt Zoë Chloë Noël Joël Raphaël Maëlle Anaïs Loïs Héloïse Thaïs José Josée
    Renée André Inés Inês Agnès Hélène Irène Mélanie Chloé Zoé Léa Léo Noé Théo Éloïse Élodie Émilie Édith Éva Éric
    Étienne François Françoise Jérôme Frédéric Stéphane Béatrice Cécile Céline Désirée Adélaïde Mónica Mónika
    Verónica Sofía María Lucía Andrés Tomás Nicolás Martín Joaquín Raúl Saúl Jesús Ángel Ángela Álvaro Óscar Íñigo
    Begoña García Martínez Rodríguez López Pérez González Hernández Sánchez Ramírez Gómez Díaz Núñez Muñoz Peña João
    Simão Sebastião Conceição Gonçalo Antónia António Inácio Lúcia Mário Vítor Seán Séamus Róisín Sinéad Síle
    Siobhán Áine Ciarán Conán Dáithí Éamon Máire Máirtín Oisín Órla Pádraig Ríona Rónán Ruairí Úna Bríd Caoimhín
    Jürgen Jörg Günter Müller Schröder Köhler Björn Sören Åsa Åke Märta Søren Bjørn Jørgen Łukasz Michał Paweł Rafał
    Wiesław Bartłomiej Małgorzata Zofia Łucja Grażyna Józef Wójcik Kamiński Dąbrowski Zieliński Kowalczyk Woźniak
    Kozłowski Jabłoński Wiśniewski Gołąb Ștefan Ionuț Mălina Cătălin Cătălina Răzvan Ștefania Călin Mihăilă
    František Lukáš Tomáš Jiří Ondřej Matěj Zdeněk Šárka Novák Dvořák Černý Procházka Gábor László István Zoltán
    Réka Ágnes Kovács Szabó Tóth Horváth Özge Özlem Gül Gökhan Şahin Yılmaz Çelik Ayşe Ömer Ümit
"""
_LOST: Final = "?\ufffd"
_WORD: Final = re.compile(rf"[\w{re.escape(_LOST)}'’]+")
_BY_OUTLINE: dict[str, list[str]] = {}


def _outline(name: str) -> str:
    return "".join(letter if letter.isascii() else "." for letter in name.casefold())


for _name in dict.fromkeys(_WRITTEN.split()):
    if not _name.isascii():
        _BY_OUTLINE.setdefault(_outline(_name), []).append(_name)


def guess_lost_letters(text: str) -> tuple[str, ...]:
    """Return what a text with `?` or U+FFFD in place of letters may have been, the likely ones first; () for no idea.

    One letter may have left two such signs, as it has two bytes.
    """
    guesses = [""]
    at = 0
    for word in _WORD.finditer(text):
        found = _whole(word[0]) if any(sign in word[0] for sign in _LOST) else (word[0],)
        if not found:
            return ()
        guesses = [before + text[at : word.start()] + each for before in guesses for each in found]
        at = word.end()
    guesses = [before + text[at:] for before in guesses]
    return tuple(guesses[:3]) if guesses != [text] else ()


def _whole(word: str) -> tuple[str, ...]:
    outline = re.sub(rf"[{re.escape(_LOST)}]{{1,2}}", ".", word.casefold())
    return tuple(_BY_OUTLINE.get(outline, ()))
