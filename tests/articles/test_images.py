"""Images: which files are read, what is taken out of them, their colours and renditions."""

import io

import pytest
from PIL import Image, ImageCms

from articles.images import (
    ImageTooLarge,
    InvalidImage,
    crop_to_card,
    resize_to_width,
    strip_metadata,
)
from articles.models.media_storage import media_upload_path
from tests.articles.image_files import drawn, moving

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_picture_of_twenty_megapixels_is_taken():
    assert strip_metadata(drawn(size=(5000, 4000)))[1] == ".jpg"


def test_animation_of_too_many_frames_is_refused():
    with pytest.raises(ImageTooLarge):
        strip_metadata(moving(size=(3000, 3000), frames=12))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_metadata_of_other_kinds_is_taken_out(kind):
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    content, _suffix = strip_metadata(drawn(kind, exif=exif))
    with Image.open(io.BytesIO(content)) as image:
        assert dict(image.getexif()) == {}


def test_animation_goes_on_moving():
    content, suffix = strip_metadata(moving(size=(600, 20), frames=2))
    with Image.open(io.BytesIO(content)) as image:
        assert (image.n_frames, suffix, b"secret" in content) == (2, ".gif", False)
    assert resize_to_width(content, 480) == b""


def test_transparent_picture_stays_transparent():
    out = io.BytesIO()
    Image.new("RGBA", (600, 10), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(resize_to_width(out.getvalue(), 480))) as image:
        assert image.getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colour_profile_survives(kind):
    content, _suffix = strip_metadata(drawn(kind, icc_profile=PROFILE))
    for each in (content, resize_to_width(content, 480), crop_to_card(content, (50, 50))):
        with Image.open(io.BytesIO(each)) as image:
            assert image.info["icc_profile"] == PROFILE


@pytest.mark.parametrize("options", [{}, {"icc_profile": b"damaged"}, {"icc_profile": PROFILE}])
def test_cmyk_becomes_rgb(options):
    out = io.BytesIO()
    Image.new("CMYK", (600, 10), (0, 255, 255, 0)).save(out, "JPEG", **options)
    content, _suffix = strip_metadata(out.getvalue())
    with Image.open(io.BytesIO(content)) as image:
        red, green, blue = image.getpixel((5, 5))
        assert (image.mode, red > 200, green < 60, blue < 60) == ("RGB", True, True, True)
        assert image.info.get("icc_profile") is None


def test_sixteen_bits_become_eight():
    out = io.BytesIO()
    Image.new("I;16", (600, 10), 32_896).save(out, "PNG")
    content, _suffix = strip_metadata(out.getvalue())
    with Image.open(io.BytesIO(content)) as image:
        assert (image.mode, image.getpixel((5, 5))) == ("L", 128)


def test_huge_jpeg_is_made_smaller():
    content, _suffix = strip_metadata(drawn(size=(10_000, 4000)))
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == (5000, 2000)


def test_names_are_not_guessed():
    first, second = (media_upload_path(None, "x.jpg") for _twice in range(2))
    assert first != second
    assert "." not in media_upload_path(None, "x.svg")


@pytest.mark.parametrize("content", [b"", b"x" * 100])
def test_bytes_that_are_no_picture_are_said_to_be_none(content):
    with pytest.raises(InvalidImage):
        strip_metadata(content)
