"""Names of what holds a password, or has one, where a note says of it only that."""

from __future__ import annotations

from typing import Final

_PARTS: Final = frozenset(
    "api app cache cluster db etcd host k8s kafka mariadb master mongo mysql node pg postgres primary prod queue redis "
    "replica server srv staging vault vm web worker".split()
)
"""What is in the names of machines."""


def is_machine(word: str) -> bool:
    """Whether it is the name of a machine with its number: `db-master-2`."""
    *parts, number = word.lower().split("-")
    return number.isdigit() and len(number) < 4 and not _PARTS.isdisjoint(parts)


def is_store(word: str) -> bool:
    """Whether it is the name of what holds a password, which ends in such a word: `k8s-secret`."""
    return (
        word.lower().endswith(("-secret", "-secrets", "-credentials", "-creds", "-vault"))
        and word.replace("-", "").isalnum()
    )
