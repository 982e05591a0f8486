"""What of S3's bucket family is out of date in each major of pulumi-aws."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from policypack.catalog.files import Section, bundled
from policypack.model.records import record


@record(frozen=True, slots=True)
class OutdatedBuckets:
    """Of one major: outdated types, and outdated arguments of current types, each with the class of ``aws.s3`` that
    takes its place."""

    types: Mapping[str, str]
    arguments: Mapping[str, Mapping[str, str]]


def outdated_buckets(major: int) -> OutdatedBuckets:
    """The facts for pulumi-aws 6 or 7; those of the nearest of the two for another major."""
    return _by_major()[6 if major <= 6 else 7]


def bucket_family() -> tuple[str, ...]:
    """All types that are outdated in one major, or that have outdated arguments in one."""
    found = _by_major().values()
    return tuple(sorted({token for facts in found for token in (*facts.types, *facts.arguments)}))


@cache
def _by_major() -> Mapping[int, OutdatedBuckets]:
    majors = bundled("deprecated_buckets").section("majors")
    return {int(major): _facts(majors.section(major)) for major in majors}


def _facts(section: Section) -> OutdatedBuckets:
    types, arguments = section.section("types"), section.section("arguments")
    return OutdatedBuckets(
        {token: types.text(token) for token in types},
        {token: _texts(arguments.section(token)) for token in arguments},
    )


def _texts(section: Section) -> Mapping[str, str]:
    return {key: section.text(key) for key in section}
