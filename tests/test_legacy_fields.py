"""The fields at the top of a document: each goes to its own key, or stays in the body word for word."""

from __future__ import annotations

import datetime as dt

import pytest

from pmgen.legacy.vocabulary import labels
from tests.test_legacy_shapes import imported, read

HEAD = "# Mail down\n\n**Date:** 2026-05-01\n**Severity:** SEV2\n"


@pytest.mark.parametrize(
    "again", ["## Summary\n\nPlatform saw it down for 2h.\n", "## To do\n\n- Tell (owner: platform)\n"]
)
def test_a_field_is_not_lost_to_the_same_words_elsewhere(again: str) -> None:
    found = imported(f"{HEAD}**Owner:** platform\n**Duration:** 2h\n\n{again}")
    assert read(found).owner == "platform"
    assert "- **Duration:** 2h\n" in found.text
    assert "**Owner:**" not in found.text


def test_an_owner_stands_in_its_key_and_not_in_the_body() -> None:
    found = imported(f"{HEAD}**Owner:** on-call\n\nIt broke.\n")
    assert read(found).owner == "on-call"
    assert found.text.endswith("---\n\nIt broke.\n")


@pytest.mark.parametrize("said", ["TBD", "[name]", "n/a", "platform. They will look into it on Monday."])
def test_what_names_nobody_is_no_owner(said: str) -> None:
    found = imported(f"{HEAD}**Owner:** {said}\n\nIt broke.\n")
    assert read(found).owner is None
    assert f"**Owner:** {said}" in found.text


def test_each_field_that_is_entered_leaves_the_body_by_itself() -> None:
    found = imported(
        "# Mail down\n\nAn introduction.\n\n"
        "**Date:** May 1st, 2026\n**Severity:** sev 2\n**Channel:** #mail\n**Services:** mail, queue\n"
        "**Duration:** 2h\n\nIt broke.\n"
    )
    post_mortem = read(found)
    assert (str(post_mortem.date), post_mortem.severity, post_mortem.services) == (
        "2026-05-01",
        "SEV2",
        ("mail", "queue"),
    )
    assert found.text.endswith("---\n\nAn introduction.\n\n- **Channel:** #mail\n- **Duration:** 2h\n\nIt broke.\n")


def test_a_heading_that_repeats_the_title_of_the_keys_leaves_the_body() -> None:
    found = imported("---\ntitle: Mail down\ndate: 2026-05-01\n---\n\n# Mail down\n\nIt broke.\n")
    assert (found.title, found.text.partition("\n---\n")[2]) == ("Mail down", "\nIt broke.\n")
    other = imported("---\ntitle: Mail down\ndate: 2026-05-01\n---\n\n# The night of the mail\n\nIt broke.\n")
    assert other.text.endswith("---\n\n# The night of the mail\n\nIt broke.\n")


def test_causes_that_may_be_several_are_the_root_cause() -> None:
    assert read(imported(f"{HEAD}\n## Root Cause(s)\n\nThe disk was full.\n")).root_cause is not None


def test_a_severity_that_is_a_number_leaves_the_body() -> None:
    found = imported("# Mail down\n\nDate: 2026-05-01\nSeverity: 2\n\nIt broke.\n")
    assert (found.level, found.text.partition("\n---\n")[2]) == ("SEV2", "\nIt broke.\n")


def test_a_table_keeps_the_rows_that_are_not_entered() -> None:
    found = imported(
        "# Mail down\n\n| Key | Value |\n|:--|:--|\n| Date | 2026-05-01 |\n| **Channel** | #mail |\n"
        "| Severity | SEV2 |\n| Duration | 2h |\n\nIt broke.\n"
    )
    left = "| Key | Value |\n|:--|:--|\n| **Channel** | #mail |\n| Duration | 2h |\n"
    assert found.text.endswith(f"---\n\n{left}\nIt broke.\n")


def test_a_section_that_is_a_field_leaves_the_body_where_it_is_entered() -> None:
    found = imported("# Mail down\n\n## Date\n\n2026-05-01\n\n## Severity\n\nSEV2\n\n## Status\n\nIn review\n")
    assert found.text.endswith("---\n\n## Status\n\nIn review\n")


