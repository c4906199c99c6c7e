"""Who is a person, in prose and among those whom a document names, and who is a team or a role."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

_GIVEN: Final = frozenset(
    """
    aaron abigail adam adrian agnes agnieszka ahmed aiko aisha akira albert alberto alejandra alejandro aleksandr
    aleksandra alessandra alessandro alex alexander alexandra alexei alfred ali alice alicia alina amanda amelia
    amir amit amy ana anastasia anders andre andrea andreas andrei andres andrew andrey andrzej angela anil anita
    anja anjali anna anne annette anthony antoine anton antonio arjun arnaud arthur arun ashley astrid barbara
    beatrice beatriz becky benjamin bernard bernd bianca birgit bjorn bogdan boris brenda brian bruna bruno camille
    carina carla carlos carmen carol caroline catarina catherine cecilia celine charles chiara chloe chris christina
    christine christoph christophe christopher claire clara claudia claudio clemens connor cristina cynthia daniel
    daniela danielle dariusz david deborah deepak dennis diana diego dieter dimitri dimitris dirk dmitri dmitry
    dominik dominique donald donna doris dorothy douglas ebru edward elena eleni elif elisa elizabeth ella ellen
    emil emilia emily emma emre enrico eric erik esra esther ethan eugene eva evelyn fabian fabio fatima federico
    ferdinand fernanda fernando filip florian francesca francesco francisco francois franz fredrik friedrich gabriel
    gabriela gareth gary georg georgios gerald gerard gerhard gianluca gilles giorgio giovanni giulia giuseppe
    gonzalo gregory guillaume gunter gunther gustavo hannah hans harold heather heidi heike helen helena helene
    helga hendrik henrik henry hiroshi holger ian ibrahim igor ilya ines inga ingrid irene irina isabel isabelle
    ivan ivana jacob jacques jakob jakub james jane janet janine jason javier jeff jeffrey jennifer jens jeremy
    jesper jessica jim joachim joan joanna joao jochen joe joerg johan johanna johannes john jonas jonathan jorg
    jorge jose josef joseph joshua juan juergen julian juliane julie julien juraj jurgen justin kamil karen karin
    karl karolina katarzyna kate katharina katherine kathleen katja katrin kavita keith kelly kenji kenneth kerstin
    kevin kiran klaus konstantin krishna kristen kristina kristof krzysztof kyle larissa larry lars laszlo laura
    lauren laurence laurent leila lena leon leonardo lewis liam linda lisa lorenzo louis louise luca lucas lucia
    luis luisa lukas magdalena mahesh malgorzata manfred manish manuel manuela marc marcel marcin marco marcus
    margaret margarita maria marie mario marion marius mariusz marta martha martin martina mary mateusz mathias
    mathieu matias matteo matthew matthias maurice maxime megan mehmet melanie melissa michael michaela michal
    michel michele michelle miguel mihai mikael mikhail milena mirko miroslav mohamed mohammad mohammed monica
    monika muhammad mustafa nadia nadine natalia natalie natasha nathan neha nicholas nick nicola nicolas nicole
    niels nigel nikhil niklas nikolai nils nina noah nora norbert olaf oleg olga oliver olivia olivier omar pablo
    pamela paola paolo pascal patricia patrick patrik paul paula paulo pavel pawel pedro peter petra philip philipp
    philippe pierre piotr pooja prakash priya rachel radoslav rafael rahul rainer raj rajesh ralf ramesh raquel
    rebecca renate rene ricardo riccardo richard robert roberta roberto roger roland romain ronald rosemary roxana
    rudolf ryan sabine sabrina samantha samir samuel sandra sanjay sarah satoshi scott sean sebastian serge sergei
    sergey sergio sharon shreya silvia simon simone sonia sonja sophia sophie stefan stefania stefano stephanie
    stephen steve steven stuart sunil suresh susan susanne svetlana sylvie takashi tamara tanja tatiana teresa
    theodor theresa thierry thomas thorsten tim timothy tina tobias tom tomas tomasz tony ulrich ulrike ursula uwe
    valentina valerie vanessa vasily veronica vijay vikram viktor vincent vincenzo vladimir volker walter wendy
    werner wilhelm william wojciech wolfgang xavier yannick yasmin yuki yuri yusuf yvonne zbigniew zoe zoltan zuzana
    """.split()
)
"""First names by which a person is known in prose: none that is as often a word, a place or a program."""

_SAINTS: Final = ("San ", "Santa ", "Sao ", "São ", "Saint ", "St. ")
_THINGS: Final = frozenset(
    "agent airport api bay bot city cluster day docker kubernetes node nodes operator package packages pipeline region "
    "release server servers service street team teams town".split()
)
"""What is no last name behind any first one, but may well be behind a program, a place or a day that has one."""

ROLES: Final = frozenset(
    "abuse admin alerts contact devops git help hello incidents info infra no-reply noreply on-call oncall ops "
    "platform postmaster press root sales security service sre status support team webmaster".split()
)
"""Whose mail is read by whoever is in."""

_GROUPS: Final = frozenset(
    "admin admins agent bot call commander crew data database department desk devops devs duty engineer engineering "
    "engineers group guild incident infra infrastructure lead manager network observability office oncall operations "
    "operator ops platform product reliability security service services squad sre staff status storage support team "
    "teams".split()
)
"""What stands in the name of a team or a role, and not in that of a person."""
_BETWEEN: Final = frozenset("al bin da de del den der di dos du el la le van von zu".split())
"""What stands between the names of a person, in small letters."""

_NAME: Final = r"[^\W\d_][^\W\d_'’]{1,20}(?:-[^\W\d_][^\W\d_'’]{1,20})?"
_FIRST: Final = re.compile(rf"(?<![\w./-]){_NAME}")
_WHOLE: Final = re.compile(
    rf"({_NAME})[*_]{{0,3}}\s{{1,3}}[*_]{{0,3}}(?:[^\W\d_]\.?\s{{1,3}}){{0,2}}"
    rf"(?:(?:{'|'.join(sorted(_BETWEEN))})\s{{1,3}}){{0,2}}"
    r"([^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_])){1,30})(?![\w/])"
)
_PERSON: Final = re.compile(r"\w[\w'’-]*(?: \w\.?)?(?: \w[\w'’-]+){1,3}")
_HANDLE: Final = re.compile(r"@\w[\w.-]{0,40}\w")
_BESIDE_A_NAME: Final = re.compile(r"\s*[<(].*", re.DOTALL)
"""What people write behind their name: an address, what they do."""


def persons(text: str) -> Iterator[re.Match[str]]:
    """The places in a text where a first name that is one of many people has another name behind it.

    `Jane Doe`, `Jane M. Doe` and `Zoë van Dyke`; neither `JANE DOE`, which is more often a constant, nor `Jane` alone.
    """
    end = 0
    for first in _FIRST.finditer(text):
        if first.start() < end or not _is_given(first[0]) or text.endswith(_SAINTS, 0, first.start()):
            continue
        found = _WHOLE.match(text, first.start())
        if found and _is_last(found[2]):
            end = found.end()
            yield found


def _is_given(word: str) -> bool:
    if not word.istitle():
        return False
    plain = unicodedata.normalize("NFKD", word.partition("-")[0].lower())
    return "".join(each for each in plain if not unicodedata.combining(each)) in _GIVEN


def _is_last(word: str) -> bool:
    return word[0].isupper() and not word.isupper() and word.lower() not in _THINGS


def known(names: Iterable[str]) -> list[str]:
    """The persons among those whom a document names, by their names and handles."""
    bare = {_BESIDE_A_NAME.sub("", each) for each in names}
    return sorted(each for each in bare if _is_person(each))


def _is_person(name: str) -> bool:
    """Whether a name is that of a person: teams and roles have other words, no capitals, or one word."""
    if not _GROUPS.isdisjoint(re.split(r"[\W_]+", name.lower())):
        return False
    if _HANDLE.fullmatch(name):
        return True
    words = [each for each in name.split() if each not in _BETWEEN]
    return bool(_PERSON.fullmatch(name)) and len(words) > 1 and all(map(_is_capitalised, words))


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and (len(word) < 3 or not word.isupper())
