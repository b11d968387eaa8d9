"""A file that is made at a click is there when the browser comes for it, while others go on clicking."""

from __future__ import annotations

from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from serving.downloads import KEPT_SECONDS, keep_downloads


def test_a_file_outlives_the_runs_of_others_and_goes_after_a_while() -> None:
    now = 0.0
    storage = MemoryMediaFileStorage("/media")
    files = MediaFileManager(storage)
    keep_downloads(files, lambda: now)
    asked = files.add_deferred(lambda: b"inhoud", "text/csv", "0.0.0", file_name="tabel.csv")
    name = files.execute_deferred(asked).rpartition("/")[2]
    for _ in range(5):
        files.remove_orphaned_files()
    assert storage.get_file(name).content == b"inhoud"
    now = KEPT_SECONDS + 1.0
    for _ in range(2):
        files.remove_orphaned_files()
    assert not files._file_metadata
