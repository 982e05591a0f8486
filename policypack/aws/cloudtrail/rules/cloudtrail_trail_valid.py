"""cloudtrail-trail-valid: Trails must have a log group with its role, and events to record."""

import re
from collections.abc import Callable

from policypack.aws import s3
from policypack.aws.cloudtrail import EVENT_DATA_STORE, TRAIL
from policypack.check import FALSE, Fact, Value, known
from policypack.constraint import (
    Blank,
    Constraint,
    Inputs,
    Set,
    argument,
    ended,
    fix,
    form,
    joined,
    not_with,
    note,
    within,
)
from policypack.model.conditions import Condition, Subject, Words
from policypack.model.values import Plain, text_of
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference"
OF_SELECTOR = f"{API}/API_AdvancedFieldSelector.html"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:trail"
ROLE = "arn:aws:iam::123456789012:role/trail"
FORMS = (
    (
        "AWS::S3::Object",
        r"arn:[\w-]+:s3(:::[^/*]+/.*)?",
        "arn:aws:s3:::BUCKET/PREFIX or arn:aws:s3",
        "arn:aws:s3:::orders",
    ),
    (
        "AWS::Lambda::Function",
        r"arn:[\w-]+:lambda(:[a-z0-9-]+:\d{12}:function:.+)?",
        "ARNs of functions, or arn:aws:lambda",
        "arn:aws:lambda:*",
    ),
    (
        "AWS::DynamoDB::Table",
        r"arn:[\w-]+:dynamodb(:[a-z0-9-]+:\d{12}:table/.+)?",
        "ARNs of tables, or arn:aws:dynamodb",
        "arn:aws:dynamodb:*",
    ),
)
"""By type of data resource: the form of its values, in words, and a value that CloudTrail refuses."""
GIVEN = {
    "AWS::S3::Object": "arn:aws:s3:::orders/",
    "AWS::Lambda::Function": "arn:aws:lambda:us-east-1:123456789012:function:orders",
    "AWS::DynamoDB::Table": "arn:aws:dynamodb:us-east-1:123456789012:table/orders",
}
ONLY_EQUALS = ("eventCategory", "readOnly", "resources.type")
OPERATORS = ("startsWith", "endsWith", "notEquals", "notStartsWith", "notEndsWith")

group, role = argument("cloudWatchLogsGroupArn"), argument("cloudWatchLogsRoleArn")
selectors = argument("fieldSelectors")


def ends_with_star(it: Subject) -> Fact:
    """The ARN of a log group ends with ``:*``; the output of a LogGroup does not."""
    value = group.of(it)
    text = text_of(value)
    is_bare = text is not None and text.sole is not None and f"{LOG_GROUP}::" in text.sole.urn
    return FALSE if is_bare else value.ends_with(":*")


def values_are(pattern: str, words: str) -> Condition:
    """Each of the values has the form; an output of a bucket in it is as AWS writes such outputs."""

    def fits(one: Value) -> Fact:
        text = s3.written(one)
        return one.matches(pattern) if text is None else known(re.fullmatch(pattern, text) is not None)

    return Condition(lambda it: it.at("values").all(fits), Words.be("values", words), ("values",))


def field_selectors(complement: str, find: Callable[[list[dict[str, Plain]]], str | None]) -> Condition:
    """``find`` has no objection to the fields of a selector."""

    def objection(tree: Plain) -> str | None:
        return find([one for one in tree if isinstance(one, dict)]) if isinstance(tree, list) else None

    return selectors.holds(complement, objection)


def without_category(fields: list[dict[str, Plain]]) -> str | None:
    """The selector has no category."""
    return None if _equals(fields, "eventCategory") else 'no field selector says what "eventCategory" equals'


def without_type(fields: list[dict[str, Plain]]) -> str | None:
    """A selector of data events has no type."""
    if "Data" not in _equals(fields, "eventCategory") or _equals(fields, "resources.type"):
        return None
    return '"eventCategory" is "Data", and no field selector says what "resources.type" equals'


def with_operator(fields: list[dict[str, Plain]]) -> str | None:
    """A field that has Equals only has another operator."""
    return next(
        (
            f'"{one["field"]}" has "{operator}", and only "equals" is valid'
            for one in fields
            for operator in OPERATORS
            if one.get("field") in ONLY_EQUALS and one.get(operator)
        ),
        None,
    )


def _equals(fields: list[dict[str, Plain]], name: str) -> list[Plain]:
    lists = (one.get("equals") for one in fields if one.get("field") == name)
    return [value for one in lists if isinstance(one, list) for value in one]


def selector(*fields: dict[str, Plain]) -> Inputs:
    """A field of an advanced selector of the examples."""
    return {"fieldSelectors": list(fields)}


DATA: dict[str, Plain] = {"field": "eventCategory", "equals": ["Data"]}
OBJECTS: dict[str, Plain] = {"field": "resources.type", "equals": ["AWS::S3::Object"]}
MANAGEMENT: dict[str, Plain] = {"field": "eventCategory", "equals": ["Management"]}

