"""Every rule's documentation is true: its bad example gives exactly its code, its good example nothing."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from typing import Any

import pytest

from pmgen import check, config, edition, model, rules, values
from pmgen.addresses import sidecar_of
from pmgen.check import Examined
from pmgen.diagnostics import Rule, SetValue
from pmgen.legacy import standing
from pmgen.rules.policy import Folder, Policy
from pmgen.values import replace

BASE = {
    "title": "title: Vault raft leader deadlock",
    "date": "date: 2026-04-22",
    "severity": "severity: SEV1",
    "status": "status: draft",
    "timezone": "timezone: UTC",
}
REVIEW = {
    "services": "services: [vault]",
    "summary": "summary: The leader hung.",
    "impact": "impact: {description: Logins failed., data_loss: none}",
    "detection": "detection: {by: alert}",
    "timeline": "timeline: [{at: '09:00', kind: started, event: It hung}]",
}
PUBLISHED = {
    "root_cause": "root_cause: {description: A stuck goroutine.}",
    "followups": "followups: []",
}
POLICY = Policy(today=dt.date(2026, 5, 6))
_FENCE = re.compile(r"^```(\w+)(?: ([\w./-]+))?\n(.*?)^```", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^([\w-]+):", re.MULTILINE)


def whole_file(kind: str, text: str) -> str:
    """The file that an example stands for: a fragment of front matter or of a body is put into a sound one."""
    if kind == "toml":
        return text
    fragment, body = (text, "") if kind == "yaml" else ("", text)
    if body.startswith("---\n"):
        _, fragment, body = body.split("---\n", 2)
    wanted = dict(BASE)
    if "status: review" in fragment:
        wanted |= REVIEW
    if "status: published" in fragment:
        wanted |= REVIEW | PUBLISHED
    own = set(_KEY.findall(fragment))
    kept = "\n".join(line for key, line in wanted.items() if key not in own)
    return f"---\n{kept}\n{fragment.strip()}\n---\n\n{body}"


def examples(rule: Rule, word: str) -> list[tuple[str, bytes]]:
    """The files of the `Bad:` or `Good:` examples: names and texts."""
    _, _, rest = rule.doc.partition(f"\n{word}:\n")
    part = re.split(r"\n(?:Bad|Good):\n", rest)[0]
    found = []
    for number, (kind, name, text) in enumerate(_FENCE.findall(part)):
        if kind == "text":
            data = text.encode().decode("unicode_escape").encode("latin-1")
        else:
            data = (text if name.endswith((".html", ".yml")) else whole_file(kind, text)).encode()
        found.append((name or f"2026-04-22-example-{number}.{'toml' if kind == 'toml' else 'md'}", data))
    return found


def diagnose(files: list[tuple[str, bytes]]) -> set[str]:
    """The codes that pmgen gives for some files, of which a TOML file is the configuration."""
    policy = POLICY
    for name, data in files:
        if name.endswith(".toml"):
            settings, problems = config.read(name, data.decode())
            if problems or settings is None:
                return {problem.code for problem in problems}
            services = {each.name: each.name for each in settings.services}
            policy = values.replace(policy, services=services, commit_url=settings.commit_url)
    documents = {name: data for name, data in files if name.endswith((".md", ".html"))}
    folder = Folder(frozenset(documents), frozenset((*dict(files), "queue.pdf", "queue.png")))
    examined = [_examined(name, data, dict(files), policy, folder) for name, data in documents.items()]
    by_path = {each.outside.path: each for each in examined if each.outside}
    named = edition.named(examined, folder, by_path.__getitem__, people=False)
    examined = [
        values.replace(each, problems=each.problems + named.get(path, ())) for path, each in by_path.items()
    ] + [each for each in examined if not each.outside]
    return {each.code for each in check.diagnose(examined, whole=True)}


def _examined(name: str, data: bytes, files: dict[str, bytes], policy: Policy, folder: Folder) -> Examined:
    if not name.endswith(".html"):
        return check.examine(name, data, name, policy, folder, rewrite=str)
    beside = sidecar_of(name, files)
    metadata = standing.Metadata(beside, files[beside]) if beside else None
    return standing.examine(name, data, name, metadata, policy, folder)


def ids(rule: Rule) -> str:
    return f"{rule.code}-{rule.name}"


# What their examples would need is not text, not a file, or a repository.
WITHOUT_EXAMPLES = {"PM016", "PM017", "PM018", "PM023", "PM025", "PM026", "PM411", "PM412", "PM413"}
EXEMPLARY = [rule for rule in rules.RULES if rule.code not in WITHOUT_EXAMPLES]


@pytest.mark.parametrize("rule", EXEMPLARY, ids=ids)
def test_bad_example_gives_exactly_its_code(rule: Rule) -> None:
    files = examples(rule, "Bad")
    assert files, "a rule shows what it is about"
    assert diagnose(files) == {rule.code}


@pytest.mark.parametrize("rule", EXEMPLARY, ids=ids)
def test_good_example_gives_nothing(rule: Rule) -> None:
    files = examples(rule, "Good")
    assert files, "a rule shows what to write instead"
    assert diagnose(files) == set()


@pytest.mark.parametrize("rule", rules.RULES, ids=ids)
def test_documentation_has_a_summary_and_a_reason(rule: Rule) -> None:
    summary, blank, reason, *_ = rule.doc.split("\n")
    assert re.fullmatch(r"[A-Z`].{10,100}\.", summary)
    assert blank == ""
    assert reason[0].isupper() or reason[0] == "`"


def test_codes_and_names_are_each_used_once() -> None:
    assert len({rule.code for rule in rules.RULES}) == len({rule.name for rule in rules.RULES}) == len(rules.RULES)
    assert [rule.code for rule in rules.RULES] == sorted(rule.code for rule in rules.RULES)


def test_the_spelling_that_most_have_is_the_one_to_keep() -> None:
    named = ("[NFS, vault]", "[nfs csi, NFS]", "[NFS]", "[nfs]", "[nfs, NFS-CSI]", "[nfs-csi]", "[nfs-csi]")
    files = [
        (f"2026-04-{day:02}.md", whole_file("yaml", f"date: 2026-04-{day:02}\ntags: {tags}").encode())
        for day, tags in enumerate(named, 1)
    ]
    folder = Folder(frozenset(name for name, _ in files), frozenset(name for name, _ in files))
    examined = [check.examine(name, data, name, POLICY, folder) for name, data in files]
    assert [f"{each.path}: {each.message}" for each in check.diagnose(examined, whole=True)] == [
        "2026-04-02.md: `nfs csi` is `nfs-csi` in 2 other post-mortems",
        "2026-04-04.md: `nfs` is `NFS` in 3 other post-mortems",
        "2026-04-05.md: `nfs` is `NFS` in 3 other post-mortems",
        "2026-04-05.md: `NFS-CSI` is `nfs-csi` in 2 other post-mortems",
    ]


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        ("2026-04-2-y.md", "2026-04-02-y.md"),
        ("2026-04-02-Y.MD", "2026-04-02-y.md"),
        ("y.md", "2026-04-02-y.md"),
        ("../postmortems/2026/2026-04-02-y.md", "2026-04-02-y.md"),
        ("2026-03-01-old.md", "../2026-03-01-old.md"),
        ("queue.png", "img/queue.png"),
        ("IMG/QUEUE.PNG", "img/queue.png"),
        ("#WHY", "#why"),
        ("console.log", None),
        ("z.md", None),
        ("..\\2026-03-01-old.md", "../2026-03-01-old.md"),
    ],
)
def test_a_dead_link_is_asked_for_what_the_document_would_have_to_write(link: str, meant: str | None) -> None:
    names = ("2026/2026-04-01-x.md", "2026/2026-04-02-y.md", "2026-03-01-old.md")
    folder = Folder(frozenset(names), frozenset((*names, "2026/img/queue.png")))
    text = whole_file("markdown", f"## Why\n\nSee [it]({link}).")
    (found,) = check.diagnose([check.examine(names[0], text.encode(), names[0], POLICY, folder)], whole=True)
    assert found.help == (f"did you mean `{meant}`?" if meant else None)


@pytest.mark.parametrize(
    ("text", "to_come"),
    [
        *[
            (each, True)
            for each in ("TBD", "todo…", "To be written.", "<fill me in>", "[TODO]", "**TBD**", "...", "…", "??")
        ],
        *[(each, True) for each in ("TODO: ask on-call", "FIXME: which one?", "Lorem ipsum dolor sit amet", "- TBD")],
        *[
            (each, False)
            for each in ("Unknown.", "none", "n/a", "-", "–", "🎉", "不明", "TODO lists were lost.", "To be sure.")
        ],
        *[
            (each, False)
            for each in ("It is to be determined.", "The TBD of 9 May", "xxx was the host", "`TODO`", "?!? was shown")
        ],
    ],
)
def test_a_text_that_is_still_to_come_is_none_once_the_document_is_read(text: str, to_come: bool) -> None:
    name = "2026-04-22-vault.md"
    for status in ("draft", "review", "published"):
        data = whole_file("yaml", f"status: {status}\nlessons: [{json.dumps(text)}]").encode()
        examined = check.examine(name, data, name, POLICY, Folder(frozenset((name,)), frozenset((name,))))
        found = [each.code for each in check.diagnose([examined], whole=True) if each.code == "PM121"]
        assert found == ["PM121"] * (to_come and status != "draft")


def test_comments_in_the_front_matter_are_placed_in_time_that_grows_with_their_number() -> None:
    name = "2026-04-22-vault.md"
    data = whole_file("yaml", f"lessons: [{json.dumps('<!-- a ' * 60_000)}]").encode()
    begun = time.process_time()
    examined = check.examine(name, data, name, POLICY, Folder(frozenset((name,)), frozenset((name,))))
    assert {each.code for each in examined.problems} >= {"PM605"}
    assert time.process_time() - begun < 4


@pytest.mark.parametrize(
    ("key", "text", "to_come"),
    [
        ("title", "TBD", True),
        ("title", "???", True),
        ("owner", "TBD", True),
        ("owner", "?", True),
        ("title", "TODO: the queue is full", False),
        ("title", "Is the queue full?", False),
        ("title", "The TBD queue", False),
        ("owner", "platform", False),
        ("owner", "todo-team", False),
        ("owner", "unknown", False),
    ],
)
def test_who_reads_a_document_is_told_what_it_is_about_and_whose(key: str, text: str, to_come: bool) -> None:
    name = "2026-04-22-vault.md"
    for status in ("draft", "review"):
        data = whole_file("yaml", f"status: {status}\n{key}: {json.dumps(text)}").encode()
        examined = check.examine(name, data, name, POLICY, Folder(frozenset((name,)), frozenset((name,))))
        found = [each.code for each in check.diagnose([examined], whole=True) if each.code == "PM121"]
        assert found == ["PM121"] * (to_come and status != "draft")


@pytest.mark.parametrize(
    ("action", "to_come"),
    [("TODO: alert on the queue", False), ("fixme: remove the pin", False), ("TODO:", True), ("TBD", True)],
)
def test_an_action_is_something_to_do_and_may_say_so(action: str, to_come: bool) -> None:
    name = "2026-04-22-vault.md"
    entry = f"{{id: F1, action: {json.dumps(action)}, priority: P1, type: Alert, owner: platform, due: 2026-12-01}}"
    data = whole_file("yaml", f"status: published\nfollowups: [{entry}]").encode()
    examined = check.examine(name, data, name, POLICY, Folder(frozenset((name,)), frozenset((name,))))
    assert ("PM121" in {each.code for each in check.diagnose([examined], whole=True)}) is to_come


def test_the_path_of_a_file_on_a_drive_is_told_as_it_was_typed() -> None:
    text = whole_file("markdown", r"[The log](C:\temp\x.txt) is there.").encode()
    (found,) = check.examine("a.md", text, "a.md", POLICY, Folder(frozenset(), frozenset())).problems
    assert found.message == r"address `C:\temp\x.txt` does not reach the page"


@pytest.mark.parametrize(
    ("body", "code", "help"),
    [
        ("## Why\n\nIt hung.\n---\nIt ran.", "PM502", "`It hung.` is a heading by the line below it: a blank line"),
        ("## Why\n\nIt ran.\n\nIt hung.\n---\n", "PM502", "`It hung.` is a heading by the line below it"),
        ("## Why\n\n## When\n\nAt nine.", "PM502", None),
        ("Why\n===\n\n## When\n\nAt nine.\n\nHow\n---\n\nIt ran.", "PM503", "begin with `##`"),
        (":::warning\nIt hung.", "PM511", "the only such block is `::: internal`; for an alert write `> [!WARNING]`"),
        ("::: internl\nIt hung.", "PM511", "the only such block is `::: internal`"),
        ("::: internal\nIt hung.", "PM511", "begin a block with `::: internal` and end it with `:::`"),
        ("It hung.\n\n:::\n", "PM511", "begin a block with `::: internal` and end it with `:::`"),
        ("![The queue](attachment:queue.png)", "PM508", "save it beside the document"),
        ("[The queue](javascript:a)", "PM508", None),
        (r"[The log](C:\temp\x.txt)", "PM508", "save it beside the document"),
        ("[The log](D:/temp/x.txt)", "PM508", "save it beside the document"),
        ("[The log](x:temp)", "PM508", None),
        ("[The queue](img\\\\queue.png)", "PM504", "the parts of a path are parted by `/`"),
    ],
)
def test_the_body_is_told_what_to_write_instead(body: str, code: str, help: str | None) -> None:
    name = "2026-04-22-vault.md"
    text = whole_file("markdown", body)
    examined = check.examine(name, text.encode(), name, POLICY, Folder(frozenset((name,)), frozenset((name,))))
    (found,) = check.diagnose([examined], whole=True)
    assert (found.code, found.help and found.help[: len(help or found.help)]) == (code, help)


@pytest.mark.parametrize(
    ("named", "help"),
    [
        ("followup-without-onwer", "did you mean `followup-without-owner`?"),
        ("Followup_Without_Owner", "did you mean `followup-without-owner`?"),
        ("PM4O1", "did you mean `PM401`?"),
        ("401", "did you mean `PM401`?"),
        # Another code is another rule.
        ("PM499", "`pmgen rules` lists them all"),
        ("PM999", "`pmgen rules` lists them all"),
        ("on-call", "`pmgen rules` lists them all"),
    ],
)
def test_a_suppression_of_no_rule_is_asked_for_the_one_that_was_meant(named: str, help: str) -> None:
    text = whole_file("yaml", f"lint: {{ignore: [{{rule: {named}, reason: a try}}]}}")
    folder = Folder(frozenset({"2026-04-22.md"}), frozenset({"2026-04-22.md"}))
    found = check.diagnose([check.examine("2026-04-22.md", text.encode(), "x", POLICY, folder)], whole=True)
    assert [(each.code, each.help) for each in found] == [("PM909", help)]


@pytest.mark.parametrize(
    ("owner", "reported"),
    [("TBD", True), ('"?"', True), ("n/a", True), ("Unassigned", True), ("tbd-team", False)],
)
def test_who_is_nobody_owns_nothing(owner: str, reported: bool) -> None:
    followup = f"{{id: F1, action: Pin it, priority: P3, owner: {owner}}}"
    text = whole_file("yaml", f"status: review\nfollowups: [{followup}]")
    folder = Folder(frozenset({"2026-04-22.md"}), frozenset({"2026-04-22.md"}))
    found = check.diagnose([check.examine("2026-04-22.md", text.encode(), "x", POLICY, folder)], whole=True)
    assert [each.code for each in found] == ["PM401"] * reported


@pytest.mark.parametrize(("status", "codes"), [("withdrawn", []), ("review", ["PM401", "PM407", "PM408"])])
def test_nothing_is_asked_of_what_a_withdrawn_post_mortem_left_open(status: str, codes: list[str]) -> None:
    lines = f"status: {status}\nrevisions: [{{date: 2026-04-23, note: It was another one}}]"
    text = whole_file("yaml", f"{lines}\nfollowups: [{{id: F1, action: Pin it, type: Alert + Config}}]")
    folder = Folder(frozenset({"2026-04-22.md"}), frozenset({"2026-04-22.md"}))
    found = check.diagnose([check.examine("2026-04-22.md", text.encode(), "x", POLICY, folder)], whole=True)
    assert sorted(each.code for each in found if each.code.startswith("PM4")) == codes


def test_suppressions_that_suppress_nothing_are_named_only_so_often() -> None:
    ignored = ", ".join(f"{{rule: followup-without-{number}, reason: a try}}" for number in range(300))
    text = whole_file("yaml", f"lint: {{ignore: [{ignored}]}}")
    folder = Folder(frozenset({"2026-04-22.md"}), frozenset({"2026-04-22.md"}))
    found = check.diagnose([check.examine("2026-04-22.md", text.encode(), "x", POLICY, folder)], whole=True)
    assert len(found) == 201
    assert any("100 more times from here on" in each.message for each in found)


_SLIPS = {
    "PM504": ("", "[a](qeue-{}.pdf)"),
    "PM505": ("", "[a](#what-happned-{})"),
    "PM506": ("", "![The queue](qeue-{}.pdf)"),
    "PM907": ("", "[a](2026-04-14-nfs.md#sumary-{})"),
    "PM117": ("services: [{}]", "vualt-{}"),
    "PM902": ("related: [{}]", "{{id: PM-2026-04-140000-{}, as: see-also}}"),
    "PM909": ("lint: {{ignore: [{}]}}", "{{rule: followup-without-onwer-{}, reason: a try}}"),
}
"""What is to be named by the front matter or the body, with a number in each."""


@pytest.mark.parametrize("code", _SLIPS)
def test_what_was_meant_is_only_said_of_the_first_slips_of_a_kind(code: str) -> None:
    keys, form = _SLIPS[code]
    slips = [form.format(number) for number in range(22)]
    front = keys.format(", ".join(slips))
    body = "" if keys else "\n\n".join(slips)
    other = "title: The file server\ndate: 2026-04-14\nid: PM-2026-04-140000\nseverity: SEV3\nstatus: draft"
    texts = {
        "2026-04-22-vault.md": whole_file("yaml", front) + f"\n## What happened\n\nIt hung.\n\n{body}\n",
        "2026-04-14-nfs.md": f"---\n{other}\n---\n\n## Sumary\n\nIt hung.\n",
    }
    policy = values.replace(POLICY, services={"vault": "vault"})
    folder = Folder(frozenset(texts), frozenset((*texts, "queue.pdf")))
    examined = [check.examine(name, text.encode(), name, policy, folder) for name, text in texts.items()]
    found = [each for each in check.diagnose(examined, whole=True) if each.code == code]
    assert [bool(each.help and each.help.startswith("did you mean")) for each in found] == [True] * 20 + [False] * 2


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("services:\n- vault,\n- nfs,", [("`vault,` has the mark of a list in it", "write `vault`", "vault"), ...]),
        ("services: [vault; nfs]", [("`vault; nfs` is one name in `services`", "name each by itself: `vault`, `nfs`")]),
        ("tags:\n- disk,full", [("`disk,full` is one name in `tags`", "name each by itself: `disk`, `full`")]),
        ("tags: ['yes,']", [("`yes,` has the mark of a list in it", "write `yes`")]),
        # These are one name each.
        ("services: [ci/cd, land and sea, vault (prod), 'a: b', a & b]", []),
        ("tags: ['60,000 users', '1,5 GB', 'k=v', ',', 'disk full']", []),
        ("authors: ['Doe, Jane']\nowner: 'platform, on-call'", []),
        ("services: []\ntags: []", []),
    ],
)
def test_a_name_that_is_a_list_of_names_is_told(names: str, told: list[Any]) -> None:
    examined = check.examine(
        "a.md", whole_file("yaml", names).encode(), "a.md", POLICY, Folder(frozenset(), frozenset())
    )
    found = [each for each in examined.problems if each.code == "PM122"]
    for each, expected in zip(found, told, strict=True):
        if expected is not ...:
            message, advice, *mended = expected
            fix = each.fix.text if isinstance(each.fix, SetValue) else None
            assert (each.message, each.help, fix) == (message, advice, mended[0] if mended else None)


def test_where_a_catalogue_says_what_a_service_is_the_commas_are_its_own() -> None:
    policy = values.replace(POLICY, services={"vault, nfs": "vault, nfs"})
    text = whole_file("yaml", "services: ['vault, nfs', 'vault,']").encode()
    examined = check.examine("a.md", text, "a.md", policy, Folder(frozenset(), frozenset()))
    assert [each.code for each in examined.problems] == ["PM117"]


@pytest.mark.parametrize("key", ["commit: 2f1f9107", "commits: [2f1f9107]", "pr: 'https://example.org/4'"])
def test_evidence_that_stands_beside_its_key_is_not_missing_too(key: str) -> None:
    text = whole_file("yaml", f"followups:\n- {{id: F1, action: Pin it, status: done, {key}}}")
    assert diagnose([("2026-04-22.md", text.encode())]) == {"PM101"}


def test_a_hyphen_that_nobody_sees_makes_no_other_name_of_a_service() -> None:
    text = whole_file("yaml", "services: [Last\u00adverteilung, lastverteilung]")
    assert diagnose([("2026-04-22.md", text.encode())]) == {"PM118"}


@pytest.mark.parametrize("rule", ["PM411", "gone-evidence", "PM412", "PM413", "PM912", "public-words-name-internal"])
def test_what_a_build_never_asks_is_not_told_to_be_deleted(rule: str) -> None:
    excused = model.Lint((model.Ignore(rule, "it is of another repository"),))
    assert rules.unused(excused, (), whole=True) == []
    asked = (*rules.PROVING, *rules.TOLD)
    assert [each.code for each in rules.unused(excused, (), whole=True, asked=asked)] == ["PM908"]


@pytest.mark.parametrize("rule", ["PM401", "PM910", "PM602"])
def test_what_has_found_nothing_is(rule: str) -> None:
    excused = model.Lint((model.Ignore(rule, "owners are decided on Monday"),))
    assert [each.code for each in rules.unused(excused, (), whole=True)] == ["PM908"]


@pytest.mark.parametrize(
    ("due", "advice"),
    [
        ("2025-05-01", "did you mean `2026-05-01`?"),
        ("2025-04-22", "did you mean `2026-04-22`?"),
        ("2026-01-31", "did you mean `2027-01-31`?"),
        ("2024-02-29", None),
    ],
)
def test_a_day_before_the_incident_is_told_once_with_the_one_that_is_meant(due: str, advice: str | None) -> None:
    assert _of_a_followup(f"due: {due}") == [("PM409", advice)]


@pytest.mark.parametrize(
    ("on", "advice"),
    [
        ("2025-05-01", "did you mean `2026-05-01`?"),
        ("2025-05-06", "did you mean `2026-05-06`?"),
        ("2025-05-07", None),  # still to come
        ("2026-01-31", None),
    ],
)
def test_nothing_is_said_to_be_done_on_a_day_that_is_still_to_come(on: str, advice: str | None) -> None:
    assert _of_a_followup(f"status: done, done: {{on: {on}, note: It was pinned}}") == [("PM409", advice)]


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("date: {}", "PM201"),
        ("revisions: [{{date: {}, note: F2 was added}}]", "PM209"),
        ("followups: [{{id: F1, action: Pin it, status: done, done: {{on: {}, note: It rang}}}}]", "PM409"),
    ],
)
def test_a_day_ahead_of_utc_is_today_somewhere(key: str, code: str) -> None:
    for day, told in (("2026-05-06", set()), ("2026-05-07", set()), ("2026-05-08", {code})):
        assert diagnose([("2026-04-22.md", whole_file("yaml", key.format(day)).encode())]) == told


def _of_a_followup(keys: str) -> list[tuple[str, str | None]]:
    """What is said of a follow-up with these keys, each with its advice."""
    name = "2026-04-22-vault.md"
    entry = f"{{id: F1, action: Pin it, priority: P1, type: Alert, owner: platform, {keys}}}"
    data = whole_file("yaml", f"status: published\ndate: 2026-04-22\nfollowups: [{entry}]").encode()
    examined = check.examine(name, data, name, POLICY, Folder(frozenset((name,)), frozenset((name,))))
    found = check.diagnose([examined], whole=True)
    return [(each.code, each.help) for each in found if each.code.startswith("PM4")]


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("critical", "did you mean `SEV1`?"),
        ("Major", "did you mean `SEV2`?"),
        ("Critical (SEV2)", "write `SEV2`; the reason goes in `severity_reason`"),
        ("never reached SEV1", "one of `SEV1`, `SEV2`, `SEV3`, `SEV4`"),
        ("high", "one of `SEV1`, `SEV2`, `SEV3`, `SEV4`"),
    ],
)
def test_a_level_is_known_by_what_it_is_called(written: str, advice: str) -> None:
    name = "2026-04-22-vault.md"
    policy = replace(POLICY, labels=("Critical", "Major", "Minor", "Low"))
    data = whole_file("yaml", f"severity: {written}").encode()
    examined = check.examine(name, data, name, policy, Folder(frozenset((name,)), frozenset((name,))))
    assert [(each.code, each.help) for each in check.diagnose([examined], whole=True)] == [("PM103", advice)]
