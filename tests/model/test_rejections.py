"""AWS's error in a message: with the resource's own values where AWS's text repeats them."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.model.rejections import Rejection
from policypack.testing import UNKNOWN, resource, secret

NOT_FOUND = Rejection(
    service="RDS",
    condition="The engine has no such version",
    error="InvalidParameterCombination: Cannot find version {engineVersion} for {engine}",
    source="https://docs.aws.amazon.com/",
    invalid="old",
    valid="new",
)


@pytest.mark.parametrize(
    ("inputs", "shown"),
    [
        ({"engine": "postgres", "engineVersion": "15.4"}, "Cannot find version 15.4 for postgres."),
        ({"engine": "postgres", "engineVersion": 15}, "Cannot find version 15 for postgres."),
        ({"engine": "postgres", "engineVersion": UNKNOWN}, "Cannot find version engineVersion for postgres."),
        ({"engine": "postgres", "engineVersion": secret("15.4")}, "Cannot find version engineVersion for postgres."),
        ({}, "Cannot find version engineVersion for engine."),
    ],
)
def test_an_error_shows_the_values_of_the_resource(inputs: dict[str, Any], shown: str) -> None:
    database = resource("aws:rds/instance:Instance", "orders", inputs)
    assert NOT_FOUND.filled(database).answer.endswith(shown)


def test_an_error_without_places_is_as_it_is() -> None:
    plain = Rejection(service="S3", condition="x", error='{"code": "NoSuchBucket"}', source="", invalid="a", valid="b")
    assert plain.filled(resource("aws:s3/bucket:Bucket", "logs")).error == plain.error