@pytest.mark.parametrize(
    "told",
    [
        "**Services:** 40+ pods (of 60)",
        "**Date:** 2026-05-01, about nine in the morning",
        "**Date:** 2026-05-01 09:00",
        "**Date:** after 2026-05-01",
        "**Status:** Complete",
        "**Services:** mail (in part)",
    ],
)
def test_what_a_field_says_besides_stays_in_the_body(told: str) -> None:
    found = imported(f"# Mail down\n\n**Severity:** SEV2\n{told}\n\nIt broke.\n")
    assert f"- {told}\n" in found.text


def test_fields_of_which_none_is_entered_stay_as_they_are() -> None:
    told = "| Metric | Value |\n|--|--|\n| Duration | 2h |\n| Users | 17 |\n"
    assert imported(f"# Mail down\n\n{told}\nIt broke.\n").text.endswith(f"---\n\n{told}\nIt broke.\n")


@pytest.mark.parametrize("mark", ["**Severity:** **SEV2**", "**Severity**: __SEV2__"])
def test_a_value_in_bold_is_no_label(mark: str) -> None:
    found = imported(f"# Mail down\n\n**Date:** 2026-05-01\n{mark}\n**Services:** **mail**\n\nIt broke.\n")
    assert (read(found).severity, read(found).services, found.notes) == ("SEV2", ("mail",), ())
    assert found.text.endswith("---\n\nIt broke.\n")


def test_a_remark_is_no_part_of_the_name_of_a_service() -> None:
    found = imported("# Mail down\n\n**Date:** 2026-05-01\n**Services:** mail (EU, US), queue (in part)\n")
    assert read(found).services == ("mail", "queue")


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Summary", "TBD"),
        ("Summary", "_To be written._"),
        ("Impact", "N/A"),
        ("Root cause", "TODO"),
        ("Root cause", "- TBD\n- TBD"),
        ("Lessons learned", "None."),
        ("Lessons learned", "- none yet"),
        ("What went well", "- TBD"),
        ("Contributing factors", "- None"),
    ],
)
def test_what_nobody_wrote_is_not_entered(heading: str, told: str) -> None:
    found = imported(f"{HEAD}\n## {heading}\n\n{told}\n")
    post_mortem = read(found)
    assert not any((post_mortem.summary, post_mortem.impact, post_mortem.root_cause, post_mortem.lessons)), (
        "it would pass for what is still missing"
    )
    assert post_mortem.contributing_factors in ((), None)
    assert found.text.endswith(f"---\n\n## {heading}\n\n{told}\n")


@pytest.mark.parametrize(
    ("heading", "told"), [("Impact", "None."), ("Root cause", "Unknown."), ("Summary", "Todo app down.")]
)
def test_few_words_that_say_something_are_entered(heading: str, told: str) -> None:
    assert f"{told}\n" in imported(f"{HEAD}\n## {heading}\n\n{told}\n").text.partition("\n---\n")[0]


def test_keys_of_other_tools_that_are_entered_are_not_kept_twice() -> None:
    keys = "title: Mail down\ndate: 2026-05-01\nseverity: SEV2\nservices: [mail]\nstatus: Resolved\nlayout: post"
    found = imported(f"---\n{keys}\n---\n\nIt broke.\n")
    assert (read(found).severity, read(found).services, read(found).state) == ("SEV2", ("mail",), "resolved")
    assert [line for line in found.text.split("\n") if line.startswith("x-")] == ["x-layout: post", "x-imported:"]


@pytest.mark.parametrize("key", ["date: '2026-05-01T09:00:00Z'", "severity: S2, then S3", "product: mail"])
def test_keys_of_which_a_part_is_entered_are_kept(key: str) -> None:
    assert f"x-{key}\n" in imported(f"---\ntitle: Mail down\n{key}\n---\n\nIt broke.\n").text


