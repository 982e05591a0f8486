"""A file is replaced at once or not at all, and stays what it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from policypack.documents.files import write_text


def test_a_file_keeps_its_mode_and_a_link_leads_to_it(tmp_path: Path) -> None:
    file, link = tmp_path / "a", tmp_path / "b"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    write_text(link, "new")
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("new", 0o640)
    assert link.is_symlink()


def test_a_new_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    write_text(tmp_path / "b", "x")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


@pytest.mark.parametrize("broken", ["replace", "fsync", "chmod"])
def test_a_failure_leaves_the_old_and_nothing_else(
    tmp_path: Path, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space left")

    (tmp_path / "a").write_text("old")
    monkeypatch.setattr(os, broken, fail)
    with pytest.raises(OSError, match="no space left"):
        write_text(tmp_path / "a", "new")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("a", "old")]


def test_no_device_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "null").symlink_to(os.devnull)
    with pytest.raises(OSError, match="plain file"):
        write_text(tmp_path / "null", "x")
