"""Of an image the picture is left, and what cannot be looked into is in no public edition."""

from __future__ import annotations

import contextlib
import re
import struct
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgen import pictures
from tests.editions import PICTURE, Canaries, chunk, planted
from tests.running import run as pmgen

__all__ = ["planted"]


def test_a_file_that_nobody_can_look_into_is_named_where_everybody_gets_it(planted: Canaries, tmp_path: Path) -> None:
    path = tmp_path / "postmortems/shown.md"
    for name in ("a.PDF", "b.mp4", "c.log", "d.pdf", "e.pdf"):
        path.with_name(name).write_bytes(b"of the queue")
    links = "[it](a.PDF), [it](b.mp4), [it](c.log), [it](https://e.example/f.pdf), [it](gone.pdf)"
    inside = "\n\n::: internal\n[it](d.pdf)\n:::\n"
    text = path.read_text()
    path.write_text(f"{text}{links}{inside}")
    assert re.findall(r"PM606.* `(.*)`", pmgen("check", "--select", "PM606").output) == ["a.PDF", "b.mp4"]
    path.write_text(f"{text.replace('visibility: public', 'visibility: internal')}{links}{inside}")
    assert "PM606" not in pmgen("check", "--select", "PM606").output


@pytest.mark.parametrize("name", ["x.dng", "x.CR2", "x.ai", "x.eps", "x.tiff", "x.psd"])
def test_an_image_of_a_kind_that_nobody_can_look_into_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="nobody here can look into its kind"):
        pictures.bare(name, b"MM\0*")


