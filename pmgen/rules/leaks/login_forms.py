"""A user and a password as programs of any name take both: `-u admin:…`."""

from __future__ import annotations

import re
from typing import Final

from pmgen.rules.leaks.password_forms import MADE_UP
from pmgen.rules.leaks.told_words import is_told, pattern

_GROUPS: Final = (
    r"(?i:(?:\d+|[a-z]{0,9}(?:users?|groups?|staff|admins?|ops|team)|wheel|docker|sudo|www|daemon)[-_]?(?:data)?\d{0,5}"
    r"(?![^\s\"'`]))"
)
"""What is the name of a group of users on a machine: `admin:staff12`."""
_OF_SYSTEMS: Final = frozenset(
    "apache application backup crontab dialout elastic elasticsearch gitlab grafana haproxy httpd jenkins libvirt "
    "libvirtd messagebus minio mongodb netdev nextcloud nobody nogroup nonroot operator plugdev postdrop postfix "
    "postgres prometheus rabbitmq render runner scanner shadow svc-run syslog systemd-journal system tomcat "
    "traefik ubuntu vagrant wireshark www-data".split()
)
"""Groups that systems and their programs have."""
_GROUP: Final = r"[a-z_][a-z0-9_.-]*"
_OF_GROUPS: Final = (
    r"(?<![\w.-])(?:apptainer|buildah|chown|chroot|compose|cp|crictl|ctr|docker|docker-compose|install|kubectl|lxc|nerdctl"
    r"|oc|podman|rsync|runuser|setpriv|singularity|start-stop-daemon|tar)[ \t][^\n]*\Z"
)
"""A command in front of an option that takes a user and a group."""
_LINE: Final = 400

LOGINS: Final = (
    *(
        (
            each,
            # What containers are run with has this form, too: a user and a group.
            rf"{each}(?<![\w-]{each})[ =][\"']?(?:(?:admin(?:istrator)?|guest|sa|sysadmin):(?!{_GROUPS})"
            rf"(?P<value>[^\s\"'`:/]{{6,80}})|root:(?P<login>[^\s\"'`:/]{{6,80}})(?![:/])"
            rf"|[\w.@-]{{1,64}}:(?P<told>(?=[a-z0-9]{{8}}){MADE_UP})(?![\w.:/-]))",
            "a password in a command",
        )
        for each in ("-u", "--user")
    ),
)
"""As `credential_forms.OURS`."""


def is_login(match: re.Match[str]) -> bool:
    """Whether it is a password that stands behind `root:`, where as often the name of a group does."""
    word, text, start = match["login"].rstrip(".,;)]"), match.string, match.start()
    if word in _OF_SYSTEMS or pattern(_GROUPS).fullmatch(word) or not is_told(word):
        return False
    near = max(0, start - _LINE)
    line = max(near, text.rfind("\n", near, start) + 1)
    return pattern(_GROUP).fullmatch(word) is None or pattern(_OF_GROUPS).search(text, line, start) is None
