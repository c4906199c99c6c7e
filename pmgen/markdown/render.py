"""Tokens to HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from pmgen.markdown import diagrams, footnotes, highlight, pieces, urls, words
from pmgen.markdown.page import Page, anchor, attribute, code, image, text
from pmgen.markdown.sanitise import Shield, sanitise
from pmgen.markdown.values import Footnote, Parsed, Rewrite

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token

_LANGUAGE: Final = re.compile(r"[a-z0-9_+#.-]{1,40}")

_DIRECTION: Final = 'dir="auto"'

_FIXED: Final = {
    "paragraph_open": "<p>",
    "paragraph_close": "</p>\n",
    "softbreak": "\n",
    "footnote_nowhere": "",
    "hardbreak": "<br>\n",
    "hr": "<hr>\n",
    **{f"{name}_open": f"<{name}>" for name in ("em", "strong", "s")},
    **{f"{name}_close": f"</{name}>" for name in ("em", "strong", "s")},
    **{f"{name}_open": f"<{name}>\n" for name in ("thead", "tbody", "tr")},
    **{f"{name}_close": f"</{name}>\n" for name in ("blockquote", "thead", "tbody", "tr")},
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "list_item_close": "</li>\n",
    "container_internal_close": "</div>\n",
    "table_close": "</table></div>\n",
}


def to_html(parsed: Parsed, *, rewrite: Rewrite) -> str:
    """A parsed body as HTML that is safe to put into a page.

    Args:
        rewrite: from a relative URL of the source, `#…` among them, to the one on the page; empty where there is none,
            as for any other URL that the page may not link to.
    """
    page = Page(rewrite, Shield(parsed.fingerprint))
    html = render(parsed.tokens, page) + pieces.html(parsed.tail, page)
    if parsed.footnotes:
        html += _footnotes(parsed.footnotes, page)
    return sanitise(html, page.shield) if parsed.fingerprint else html


def render(tokens: Iterable[Token], page: Page) -> str:
    """Tokens as HTML; what is raw in them is not yet sanitised."""
    out: list[str] = []
    for token in tokens:
        kind = token.type
        if kind == "text":
            out.append(text(token.content))
        elif kind == "inline":
            out.append(render(token.children or (), page))
            if tail := token.meta.get("tail"):
                out.append(pieces.html(tail, page))
        elif kind in _FIXED:
            if not token.hidden:
                out.append(_FIXED[kind])
        else:
            out.append(_RULES[kind](token, page))
    return "".join(out)


def _heading_open(token: Token, page: Page) -> str:
    ours = page.shield.attributes(attribute("id", token.meta["heading"].anchor)) if page.anchored else ""
    return f"<{page.heading(token.tag)}{ours}>"


def _heading_close(token: Token, page: Page) -> str:
    name = page.heading(token.tag)
    if not page.anchored:
        return f"</{name}>\n"
    heading = token.meta["heading"]
    label = f"Permalink to “{heading.text}”" if heading.text else "Permalink to this section"
    attributes = ['class="permalink"', attribute("href", f"#{heading.anchor}"), attribute("aria-label", label)]
    return f" <a{page.shield.attributes(' '.join(attributes))}>#</a></{name}>\n"


def _list_open(token: Token, page: Page) -> str:
    return _directed(token.tag, page, *(attribute(name, str(value)) for name, value in token.attrs.items()))


def _quote_open(token: Token, page: Page) -> str:
    if not (kind := token.meta.get("alert")):
        return _directed(token.tag, page)
    # The name of the kind is ours, and does not say where the author's lines begin.
    ours = page.shield.attributes('class="alert-kind" dir="ltr"')
    quote = _directed(token.tag, page, f'class="alert alert-{kind}"', 'role="note"')
    return f"{quote}<p{ours}>{kind.title()}</p>\n"


def _directed(name: str, page: Page, *others: str) -> str:
    """What has its marks, its border or its columns on the side where its first letter says that lines begin."""
    return f"<{name}{page.shield.attributes(' '.join([*others, _DIRECTION]))}>\n"


def _item_open(token: Token, page: Page) -> str:
    done = token.meta.get("checked")
    if done is None:
        return "<li>"
    box = f'<input type="checkbox" disabled{" checked" * done} aria-label="{"" if done else "not "}done">'
    ours = page.shield.attributes('class="task-list-item"')
    return f"<li{ours}>{page.shield.whole('span', box)} "


def _internal_open(token: Token, page: Page) -> str:
    return f"<div{page.shield.attributes(attribute('class', 'internal'))}>\n"


def _table_open(token: Token, page: Page) -> str:
    return f"<div{page.shield.attributes(pieces.SCROLLING)}>{_directed('table', page)}"


def _cell_open(token: Token, page: Page) -> str:
    attributes = ['scope="col"'] if token.tag == "th" else []
    if style := token.attrs.get("style"):
        attributes.append(attribute("class", str(style).replace("text-align:", "align-")))
    return f"<{token.tag}{page.shield.attributes(' '.join(attributes)) if attributes else ''}>"


def _cell_close(token: Token, page: Page) -> str:
    return f"</{token.tag}>\n"


def _code_inline(token: Token, page: Page) -> str:
    return code(token.content, page.shield)


def _code_block(token: Token, page: Page) -> str:
    name = (token.info.split() or [""])[0].lower()
    if _LANGUAGE.fullmatch(name):
        block = f'<code class="language-{name}">{highlight.html(token.content, name)}</code>'
    else:
        block = code(token.content)
    block = f"<pre {pieces.CODE}>{block}</pre>"
    if diagram := diagrams.language(token.info):
        block = (
            f'<figure class="diagram">\n<figcaption>Source of a diagram, in {diagram}</figcaption>\n{block}\n</figure>'
        )
    return page.shield.whole("pre", block) + "\n"


def _link_open(token: Token, page: Page) -> str:
    url = str(token.attrs["href"])
    safe = urls.allowed(url, image=False)
    start = anchor(url, {"title": str(token.attrs.get("title", ""))}, page) if safe else ""
    page.ends.append("</a>" if start else "")
    return start


def _link_close(token: Token, page: Page) -> str:
    return page.ends.pop()


def _image(token: Token, page: Page) -> str:
    title = str(token.attrs.get("title", ""))
    return image(str(token.attrs["src"]), words.of_inline(token.children), {"title": title}, page)


def _raw(token: Token, page: Page) -> str:
    return pieces.html(token.meta["pieces"], page)


def _footnote_reference(token: Token, page: Page) -> str:
    number, use = token.meta["number"], token.meta["use"]
    ours = page.shield.attributes(f'class="footnote-ref" id="{footnotes.reference_id(number, use)}"')
    link = page.shield.attributes(f'href="#{footnotes.note_id(number)}" aria-label="Footnote {number}"')
    return f"<sup{ours}><a{link}>{number}</a></sup>"


def _footnotes(notes: Sequence[Footnote], page: Page) -> str:
    ours = page.shield.attributes('class="footnotes" aria-label="Footnotes"')
    return f"<section{ours}>\n<ol>\n{''.join(_footnote(note, page) for note in notes)}</ol>\n</section>\n"


def _footnote(note: Footnote, page: Page) -> str:
    ours = page.shield.attributes(attribute("id", footnotes.note_id(note.number)))
    back = "".join(_back(note.number, use, page) for use in range(1, note.uses + 1))
    html = render(note.tokens, page) + pieces.html(note.tail, page)
    end = "</p>\n"
    html = html.removesuffix(end) + back + end if html.endswith(end) else html + back
    return f"<li{ours}>{html}</li>\n"


def _back(number: int, use: int, page: Page) -> str:
    label = f"Back to reference {number}" if use == 1 else f"Back to reference {number}, number {use}"
    href = f"#{footnotes.reference_id(number, use)}"
    ours = page.shield.attributes(f'class="footnote-back" href="{href}" aria-label="{label}"')
    return f" <a{ours}>↩\ufe0e</a>"


_RULES: Final[dict[str, Callable[[Token, Page], str]]] = {
    "heading_open": _heading_open,
    "heading_close": _heading_close,
    "blockquote_open": _quote_open,
    "bullet_list_open": _list_open,
    "ordered_list_open": _list_open,
    "list_item_open": _item_open,
    "container_internal_open": _internal_open,
    "table_open": _table_open,
    "th_open": _cell_open,
    "td_open": _cell_open,
    "th_close": _cell_close,
    "td_close": _cell_close,
    "code_inline": _code_inline,
    "code_block": _code_block,
    "fence": _code_block,
    "link_open": _link_open,
    "link_close": _link_close,
    "image": _image,
    "html_inline": _raw,
    "html_block": _raw,
    "footnote_ref": _footnote_reference,
}