@pytest.mark.parametrize(
    ("cell", "due", "details"),
    [
        ("2026-06-01", "2026-06-01", None),
        ("2026/06/01", "2026-06-01", None),
        ("1 June 2026", "2026-06-01", None),
        ("June 1st, 2026", "2026-06-01", None),
        ("after 2026-06-01", "None", "after 2026-06-01"),
        ("next week", "None", "next week"),
    ],
)
def test_a_day_alone_is_when_a_follow_up_is_due(cell: str, due: str, details: str | None) -> None:
    table = f"| Action | Due |\n|--|--|\n| Raise the limit | {cell} |\n"
    (followup,) = read(imported(f"{HEAD}\n## Action items\n\n{table}")).followup_list
    assert (str(followup.due), followup.details) == (due, details)


def test_a_table_of_owners_and_actions_holds_no_fields() -> None:
    table = "| Owner | Action |\n|--|--|\n| platform | Raise the limit |\n"
    found = imported(f"# Mail down\n\n{table}\nIt broke.\n")
    assert read(found).owner is None
    assert found.text.endswith(f"{table}\nIt broke.\n")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("2026-05-01-mail-down.md", "mail down"),
        ("20260501_mail_down.md", "mail down"),
        ("2026-05-01.md", "2026 05 01"),
        ("2026-budget.md", "2026 budget"),
    ],
)
def test_a_title_from_the_name_of_a_file_has_no_day(name: str, title: str) -> None:
    assert imported("It broke.\n", name).title == title


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Status: Ingest delayed", "Status: Ingest delayed"),
        ("Incident Status: Errors in search", "Incident Status: Errors in search"),
        ("Title: Ingest delayed", "Ingest delayed"),
        ("Title:", "slow search"),
        ("Status: Resolved", "slow search"),
        ("Status: Resolved on Monday", "slow search"),
        ("Status: **Resolved** by a restart", "slow search"),
        ("Status: ✅ all resolved", "slow search"),
        ("Status: Draft, in review", "slow search"),
        ("Status: In progress", "slow search"),
        ("State: Under investigation", "slow search"),
        ("Status: Root cause identified", "slow search"),
        ("Status: Published on 2024-02-03", "slow search"),
        ("Status: Done", "slow search"),
        ("Date: Monday morning", "slow search"),
        ("Severity: as bad as it gets", "slow search"),
    ],
)
def test_a_heading_with_a_label_may_be_the_title(heading: str, title: str) -> None:
    assert imported(f"# {heading}\n\nIt was slow.\n", "slow-search.md").title == title


def test_what_stands_between_fields_is_no_part_of_them() -> None:
    page = (
        "<h1>Mail down</h1><div><b>Date:</b> 2026-05-01 &nbsp;&bull;&nbsp; <b>Owner:</b> platform &nbsp;&bull;&nbsp;"
        "<b>Services:</b> mail &nbsp;&bull;&nbsp; <b>Cluster:</b> north</div><p>It broke.</p>"
    )
    found = imported(page, "mail.html")
    assert (read(found).owner, read(found).services) == ("platform", ("mail",))
    assert found.text.endswith("---\n\n- **Cluster:** north\n\nIt broke.\n")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("✅ Resolved", "resolved"),
        ("🟢 Resolved", "resolved"),
        ("**Resolved** ✅", "resolved"),
        ("✅ 已解决", "resolved"),
        ("🔴 Active", "ongoing"),
        ("`Resolved`", "resolved"),
        ("❌ Resolved", None),
        ("Resolved ❌", None),
        ("✗ Resolved", None),
        ("☐ Resolved", None),
        ("[ ] Resolved", None),
        ("[x] Open [ ] Resolved", None),
        ("☑ Resolved ☐ Open", None),
        ("~~Resolved~~", None),
        ("~~Ongoing~~ Resolved", None),
        ("? Resolved", None),
        ("Resolved?", None),
        ("🔴 Not resolved", None),
        ("✅ Resolved by Monday", None),
        ("🟢 Done", None),
    ],
)
def test_a_picture_beside_a_status_says_nothing_else(status: str, state: str | None) -> None:
    found = imported(f"# Mail down\n\n**Date:** 2026-05-01\n**Severity:** SEV2\n**Status:** {status}\n")
    told = read(found).state
    assert (told and str(told), "Status:" in found.text) == (state, state != "resolved")


