"""Image files: their real format, removal of metadata, and smaller renditions."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

RENDITION_WIDTHS = (480, 960)  # pixels
ACCEPTED_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
# By the format that a file turns out to have. MPO is a JPEG with a second picture, as some phones write
SUFFIXES = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif"}
MAX_PIXELS = 20_000_000
MAX_JPEG_PIXELS = (
    80_000_000  # a JPEG is read at a fraction of its size, so that its memory stays small
)
MAX_SIDE = 5000  # pixels of a stored JPEG; a larger one is made smaller
MAX_ANIMATION_PIXELS = 5 * MAX_PIXELS  # of all frames together
CARD_SIZE = (1200, 630)  # pixels, as link previews have it
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
# The brands of the container in which phones store HEIC pictures (ISO/IEC 23008-12)
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


class InvalidImage(Exception):
    """A file that is damaged or of no accepted format, whatever its name says."""


class HeicImage(InvalidImage):
    """A HEIC picture, for which there is no decoder under a permissive licence."""


class ImageTooLarge(Exception):
    """An image with too many pixels; the message is its size."""


def strip_metadata(data: bytes) -> tuple[bytes, str]:
    """The image upright, in colours of a screen and without metadata, and the suffix of its real format.

    Raises InvalidImage, HeicImage or ImageTooLarge.
    """
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        raise HeicImage
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


def image_size(data: bytes) -> tuple[int, int]:
    """The width and height of an image that `strip_metadata` returned."""
    with Image.open(BytesIO(data)) as image:
        return image.size


def _frame_count(image) -> int:
    """The number of frames of an animation; the second picture of an MPO file is none."""
    if image.format == "MPO":
        return 1
    return getattr(image, "n_frames", 1)


def max_pixels(image_format: str) -> int:
    """How many pixels a still image of that format may have."""
    return MAX_JPEG_PIXELS if image_format in {"JPEG", "MPO"} else MAX_PIXELS


def check_size(image: Image.Image, frames: int) -> None:
    """Raise ImageTooLarge for an image, or an animation, with too many pixels."""
    pixels = image.width * image.height
    if pixels > max_pixels(image.format) or pixels * frames > MAX_ANIMATION_PIXELS:
        raise ImageTooLarge(f"{image.width} × {image.height}")


def _encode_animation(image) -> bytes:
    out = BytesIO()
    options = {**SAVE_OPTIONS[image.format], "icc_profile": image.info.get("icc_profile")}
    image.save(out, image.format, save_all=True, exif=b"", **options)
    return out.getvalue()


def _encode_upright(image) -> bytes:
    """The still image, turned as its EXIF orientation says."""
    target_format = "JPEG" if image.format == "MPO" else image.format
    if target_format == "JPEG" and max(image.size) > MAX_SIDE:
        image.draft(None, (MAX_SIDE // 2, MAX_SIDE // 2))  # the decoder halves it while it reads
    info = {name: value for name, value in image.info.items() if name in DISPLAY_INFO}
    upright = to_screen_colours(ImageOps.exif_transpose(image), info)
    if target_format == "JPEG":
        upright.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    upright.info = info
    out = BytesIO()
    options = {**SAVE_OPTIONS[target_format], "icc_profile": info.get("icc_profile")}
    upright.save(out, target_format, **options)
    return out.getvalue()


def to_screen_colours(image: Image.Image, info: dict) -> Image.Image:
    """The image in RGB or grey with eight bits; `info` loses a profile that describes it no longer.

    A profile of RGB or grey colours is kept as it is.
    """
    if image.mode == "CMYK":
        profile = info.pop("icc_profile", None)
        return _cmyk_to_rgb(image, profile)
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda value: value / 257).convert("L")
    return image


def _cmyk_to_rgb(image, profile) -> Image.Image:
    """The image in sRGB, through its own profile if it has a usable one."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, *DECODE_ERRORS):
            return image.convert("RGB")  # a damaged profile; the colours are nearly right without
    return image.convert("RGB")


def resize_to_width(data: bytes, width: int) -> bytes:
    """The image in that width (pixels) and the same format; empty for a narrower one or an animation."""
    with Image.open(BytesIO(data)) as image:
        if image.width <= width or getattr(image, "n_frames", 1) > 1:
            return b""
        height = max(1, round(image.height * width / image.width))
        small = _drawable(image).resize((width, height), Image.Resampling.LANCZOS)
        return _encode_like(small, image)


def card_size(width: int) -> tuple[int, int]:
    """The size of a card in that width."""
    return width, width * CARD_SIZE[1] // CARD_SIZE[0]


def crop_to_card(data: bytes, focus: tuple[int, int], width: int = CARD_SIZE[0]) -> bytes:
    """The image in the shape of a card, around its focal point (percent from the left and the top)."""
    with Image.open(BytesIO(data)) as image:
        centering = (focus[0] / 100, focus[1] / 100)
        card = ImageOps.fit(
            _drawable(image), card_size(width), Image.Resampling.LANCZOS, centering=centering
        )
        return _encode_like(card, image)


def _drawable(image) -> Image.Image:
    """The image in a mode that can be scaled smoothly."""
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _encode_like(image, original) -> bytes:
    """The image in the format of the original, with its colour profile unless that one is of grey."""
    profile = original.info.get("icc_profile")
    if original.mode in {"L", "LA", "1", "CMYK"}:
        profile = None
    out = BytesIO()
    options = {**SAVE_OPTIONS[original.format], "icc_profile": profile}
    image.save(out, original.format, **options)
    return out.getvalue()
