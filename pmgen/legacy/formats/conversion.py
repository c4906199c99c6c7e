"""What a page of a wiki says that its Markdown does not: a remark on a link, what a block is called."""

from __future__ import annotations

import re
from typing import Final

from pmgen.legacy.draft import missing
from pmgen.legacy.draft import words as words_of

_LOOKS: Final = re.compile(
    r"__[A-Z]+__|\bh[1-6]\.(?=[ \t])|</?[A-Za-z]+|\{\{(?:phab(?:ricator)?t?\b)?|\{(?:color|anchor|toc)\b[^{}\n]*\}"
    r"|\{/?[a-z]+(?=[:}])|\[~accountid:|^[ \t]*\|[^=\n|]*=[ \t]*$"
    r"|(?<![\w=?&/-])(?!title=)[\w-]{1,40}=(?:\"[^\"\n]*\"|'[^'\n]*'|[\w#%.-]++)|\btitle(?==)",
    re.IGNORECASE | re.MULTILINE,
)
"""What only says how a page looks: names of marks, and what they are told; and a field that nobody filled in."""


def lost(page: str, markdown: str) -> list[str]:
    """The words of a page that are not in the Markdown made of it, but those of its marks."""
    return missing(_LOOKS.sub(" ", page), words_of(markdown))
