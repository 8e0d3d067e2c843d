"""The form of a picture: which files it takes, under which name, and what it says of the others."""

import io
from pathlib import PurePosixPath

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from articles.editor.picture_form import MAX_PICTURE_BYTES, PictureForm
from articles.models import MediaItem, Picture
from articles.models.media_storage import rendition_name
from tests.articles.image_files import drawn, located
from tests.factories import (
    make_article,
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
KIND = (
    "Only JPEG, PNG, WebP and GIF pictures are taken."
    " This file is none of them, or damaged, whatever its name."
)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def uploaded(content, *, name="照片.jpg", **values):
    """The form of a new picture with that file."""
    article = make_article()
    form = PictureForm(
        {"position": 1, **values},
        {"file": SimpleUploadedFile(name, content)},
        instance=Picture(article=article),
    )
    form.is_valid()
    return form


def errors(form):
    return form.errors.get("file", [])


@pytest.mark.parametrize(
    ("kind", "suffix"), [("JPEG", ".jpg"), ("PNG", ".png"), ("WEBP", ".webp"), ("GIF", ".gif")]
)
def test_kinds_of_pictures_are_taken(kind, suffix, db):
    picture = uploaded(drawn(kind)).save()
    assert PurePosixPath(picture.file.name).suffix == suffix
    assert (picture.width, picture.height) == (1200, 600)


@pytest.mark.parametrize(
    "name", ["photo.png", "photo.exe", "photo", "../../x", "..\\..\\x.svg", "x.jpg\0.php"]
)
def test_picture_is_named_by_its_content(name, db):
    picture = uploaded(drawn(), name=name or "x").save()
    path = PurePosixPath(picture.file.name)
    assert (path.parts[0], path.suffix, len(path.stem), path.parts[1]) == (
        "pictures",
        ".jpg",
        32,
        path.stem[:2],
    )


def test_title_of_a_picture_holds_only_what_can_be_printed(db):
    assert uploaded(drawn(), name="门\0口\n.jpg").save().media.title == "门口"


@pytest.mark.parametrize(
    "content",
    [
        SVG,
        b"%PDF-1.7",
        b"GIF89a",
        b"\xff\xd8\xff\xe0 not a picture",
        drawn("BMP"),
        drawn("TIFF"),
        drawn()[:2000],
    ],
)
def test_file_that_is_no_picture_is_refused_whatever_its_name(content, db):
    assert errors(uploaded(content, name="photo.jpg")) == [KIND]
    assert Picture.objects.count() == 0


def test_svg_is_refused_by_its_own_name(db):
    assert errors(uploaded(SVG, name="sign.svg")) == [KIND]


def test_picture_of_forty_megapixels_is_refused(db):
    limit = "it has at most 20 million pixels, a JPEG 80 million."
    said = f"The picture is too large (8000 × 5000 pixels); {limit}"
    assert errors(uploaded(drawn("PNG", size=(8000, 5000)))) == [said]


def test_picture_of_four_hundred_megapixels_is_refused(db):
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    said = (
        "The picture is too large (? pixels); it has at most 20 million pixels, a JPEG 80 million."
    )
    assert errors(uploaded(out.getvalue())) == [said]


def test_file_of_more_than_twenty_megabytes_is_refused(db):
    content = drawn() + b"\0" * MAX_PICTURE_BYTES
    assert errors(uploaded(content)) == [
        "The file has 20.0\xa0MB; a picture has at most 20.0\xa0MB."
    ]


def test_picture_without_a_file_is_refused(db):
    form = PictureForm({"position": 1}, instance=Picture(article=make_article()))
    assert form.errors == {"file": ["This field is required."]}


def test_empty_file_is_refused(db):
    assert errors(uploaded(b"")) == ["The submitted file is empty."]


def test_what_the_camera_wrote_is_taken_out(db):
    picture = uploaded(located()).save()
    with picture.file.open() as file, Image.open(file) as image:
        assert (dict(image.getexif()), image.info.get("comment"), image.size) == (
            {},
            None,
            (600, 1200),
        )


def test_smaller_pictures_lie_beside_the_file(db):
    picture = uploaded(located(size=(2400, 1200))).save()
    for width, height in ((480, 960), (960, 1920)):
        with (
            picture.file.storage.open(rendition_name(picture.file.name, width)) as file,
            Image.open(file) as image,
        ):
            assert (image.size, image.format, dict(image.getexif())) == (
                (width, height),
                "JPEG",
                {},
            )


def test_no_smaller_picture_of_a_small_one(db):
    picture = uploaded(drawn("PNG", size=(480, 300))).save()
    assert not picture.file.storage.exists(rendition_name(picture.file.name, 480))


@pytest.mark.parametrize("brand", [b"heic", b"mif1"])
def test_heic_is_refused_with_what_helps(brand, db):
    [said] = errors(uploaded(b"\0\0\0\x18ftyp" + brand + b"\0" * 40, name="IMG_1.HEIC"))
    assert "HEIC" in said
    assert "JPEG" in said


def test_good_file_is_kept_where_its_form_is_refused(db):
    form = uploaded(drawn(), caption="字" * 301)
    item = MediaItem.objects.get()
    assert list(form.errors) == ["caption"]
    assert f'value="{item.pk}"' in str(form["media"])


def test_changed_caption_makes_nothing_new(db):
    picture = uploaded(drawn()).save()
    name = picture.file.name
    form = PictureForm({"position": 1, "caption": "新"}, instance=picture)
    assert form.is_valid()
    assert (form.save().file.name, form.instance.caption) == (name, "新")
