"""What the page of an incident tells, from top to bottom."""

from __future__ import annotations

import json
import re

import pytest

from pmgen.render.prose import issue_url
from tests.rendering import DRAFT, NFS, VAULT, Page, files, manuscript, page, site, templates, vault, words

__all__ = ["files", "page", "templates", "vault"]


@pytest.mark.parametrize(
    ("issue", "address"), [("7", "7"), ("#7", "7"), ("OPS-7", "OPS-7"), ("platform/queue#7", "platform%2Fqueue%237")]
)
def test_an_issue_leads_to_its_address_with_or_without_a_mark(issue: str, address: str) -> None:
    assert issue_url(site(), issue) == f"https://git.example.org/i/{address}"


def part(html: str, anchor: str) -> str:
    """The section of a page that has an anchor."""
    start = html.index(f'id="{anchor}"')
    return html[start : html.index("</section>", start)]


def test_the_top_of_the_page(vault: str) -> None:
    top = words(vault[vault.index("<h1>") : vault.index('id="summary"')])
    assert "Vault &lt;leader&gt; &amp; deadlock" in top
    assert "Published" in top
    assert "22 April 2026, ~09:00 – 11:03" in top
    assert "Europe/Sofia, UTC+03:00" in top
    assert "vault ci" in top
    assert "~ 2 h 3 min" in top
    assert "4 nodes" in top
    assert "Unknown: Time to mitigate" in top
    assert "SEV1" in words(vault)


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        ('{label: Duration, value: "2", unit: hours}', False),
        ("{label: Time to detect, value: ~1 h}", False),
        ("{label: MTTD, value: 59 min}", False),
        # What is not one of the figures of the timeline, or says more than a length.
        ("{label: Time to detect, value: 59 min, unit: after the alert}", True),
        ("{label: Time to rebuild, value: 2 h}", True),
        ("{label: Latent, value: 3 d}", False),
        ('{label: Resets, value: "2", unit: hours}', True),
        ("{label: Impact time, value: unknown}", True),
    ],
)
def test_a_figure_that_is_typed_and_follows_from_the_timeline_is_shown_once(
    figure: str, shown: bool, page: Page
) -> None:
    front = VAULT.replace('{label: Hard resets, value: "4", unit: nodes}', figure)
    figures = page("a.html", manuscript("a", front)).partition('<dl class="figures">')[2].partition("</dl>")[0]
    of_timeline = 3
    assert (figures.count("<dt") - of_timeline == 1) is shown, figures


def test_a_typed_figure_is_shown_where_the_timeline_has_none(page: Page) -> None:
    front = f"{NFS}impact: {{figures: [{{label: Duration, value: 2 h}}]}}\n"
    assert ">Duration<" in page("a.html", manuscript("a", front))


def test_figures_have_their_definitions_without_script(vault: str) -> None:
    assert 'aria-describedby="tip.time_to_resolve"' in vault
    assert "Time to resolve From the start" in words(part(vault, "definitions"))


def test_the_three_cards(vault: str) -> None:
    assert words(part(vault, "summary")).endswith(
        "What broke # It hung . Why it took so long # Nobody looked. How it was fixed # Killed."
    )


def test_impact_windows_and_unknown_ends(vault: str) -> None:
    assert "~09:15 ~06:15 ~11:03 ~08:03 ~1 h 48 min outage vault 503" in words(part(vault, "impact"))
    assert "11:18 08:18 unknown degraded" in words(part(vault, "impact"))
    assert "Data loss unknown" in words(part(vault, "impact"))


def test_the_chain_is_a_tree(vault: str) -> None:
    tree = part(vault, "root-cause")
    assert re.findall(r'<li class="(\w+)"><p>([^<]*)', tree) == [
        ("cause", "The leader hangs"),
        ("link", "No election"),
        ("symptom", "No secrets"),
        ("symptom", "No deployments"),
    ]


def test_follow_ups_say_who_may_do_them_and_by_when(vault: str) -> None:
    table = words(part(vault, "followups"))
    assert "F1 Alert on a stuck leader 7 P2 Alert a program may do it platform 21 Jul 2026 to do" in table
    assert "F2 Move it off NFS P0 Migration needs human review – 1 May 2026 to do" in table
    assert "F3 Patch the chart – Config – – done" in table
    assert "F4 Give up Not worth it – Config – – won’t do" in table
    assert '<time class="due" datetime="2026-05-01">' in vault


def test_implementation_tells_what_was_done_and_what_waits(vault: str) -> None:
    table = part(vault, "follow-up-implementation")
    assert '<a href="https://git.example.org/c/2f1f9107f8aabbcc">2f1f9107f8</a>' in table
    assert "23 Apr 2026 F3 Patch the chart" in words(table)
    assert "F2 Move it off NFS P0 Migration – needs human review" in words(table)
    assert "F1" not in words(table)