def test_pictures_before_fields_times_and_tasks_say_nothing() -> None:
    found = imported(
        "# 🚨 Mail down\n\n📅 **Date**: 12 May 2026\n🔥 **Severity:** SEV2\n👤 Author: platform\n\n"
        "## 🕐 Timeline\n\n- 🟢 10:00 – deploy\n- ⚠️ **10:05** alert fired\n- ✅ 10:20: resolved\n\n"
        "## Action items\n\n- ✅ Roll back\n- ⬜ Add a canary\n"
    )
    pm = read(found)
    assert (str(pm.date), pm.severity, pm.authors) == ("2026-05-12", "SEV2", ("platform",))
    assert [(each.at.text, each.event, str(each.kind)) for each in pm.timeline] == [
        ("10:00", "deploy", "note"),
        ("10:05", "alert fired", "detected"),
        ("10:20", "resolved", "resolved"),
    ]
    assert [(each.action, str(each.status)) for each in pm.followup_list] == [
        *(("Roll back", "done"), ("Add a canary", "todo")),
    ]


@pytest.mark.parametrize("before", ["", "- "])
def test_a_picture_may_be_as_bold_as_the_label_behind_it(before: str) -> None:
    fields = ("**📅 Date:** 2026-05-12", "**🔥 Severity:** SEV2", "👤 **Owner:** platform")
    told = "\n".join(f"{before}{each}" for each in fields)
    found = imported(f"# Mail down\n\n{told}\n\nIt was.\n")
    pm = read(found)
    assert (str(pm.date), pm.severity, pm.owner) == ("2026-05-12", "SEV2", "platform")
    assert found.text.endswith("---\n\nIt was.\n")


@pytest.mark.parametrize("picture", ["❌", "☐"])
def test_a_picture_that_takes_a_label_back_leaves_no_field(picture: str) -> None:
    found = imported(f"# Mail down\n\n**Date:** 2026-05-12\n**{picture} Owner:** platform\n\nIt was.\n")
    assert (read(found).owner, f"{picture} Owner" in found.text) == (None, True)


@pytest.mark.parametrize("picture", ["❌", "☐", "⬜"])
def test_a_picture_that_takes_something_back_is_none_before_a_time(picture: str) -> None:
    found = imported(f"# Mail down\n\n## Timeline\n\n- 10:00 down\n- {picture} 10:20: resolved\n- 10:30 looked at\n")
    assert "resolved" not in [str(each.kind) for each in read(found).timeline]
    assert f"{picture} 10:20" in found.text


@pytest.mark.parametrize("status", ["Complete", "Completed", "Closed", "complete (2026-05-03)"])
def test_a_document_that_is_complete_says_nothing_of_the_incident(status: str) -> None:
    found = imported(f"# Mail down\n\n**Date:** 2026-05-01\n**Severity:** SEV2\n**Status:** {status}\n")
    note = f"`{status}` may be said of the document; it is not taken for the incident's state"
    assert (read(found).state, [(each.line, each.message) for each in found.notes]) == (None, [(5, note)])
    assert f"- **Status:** {status}\n" in found.text


WHY = "### Why it was not released\n\nThe process was killed.\n\n1. By hand\n2. In a hurry\n"


def test_a_cause_with_headings_of_its_own_is_one_text() -> None:
    found = read(imported(f"{HEAD}\n## Root cause\n\nThe lock stayed.\n\n{WHY}\n## Hours\n\nNine to five.\n"))
    assert found.root_cause is not None
    assert found.root_cause.description == (
        "The lock stayed.\n\n**Why it was not released**\n\nThe process was killed.\n\n1. By hand\n2. In a hurry"
    )


def test_an_impact_with_headings_of_its_own_is_one_text() -> None:
    found = read(imported(f"{HEAD}\n## Impact\n\n### Mail\n\nAll of it.\n\n### Calendar\n\nNothing.\n"))
    assert found.impact is not None
    assert found.impact.description == "**Mail**\n\nAll of it.\n\n**Calendar**\n\nNothing."


