"""Image files: their real format, removal of metadata, and smaller renditions."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageOps

RENDITION_WIDTHS = (480, 960)  # pixels
ACCEPTED_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
# By the format that a file turns out to have. MPO is a JPEG with a second picture, as some phones write
SUFFIXES = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif"}
MAX_PIXELS = 20_000_000
MAX_ANIMATION_PIXELS = 5 * MAX_PIXELS  # of all frames together
DECODE_ERRORS = (OSError, SyntaxError, ValueError, EOFError, LookupError, struct.error, zlib.error)
DECOMPRESSION_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# The metadata that changes what a picture looks like; nothing else is kept
DISPLAY_INFO = (
    "icc_profile",
    "transparency",
    "duration",
    "loop",
    "disposal",
    "background",
)
SAVE_OPTIONS = {
    "JPEG": {"quality": 92},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92},
    "GIF": {"comment": b""},
}


class InvalidImage(Exception):
    """A file that is damaged or of no accepted format, whatever its name says."""


class ImageTooLarge(Exception):
    """An image with too many pixels; the message is its size."""


def strip_metadata(data: bytes) -> tuple[bytes, str]:
    """The image upright and without metadata, and the file suffix of its real format.

    Raises InvalidImage or ImageTooLarge.
    """
    try:
        with Image.open(BytesIO(data), formats=ACCEPTED_FORMATS) as image:
            frames = _frame_count(image)
            check_size(image, frames)
            content = _encode_animation(image) if frames > 1 else _encode_upright(image)
            return content, SUFFIXES[image.format]
    except DECOMPRESSION_BOMBS as error:
        raise ImageTooLarge from error
    except DECODE_ERRORS as error:
        raise InvalidImage from error


def _frame_count(image) -> int:
    """The number of frames of an animation; the second picture of an MPO file is none."""
    if image.format == "MPO":
        return 1
    return getattr(image, "n_frames", 1)


def check_size(image: Image.Image, frames: int) -> None:
    """Raise ImageTooLarge for an image, or an animation, with too many pixels."""
    pixels = image.width * image.height
    if pixels > MAX_PIXELS or pixels * frames > MAX_ANIMATION_PIXELS:
        raise ImageTooLarge(f"{image.width} × {image.height}")


def _encode_animation(image) -> bytes:
    out = BytesIO()
    options = SAVE_OPTIONS[image.format]
    image.save(out, image.format, save_all=True, exif=b"", **options)
    return out.getvalue()


def _encode_upright(image) -> bytes:
    """The still image, turned as its EXIF orientation says."""
    target_format = "JPEG" if image.format == "MPO" else image.format
    out = BytesIO()
    upright = ImageOps.exif_transpose(image)
    upright.info = {name: value for name, value in image.info.items() if name in DISPLAY_INFO}
    upright.save(out, target_format, **SAVE_OPTIONS[target_format])
    return out.getvalue()


def resize_to_width(data: bytes, width: int) -> bytes:
    """The image in that width (pixels) and the same format; empty for a narrower one or an animation."""
    with Image.open(BytesIO(data)) as image:
        if image.width <= width or getattr(image, "n_frames", 1) > 1:
            return b""
        height = max(1, round(image.height * width / image.width))
        mode = "RGBA" if image.has_transparency_data else "RGB"
        small = image.convert(mode).resize((width, height), Image.Resampling.LANCZOS)
        options = {**SAVE_OPTIONS[image.format], "icc_profile": image.info.get("icc_profile")}
        out = BytesIO()
        small.save(out, image.format, **options)
        return out.getvalue()
