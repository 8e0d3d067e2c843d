"""The dump of the public registry: a zip of JSON lines for each resource, and a manifest of checksums."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from django.db import connection, transaction
from django.utils import translation
from rest_framework.utils.encoders import JSONEncoder

from portal.api.resources import API_RESOURCES, APIResource
from portal.listing.export.table import iter_chunks
from portal.listing.keyset import KeysetOrder

FORMAT_VERSION = 1  # of the archive
MANIFEST = "manifest.json"
BY_ID = KeysetOrder("pk", descending=False)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # of every file in it, so that the same data gives the same bytes
BLOCK_SIZE = 65_536  # bytes
FILE_MODE = 0o644


class InvalidArchive(Exception):
    """An archive that is damaged, altered or of an unknown version; the message says which."""


# Writing


def write_archive(path: Path, *, day: date, root: str) -> dict:
    """Write the archive and return its manifest; `root` is the site's address.

    The file is renamed into its place, so that nobody ever finds half an archive.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
        temporary = Path(file.name)
        try:
            with ZipFile(file, "w", ZIP_DEFLATED) as archive, consistent_snapshot():
                manifest = _write_files(archive, day, root)
            file.flush()
            os.fsync(file.fileno())
            temporary.chmod(FILE_MODE)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    return manifest


@contextmanager
def consistent_snapshot():
    """Read the database within as it is at one moment."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and not nested:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _write_files(archive: ZipFile, day: date, root: str) -> dict:
    """Write the file of each resource, then the manifest; return the manifest."""
    files = {}
    for resource in API_RESOURCES:
        files[_file_name(resource)] = _write_resource(archive, resource, root)
    manifest = {
        "format": "industry-education-registry",
        "version": FORMAT_VERSION,
        "date": str(day),
        "site": root,
        "files": files,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    with archive.open(_zip_entry(MANIFEST), "w") as file:
        file.write(text.encode())
    return manifest


def _write_resource(archive: ZipFile, resource: APIResource, root: str) -> dict:
    """Write the file of a resource; return its number of rows and its checksum."""
    rows = 0
    digest = sha256()
    with archive.open(_zip_entry(_file_name(resource)), "w") as file:
        for line in iter_jsonl(resource, root=root):
            file.write(line)
            digest.update(line)
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def iter_jsonl(resource: APIResource, *, root: str) -> Iterator[bytes]:
    """Yield every public row of a resource in the order of its id, as a line of JSON."""
    with translation.override("zh-hans"):
        for rows in iter_chunks(resource.get_queryset(), BY_ID):
            for row in resource.serialize(rows, root=root, detail=True):
                text = json.dumps(row, ensure_ascii=False, cls=JSONEncoder)
                yield text.encode() + b"\n"


def _file_name(resource: APIResource) -> str:
    return f"{resource.name}.jsonl"


def _zip_entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, ZIP_EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = FILE_MODE << 16  # where zip has the mode of a file
    return entry


# Checking


def verify_archive(path: Path) -> dict:
    """Return the manifest of an archive whose files are all complete; raise InvalidArchive for any other."""
    try:
        with ZipFile(path) as archive:
            manifest = _read_manifest(archive)
            for name, expected in manifest["files"].items():
                _verify_file(archive, name, expected)
    except (BadZipFile, OSError, EOFError) as error:
        raise InvalidArchive(f"{path}: {error}") from error
    return manifest


def _read_manifest(archive: ZipFile) -> dict:
    names = set(archive.namelist())
    if MANIFEST not in names:
        raise InvalidArchive(f"{MANIFEST} is missing.")
    try:
        manifest = json.loads(archive.read(MANIFEST))
        version = manifest["version"]
        expected_names = {*manifest["files"], MANIFEST}
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidArchive(f"{MANIFEST} cannot be read: {error}") from error
    if version != FORMAT_VERSION:
        raise InvalidArchive(
            f"{MANIFEST}: version {version} is not known here, only {FORMAT_VERSION}."
        )
    differing = sorted(names ^ expected_names)
    if differing:
        raise InvalidArchive(f"{MANIFEST} and the archive differ in {', '.join(differing)}.")
    return manifest


def _verify_file(archive: ZipFile, name: str, expected: dict) -> None:
    rows = 0
    digest = sha256()
    with archive.open(name) as file:
        while block := file.read(BLOCK_SIZE):
            digest.update(block)
            rows += block.count(b"\n")
    if digest.hexdigest() != expected["sha256"]:
        raise InvalidArchive(f"{name}: the checksum differs, so its contents were changed.")
    if rows != expected["rows"]:
        raise InvalidArchive(f"{name}: {rows} rows, where the manifest says {expected['rows']}.")