def test_what_needs_a_person_looks_the_same_in_every_table(vault: str) -> None:
    marks = re.findall(r'<span class="hands( waits)?">([^<]+)</span>', vault)
    assert marks == [("", "a program may do it"), (" waits", "needs human review"), (" waits", "needs human review")]


def test_an_address_that_runs_code_is_only_text(vault: str) -> None:
    assert 'href="javascript:' not in vault
    assert "Trap" in part(vault, "references")


def test_relations_in_both_directions(files: dict[str, str], vault: str) -> None:
    assert "recurrence of 14 April 2026 NFS gone SEV2" in words(part(vault, "related"))
    assert "caused by PM-1999-01-01 not written up" in words(part(vault, "related"))
    assert "recurred on 22 April 2026" in words(part(files["2026-04-14-nfs.html"], "related"))


def test_neighbours_the_source_and_the_data(vault: str) -> None:
    assert 'rel="prev" href="2026-04-14-nfs.html"' in vault
    assert 'rel="next" href="draft.html"' in vault
    assert "<code>postmortems/2026-04-22-vault.md</code>" in vault
    assert 'href="2026-04-22-vault.json"' in vault


def test_the_narrative_has_a_table_of_its_headings(vault: str) -> None:
    assert '<a href="#what-the-record-says">What the record says</a>' in part(vault, "narrative")
    assert 'href="2026-04-14-nfs.html#why"' in part(vault, "narrative")


def test_a_bare_draft_is_marked_and_has_no_empty_section(files: dict[str, str]) -> None:
    draft = files["draft.html"]
    assert "Draft" in words(draft[draft.index("<h1>") :])
    assert '<section class="section"' not in draft
    assert "None" not in draft


def test_no_follow_ups_is_said_and_not_just_left_out(files: dict[str, str]) -> None:
    assert "nothing to be done" in words(part(files["2026-04-14-nfs.html"], "followups"))


@pytest.mark.parametrize(
    ("front", "section"),
    [
        ("impact: {users: %s}", "impact"),
        ("impact: {scope: %s}", "impact"),
        ("impact: {windows: [{start: '09:00', end: '10:00', note: %s}]}", "impact"),
        ("timeline: [{at: '09:00', kind: action, event: %s, source: on-call}]", "timeline"),
        ("followups: [{id: F1, action: %s, issue: OPS-1}]", "followups"),
        ("followups: [{id: F1, action: %s}]", "follow-up-implementation"),
        ("followups: [{id: F1, action: Alert, status: done, done: {note: %s}}]", "follow-up-implementation"),
        ("revisions: [{date: 2026-05-03, note: %s}]", "revisions"),
    ],
)
def test_a_list_and_a_table_are_shown_as_such_wherever_they_can_be_written(
    page: Page, front: str, section: str
) -> None:
    def shown(text: str) -> str:
        written = f"{DRAFT}timezone: UTC\n{front % json.dumps(text)}\n"
        return part(page("draft.html", manuscript("draft", written)), section)

    blocks = shown("Both pools:\n\n- one [a](https://example.org)\n- two\n\n| pool |\n|--|\n| blue |")
    assert "<p>Both pools:</p>" in blocks
    assert '<li>one <a href="https://example.org" rel="noreferrer noopener">a</a></li>' in blocks
    assert "<td>blue</td>" in blocks
    # One line is a line, and what is in it stands among the other words.
    line = shown("- *both* pools | one")
    assert "- <em>both</em> pools | one" in line
    assert 'class="prose"' not in line


def test_what_was_tried_in_vain_is_told_with_the_commits_that_are_not_believed(page: Page) -> None:
    tried = "[{on: 2026-05-03, why: no disk}, {on: 2026-05-04, why: opened again, commits: [2f1f91071234, ab1f9107]}]"
    front = f"{DRAFT}followups:\n  - {{id: F1, action: Alert on it, attempts: {tried}}}\n"
    table = part(page("draft.html", manuscript("draft", front)), "followups")
    assert "Tried by a program on 3 May 2026 : no disk" in words(table)
    assert "Tried in vain on 4 May 2026 : opened again after 2f1f910712 , ab1f9107" in words(table)
    assert 'after <a href="https://git.example.org/c/2f1f91071234">2f1f910712</a>' in table


@pytest.mark.parametrize(
    ("line", "word"),
    [("status: withdrawn", "Withdrawn."), ("status: review", "In review."), ("state: ongoing", "Ongoing.")],
)
def test_what_a_reader_must_know_first(page: Page, line: str, word: str) -> None:
    front = NFS.replace("status: published", line) if line.startswith("status") else NFS + line + "\n"
    assert f"<b>{word}</b>" in page("a.html", manuscript("a", front))


