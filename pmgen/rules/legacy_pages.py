"""PM512 to PM516: pages of HTML that stay as they stand. What finds these is the reading of the page (`legacy`)."""

from __future__ import annotations

from pmgen.diagnostics import Level, found_elsewhere

_SIDECAR = """
        ```yaml 2026-03-16-cascade.yml
        title: Containerd cascade
        date: 2026-03-16
        severity: SEV1
        status: published
        ```
"""

RULES = (
    found_elsewhere(
        "PM512",
        "page-without-metadata",
        f"""
        A page of HTML does not say what it is about.

        It is left out of the site. With a title, a day, a severity and a status in a file of the same name beside it,
        or with these in the page itself, it is listed like any other post-mortem, and stays as it stands.
        `pmgen import` makes a document of it. What is no post-mortem goes into `ignore` in the config.

        Bad:

        ```html 2026-03-16-cascade.html
        <!doctype html><title>What happened</title><p>Two nodes were gone.</p>
        ```

        Good:

        ```html 2026-03-16-cascade.html
        <!doctype html><title>What happened</title><p>Two nodes were gone.</p>
        ```
{_SIDECAR}""",
        Level.WARNING,
    ),
    found_elsewhere(
        "PM513",
        "page-kept-in-check",
        f"""
        A legacy page runs or loads something, which it will not do on the site.

        A page that nobody takes apart is not trusted: no script of it runs, and it asks no other host for anything. Its
        policy, one line in front of what it holds, sees to that; all else is as it stands. A page that shows nothing
        without its scripts is better imported.

        Bad:

        ```html 2026-03-16-cascade.html
        <!doctype html><title>What happened</title><p>Two nodes were gone.</p><script>show()</script>
        ```
{_SIDECAR}
        Good:

        ```html 2026-03-16-cascade.html
        <!doctype html><title>What happened</title><p>Two nodes were gone.</p>
        ```
{_SIDECAR}""",
        Level.WARNING,
    ),
    found_elsewhere(
        "PM514",
        "page-with-dead-link",
        f"""
        A legacy page links to a file that is not on the site.

        It was so when somebody wrote the page, or the file has gone since.

        Bad:

        ```html 2026-03-16-cascade.html
        <!doctype html><title>What happened</title><p>As <a href="last-year.html">last year</a>.</p>
        ```
{_SIDECAR}
        Good:

        ```html 2026-03-16-cascade.html
        <!doctype html><title>What happened</title><p>As <a href="index.html">last year</a>.</p>
        ```
{_SIDECAR}""",
        Level.WARNING,
    ),
    found_elsewhere(
        "PM515",
        "page-that-leads-away",
        f"""
        A legacy page may send its reader elsewhere unasked.

        `http-equiv="refresh"` and its like work whatever a policy says, so that such a page cannot be on the site.

        Bad:

        ```html 2026-03-16-cascade.html
        <!doctype html><meta http-equiv="refresh" content="0; url=https://example.org/"><title>What happened</title>
        ```
{_SIDECAR}
        Good:

        ```html 2026-03-16-cascade.html
        <!doctype html><title>What happened</title><p>It is <a href="https://example.org/">elsewhere</a> now.</p>
        ```
{_SIDECAR}""",
    ),
    found_elsewhere(
        "PM516",
        "legacy-page-not-public",
        f"""
        A legacy page says that it is public, and is in no public edition.

        Nobody can tell which parts of it are internal. `pmgen import` makes a document of it, of which one can.

        Bad:

        ```html 2026-03-16-cascade.html
        <!doctype html><title>What happened</title><p>Two nodes were gone.</p>
        ```

        ```yaml 2026-03-16-cascade.yml
        title: Containerd cascade
        date: 2026-03-16
        severity: SEV1
        status: published
        visibility: public
        ```

        Good:

        ```html 2026-03-16-cascade.html
        <!doctype html><title>What happened</title><p>Two nodes were gone.</p>
        ```
{_SIDECAR}""",
        Level.WARNING,
    ),
)