@pytest.mark.parametrize(
    ("below", "left"),
    [
        ("### Numbers\n\n| Lock | Age |\n|--|--|\n| a | 3 |\n", "Numbers"),
        ("### Graph\n\n![locks](locks.png)\n", "Graph"),
        ("### Proof\n\n```\nselect 1\n```\n", "Proof"),
        ("### Why nobody saw it\n\nTBD\n", "Why nobody saw it"),
        ("### References\n\nSee the runbook for more.\n", "References"),
    ],
)
def test_what_is_no_prose_stays_below_its_heading_beside_the_cause(below: str, left: str) -> None:
    found = imported(f"{HEAD}\n## Root cause\n\nThe lock stayed.\n\n{below}\n{WHY}")
    cause = read(found).root_cause
    assert cause is not None
    assert cause.description == "The lock stayed."
    assert f"## Root cause\n\n### {left}\n" in found.text
    assert "### Why it was not released" in found.text
    assert any(each.message.startswith("a part of `Root cause` stays in the body") for each in found.notes)


def test_a_cause_that_leads_on_to_what_stays_stays_with_it() -> None:
    text = "## Root cause\n\nThese locks stayed:\n\n### Locks\n\n| Lock | Age |\n|--|--|\n| a | 3 |\n"
    found = imported(f"{HEAD}\n{text}")
    assert (read(found).root_cause, text in found.text) == (None, True)


def test_a_part_of_the_cause_that_has_a_key_is_entered_there() -> None:
    parts = "### Trigger\n\nA deploy.\n\n### Contributing factors\n\n- No alert\n"
    found = read(imported(f"{HEAD}\n## Root cause\n\nThe lock stayed.\n\n{parts}"))
    assert found.root_cause is not None
    assert (found.root_cause.description, found.root_cause.trigger) == ("The lock stayed.", "A deploy.")
    assert [each.text for each in found.contributing_factors] == ["No alert"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("03/Feb/26 9:14 AM", "2026-02-03"),
        ("3-Feb-2026", "2026-02-03"),
        ("03/Feb/2026", "2026-02-03"),
        ("2026年2月3日 14:20", "2026-02-03"),
        ("2026 年 2 月 3 日", "2026-02-03"),
        ("2026년 2월 3일", "2026-02-03"),
        ("3/Foo/26", "None"),
        ("31-Feb-2026", "None"),
        ("2026年13月3日", "None"),
        ("api/3/Feb/26", "None"),
        ("build-3-Feb-2026-rc", "None"),
    ],
)
def test_days_as_trackers_and_other_languages_write_them(written: str, day: str) -> None:
    assert str(imported(f"# Mail down\n\n**Date:** {written}\n**Severity:** SEV2\n").date) == day


TOLD = {
    "Summary": "Mail was down for 66 minutes.",
    "Impact": "All mail was late.",
    "Root Causes": "A resource leak and a high load.",
    "Trigger": "A sudden increase in traffic.",
}
AS_TOLD = [
    "\n\n".join(f"**{label}:** {value}" for label, value in TOLD.items()),
    "\n".join(f"**{label}:** {value}" for label, value in TOLD.items()),
    "\n\n".join(f"**{label}**: {value.replace(' ', chr(10), 1)}" for label, value in TOLD.items()),
    "| Field | Value |\n|--|--|\n" + "\n".join(f"| {label} | {value} |" for label, value in TOLD.items()),
]


@pytest.mark.parametrize("fields", AS_TOLD)
def test_texts_may_be_stated_as_fields(fields: str) -> None:
    found = imported(f"{HEAD}\n{fields}\n\n## Hours\n\nNine to five.\n")
    read_ = read(found)
    assert read_.summary is not None
    assert read_.impact is not None
    assert read_.root_cause is not None
    told = [read_.summary.text, read_.impact.description, read_.root_cause.description, read_.root_cause.trigger]
    assert [" ".join(str(each).split()) for each in told] == list(TOLD.values())
    assert found.text.split("---\n")[-1].strip() == "## Hours\n\nNine to five."


