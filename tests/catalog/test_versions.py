"""The order of engine versions, their prefixes, and an organization's patterns."""

import pytest

from policypack.catalog.versions import allowed_by_list, is_newer_than, line_of, matching, newest, version_key


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("15.4", "15.13"),
        ("9.6.24", "10.1"),
        ("8.0.35", "8.4.3"),
        ("8.0.46", "8.0.46-rds.20260908"),
        ("8.0.mysql_aurora.3.05.2", "8.0.mysql_aurora.3.10.0"),
        ("8.0.mysql_aurora.3.05.0", "8.0.mysql_aurora.3.05.0.1"),
        ("15.00.4153.1.v1", "15.00.4198.2.v1"),
        ("19.0.0.0.ru-2020-04.rur-2020-04.r1", "19.0.0.0.ru-2020-10.rur-2020-10.r1"),
        ("11.5.9.0.sb00039210.r1", "11.5.9.0.sb00040222.r1"),
        ("16.4", "16.4-limitless"),
        ("OpenSearch_2.9", "OpenSearch_2.11"),
    ],
)
def test_order(older: str, newer: str) -> None:
    assert version_key(older) < version_key(newer)


@pytest.mark.parametrize(
    ("version", "means"),
    [
        ("15", ("15.4", "15.13")),
        ("1", ()),
        ("15.4", ("15.4",)),
        ("15.x", ("15.4", "15.13")),
        ("16.4", ()),
        ("16", ("16.4-limitless",)),
    ],
)
def test_prefix(version: str, means: tuple[str, ...]) -> None:
    assert matching(version, ("15.4", "15.13", "16.4-limitless")) == means


@pytest.mark.parametrize(
    ("version", "is_newer"),
    [
        ("15.20", True),
        ("15.19", False),
        ("15.1", False),
        ("19", True),
        ("19.1", True),
        ("14.30", True),  # a later patch of an older line
        ("13.1", False),
        ("latest", False),
    ],
)
def test_newer(version: str, is_newer: bool) -> None:
    assert is_newer_than(version, ("14.24", "15.4", "15.19", "18.6")) is is_newer


def test_a_patch_of_a_long_term_line_is_newer_although_a_higher_line_exists() -> None:
    known = ("8.0.mysql_aurora.3.04.6", "8.0.mysql_aurora.3.13.0")
    assert is_newer_than("8.0.mysql_aurora.3.04.7", known)
    assert not is_newer_than("8.0.mysql_aurora.3.04.5", known)


def test_newest_prefers_versions_without_a_suffix() -> None:
    assert newest(("8.0.46", "8.0.46-rds.20260908", "8.0.9")) == "8.0.46"
    assert newest(("12.22-rds.20250220", "12.22-rds.20260514")) == "12.22-rds.20260514"
    assert newest(()) is None


def test_line() -> None:
    assert line_of("8.0.mysql_aurora.3.05.2", 2) == "8.0"
    assert line_of("15.00.4153.1.v1", 2) == "15.0"
    assert line_of("8", 2) is None


@pytest.mark.parametrize(
    ("patterns", "version", "allowed"),
    [
        (["15.7", "16.*"], "15.7", True),
        (["15.7", "16.*"], "15.8", False),
        (["15.7", "16.*"], "16.1", True),
        (["15.7", "16.*"], "16", True),
        (["15.7", "16.*"], "15", False),
        (["15.7", "16.*"], "160.1", False),
        (["15"], "15", True),
        (["15"], "15.7", True),
        (["15"], "1", False),
        (["15"], "150.1", False),
        (["8.0"], "8.0.mysql_aurora.3.05.2", True),
        (["6.x"], "6.x", True),
        (["*"], "9.6", True),
        ([], "15.7", False),
        ([">=15.7 <17"], "15.7", True),
        ([">=15.7 <17"], "15.13", True),
        ([">=15.7 <17"], "15.4", False),
        ([">=15.7 <17"], "16", True),
        ([">=15.7 <17"], "15", False),
        ([">=15.7 <17"], "17.1", False),
        ([">=15.7"], "150.1", True),
        (["<=16"], "16.4", True),
        (["<16.5"], "16", False),
        (["<16.5"], "16.4", True),
        ([">16"], "16.4", False),
        ([">16"], "17", True),
        ([">=8.0.mysql_aurora.3.04.0"], "8.0.mysql_aurora.3.08.2", True),
        ([">=8.0.mysql_aurora.3.04.0"], "8.0.mysql_aurora.3.02.2", False),
        ([">=6.2"], "6.x", False),
        ([">=latest"], "15.7", False),
        ([">=15"], "latest", False),
    ],
)
def test_allowed_by_list(patterns: list[str], version: str, allowed: bool) -> None:
    assert allowed_by_list(patterns, version) is allowed
