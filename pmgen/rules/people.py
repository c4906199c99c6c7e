"""First names by which a person is known in prose: none that is a word, a month, a place or a program as often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

GIVEN: Final = frozenset(
    """
    aaron abigail adam adrian agnieszka ahmed aiko aisha akira albert alberto alejandra alejandro aleksandr
    aleksandra alessandra alessandro alex alexander alexandra alexei alfred ali alice alicia alina amanda amelia
    amir amit amy ana anastasia anders andrea andreas andrei andres andrew andrey andrzej angela anil anita anja
    anjali anna anne annette anthony antoine anton antonio arjun arnaud arthur arun ashley astrid barbara beatrice
    beatriz becky benjamin bernard bernd bianca birgit bjorn bogdan boris brenda brian bruno camille carina carla
    carlos carmen carol caroline catarina catherine cecilia charles chiara chloe chris christina christine christoph
    christophe christopher claire clara claudia claudio clemens connor cristina cynthia daniel daniela danielle
    dariusz david deborah deepak dennis diana diego dieter dimitri dimitris dirk dmitri dmitry dominik dominique
    donald donna doris dorothy douglas ebru edward elena eleni elisa elizabeth ella ellen emil emilia emily emma
    enrico eric erik esra esther ethan eva evelyn fabian fabio fatima federico felix ferdinand fernanda fernando
    filip florian francesca francesco francisco franz fredrik friedrich gabriel gabriela gareth gary georg george
    georgios gerald gerhard gianluca gilles giorgio giovanni giulia giuseppe gonzalo gregory guillaume gunther
    gustavo hannah hans harold heather heidi heike helen helena helga hendrik henrik henry hiroshi holger ian
    ibrahim igor ilya ines inga ingrid irene irina isabel isabelle ivan ivana jacob jacques jakob jakub james jan
    jane janet janine jason javier jeff jeffrey jennifer jens jeremy jesper jessica jim joachim joan joanna joao
    jochen joe johan johanna johannes john jonas jonathan jorge jose josef joseph joshua juan juergen julia julian
    juliane julie julien juraj jurgen justin kamil karen karin karl karolina katarzyna kate katharina katherine
    kathleen katja katrin kavita keith kelly kenji kenneth kerstin kevin kiran klaus konstantin krishna kristen
    kristina kristof krzysztof kumar kyle larissa larry lars laszlo laura lauren laurence laurent leila lena leon
    leonardo lewis liam linda lisa lorenzo louis louise luca lucas lucia luis luisa lukas magdalena mahesh
    malgorzata manfred manish manuel manuela marc marcel marcin marco marcus margaret margarita maria marie marina
    mario marion marius mariusz marta martha martin martina mary mateusz mathias mathieu matteo matthew matthias
    maurice maxime megan mehmet melanie melissa michael michaela michal michel michele michelle miguel mihai mikael
    mikhail mila milan milena mirko miroslav mohamed mohammad mohammed monica monika muhammad mustafa nadia nadine
    nancy natalia natalie natasha nathan neha nicholas nick nicola nicolas nicole niels nigel nikhil niklas nikola
    nikolai nils nina noah nora norbert olaf oleg olga oliver olivia olivier omar oscar pablo pamela paola paolo
    pascal patricia patrick patrik paul paula paulo pavel pawel pedro per peter petra philip philipp philippe pierre
    piotr pooja prakash priya rachel radoslav rafael rahul rainer raj rajesh ralf ramesh raquel rebecca renate
    ricardo riccardo richard rita robert roberta roberto roger roland romain roman ronald rosa rosemary roxana
    rudolf ryan sabine sabrina samantha samir samuel sandra sanjay sara sarah satoshi scott sean sebastian selma
    serge sergei sergey sergio sharon shreya silvia simon simone sofia sonia sonja sophia sophie stefan stefania
    stefano stephanie stephen steve steven stuart sunil suresh susan susanne svetlana sylvie takashi tamara tanja
    tatiana teresa theodor theresa thierry thomas thorsten tim timothy tina tobias tom tomas tomasz tony ulrich
    ulrike ursula uwe valentina valerie vanessa vasily vera veronica vijay vikram viktor vincent vincenzo vladimir
    volker walter wei wendy werner wilhelm william wojciech wolfgang xavier yannick yasmin yuki yuri yusuf yvonne
    zbigniew zoe zoltan zuzana
    """.split()
)

_TWO_NAMES: Final = re.compile(r"(?<![\w./-])([^\W\d_]{2,15}) (?:[^\W\d_]\.? )?([^\W\d_][^\W\d_'’-]{1,24})(?![\w/-])")


def persons(text: str) -> Iterator[re.Match[str]]:
    """The places in a text where a first name that is one of many people has another name behind it.

    `Jane Doe` and `Jane M. Doe`; neither `JANE DOE`, which is more often a constant, nor `Jane` alone.
    """
    return (each for each in _TWO_NAMES.finditer(text) if _is_person(each[1], each[2]))


def _is_person(first: str, last: str) -> bool:
    return first.istitle() and last[0].isupper() and not last.isupper() and first.lower() in GIVEN