@pytest.mark.parametrize(
    "field",
    [
        "**Impact:** High",
        "**Impact:** TBD",
        "**Summary:** ![graph of the day](graph.png)",
        "**Summary:** See [the chat][1] for all.\n\n[1]: chat.md",
        "**Background:** All mail was late.",
    ],
)
def test_a_field_that_tells_nothing_stays_in_the_body(field: str) -> None:
    found = imported(f"{HEAD}\n{field}\n\n## Hours\n\nNine to five.\n")
    assert (read(found).summary, read(found).impact) == (None, None)
    assert field.partition("** ")[2] in found.text


def test_a_section_goes_before_a_field_of_its_name() -> None:
    found = imported(f"{HEAD}\n**Impact:** All mail was late.\n\n## Impact\n\nNobody could read mail.\n")
    impact = read(found).impact
    assert impact is not None
    assert impact.description == "Nobody could read mail."
    assert "**Impact:** All mail was late." in found.text


@pytest.mark.parametrize(
    "heading",
    [
        "Root Cause Analysis (5 Whys)",
        "Root Cause (RCA)",
        "Root cause - Five Whys",
        "Root causes: 5-Whys analysis",
        "5 Whys",
    ],
)
def test_a_cause_by_the_method_of_five_whys_is_the_root_cause(heading: str) -> None:
    told = "1. Why was it slow? A lock stayed.\n2. Why did it stay? Nobody takes it back."
    found = imported(f"{HEAD}\n## {heading}\n\n{told}\n\n## Hours\n\nNine to five.\n")
    cause = read(found).root_cause
    assert cause is not None
    assert cause.description == told
    assert "Whys" not in heading or "Whys" in found.text


@pytest.mark.parametrize(
    ("heading", "key"),
    [("Root cause (preliminary)", "root_cause"), ("Impact (customers)", "impact"), ("Summary [draft]", "summary")],
)
def test_a_section_whose_name_has_an_addition_stays_and_is_named(heading: str, key: str) -> None:
    found = imported(f"{HEAD}\n## {heading}\n\nA lock may have stayed.\n")
    assert f"## {heading}\n\nA lock may have stayed." in found.text
    assert any(f"`{heading}` stays in the body, and there is no `{key}`" in each.message for each in found.notes)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Root cause\n\nThe disk was full.", "Five whys\n\n**1. Why was it full?**\n\nNobody looked."),
        ("5 Whys\n\n1. **Why was it full?** Nobody looked.", "Root Cause\n\nThe disk was full."),
    ],
)
def test_five_whys_beside_a_root_cause_are_told_with_it(first: str, second: str) -> None:
    found = imported(f"# Mail down 2026-05-01\n\n## {first}\n\n## {second}\n")
    cause, body = read(found).root_cause, found.text.partition("\n---\n")[2]
    name, _, told = second.partition("\n\n")
    assert cause is not None
    assert cause.description == f"{first.partition(chr(10) * 2)[2]}\n\n**{name}**\n\n{told}"
    assert "full" not in body


@pytest.mark.parametrize(
    "sections",
    [
        # two causes may be of two things
        "## Root cause\n\nThe disk was full.\n\n## Root cause analysis\n\nThe pool was full.",
        # what is no text has no place there
        "## Root cause\n\nThe disk was full.\n\n## 5 Whys\n\n| Why | So |\n|--|--|\n| The pool was full | Load |",
        "## Root cause\n\nThe disk was full.\n\n## 5 Whys\n\nTBD\n\n## Other\n\nThe pool was full.",
    ],
)
def test_what_else_may_be_a_cause_stays_beside_it(sections: str) -> None:
    found = imported(f"# Mail down 2026-05-01\n\n{sections}\n")
    cause = read(found).root_cause
    assert cause is not None
    assert (cause.description, "The pool was full" in found.text.partition("\n---\n")[2]) == (
        "The disk was full.",
        True,
    )


