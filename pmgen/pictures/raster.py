"""PNG, JPEG, GIF and WebP: files of blocks, of which those are kept that change the picture.

Sources: PNG (W3C, third edition, 11), JPEG (ITU T.81, annex B), JFIF 1.02, Exif 2.32 (4.6.4), GIF 89a (appendix A), the
WebP container (RFC 9649, 2).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from typing import Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT: Final = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
_WEBP_KEPT: Final = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_FLAGS: Final = 0x0C  # of VP8X: there are Exif, there is XMP
_GIF_LOOPS: Final = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_NESTED: Final = 16  # bytes of an ANMF before the chunks of its frame
_END_OF_SCAN: Final = re.compile(rb"\xff[^\x00\xd0-\xd7]")  # neither a stuffed byte nor a place to begin anew from


def _png(data: bytes) -> bytes:
    found, at = [_PNG], len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise IndexError
        if kind in _PNG_KEPT:
            found.append(data[at:end])
        if kind == b"IEND":
            return b"".join(found)
        at = end


def _jpeg(data: bytes) -> bytes:
    found, at, turned = [data[:2]], 2, 1
    while True:
        if data[at] != 0xFF:
            raise ValueError("a segment of it does not begin where it should")
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker == 0xD9:
            return b"".join([found[0], *([_orientation(turned)] if turned > 1 else []), *found[1:], b"\xff\xd9"])
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at : at + 2 + length]
        if len(segment) < length + 2:
            raise IndexError
        turned = _turned(segment) or turned
        at += len(segment)
        if marker == 0xE0 and segment[4:9] == b"JFIF\0":
            found.append(_without_thumbnail(segment))
        elif _shapes_the_picture(marker, segment):
            found.append(segment)
        if marker == 0xDA:
            if (end := _END_OF_SCAN.search(data, at)) is None:
                raise IndexError
            found.append(data[at : end.start()])
            at = end.start()


def _shapes_the_picture(marker: int, segment: bytes) -> bool:
    if marker == 0xFE or 0xE0 <= marker <= 0xEF:
        kept = {0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}.get(marker)
        return kept is not None and segment[4:].startswith(kept)
    return True


def _without_thumbnail(segment: bytes) -> bytes:
    """The segment that begins a JFIF: version and density, and no small picture of what may have been cut off since."""
    return b"\xff\xe0\x00\x10" + segment[4:16].ljust(12, b"\0") + b"\0\0"


def _turned(segment: bytes) -> int:
    """How a picture is to be turned, 1 to 8; 0 where that is not said. The only word of Exif that changes it."""
    tiff = segment[10:]
    if segment[1] != 0xE1 or segment[4:10] != b"Exif\0\0" or tiff[:2] not in (b"II", b"MM"):
        return 0
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (number,) = struct.unpack_from(f"{order}H", tiff, first)
        entries = (struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * each) for each in range(number))
        found = next((value for tag, _, _, value in entries if tag == 0x0112), 0)
    except struct.error:
        return 0
    return found if 1 <= found <= 8 else 0


def _orientation(turned: int) -> bytes:
    """A segment that says how to turn the picture, and nothing else."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, turned, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff


def _gif(data: bytes) -> bytes:
    at = 13 + _colours(data[10])
    found = [data[:at]]
    while True:
        start, kind = at, data[at]
        if kind == 0x3B:
            return b"".join([*found, b";"])
        if kind == 0x2C:
            at = _blocks_end(data, start + 11 + _colours(data[start + 9]))
            found.append(data[start:at])
        elif kind == 0x21:
            at = _blocks_end(data, start + 2)
            if data[start + 1] == 0xF9 or data[start + 3 : start + 14] in _GIF_LOOPS:
                found.append(data[start:at])
        else:
            raise ValueError("a block of it is of no known kind")


def _colours(flags: int) -> int:
    """How many bytes a table of colours takes."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1


def _webp(data: bytes) -> bytes:
    found = b"".join(_webp_chunks(data, 12, 8 + struct.unpack_from("<I", data, 4)[0]))
    return b"RIFF" + struct.pack("<I", len(found) + 4) + b"WEBP" + found


def _webp_chunks(data: bytes, at: int, end: int) -> Iterator[bytes]:
    while at < min(end, len(data)):
        kind, length = struct.unpack_from("<4sI", data, at)
        chunk = data[at : at + 8 + length + length % 2]
        if len(chunk) < 8 + length:
            raise IndexError
        at += len(chunk)
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS]) + chunk[9:]
        if kind == b"ANMF":
            inside = chunk[8 : 8 + _NESTED] + b"".join(_webp_chunks(chunk, 8 + _NESTED, 8 + length))
            chunk = kind + struct.pack("<I", len(inside)) + inside
        if kind in _WEBP_KEPT:
            yield chunk


_KINDS: Final[tuple[tuple[re.Pattern[bytes], Callable[[bytes], bytes]], ...]] = (
    (re.compile(re.escape(_PNG)), _png),
    (re.compile(rb"\xff\xd8"), _jpeg),
    (re.compile(rb"GIF8"), _gif),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), _webp),
)


def bare(data: bytes) -> bytes | None:
    """An image without what it carries; `None` for what begins as none of these kinds.

    Raises:
        ValueError: when it cannot be read to its end.
    """
    make = next((make for start, make in _KINDS if start.match(data)), None)
    try:
        return make(data) if make else None
    except (IndexError, struct.error) as error:
        raise ValueError("it ends too early") from error
