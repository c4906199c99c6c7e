"""A user and a password as programs of any name take both: `-u admin:…`."""

from __future__ import annotations

from typing import Final

from pmgen.rules.leaks.password_forms import MADE_UP

_GROUPS: Final = (
    r"(?i:(?:\d+|[a-z]{0,9}(?:users?|groups?|staff|admins?|ops|team)|wheel|docker|sudo|www|daemon)[-_]?(?:data)?\d{0,5}"
    r"(?![^\s\"'`]))"
)
"""What is the name of a group of users on a machine: `admin:staff12`."""

LOGINS: Final = (
    *(
        (
            each,
            # What containers are run with has this form, too: a user and a group.
            rf"{each}(?<![\w-]{each})[ =][\"']?(?:(?:admin(?:istrator)?|guest|sa|sysadmin):(?!{_GROUPS})"
            rf"(?P<value>[^\s\"'`:/]{{6,80}})|[\w.@-]{{1,64}}:(?P<told>(?=[a-z0-9]{{8}}){MADE_UP})(?![\w.:/-]))",
            "a password in a command",
        )
        for each in ("-u", "--user")
    ),
)
"""As `credential_forms.OURS`."""