@pytest.mark.parametrize(
    "heading", ["Whys and wherefores", "Why five of us were paged", "The root of the causes (5 Whys)", "RCA meeting"]
)
def test_other_headings_about_causes_are_prose(heading: str) -> None:
    found = imported(f"{HEAD}\n## {heading}\n\nA lock stayed.\n")
    assert (read(found).root_cause, found.notes) == (None, imported(f"{HEAD}\n## Hours\n\nA lock stayed.\n").notes)


@pytest.mark.parametrize(
    ("said", "services"),
    [
        ('gateway `node-1` ("first"), `mail`', ("gateway node-1", "mail")),
        ("`mail`", ("mail",)),
        ("the `mail` queue", ("the `mail` queue",)),
    ],
)
def test_no_half_of_a_mark_is_left_in_the_name_of_a_service(said: str, services: tuple[str, ...]) -> None:
    found = read(imported(f"# Lag\n\n**Date:** 2026-05-01\n**Services affected:** {said}\n"))
    assert found.services == services


def test_an_address_that_is_marked_as_code_is_a_reference_without_its_marks() -> None:
    found = read(imported("# Lag, 2026-05-01\n\n## References\n\n- Graph: `https://example.org/g`\n"))
    assert [(each.url, each.title) for each in found.references] == [("https://example.org/g", "Graph")]


def test_services_of_a_list_in_front_matter_may_have_long_names_and_commas() -> None:
    names = ["Product data worker (browser, without a head)", "the queue and what reads it"]
    keys = f"title: Mail down\nservices:\n- {names[0]}\n- {names[1]}\n"
    found = imported(f"---\n{keys}---\n\nIt broke.\n")
    assert (list(read(found).services), "x-services" in found.text) == (names, False)


@pytest.mark.parametrize(
    "services", ["[]", "[n/a]", f"[{'a' * 80}]", "[{tier: 1}]", "A long sentence on what was affected"]
)
def test_what_names_no_service_is_none(services: str) -> None:
    assert not read(imported(f"---\ntitle: Mail down\nservices: {services}\n---\n\nIt broke.\n")).services


def test_services_of_a_list_may_be_more_than_their_names() -> None:
    found = imported("---\ntitle: Mail down\nservices:\n- name: mail\n  tier: 1\n- queue\n---\n\nIt broke.\n")
    assert (read(found).services, "tier: '1'" in found.text) == (("mail", "queue"), True)


def test_the_names_of_authors_may_have_addresses_and_an_and() -> None:
    link = "https://example.org/somewhere/far/away/where/people/are"
    head = f"**Date:** 2026-05-01\n**Authors:** platform ([@a]({link})), on-call ([@b]({link})), and the mail team\n"
    assert read(imported(f"# Mail down\n\n{head}\nIt broke.\n")).authors == (
        *(f"platform ([@a]({link}))", f"on-call ([@b]({link}))", "the mail team"),
    )


def test_a_comma_in_an_address_is_none_between_names() -> None:
    text = "# Mail down\n\nAuthors: [platform](https://example.org/?of=a,b), on-call (mail, web), net\n\nIt broke.\n"
    assert read(imported(text)).authors == (
        *("[platform](https://example.org/?of=a,b)", "on-call (mail", "web)", "net"),
    )


_FORM = """\
# Incident RCA Report

## 1. Report Header

| Field | Value |
|---|---|
| **Incident Title** | Search is slow |
| **Report Date** | 2026-05-10 |
| **Author** | platform |

## 2. Summary

It was slow.

## 3. Basic information

| Field | Value |
|---|---|
| **Start Time (UTC)** | 2026-05-01 10:00 |
| **Severity** | SEV2 |
"""


def test_a_form_states_title_day_and_severity_where_it_has_a_place_for_them() -> None:
    pm = read(imported(_FORM))
    assert (pm.title, str(pm.date), pm.severity) == ("Search is slow", "2026-05-01", "SEV2")


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Start Time (UTC)", "date"),
        ("Started (local time)", "date"),
        ("Start Time (PST)", "date"),
        ("Report Date", ""),
        ("Start Time (of the review)", ""),
        ("Start Time UTC shift", ""),
        ("(UTC)", ""),
    ],
)
def test_a_label_may_name_a_zone(label: str, field: str) -> None:
    assert labels.field(label) == field


