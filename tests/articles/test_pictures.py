"""Pictures: what file is taken, under which name, and in which widths pages get it."""

import io
from pathlib import PurePosixPath

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image, ImageCms

from articles.editor.picture_form import MAX_PICTURE_BYTES, PictureForm
from articles.images import (
    ImageTooLarge,
    InvalidImage,
    crop_to_card,
    resize_to_width,
    strip_metadata,
)
from articles.models import MediaItem, Picture
from articles.models.media_storage import media_upload_path, rendition_name
from tests.factories import (
    make_article,
    make_picture,
    make_user,
    make_waiting_article,
    pass_reviews,
)

LIST = "/admin/articles/article/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
KIND = (
    "Only JPEG, PNG, WebP and GIF pictures are taken."
    " This file is none of them, or damaged, whatever its name."
)
GPS, ORIENTATION = 0x8825, 0x0112


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def drawn(kind="JPEG", *, size=(1200, 600), **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **options)
    return out.getvalue()


def located(**tags) -> bytes:
    """A JPEG that says where it was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"
    exif[0x010F] = "Maker"
    return drawn(exif=exif, comment=b"secret", **tags)


def moving(*, size, frames) -> bytes:
    """An animation with a comment in it."""
    first, *others = (Image.new("L", size, number * 9) for number in range(frames))
    out = io.BytesIO()
    first.save(out, "GIF", save_all=True, append_images=others, comment=b"secret")
    return out.getvalue()


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


# What is taken


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


def test_picture_of_twenty_megapixels_is_taken():
    assert strip_metadata(drawn(size=(5000, 4000)))[1] == ".jpg"


def test_animation_of_too_many_frames_is_refused():
    with pytest.raises(ImageTooLarge):
        strip_metadata(moving(size=(3000, 3000), frames=12))


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


# What is stored


def test_what_the_camera_wrote_is_taken_out(db):
    picture = uploaded(located()).save()
    with picture.file.open() as file, Image.open(file) as image:
        assert (dict(image.getexif()), image.info.get("comment"), image.size) == (
            {},
            None,
            (600, 1200),
        )


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


def test_transparent_picture_stays_transparent():
    out = io.BytesIO()
    Image.new("RGBA", (600, 10), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(resize_to_width(out.getvalue(), 480))) as image:
        assert image.getpixel((0, 0))[3] == 0


# Colours


PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


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


@pytest.mark.parametrize("brand", [b"heic", b"mif1"])
def test_heic_is_refused_with_what_helps(brand, db):
    [said] = errors(uploaded(b"\0\0\0\x18ftyp" + brand + b"\0" * 40, name="IMG_1.HEIC"))
    assert "HEIC" in said
    assert "JPEG" in said


def test_huge_jpeg_is_made_smaller():
    content, _suffix = strip_metadata(drawn(size=(10_000, 4000)))
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == (5000, 2000)


def test_good_file_is_kept_where_its_form_is_refused(db):
    form = uploaded(drawn(), caption="字" * 301)
    item = MediaItem.objects.get()
    assert list(form.errors) == ["caption"]
    assert f'value="{item.pk}"' in str(form["media"])


def test_names_are_not_guessed():
    first, second = (media_upload_path(None, "x.jpg") for _twice in range(2))
    assert first != second
    assert "." not in media_upload_path(None, "x.svg")


@pytest.mark.parametrize("content", [b"", b"x" * 100])
def test_bytes_that_are_no_picture_are_said_to_be_none(content):
    with pytest.raises(InvalidImage):
        strip_metadata(content)


def test_changed_caption_makes_nothing_new(db):
    picture = uploaded(drawn()).save()
    name = picture.file.name
    form = PictureForm({"position": 1, "caption": "新"}, instance=picture)
    assert form.is_valid()
    assert (form.save().file.name, form.instance.caption) == (name, "新")


# The pages


def published_with(content):
    """A public article with that picture."""
    article = make_waiting_article()
    Picture.objects.filter(pk=uploaded(content, alt="校门", credit="本报").save().pk).update(
        article=article
    )
    article.record_edit(by=make_user())
    pass_reviews(article)
    article.refresh_from_db()
    return article


def test_public_page_offers_the_smaller_pictures(client, db):
    address = f"/en/articles/{published_with(drawn()).pk}/versions/1/pictures/1/"
    page = client.get(address.partition("versions")[0]).text
    assert f'srcset="{address}480/ 480w, {address}960/ 960w, {address} 1200w"' in page
    widths = [
        Image.open(io.BytesIO(b"".join(client.get(f"{address}{end}")))).width
        for end in ("480/", "960/", "")
    ]
    assert widths == [480, 960, 1200]


def test_width_that_is_not_stored_gives_the_whole_picture_and_an_odd_one_none(client, db):
    address = f"/en/articles/{published_with(drawn(size=(600, 300))).pk}/versions/1/pictures/1/"
    assert Image.open(io.BytesIO(b"".join(client.get(f"{address}960/")))).width == 600
    assert client.get(f"{address}481/").status_code == 404


def test_picture_of_a_draft_is_for_those_who_see_its_form(client, db):
    picture = make_picture(make_article())
    address = f"/admin/articles/picture/{picture.pk}/file/"
    client.force_login(make_user("view_picture"))
    assert b"".join(client.get(address))[:4] == b"\x89PNG"
    client.force_login(make_user("view_article"))
    assert client.get(address).status_code == 403
    client.logout()
    assert client.get(address).status_code == 302


def test_picture_is_uploaded_with_its_article(client, db):
    client.force_login(
        make_user("view_article", "change_article", "add_picture", "view_picture", "change_picture")
    )
    article = make_article()
    page = client.get(f"{LIST}{article.pk}/change/")
    sent = {
        name: getattr(article, name)
        for name in ("language", "title", "body", "rights", "source_as_printed")
    }
    for formset in page.context["inline_admin_formsets"]:
        prefix = formset.formset.prefix
        sent |= {f"{prefix}-TOTAL_FORMS": int(prefix == "pictures"), f"{prefix}-INITIAL_FORMS": 0}
    sent |= {
        "pictures-0-file": SimpleUploadedFile("../../x", drawn()),
        "pictures-0-position": 1,
        "pictures-0-caption": "门",
    }
    assert client.post(f"{LIST}{article.pk}/change/", sent).status_code == 302
    picture = article.pictures.get()
    assert (
        picture.caption,
        picture.file.storage.exists(rendition_name(picture.file.name, 960)),
    ) == ("门", True)
