"""Event notifications of a bucket, to queues, topics and functions alike."""

from __future__ import annotations

from collections.abc import Iterator

from policypack.model.facts import Fact, all_of
from policypack.model.resources import Resource
from policypack.model.values import Value, together

DESTINATIONS = ("queues", "topics", "lambdaFunctions")


def notifications(resource: Resource) -> Iterator[Value]:
    """Each notification of a BucketNotification; one unknown notification for a list that is not known."""
    for destination in DESTINATIONS:
        yield from resource[destination].elements()


def overlap(one: Value, other: Value) -> Fact:
    """Some event on some key would go to both."""
    return all_of(
        one["events"].any(lambda event: other["events"].any(lambda rival: together(_share, event, rival))),
        together(_one_starts_other, one["filterPrefix"], other["filterPrefix"]),
        together(_one_ends_other, one["filterSuffix"], other["filterSuffix"]),
    )


def _share(one: object, other: object) -> bool:
    """``s3:ObjectCreated:*`` holds ``s3:ObjectCreated:Put``."""
    wide, narrow = sorted((str(one), str(other)), key=lambda event: not event.endswith("*"))
    return wide == narrow or (wide.endswith(":*") and narrow.startswith(wide[:-1]))


def _one_starts_other(one: object, other: object) -> bool:
    first, second = str(one or ""), str(other or "")
    return first.startswith(second) or second.startswith(first)


def _one_ends_other(one: object, other: object) -> bool:
    first, second = str(one or ""), str(other or "")
    return first.endswith(second) or second.endswith(first)