TRAIL_ROWS = (
    form(
        "name",
        r"(?=.{3,128}$)[a-zA-Z0-9](?:[._-]?[a-zA-Z0-9])*",
        "3 to 128 letters, digits, periods, underscores and hyphens, no two of the latter beside each other, a letter"
        " or digit first and last",
        invalid=("-orders", "orders--eu", "or", "orders eu"),
        valid=("orders-eu", "o.r.d"),
        correct=joined("a-zA-Z0-9", 128),
        error="InvalidTrailNameException: This exception is thrown when the provided trail name is not valid.",
        source=f"{API}/API_CreateTrail.html",
    ),
    Constraint(
        demand=Condition(ends_with_star, Words.do(group.path, "end", "ends", 'with ":*"'), (group.path,)),
        when=group.is_present().unsaid(),
        error="InvalidCloudWatchLogsLogGroupArnException: Check the log group ARN: CloudTrail can't validate it.",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/18038",
        fix=fix(Set(group.path, Blank("the ARN of the log group, and :* behind it"))),
        correct=ended(":*", 2048),
        invalid={"cloudWatchLogsGroupArn": GROUP, "cloudWatchLogsRoleArn": ROLE},
        valid={"cloudWatchLogsGroupArn": f"{GROUP}:*", "cloudWatchLogsRoleArn": ROLE},
    ),
    Constraint(
        demand=role.is_present(),
        when=group.is_present(),
        error="InvalidCloudWatchLogsRoleArnException: You must specify a role ARN as well as a log group.",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/148",
        fix=fix(Set("cloudWatchLogsRoleArn", Blank("the ARN of a role that CloudTrail assumes"))),
        invalid={"cloudWatchLogsGroupArn": f"{GROUP}:*"},
        valid={"cloudWatchLogsGroupArn": f"{GROUP}:*", "cloudWatchLogsRoleArn": ROLE},
    ),
    Constraint(
        demand=~argument("includeGlobalServiceEvents").equals(False),
        when=argument("isMultiRegionTrail").is_true(),
        error="InvalidParameterCombinationException: Multi-Region trail must include global service events.",
        source=f"{API}/API_CreateTrail.html",
        fix=fix(Set("includeGlobalServiceEvents", True)),
        invalid={"isMultiRegionTrail": True, "includeGlobalServiceEvents": False},
        valid=({"isMultiRegionTrail": True}, {"includeGlobalServiceEvents": False}),
    ),
    not_with(
        "advancedEventSelectors",
        [selector(MANAGEMENT)],
        {"eventSelectors": [{"readWriteType": "All"}]},
        error="You cannot apply both event selectors and advanced event selectors to a trail.",
        source=f"{API}/API_PutEventSelectors.html",
    ),
    Constraint(
        demand=argument("dataResources").is_given(),
        when=argument("includeManagementEvents").equals(False),
        error="InvalidEventSelectorsException: Invalid combination of parameters in EventSelectors. When"
        " includeManagementEvents is false, DataResources must not be empty",
        source="https://github.com/aws/aws-cdk/issues/13966",
        fix=note("the objects, functions or tables whose events it records, or its management events"),
        invalid={"includeManagementEvents": False},
        valid=(
            {
                "includeManagementEvents": False,
                "dataResources": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3"]}],
            },
            {"readWriteType": "WriteOnly"},
        ),
    ).inside("eventSelectors[]"),
    *(
        Constraint(
            demand=values_are(pattern, words),
            when=argument("type").equals(kind),
            error=f"InvalidEventSelectorsException: Value {wrong} for DataResources.Values is invalid.",
            source="https://github.com/aws/aws-cdk/issues/3450",
            fix=note(words),
            invalid={"type": kind, "values": [wrong]},
            valid={"type": kind, "values": [GIVEN[kind]]},
        ).inside("eventSelectors[].dataResources[]")
        for kind, pattern, words, wrong in FORMS
    ),
    Constraint(
        demand=field_selectors('field selectors that say what "eventCategory" equals', without_category),
        error="eventCategory: This is required, and must be set to Equals.",
        source=OF_SELECTOR,
        fix=note('a field selector whose field is "eventCategory"'),
        invalid=selector({"field": "readOnly", "equals": ["true"]}),
        valid=selector(MANAGEMENT),
    ).inside("advancedEventSelectors[]"),
    Constraint(
        demand=field_selectors('field selectors that say what "resources.type" equals', without_type),
        error="resources.type: This field is required for CloudTrail data events.",
        source=OF_SELECTOR,
        fix=note('a field selector whose field is "resources.type"'),
        invalid=selector(DATA),
        valid=selector(DATA, OBJECTS),
    ).inside("advancedEventSelectors[]"),
    Constraint(
        demand=field_selectors("field selectors with operators that their fields have", with_operator),
        error="Equals: This is the only valid operator that you can use with the readOnly, eventCategory, and"
        " resources.type fields.",
        source=OF_SELECTOR,
        fix=note("equals in place of the operator"),
        invalid=selector(DATA, OBJECTS, {"field": "readOnly", "notEquals": ["true"]}),
        valid=selector(DATA, OBJECTS, {"field": "readOnly", "equals": ["true"]}),
    ).inside("advancedEventSelectors[]"),
)

RULE = constraints_rule(
    id="cloudtrail-trail-valid",
    service="CloudTrail",
    summary="Trails must have a log group with its role, and events to record",
    rationale="""
        A trail writes to a log group through a role, and names the group by the ARN of its streams, which ends with :*.
        Each event selector records something: management events, or the data events of objects, functions or tables
        that its values name whole. An advanced selector says of which category its events are.
    """,
    since="0.2.0",
    constraints={
        TRAIL: TRAIL_ROWS,
        EVENT_DATA_STORE: (
            within(
                "retentionPeriod",
                7,
                2557,
                given={"billingMode": "FIXED_RETENTION_PRICING"},
                error="If BillingMode is set to FIXED_RETENTION_PRICING, you can set a retention period of up to 2557"
                " days.",
                source=f"{API}/API_CreateEventDataStore.html",
            ),
        ),
    },
    base={TRAIL[0]: {"s3BucketName": "trail"}},
    references=(f"{API}/API_CreateTrail.html",),
)
