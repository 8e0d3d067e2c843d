"""ZIP files as people and programs make them."""

import io
import struct
import zipfile


def make_zip(members, *, compression=zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these members: name or ZipInfo, and bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def make_gbk_zip(name: str, content: bytes, *, encoding="gb18030") -> bytes:
    """An archive whose name is in GBK and does not say so, as Chinese Windows writes it."""
    raw = name.encode(encoding)
    holder = "x" * len(raw)
    return make_zip([(holder, content)]).replace(holder.encode(), raw)


def encrypt_flags(content: bytes) -> bytes:
    """The archive with the mark of encryption on each member."""
    changed = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(signature)
        while place >= 0:
            [flags] = struct.unpack_from("<H", changed, place + offset)
            struct.pack_into("<H", changed, place + offset, flags | 1)
            place = changed.find(signature, place + 4)
    return bytes(changed)


def link_member(name: str) -> zipfile.ZipInfo:
    """A symbolic link as a member."""
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o120777 << 16
    return info