def segment(marker: int, data: bytes) -> bytes:
    """A part of a JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


TIFF = struct.pack("<2sHIHHHIIHHII", b"II", 42, 8, 2, 0x0112, 3, 1, 6, 0x010F, 2, 7, 38) + b"Canon zq"
TURNED = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, 6, 0, 0)
FRAME, SCAN = segment(0xC0, b"frame"), segment(0xDA, b"scan") + b"\x12\xff\x00\x34\xff\xd0\x56"
GIF = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6)
IMAGE = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"{}>{}<title>Metadata: 3 &lt; 4</title></svg>'
REMARK = PICTURE[0] + chunk(b"tEXt", b"zq") + PICTURE[1]


@pytest.mark.parametrize(
    ("name", "full", "bare"),
    [
        (
            "a.jpg",
            b"\xff\xd8"
            + segment(0xE1, b"Exif\0\0" + TIFF)
            + segment(0xFE, b"remark zq")
            + segment(0xED, b"Photoshop zq")
            + (FRAME + SCAN + segment(0xFE, b"zq") + SCAN)
            + b"\xff\xd9behind zq",
            b"\xff\xd8" + segment(0xE1, b"Exif\0\0" + TURNED) + FRAME + SCAN + SCAN + b"\xff\xd9",
        ),
        ("a.gif", GIF + b"\x21\xfe\x02zq\x00" + IMAGE + b";zq", GIF + IMAGE + b";"),
        (
            "a.webp",
            b"RIFF" + struct.pack("<I", 40) + b"WEBPVP8X\x0a\0\0\0\x0c" + bytes(9) + b"EXIF\2\0\0\0zqVP8 \0\0\0\0",
            b"RIFF" + struct.pack("<I", 30) + b"WEBPVP8X\x0a\0\0\0\0" + bytes(9) + b"VP8 \0\0\0\0",
        ),
        (
            "a.webp",
            b"RIFF"
            + struct.pack("<I", 48)
            + b"WEBPANMF"
            + struct.pack("<I", 34)
            + bytes(16)
            + b"zqzq\2\0\0\0zqVP8 \0\0\0\0",
            b"RIFF" + struct.pack("<I", 36) + b"WEBPANMF" + struct.pack("<I", 24) + bytes(16) + b"VP8 \0\0\0\0",
        ),
        (
            "a.jpg",
            b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\1\1zqz") + FRAME + SCAN + b"\xff\xd9",
            b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\0\0") + FRAME + SCAN + b"\xff\xd9",
        ),
        (
            "a.svg",
            SVG.format(
                ' xmlns:draw="zq" draw:docname="zq" content="zq" data-source="zq"',
                "<!-- zq --><metadata><a>zq</a></metadata><?zq zq?><draw:view>zq<g/></draw:view>"
                f"<image href='data:image/png;base64,{b64encode(REMARK).decode()}'/>",
            ).encode(),
            SVG.format(
                "", f'<image href="data:image/png;base64,{b64encode(b"".join(PICTURE)).decode()}"></image>'
            ).encode(),
        ),
        ("a.txt", b"\x89 zq", b"\x89 zq"),
        (
            "a.svg",
            SVG.format(
                ' onload="zq"',
                "<desc>zq</desc><script>zq</script><style>/* zq */rect { fill: red }</style><g display='none'>zq</g>"
                "<text style='fill: red; visibility: hidden'>zq</text><text opacity='0.0'>zq</text>"
                "<a href='http://zq.example'><path stop-opacity='0' opacity='0.5'/></a><use href='#a'/>",
            ).encode(),
            SVG.format(
                "",
                "<style>rect { fill: red }</style>"
                '<a><path stop-opacity="0" opacity="0.5"></path></a><use href="#a"></use>',
            ).encode(),
        ),
        (
            "a.svg",
            SVG.format(
                "",
                "<notes>zq</notes><g xmlns='urn:zq'><text>zq</text></g><image href='zq.png'/>"
                "<style>@import 'zq.css'; rect { fill: url(zq.svg) }</style><path style='fill: url( http://zq/ )'/>"
                "<a><animate attributeName='xlink:href' values='zq'/><path fill='url(#a)'/></a>",
            ).encode(),
            SVG.format(
                "",
                "<image></image><style> rect { fill: none }</style>"
                '<path style="fill: none"></path><a><path fill="url(#a)"></path></a>',
            ).encode(),
        ),
    ],
)
def test_of_an_image_the_picture_is_left(name: str, full: bytes, bare: bytes) -> None:
    assert pictures.bare(name, full) == bare
    assert pictures.bare(name, bare) == bare


@pytest.mark.parametrize(
    ("full", "bare"),
    [
        ("<g id='zq' class='zq' data='zq' aria-label='zq' role='zq' name='zq' xml:lang='zq'/>", "<g></g>"),
        (
            "<g id='a' class='b zq'/><use href='#a'/><style>.b {}</style>",
            '<g id="a" class="b"></g><use href="#a"></use>',
        ),
        ("<g id='a'/><set begin='a.end'/>", '<g id="a"></g><set begin="a.end"></set>'),
        ("<text fill-opacity='0'>zq</text>", '<text fill-opacity="0"></text>'),
        ("<text font-size='0px'><tspan>zq</tspan></text>", '<text font-size="0px"><tspan></tspan></text>'),
        ("<text fill='none'>zq</text>", '<text fill="none"></text>'),
        ("<text style='fill: transparent'>zq</text>", '<text style="fill: transparent"></text>'),
        ("<g style='fill: rgba(0, 0, 0, 0)'><text>zq</text></g>", None),
        ("zq<g>zq</g><a>zq</a><rect>zq</rect>", "<g></g><a></a><rect></rect>"),
        ("<defs><linearGradient><title>zq</title></linearGradient></defs>", None),
        ("<text fill='none' stroke='red'>So</text>", '<text fill="none" stroke="red">So</text>'),
        ("<g fill='none'><text fill='red'>So</text></g>", '<g fill="none"><text fill="red">So</text></g>'),
        ("<g fill='none'><text style='fill: red'>So</text></g>", None),
        ("<g fill='none' class='b'><text>So</text></g><style>.b {}</style>", None),
        ("<rect fill='none'/><text fill-opacity='0.5' font-size='0.8em'>So</text>", None),
        ("<text><a>So</a> <tspan>it</tspan> <textPath>is</textPath></text><title>So</title>", None),
        (
            "<defs><style>rect {}</style> <path d='M0'/></defs>",
            '<defs><style>rect {}</style> <path d="M0"></path></defs>',
        ),
    ],
)
def test_of_a_drawing_nothing_is_left_that_nobody_sees(full: str, bare: str | None) -> None:
    found = pictures.bare("a.svg", f"<svg>{full}</svg>".encode()).decode()
    assert "zq" not in found
    assert found.count("So") == full.count("So")
    if bare is not None:
        assert found.split("<style>.b")[0].removesuffix("</svg>").removeprefix("<svg>") == bare


@pytest.mark.parametrize(
    "text",
    [
        "<svg",
        "<svg><defs><text id='a'>zq</text></defs></svg>",
        "<svg><symbol id='a'><g><text>zq</text></g></symbol><use href='#a'/></svg>",
        "<svg><style>.a{font-size:0}</style><text class='a'>zq</text></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'zq'>]><svg>&a;</svg>",
        "<svg><image href='data:image/svg+xml,%3Csvg/%3E'/></svg>",
        "<svg><style>.st0 { display : none }</style><g class='st0'><text>zq</text></g></svg>",
        "<svg><style>.st0{fill:red;opacity:0}</style><text class='st0'>zq</text></svg>",
        "<svg><style>rect { fill: url( 'data:image/png;base64,zq') }</style></svg>",
        "<svg><image href='data:image/avif;base64,YWI='/></svg>",
        "<svg><a href='data:application/pdf;base64,YWI='/></svg>",
        "<other:svg/>",
    ],
)
def test_a_drawing_that_cannot_be_looked_into_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="it"):
        pictures.bare("a.svg", text.encode())


def test_a_large_image_takes_no_longer_than_its_size() -> None:
    length = 20_000
    scan = segment(0xDA, b"scan") + b"\x12\xff\x00" * length * 50
    data = b"\xff\xd8" + FRAME + scan + b"\xff\xd9"
    assert pictures.bare("a.jpg", data) == data
    assert pictures.bare("a.svg", f"<svg>{'<!-- -->' * length}</svg>".encode()) == b"<svg></svg>"
    with pytest.raises(ValueError, match="not XML"):
        pictures.bare("a.svg", f"<svg>{'<!--' * length}".encode())


@pytest.mark.parametrize(
    "data", [b"", b"GIF", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\0\0", b"\xff\xd8\xff\xda\0\2\xff"]
)
def test_what_is_called_an_image_and_is_none_stops_a_public_edition(data: bytes, planted: Canaries) -> None:
    Path("postmortems/public.png").write_bytes(data)
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 2
    assert "`public.png` may hold more than its picture" in run.stderr
    assert pmgen("build").exit_code == 0


@pytest.mark.parametrize(
    "word", ["10.0.20.7", "10.0.<tspan>20</tspan>.7", "jane.roe@mail.test", "password=tr0ub4dor7-horse"]
)
@pytest.mark.parametrize("name", ["public.svg", "public.txt"])
def test_a_file_that_tells_what_a_document_must_not_stops_a_public_edition(
    word: str, name: str, planted: Canaries
) -> None:
    Path("postmortems", name).write_text(f"<svg><text>{word}</text></svg>")
    document = Path("postmortems/shown.md")
    document.write_text(document.read_text() + f"\n[See]({name})\n")
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, f"`{name}` holds" in run.stderr) == (2, True), run.output
    assert pmgen("build").exit_code == 0


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("Public\n::: internal\nHidden\n:::\n", True),
        ("> :::: Internal\n> Hidden\n", True),
        ("：：： internal\nHidden\n：：：\n", True),
        ("std::internal, a:::internal\n:: internal\n::: internals\n", False),
    ],
)
def test_what_hides_nothing_in_a_text_beside_a_document_stops_a_public_edition(
    text: str, stops: bool, planted: Canaries
) -> None:
    Path("postmortems/notes.txt").write_text(text)
    document = Path("postmortems/shown.md")
    document.write_text(document.read_text() + "\n[See](notes.txt)\n")
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, "`notes.txt` holds `" in run.stderr) == (2 * stops, stops), run.output


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_is_read_in_whatever_it_is_written(encoding: str, planted: Canaries) -> None:
    Path("postmortems/café.log").write_bytes("Café: password=tr0ub4dor7-horse\n".encode(encoding))
    document = Path("postmortems/shown.md")
    document.write_text(document.read_text() + "\n[See](café.log)\n")
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, "`café.log` holds a password" in run.stderr) == (2, True), run.output
    assert "tr0ub4dor7" not in run.output


@given(st.sampled_from([*"GRI", "\x89PNG\r\n\x1a\n", "\xff\xd8", "GIF89a", "RIFF"]), st.binary(max_size=200))
def test_whatever_an_image_holds_it_is_read_or_refused(start: str, data: bytes) -> None:
    with contextlib.suppress(ValueError):
        pictures.bare("a.png", start.encode("latin-1") + data)
