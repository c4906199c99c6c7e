"""The same timeline from top to bottom, for narrow screens: phases, milestones and cuts."""

from __future__ import annotations

from collections.abc import Sequence

from pmgen.model import Event
from pmgen.render.charts.bars import HEIGHTS, Fade, at, open_ended, phase_ends, softened
from pmgen.render.charts.drawing import BETWEEN, Labelled, core, instants, lengths
from pmgen.render.charts.labels import column
from pmgen.render.charts.phases import Phase
from pmgen.render.charts.scale import scale
from pmgen.values import Value

_PADDING, _TAIL, _CUT, _APART = 14.0, 40.0, 36.0, 24.0
_LEAST = 220.0


class Stretch(Value):
    """A phase; pixels from the left and from the top."""

    x: int
    y: float
    width: int
    height: float
    kind: str
    fade: str


class Label(Value):
    """A milestone or a cut beside the column.

    Args:
        at: where it belongs; `y` is where it stands.
        name: empty for a cut.
    """

    at: float
    y: float
    name: str
    time: str


class Column(Value):
    """Shapes of a timeline, in pixels."""

    height: int
    stretches: tuple[Stretch, ...]
    fades: tuple[Fade, ...]
    labels: tuple[Label, ...]
    cuts: tuple[float, ...]


def stand(timeline: Sequence[Event], phases: Sequence[Phase], labelled: Sequence[Labelled]) -> Column | None:
    """Draw a timeline from top to bottom; None without phases or milestones to compare, or two known times.

    Args:
        phases: those of the timeline.
        labelled: its milestones to label.
    """
    if not phases and len(labelled) < 2:
        return None
    # There is no room for several names in one line.
    labelled = [(moment, name, time) for moment, names, time in labelled for name in names.split(BETWEEN)]
    bottom = max(_LEAST, _APART * (len(labelled) + 1))
    right = bottom - (_TAIL if open_ended(phases, ()) else _PADDING)
    on = scale(instants(timeline, ()), core=core(phases), left=_PADDING, right=right, cut=_CUT)
    if on is None:
        return None
    stretches, fades = [], []
    for index, phase in enumerate(phases):
        top, end, fade = softened(f"column.{index}", phase.kind, *phase_ends(phase, on, bottom, _TAIL))
        place = 0, round(top, 1), HEIGHTS[phase.kind], round(end - top, 1)
        stretches.append(Stretch(*place, phase.kind, fade.id if fade else ""))
        fades += [fade] if fade else []
    middles = [((cut.left + cut.right) / 2, length) for cut, length in lengths(on, timeline, ())]
    wanted = [(at(moment, on), name, time) for moment, name, time in labelled]
    wanted += [(middle, "", length) for middle, length in middles if length]
    wanted.sort(key=lambda each: each[0])
    places = column([place for place, _, _ in wanted], _APART)
    labels = tuple(
        Label(round(place, 1), round(y, 1), name, time) for (place, name, time), y in zip(wanted, places, strict=True)
    )
    height = max(bottom, places[-1] + _PADDING if places else 0)
    cuts = tuple(round(middle, 1) for middle, _ in middles)
    return Column(round(height), tuple(stretches), tuple(fades), labels, cuts)
