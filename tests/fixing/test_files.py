"""Files are replaced whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.errors import ProgramError
from policypack.fixing.files import write


def test_a_link_stays_a_link_and_the_mode_stays(tmp_path: Path) -> None:
    file, link = tmp_path / "file.py", tmp_path / "link.py"
    file.write_bytes(b"a\r\n")
    file.chmod(0o755)
    link.symlink_to(file)
    write({link: (b"a\r\n", b"b\r\n")})
    assert link.is_symlink()
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"b\r\n", 0o755)


def test_a_file_that_has_changed_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "file.py"
    file.write_bytes(b"newer")
    with pytest.raises(ProgramError, match=r"file\.py: has changed"):
        write({file: (b"older", b"fixed")})
    assert file.read_bytes() == b"newer"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match="cannot be written"):
        write({tmp_path / "gone.py": (b"", b"x")})
