"""Image files for tests: of one colour, with metadata, animated."""

import io

from PIL import Image

GPS, ORIENTATION = 0x8825, 0x0112


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
