"""The body of a made-up post-mortem: sections of prose with tables, code, lists, links and footnotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from phrases import HEADINGS, SENTENCES, Scene

_CODE = (
    (
        "bash",
        """\
# on {host}, with the id of the pod from the log
kubectl -n {service} logs {pod} --since={n}m | grep -c "{error}"
for node in $(kubectl get nodes -o name | head -{n}); do
  kubectl debug "$node" --image=busybox:{version} -- df -h {path} || echo "no answer from $node" >&2
done
""",
    ),
    (
        "yaml",
        """\
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {service}
  labels: {open}app: {service}, revision: "{hex}"{close}
spec:
  replicas: {n}
  template:
    spec:
      containers:
        - name: {service}
          image: registry.example.org/{service}:{version}
          args: ["--{setting}={n}", "--listen=0.0.0.0:{port}"]
          resources:
            limits:
              memory: {n}Gi  # was {n}Mi until {clock}
""",
    ),
    (
        "python",
        """\
def drain(queue: Queue, limit: int = {n}) -> list[Message]:
    \"\"\"Take what has waited for more than {n} seconds.\"\"\"
    late = [message for message in queue if message.age > {n}.{n}]
    if len(late) > limit:
        raise Overflow(f"{open}len(late){close} late on {host}, first {open}late[0].id!r{close}")
    return sorted(late, key=lambda message: (message.partition, message.offset))  # {hex}
""",
    ),
    (
        "text",
        """\
histogram_quantile(0.{n}, sum by (le, node) (rate({metric}_bucket{open}pod=~"{service}-.*"{close}[{n}m])))
  > {n} and on (node) {metric} offset {n}m < {big}
""",
    ),
    (
        "text",
        """\
{clock}:04.{n} {host} {service}[{port}]: level=error msg="{error}" attempt={n} after={ms}ms
{clock}:07.{n} {host} {service}[{port}]: level=error msg="{error}" attempt={n} after={ms}ms
{clock}:19.{n} {host} kernel: [{port}.{n}] {service} blocked for more than {n} seconds
""",
    ),
)


def write(scene: Scene, stems: Sequence[str], size: int) -> str:
    """Markdown, below headings of the second and third level.

    Args:
        stems: names, without `.md`, of documents that a link may lead to.
        size: about how many bytes; there is always at least one section.
    """
    rng = scene.rng
    parts: list[str] = []
    chosen = rng.sample(HEADINGS, len(HEADINGS))
    extras: list[Callable[[], str]] = [lambda: _code(scene), lambda: _table(scene), lambda: _list(scene)]
    if stems:
        extras.append(lambda: _link(scene, stems))
    rng.shuffle(extras)
    extras.append(lambda: _code(scene))
    for index, heading in enumerate(chosen):
        level = "###" if index > 0 and rng.random() < 0.25 else "##"
        parts += [f"{level} {heading}", _paragraph(scene)]
        if index < len(extras):
            parts.append(extras[index]())
        if rng.random() < 0.5:
            parts.append(_paragraph(scene))
        if sum(map(len, parts)) > size:
            break
    if rng.random() < 0.25:
        parts[1] += "[^1]"
        parts.append(f"[^1]: {scene.some(SENTENCES, 1)[0]}")
    return "\n\n".join(parts) + "\n"


def _paragraph(scene: Scene) -> str:
    words = " ".join(scene.some(SENTENCES, scene.rng.randint(2, 5))).split(" ")
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + len(word) < 100:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return "\n".join(lines)


def _code(scene: Scene) -> str:
    language, code = scene.rng.choice(_CODE)
    filled = scene.fill(code.replace("{open}", "\0").replace("{close}", "\1"))
    return f"```{language}\n{filled}```".replace("\0", "{").replace("\1", "}")


def _table(scene: Scene) -> str:
    rows = [scene.fill("| `{host}` | {n} | {big} | {status} since {clock} |") for _ in range(scene.rng.randint(3, 8))]
    return "\n".join(["| Node | Restarts | Requests | Answer |", "|:--|--:|--:|:--|", *rows])


def _list(scene: Scene) -> str:
    mark = scene.rng.choice(("- ", "1. ", "- [x] "))
    lines = [mark + sentence for sentence in scene.some(SENTENCES, scene.rng.randint(3, 5))]
    if mark == "- " and scene.rng.random() < 0.5:
        lines.insert(1, "    - " + scene.some(SENTENCES, 1)[0])
    return "\n".join(lines)


def _link(scene: Scene, stems: Sequence[str]) -> str:
    stem = scene.rng.choice(stems)
    anchor = scene.rng.choice(("", "", "#timeline"))
    told = scene.fill("It looks like [{Service} on {host}](LINK) at first, and `{metric}` tells the two apart.")
    return told.replace("LINK", f"{stem}.md{anchor}")
