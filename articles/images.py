"""Picture files: what kind they really are, the same picture without what the camera wrote into it, and smaller ones of it."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageOps

RENDITION_WIDTHS = (480, 960)  # pixels of the smaller pictures that pages load first
ACCEPTED_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
# By the kind that a file turns out to be; MPO is a JPEG with a second picture in it, as some telephones take
SUFFIXES = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif"}
MAX_PIXELS = 20_000_000
MAX_ANIMATION_PIXELS = 5 * MAX_PIXELS  # all frames of an animation together
DECODE_ERRORS = (OSError, SyntaxError, ValueError, EOFError, LookupError, struct.error, zlib.error)
DECOMPRESSION_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
DISPLAY_INFO = (
    "icc_profile",
    "transparency",
    "duration",
    "loop",
    "disposal",
    "background",
)  # what a picture looks by
SAVE_OPTIONS = {
    "JPEG": {"quality": 92},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92},
    "GIF": {"comment": b""},
}


class InvalidImage(Exception):
    """A file that is none of the kinds that we take, whatever its name says, or is damaged."""


class ImageTooLarge(Exception):
    """A picture that is too large to be worked on; the message is its size."""


def strip_metadata(data: bytes) -> tuple[bytes, str]:
    """The picture upright and without metadata, and the suffix of its real kind; NotAPicture or TooManyPixels."""
    try:
        with Image.open(BytesIO(data), formats=ACCEPTED_FORMATS) as image:
            frames = getattr(image, "n_frames", 1) if image.format != "MPO" else 1
            check_size(image, frames)
            return _saved(image, moving=frames > 1), SUFFIXES[image.format]
    except DECOMPRESSION_BOMBS as bomb:
        raise ImageTooLarge from bomb
    except DECODE_ERRORS as fault:
        raise InvalidImage from fault


def check_size(image: Image.Image, frames: int) -> None:
    """TooManyPixels for a picture, or an animation, that is too large."""
    pixels = image.width * image.height
    if pixels > MAX_PIXELS or pixels * frames > MAX_ANIMATION_PIXELS:
        raise ImageTooLarge(f"{image.width} × {image.height}")


def _saved(image, *, moving):
    kind = "JPEG" if image.format == "MPO" else image.format
    out = BytesIO()
    if moving:
        image.save(out, kind, save_all=True, exif=b"", **SAVE_OPTIONS[kind])
        return out.getvalue()
    upright = ImageOps.exif_transpose(image)
    upright.info = {name: value for name, value in image.info.items() if name in DISPLAY_INFO}
    upright.save(out, kind, **SAVE_OPTIONS[kind])
    return out.getvalue()


def resize_to_width(data: bytes, width: int) -> bytes:
    """The picture in that width, of the same kind; nothing for one that is no wider, or moves."""
    with Image.open(BytesIO(data)) as image:
        if image.width <= width or getattr(image, "n_frames", 1) > 1:
            return b""
        kind, colours = image.format, "RGBA" if image.has_transparency_data else "RGB"
        small = image.convert(colours).resize(
            (width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS
        )
        out = BytesIO()
        small.save(
            out, kind, **{**SAVE_OPTIONS[kind], "icc_profile": image.info.get("icc_profile")}
        )
        return out.getvalue()