def when(html: str) -> str:
    """What the top of a page says of when it was; a line may end between the spans alone."""
    return re.sub("</?span>", "", re.findall(r"<dt>When</dt><dd>(.*?)</dd>", html)[0])


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ("10:00 mitigated, 11:00 resolved", "09:00 – 11:00"),
        ("10:00 mitigated, unknown resolved", "09:00 – mitigated 10:00"),
        ("10:00 mitigated", "09:00 – mitigated 10:00"),
        ("10:00 resolved, 11:00 reopened, 12:00 mitigated, unknown resolved", "09:00 – mitigated 12:00"),
        ("10:00 resolved, 11:00 reopened, unknown resolved", "09:00 – end unknown"),
        ("unknown resolved", "09:00 – end unknown"),
        ("10:00 detected", "09:00 – ongoing"),
        ("09:00 resolved", "09:00"),
    ],
)
def test_an_end_that_is_unknown_is_called_so(page: Page, ends: str, told: str) -> None:
    events = "".join(
        f"  - {{at: '{at}', kind: {kind}, event: so}}\n"
        for at, kind in (each.split() for each in ("09:00 started", *ends.split(", ")))
    )
    text = page("draft.html", manuscript("draft", f"{DRAFT}timezone: UTC\ntimeline:\n{events}"))
    assert when(text) == f"2 May 2026, {told}"


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2026-05-02", "11:00", "2 May 2026, time unknown – 11:00"),
        ("~2026-05-02", "~11:00", "~2 May 2026, time unknown – ~11:00"),
        ("2026-05-02", "2026-05-03 11:00", "2 May 2026 – 3 May 2026, 11:00"),
        ("2026-05-02", "2026-05-04", "2 May 2026 – 4 May 2026"),
        ("2026-05-02", "2026-05-02", "2 May 2026"),
        ("09:00", "2026-05-02", "2 May 2026, 09:00 – later that day"),
    ],
)
def test_both_ends_of_when_are_told_as_far_as_they_are_known(page: Page, start: str, end: str, told: str) -> None:
    ends = ((start, "started"), (end, "resolved"))
    timeline = "".join(f"  - {{at: '{at}', kind: {kind}, event: so}}\n" for at, kind in ends)
    text = page("draft.html", manuscript("draft", f"{DRAFT}timezone: UTC\ntimeline:\n{timeline}"))
    assert when(text) == told


def test_a_title_of_many_lines_is_in_smaller_letters_than_others(page: Page) -> None:
    assert "<h1>Nothing answered" in page("a.html", manuscript("a", NFS.replace("NFS gone", "Nothing answered " * 5)))
    assert '<h1 class="long">' in page("a.html", manuscript("a", NFS.replace("NFS gone", "Nothing answered " * 30)))


def test_what_was_withdrawn_is_not_told_where_its_page_is_shared(page: Page) -> None:
    front = NFS.replace("status: published", "status: withdrawn")
    head = page("a.html", manuscript("a", front)).partition("</head>")[0]
    assert "Nothing mounts" in page("a.html", manuscript("a", NFS)).partition("</head>")[0]
    assert "Nothing mounts" not in head
    assert head.count("Withdrawn: no longer stands as it was written.") == 3
    assert '"creativeWorkStatus": "Withdrawn"' in head


def test_a_block_in_a_point_is_one_and_a_line_stays_a_line(page: Page) -> None:
    alert = "> [!WARNING]\n  > The pool is small."
    table = "Sizes:\n\n  | Pool | Size |\n  |--|--|\n  | a | 10 |"
    front = (
        f"{DRAFT}contributing_factors:\n- No probe\n- |\n  {alert}\n- |\n  {table}\n- 1. of many\n- |\n  - one\n"
        "  - two\n"
        "lessons: [No probe]\nroot_cause:\n  trigger: |\n    A deploy.\n\n    ```\n    kubectl apply\n    ```\n"
    )
    html = page("2026-05-02-search.html", manuscript("2026-05-02-search", front))
    factors = part(html, "contributing-factors")
    assert "<li>No probe</li>" in factors
    assert "<li>1. of many</li>" in factors
    assert '<p class="alert-kind" dir="ltr">Warning</p>\n<p>The pool is small.</p>' in factors
    assert '<th scope="col">Pool</th>' in factors
    assert "<li>one</li>\n<li>two</li>" in factors
    assert "<li>No probe</li>" in part(html, "lessons")
    assert "<code>kubectl apply\n</code></pre>" in part(html, "root-cause")
