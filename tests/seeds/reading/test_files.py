"""Which files of a folder are pages."""

from seeds.reading import find_pages


def test_old_documents_of_a_folder_are_listed_and_locks_are_not(tmp_path):
    for name in ("a.doc", "b.rtf", "~$c.docx", "d.png"):
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in find_pages([tmp_path])] == ["a.doc", "b.rtf"]
