"""Labels that never touch: as flags above a line, and as a column beside one."""

from __future__ import annotations

from collections.abc import Sequence

from pmgen.values import Value

_GAP = 8.0
_TURNS = 4


class Flag(Value):
    """A label above a line, hanging from a pole.

    Args:
        at: where the pole stands, in pixels.
        width: of the text.
        leftward: the text ends at the pole instead of beginning there.
        row: 0 is nearest to the line.
    """

    at: float
    width: float
    leftward: bool
    row: int

    def covers(self, at: float) -> bool:
        """Whether the text lies over a place; it does not reach its own pole."""
        reach = self.width + _GAP
        return self.at - reach < at < self.at if self.leftward else self.at < at < self.at + reach

    def beside(self, other: Flag) -> bool:
        """Whether both texts fit into one row."""
        left, right = sorted((self, other), key=lambda each: each.at - each.width * each.leftward)
        return left.at + left.width * (not left.leftward) + _GAP <= right.at - right.width * right.leftward

    def clear_of(self, other: Flag) -> bool:
        """Whether neither text touches the other one or its pole."""
        if self.row == other.row:
            return self.beside(other)
        lower, higher = sorted((self, other), key=lambda each: each.row)
        return not lower.covers(higher.at)


def flags(wanted: Sequence[tuple[float, float]], length: float) -> tuple[Flag, ...]:
    """Hang labels above the places they belong to, each as low as it can be.

    No text lies on another one or on the pole of another label.

    Args:
        wanted: place and width of each label, in pixels.
        length: of the line; a text that would reach beyond it hangs to the left of its pole.
    """
    best = _hung(_directed(wanted, length))
    for _ in range(_TURNS):
        top = _height(best)
        turned = [_turned(best, index) for index, flag in enumerate(best) if flag.row == top > 1]
        inside = [each for each in turned if all(0 <= _left(flag) <= length - flag.width for flag in each)]
        lower = min((_hung(each) for each in inside), key=_cost, default=best)
        if _cost(lower) >= _cost(best):
            break
        best = lower
    return tuple(best)


def _hung(loose: Sequence[Flag]) -> list[Flag]:
    """The labels, each in its row."""
    placed: dict[int, Flag] = {}
    while len(placed) < len(loose):
        left = [index for index in range(len(loose)) if index not in placed]
        # What covers the pole of another label has to hang above it, so that one comes first.
        index = next((i for i in left if not any(loose[i].covers(loose[j].at) for j in left)), left[0])
        at, width, leftward = loose[index].at, loose[index].width, loose[index].leftward
        rows = (Flag(at, width, leftward, row) for row in range(len(loose)))
        fitting = (flag for flag in rows if all(flag.clear_of(other) for other in placed.values()))
        placed[index] = next(fitting, Flag(at, width, leftward, len(loose)))
    return [placed[index] for index in range(len(loose))]


def _turned(placed: Sequence[Flag], index: int) -> list[Flag]:
    """The labels, one of them pointing the other way."""
    flag = placed[index]
    return [*placed[:index], Flag(flag.at, flag.width, not flag.leftward, 0), *placed[index + 1 :]]


def _height(placed: Sequence[Flag]) -> int:
    return max((flag.row for flag in placed), default=0)


def _cost(placed: Sequence[Flag]) -> int:
    return sum(flag.row for flag in placed)


def _left(flag: Flag) -> float:
    return flag.at - flag.width if flag.leftward else flag.at


def _directed(wanted: Sequence[tuple[float, float]], length: float) -> list[Flag]:
    """The labels with their direction; two that cover each other's poles point the same way."""
    found = [Flag(at, width, at + width > length, 0) for at, width in wanted]
    turned = True
    while turned:
        turned = False
        for index, flag in enumerate(found):
            if not flag.leftward and any(
                other.leftward and flag.covers(other.at) and other.covers(flag.at) for other in found
            ):
                found[index] = Flag(flag.at, flag.width, True, 0)
                turned = True
    return found


def column(wanted: Sequence[float], apart: float) -> tuple[float, ...]:
    """Put labels beside the places they belong to, in the same order, never nearer than `apart` to one another.

    Args:
        wanted: the place of each label, in ascending order, in pixels.
        apart: the least distance, in pixels.
    """
    placed: list[float] = []
    for at in wanted:
        placed.append(max(at, placed[-1] + apart) if placed else at)
    return tuple(placed)
