"""The whole public registry as one archive: a file of JSON lines for each kind, and a manifest with their checksums."""

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

FORMAT_VERSION = 1  # of the archive's form
MANIFEST = "manifest.json"
BY_ID = KeysetOrder("pk", descending=False)
ZIP_EPOCH = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the first moment that the form knows: the same data gives the same bytes
BLOCK_SIZE = 65_536  # bytes


class InvalidArchive(Exception):
    """What is wrong with an archive."""


def write_archive(path: Path, *, day: date, root: str) -> dict:
    """Write the archive of that day in one step, so that nobody ever finds half of one; its manifest."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
        try:
            with ZipFile(file, "w", ZIP_DEFLATED) as archive, consistent_snapshot():
                manifest = _fill(archive, day, root)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    return manifest


@contextmanager
def consistent_snapshot():
    """Have everything that is read be of one moment."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and not nested:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _fill(archive, day, root):
    files = {}
    for kind in API_RESOURCES:
        files[f"{kind.name}.jsonl"] = _write_kind(archive, kind, root)
    manifest = {
        "format": "industry-education-registry",
        "version": FORMAT_VERSION,
        "date": str(day),
        "site": root,
        "files": files,
    }
    with archive.open(_entry(MANIFEST), "w") as out:
        out.write((json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())
    return manifest


def _write_kind(archive, kind, root):
    rows, digest = 0, sha256()
    with archive.open(_entry(f"{kind.name}.jsonl"), "w") as out:
        for line in iter_jsonl(kind, root=root):
            out.write(line)
            digest.update(line)
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def iter_jsonl(kind: APIResource, *, root: str) -> Iterator[bytes]:
    """Every public thing of a kind in the order of its id, a line of JSON each."""
    with translation.override("zh-hans"):
        for rows in iter_chunks(kind.get_queryset(), BY_ID):
            for told in kind.serialize(rows, root=root, whole=True):
                yield json.dumps(told, ensure_ascii=False, cls=JSONEncoder).encode() + b"\n"


def _entry(name):
    entry = ZipInfo(name, ZIP_EPOCH)
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
    return entry


def verify_archive(path: Path) -> dict:
    """The manifest of an archive of which every file is whole; BrokenArchive with the reason for any other."""
    try:
        with ZipFile(path) as archive:
            manifest = _manifest(archive)
            for name, said in manifest["files"].items():
                _check_file(archive, name, said)
    except (BadZipFile, OSError, EOFError) as error:
        raise InvalidArchive(f"{path}: {error}") from error
    return manifest


def _manifest(archive):
    names = archive.namelist()
    if MANIFEST not in names:
        raise InvalidArchive(f"{MANIFEST} is missing.")
    try:
        manifest = json.loads(archive.read(MANIFEST))
        version, files = manifest["version"], {*manifest["files"], MANIFEST}
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidArchive(f"{MANIFEST} cannot be read: {error}") from error
    if version != FORMAT_VERSION:
        raise InvalidArchive(
            f"{MANIFEST}: version {version} is not known here, only {FORMAT_VERSION}."
        )
    if strange := sorted({*names} ^ files):
        raise InvalidArchive(f"{MANIFEST} and the archive differ in {', '.join(strange)}.")
    return manifest


def _check_file(archive, name, said):
    rows, digest = 0, sha256()
    with archive.open(name) as file:
        while block := file.read(BLOCK_SIZE):
            digest.update(block)
            rows += block.count(b"\n")
    if digest.hexdigest() != said["sha256"]:
        raise InvalidArchive(f"{name}: the checksum differs, so its contents were changed.")
    if rows != said["rows"]:
        raise InvalidArchive(f"{name}: {rows} rows, where the manifest says {said['rows']}.")