_LIST = """\
# Incident Report

- **Start Time (UTC)**: 2026-05-01 10:00
- **Service Impacted**: queue
- **Timeline**:
  - 10:00 Alert triggered
  - 10:40 Recovered
- **Customer Impact**: Mail was late for some.
- **Owner**: platform
"""


def test_a_document_that_is_a_list_of_fields_may_have_its_timeline_in_one_of_them() -> None:
    found = imported(_LIST)
    pm = read(found)
    assert [(each.at.text, each.event) for each in pm.timeline] == [
        ("10:00", "Alert triggered"),
        ("10:40", "Recovered"),
    ]
    assert (pm.services, pm.impact and pm.impact.description) == (("queue",), "Mail was late for some.")
    assert "Alert triggered" not in found.text.partition("\n---\n")[2]


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        (_LIST, "UTC"),
        (_LIST.replace("(UTC)", "(CET)"), "Etc/GMT-1"),
        (_LIST.replace("(UTC)", "(local time)"), None),
        (_LIST.replace(" (UTC)", ""), None),
        (_LIST.replace("Timeline**", "Timeline (JST)**"), "Asia/Tokyo"),
        (_LIST.replace("**Timeline**:", "Timeline (times in CET)"), "Etc/GMT-1"),
    ],
)
def test_a_list_of_fields_may_say_in_its_labels_in_which_zone_it_was(text: str, zone: str | None) -> None:
    pm = read(imported(text))
    assert (pm.timezone, [each.at.text for each in pm.timeline]) == (zone, ["10:00", "10:40"])


@pytest.mark.parametrize(
    "text",
    [
        _LIST.replace("  - 10:40 Recovered\n", "  - Nobody knows when it recovered\n"),
        _LIST.replace("  - 10:00 Alert triggered\n  - 10:40 Recovered\n", "  See the chat of 10:00.\n"),
        _LIST + "- **Timeline of the vendor**:\n  - 10:00 Alert triggered\n  - 10:40 Recovered\n",
    ],
)
def test_an_item_that_is_more_than_one_timeline_stays(text: str) -> None:
    assert not read(imported(text)).timeline


def test_a_picture_behind_the_name_of_a_section_says_nothing() -> None:
    text = "## What went well ✅\n\n- An alert\n\n## What went wrong ⚠️\n\n- No disk\n\n"
    found = imported(f"# Mail down, 2026-05-01\n\n{text}## Where we got lucky 🍀\n\n- It was night\n")
    assert "went_well: [An alert]" in found.text
    assert "went_wrong: [No disk]" in found.text
    assert "went_well: [告警]" in imported("# 队列\n\n## 经验教训\n\n### 做得好的地方 ✅\n\n1. 告警\n").text
    assert "lucky: [It was night]" in found.text


@pytest.mark.parametrize(
    ("broken", "fence"),
    [
        ("title: Mail down\n    status: draft\nowner: platform\n", "```"),
        ("title: Mail down\nseverity: SEV2\nstatus: r<b>eview</b>\n{a: [b\n", "```"),
        ("title: Mail down\n[x] ignore\nnote: ```` and ``\n", "`````"),
    ],
)
def test_front_matter_that_nobody_can_read_stays_as_code_and_the_document_builds(broken: str, fence: str) -> None:
    found = imported(f"---\n{broken}---\n\nIt broke on 2026-05-01.\n")
    assert f"\n---\n\n{fence}yaml\n{broken}{fence}\n\nIt broke on 2026-05-01.\n" in found.text
    assert read(found).date == dt.date(2026, 5, 1)
    assert "the front matter cannot be read; it stays in the body, as code" in [each.message for each in found.notes]


def test_lines_across_the_page_round_prose_are_no_front_matter() -> None:
    prose = "---\nIt broke on 2026-05-01 and nobody could log in.\n\n---\n\nThen it was mended.\n"
    assert imported(prose).text.endswith(f"\n---\n\n{prose}")
