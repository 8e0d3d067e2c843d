"""Files that are a ZIP of XML parts (XLSX, ODS): their parts, bounded in size, read piece by piece."""

import io
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree

from consortia.sheets.remarks import SheetRefused
from consortia.sheets.workbook.cells import MAX_UNPACKED_BYTES

ENCRYPTED_FLAG = 0x1  # of a part of a ZIP


class Package:
    """The parts of a file by path; case and the kind of slash do not count in a path."""

    def __init__(self, data: bytes):
        """Open the file; raises SheetRefused for one that is too large or encrypted, BadZipFile."""
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        infos = self._archive.infolist()
        if sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES:
            raise SheetRefused(_("The file takes more than 50 MB when it is unpacked."))
        if any(info.flag_bits & ENCRYPTED_FLAG for info in infos):
            raise SheetRefused(_("The file is protected by a password."))
        self._parts = {_folded(info.filename): info for info in infos}

    def __contains__(self, path: str) -> bool:
        return _folded(path) in self._parts

    def read(self, path: str) -> bytes:
        """The bytes of a part; KeyError if there is none."""
        return self._archive.read(self._parts[_folded(path)])

    def tree(self, path: str) -> etree._Element:
        """The root of a part that is small; KeyError if there is none."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(self.read(path), parser)

    def elements(self, path: str, *names: str) -> Iterator[etree._Element]:
        """The elements of these names in a part, one by one, so that memory stays flat."""
        with self._archive.open(self._parts[_folded(path)]) as part:
            tags = [f"{{*}}{name}" for name in names]
            for _event, element in etree.iterparse(
                part, tag=tags, resolve_entities=False, no_network=True
            ):
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]


def local_name(element: etree._Element) -> str:
    """The name of an element or attribute key without its namespace; blank for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str, default: str = "") -> str:
    """The attribute of that local name, whatever its namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return default


def _folded(path) -> str:
    return path.replace("\\", "/").lstrip("/").lower()
