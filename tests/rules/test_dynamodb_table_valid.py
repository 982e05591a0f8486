"""Tables: names, keys and attributes, indexes, projections, capacity."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.dynamodb.rules.dynamodb_table_valid import RULE
from policypack.testing import UNKNOWN, Judged, judge, secret


def table(*attributes: Any, **inputs: Any) -> Judged:
    defined = [{"name": name, "type": "S"} for name in attributes or ("id",)]
    return judge(RULE, **{"attributes": defined, "hashKey": "id", "billingMode": "PAY_PER_REQUEST", **inputs})


def index(name: str = "i", key: Any = "id", projection: Any = "ALL", **more: Any) -> dict[str, Any]:
    return {"name": name, "hashKey": key, "projectionType": projection, **more}


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("ab", "violated: name"),
        ("abc", "fine"),
        ("a" * 255, "fine"),
        ("a" * 256, "violated: name"),
        ("A.b_c-9", "fine"),
        ("a b c", "violated: name"),
        (UNKNOWN, "undetermined: name"),
        ("", "fine"),
        (None, "fine"),
    ],
)
def test_names(name: Any, verdict: str) -> None:
    assert str(table(name=name)) == verdict


@pytest.mark.parametrize(
    ("attributes", "inputs", "verdict"),
    [
        (("id",), {}, "fine"),
        (("id", "at"), {"rangeKey": "at"}, "fine"),
        (("id", "at"), {}, "violated: attributes"),
        (("id",), {"rangeKey": "at"}, "violated: attributes"),
        (("id",), {"rangeKey": "id"}, "violated: rangeKey"),
        (("id", "by"), {"globalSecondaryIndexes": [index(key="by")]}, "fine"),
        (("id", "by"), {"globalSecondaryIndexes": [index(key=UNKNOWN)]}, "undetermined: globalSecondaryIndexes"),
        (("id", UNKNOWN), {}, "undetermined: attributes"),
        (("id", "by"), {"hashKey": UNKNOWN}, "undetermined: hashKey"),
        (
            ("id", "by"),
            {
                "globalSecondaryIndexes": [
                    {"name": "i", "keySchemas": [{"attributeName": "by"}], "projectionType": "ALL"}
                ]
            },
            "fine",
        ),
        (("id", "x"), {"restoreSourceName": "orders"}, "fine"),
    ],
)
def test_attributes_are_those_of_keys(attributes: tuple[Any, ...], inputs: dict[str, Any], verdict: str) -> None:
    assert str(table(*attributes, **inputs)) == verdict


def test_local_indexes() -> None:
    def local(count: int) -> list[dict[str, Any]]:
        return [{"name": f"i{one}", "rangeKey": "at", "projectionType": "ALL"} for one in range(count)]

    assert str(table("id", "at", rangeKey="at", localSecondaryIndexes=local(5))) == "fine"
    assert str(table("id", "at", rangeKey="at", localSecondaryIndexes=local(6))) == "violated: localSecondaryIndexes"
    assert str(table("id", "at", localSecondaryIndexes=local(1))) == "violated: rangeKey"
    assert "localSecondaryIndexes" in str(table("id", "at", rangeKey="at", localSecondaryIndexes=UNKNOWN))


def test_index_names_differ_across_both_kinds() -> None:
    local = [{"name": "i", "rangeKey": "at", "projectionType": "ALL"}]
    both = {"rangeKey": "at", "localSecondaryIndexes": local}
    assert str(table("id", "at", globalSecondaryIndexes=[index("j")], **both)) == "fine"
    assert str(table("id", "at", globalSecondaryIndexes=[index("i")], **both)) == "violated: globalSecondaryIndexes"


@pytest.mark.parametrize(
    ("projection", "attributes", "fine"),
    [
        ("ALL", None, True),
        ("ALL", [], True),
        ("ALL", ["a"], False),
        ("KEYS_ONLY", ["a"], False),
        ("INCLUDE", ["a"], True),
        ("INCLUDE", [], False),
        ("INCLUDE", None, False),
    ],
)
def test_projections(projection: str, attributes: Any, fine: bool) -> None:
    found = table(globalSecondaryIndexes=[index(projection=projection, nonKeyAttributes=attributes)])
    assert str(found) == ("fine" if fine else "violated: globalSecondaryIndexes")


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"billingMode": None}, "violated: billingMode"),
        ({"billingMode": "PROVISIONED", "readCapacity": 1}, "violated: billingMode"),
        ({"billingMode": "PROVISIONED", "readCapacity": "1", "writeCapacity": 1}, "fine"),
        ({"billingMode": "PROVISIONED", "readCapacity": 0, "writeCapacity": 1}, "violated: billingMode"),
        ({"billingMode": UNKNOWN}, "undetermined: billingMode"),
        ({"billingMode": None, "readCapacity": UNKNOWN, "writeCapacity": 1}, "undetermined: readCapacity"),
        ({"billingMode": None, "restoreBackupArn": "arn:aws:dynamodb:us-east-1:1:table/t/backup/b"}, "fine"),
        ({"billingMode": None, "importTable": {"inputFormat": "CSV"}}, "fine"),
        ({"readCapacity": 5, "writeCapacity": 5}, "fine"),
    ],
)
def test_capacity(inputs: dict[str, Any], verdict: str) -> None:
    assert str(table(**inputs)) == verdict


def test_a_secret_attribute_is_not_shown() -> None:
    found = table("id", secret("passport"))
    assert str(found) == "violated: attributes"
    assert "passport" not in found.messages[0]
