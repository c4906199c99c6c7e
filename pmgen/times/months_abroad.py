"""What the months are called in other languages."""

from __future__ import annotations

from typing import Final

# Of Dutch, French, German, Italian, Portuguese, Russian and Spanish, in full and as people shorten them; no two of them
# mean different months.
_ABROAD: Final = tuple(
    names.split()
    for names in (
        "januar jänner januari gennaio janvier janv enero ene janeiro jan января янв",
        "februar feber februari febbraio février févr febrero fevereiro fev feb февраля февр фев",
        "märz mär maart mrt mars marzo março mar марта мар",
        "april aprile avril avr abril abr apr апреля апр",
        "mai mei maggio mayo maio мая май",
        "juni giugno juin junio junho jun июня июн",
        "juli luglio juillet juil julio julho jul июля июл",
        "august augustus août agosto ago aug августа авг",
        "september settembre septembre septiembre setembro sept sep сентября сент сен",
        "oktober ottobre octobre octubre outubro okt oct октября окт",
        "november novembre noviembre novembro nov ноября нояб ноя",
        "dezember december dicembre décembre diciembre dezembro dez déc dic декабря дек",
    )
)
MONTH_ABROAD: Final = f"(?i:{'|'.join(sorted((name for names in _ABROAD for name in names), key=len, reverse=True))})"


def month_abroad(name: str) -> int:
    """Give the number of a month, from 1, in full or shortened; 0 for a word that is none."""
    word = name.lower().rstrip(".")
    return next((number for number, names in enumerate(_ABROAD, start=1) if word in names), 0)
