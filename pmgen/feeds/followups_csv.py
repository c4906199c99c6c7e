"""All follow-ups for spreadsheets: CSV as RFC 4180 has it, in UTF-8 without a byte order mark.

Programs that read CSV take a byte order mark for a part of the first heading. Excel wants one to see UTF-8 when a
file is opened by a double click; it does without when the file is imported (*Data*, *From Text/CSV*).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Final

# A new one comes last: there are spreadsheets that count.
_COLUMNS: Final = "id title action priority type owner due status safe commits url document document_status".split()

# https://owasp.org/www-community/attacks/CSV_Injection, with the full-width signs that Excel takes for the same. In
# half of Europe it takes `;` for the end of a cell, whatever stands round it, so a cell may begin behind one. A `'` in
# front makes it text.
_FORMULA: Final = re.compile("^(?=[\t\r\n])|(?:^|(?<=[;\t\r\n]))(?= *[=+@＝＋－＠-])")


def followups_csv(rows: Iterable[Mapping[str, object]]) -> bytes:
    """The whole file; each row is what `columns` makes."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows([cell(row[name]) for name in _COLUMNS] for row in rows)
    return held.getvalue().encode()


def cell(value: object) -> str:
    """A value as a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(value) if isinstance(value, list) else str(value)
    if text[:1].isalnum() and text.isprintable() and ";" not in text:
        return text  # as nearly all are, of which a large site has hundreds of thousands
    return _FORMULA.sub("'", text)
