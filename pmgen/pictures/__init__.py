"""Images without what they carry besides the picture: where and by whom it was taken, with what, and remarks.

What is kept is what changes the picture; all else goes, known or not, and so does whatever stands behind the end.
"""

from __future__ import annotations

from pmgen.pictures import drawing, raster

_IMAGES = ("png", "jpg", "jpeg", "gif", "webp")
_CLOSED = frozenset(
    "ai arw avif cr2 cr3 dng emf eps heic heif indd jp2 jxl nef orf psd raf rw2 tif tiff wmf xcf".split()
)


def bare(path: str, data: bytes) -> bytes:
    """A file as it may be public: an image without what it carries; anything else as it is.

    Raises:
        ValueError: when it is called an image and cannot be read as one.
    """
    kind = path.rpartition(".")[2].lower()
    if (picture := raster.bare(data)) is not None:
        return picture
    if kind == "svg":
        return drawing.bare(data, bare)
    if kind in _IMAGES:
        raise ValueError("it is not what its name says")
    if kind in _CLOSED:
        raise ValueError("nobody here can look into its kind; save it as PNG, JPEG or WebP")
    return data
