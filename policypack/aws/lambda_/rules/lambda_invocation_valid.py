"""lambda-invocation-valid: Lambda aliases, URLs, destinations and layer permissions must be valid."""

from __future__ import annotations

from collections.abc import Mapping

from policypack.aws.lambda_ import (
    ALIAS,
    EVENT_INVOKE_CONFIG,
    FUNCTION_URL,
    LATEST,
    LAYER_PERMISSION,
    LAYER_VERSION,
    RUNTIME_MANAGEMENT,
)
from policypack.constraint import Archive, Constraint, Inputs, Map, argument, fits, form, joined, needs, only_with
from policypack.fix import Blank, Remove, Set, fix, note
from policypack.model.values import Plain
from policypack.rule import constraints_rule

MADE = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/lambda"
API = "https://docs.aws.amazon.com/lambda/latest/api"
ROUTING = "https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html"
INVALID = "ValidationException: 1 validation error detected: Value at '{}' failed to satisfy constraint: {}"
PATTERN = "Member must satisfy regular expression pattern: "
RUNTIME_VERSION = f"arn:aws:lambda:us-east-1::runtime:{'0a1b2c3d' * 8}"
WEIGHTS = "routingConfig.additionalVersionWeights"
FIFO = r"arn:[^:]+:(?:sqs|sns):.*\.fifo"

weights, version = argument(WEIGHTS), argument("functionVersion")


def weight_error(plain: Plain) -> str | None:
    """A weight is a fraction of the requests."""
    for key, weight in plain.items() if isinstance(plain, Mapping) else ():
        if isinstance(weight, int | float) and not isinstance(weight, bool) and not 0 <= weight <= 1:
            return f"the weight of version {key} is {weight:g}, which is not from 0 to 1"
    return None


def count_error(plain: Plain) -> str | None:
    """There is one other version."""
    number = len(plain) if isinstance(plain, Mapping) else 0
    return f"it has {number} versions, and an alias has one besides its own" if number > 1 else None


def same_version(plain: Plain, own: Plain) -> str | None:
    """The other version is another one, and a published one."""
    for key in plain if isinstance(plain, Mapping) else ():
        if key == LATEST:
            return f"it has {LATEST}, which is not published"
        if own is not None and key == str(own):
            return f"version {key} is the version of the alias itself"
    return None


def weighed(versions: Mapping[str, float], own: str = "1") -> Inputs:
    """An alias that shares its requests with these versions."""
    return {"functionVersion": own, WEIGHTS: Map(dict(versions))}


ALIAS_ROWS = (
    form(
        "name",
        r"(?![0-9]+$)[a-zA-Z0-9_-]+",
        "letters, digits, hyphens and underscores, and not only digits",
        invalid=("live.1", "12"),
        valid=("live-1", "v12"),
        correct=joined("A-Za-z0-9_-"),
        error=INVALID.format("name", f"{PATTERN}(?!^[0-9]+$)([a-zA-Z0-9-_]+)"),
        source=f"{API}/API_CreateAlias.html",
    ),
    form(
        "functionVersion",
        r"\$LATEST(?:\.PUBLISHED)?|[0-9]+",
        "$LATEST or the number of a version",
        invalid="live",
        valid=("$LATEST", "7"),
        error=INVALID.format("functionVersion", rf"{PATTERN}(\$LATEST(\.PUBLISHED)?|[0-9]+)"),
        source=f"{API}/API_CreateAlias.html",
    ),
    Constraint(
        demand=weights.holds("weights from 0 to 1", weight_error),
        when=weights.is_given().unsaid(),
        error=INVALID.format(
            "routingConfig.additionalVersionWeights",
            "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have"
            " value greater than or equal to 0.0, Member must not be null]",
        ),
        source=f"{API}/API_AliasRoutingConfiguration.html",
        fix=note("a weight is a fraction of the requests: 0.1 is a tenth of them"),
        condition="a weight of another version is less than 0 or more than 1",
        invalid=weighed({"2": 10.0}),
        valid=(weighed({"2": 0.1}), weighed({"2": 1.0})),
    ),
    Constraint(
        demand=weights.holds("one version", count_error),
        when=weights.is_given().unsaid(),
        error="An alias can carry only one additional version",
        source=f"{MADE}/pf-lambda-alias-additional-versions-max-one/meta.yaml",
        fix=note("one other version"),
        condition="an alias has more than one version besides its own",
        invalid=weighed({"2": 0.1, "3": 0.1}),
        valid=weighed({"2": 0.1}),
    ),
    Constraint(
        demand=fits(
            weights,
            "another published version than functionVersion",
            same_version,
            weights.whole,
            version.of,
        ),
        when=weights.is_given().unsaid(),
        error="A weighted alias must route to a different version",
        source=f"{MADE}/pf-lambda-alias-additional-version-distinct/meta.yaml",
        fix=note("the number of another published version"),
        condition="the other version of an alias is its own, or $LATEST",
        invalid=(weighed({"1": 0.1}), weighed({LATEST: 0.1})),
        valid=weighed({"2": 0.1}),
    ),
    Constraint(
        demand=~version.equals(LATEST),
        when=weights.is_given(),
        error="InvalidParameterValueException: $LATEST is not supported for an alias pointing to more than 1 version",
        source=ROUTING,
        fix=fix(Set("functionVersion", Blank("the number of a published version")), otherwise=Remove("routingConfig")),
        invalid=weighed({"2": 0.1}, LATEST),
        valid=weighed({"2": 0.1}),
    ),
)
URL_ROWS = (
    *(
        Constraint(
            demand=argument(f"cors.{one}").has_at_most(1).called("* is the only one", f"* must be alone in cors.{one}"),
            when=argument(f"cors.{one}").contains("*").unsaid(),
            at="cors",
            error=f"ValidationException: You can't specify additional fields for A{one[1:]} because you already"
            " specified the wildcard character (*).",
            source=f"{MADE}/pf-lambda-url-cors-allow-origins-wildcard-mix/meta.yaml",
            fix=fix(Set(f"cors.{one}", ["*"])),
            condition=f"cors.{one} has * and others",
            invalid={"cors": {one: ["*", example]}},
            valid=({"cors": {one: ["*"]}}, {"cors": {one: [example]}}),
        )
        for one, example in (("allowOrigins", "https://orders.example.com"), ("allowMethods", "GET"))
    ),
    form(
        "qualifier",
        r"(?!\d+$)[0-9a-zA-Z_-]+",
        "the name of an alias",
        invalid=("$LATEST", "7"),
        valid="live",
        error=INVALID.format("qualifier", rf"{PATTERN}((?!^\d+$)^[0-9a-zA-Z-_]+$)"),
        source=f"{API}/API_CreateFunctionUrlConfig.html",
    ),
)
INVOKE_ROWS = (
    *(
        Constraint(
            demand=~argument(f"destinationConfig.{one}.destination").matches(FIFO, "a FIFO queue or topic"),
            when=argument(f"destinationConfig.{one}.destination").is_given().unsaid(),
            at="destinationConfig",
            error="InvalidParameterValueException: The provided destination config DestinationConfig(onSuccess="
            "OnSuccess(destination=), onFailure=OnFailure(destination=arn:aws:sqs:us-east-1:...:q.fifo)) is invalid.",
            source=f"{API}/API_PutFunctionEventInvokeConfig.html",
            fix=fix(
                Set(f"destinationConfig.{one}.destination", Blank("the ARN of a standard queue, topic or function"))
            ),
            invalid=tuple(
                {f"destinationConfig.{one}.destination": f"arn:aws:{service}:us-east-1:123456789012:failed.fifo"}
                for service in ("sqs", "sns")
            ),
            valid={f"destinationConfig.{one}.destination": "arn:aws:sqs:us-east-1:123456789012:failed"},
        )
        for one in ("onFailure", "onSuccess")
    ),
    *(
        Constraint(
            demand=argument(f"destinationConfig.{one}.destination").matches(
                "arn:[^:]*:(?:sqs|sns|s3|lambda|events):.*", "the ARN of a queue, topic, bucket, function or event bus"
            ),
            when=argument(f"destinationConfig.{one}.destination").starts_with("arn:").unsaid(),
            at="destinationConfig",
            error="InvalidParameterValueException: The provided destination config DestinationConfig(onSuccess="
            "OnSuccess(destination=), onFailure=OnFailure(destination=arn:aws:kinesis:us-east-1:...)) is invalid.",
            source=f"{MADE}/pf-lambda-eic-destination-service/meta.yaml",
            fix=fix(
                Set(f"destinationConfig.{one}.destination", Blank("the ARN of a standard queue, topic or function"))
            ),
            invalid={f"destinationConfig.{one}.destination": "arn:aws:kinesis:us-east-1:123456789012:stream/failed"},
            valid={f"destinationConfig.{one}.destination": "arn:aws:events:us-east-1:123456789012:event-bus/failed"},
        )
        for one in ("onFailure", "onSuccess")
    ),
    Constraint(
        demand=~argument("destinationConfig.onSuccess.destination").matches("arn:[^:]+:s3:.*", "a bucket"),
        when=argument("destinationConfig.onSuccess.destination").is_given().unsaid(),
        at="destinationConfig",
        error="S3 buckets are supported only for on-failure destinations. To retain records of successful invocations,"
        " use another destination type.",
        source=f"{API}/API_PutFunctionEventInvokeConfig.html",
        fix=fix(Set("destinationConfig.onSuccess.destination", Blank("the ARN of a queue, topic or function"))),
        invalid={"destinationConfig.onSuccess.destination": "arn:aws:s3:::orders"},
        valid={"destinationConfig.onFailure.destination": "arn:aws:s3:::orders"},
    ),
)
LAYER_ROWS = (
    only_with(
        "organizationId",
        "o-a1b2c3d4e5",
        {"principal": "*"},
        error="OrganizationId: With the principal set to *, grant permission to all accounts in the specified"
        " organization.",
        source=f"{API}/API_AddLayerVersionPermission.html",
    ),
    form(
        "principal",
        r"\d{12}|\*|arn:aws[a-zA-Z-]*:iam::\d{12}:root",
        "the number of an account, the ARN of its root, or *",
        invalid=("lambda.amazonaws.com", "arn:aws:iam::123456789012:role/orders"),
        valid=("210987654321", "arn:aws:iam::210987654321:root"),
        error=INVALID.format("principal", rf"{PATTERN}\d{{12}}|\*|arn:(aws[a-zA-Z-]*):iam::\d{{12}}:root"),
        source=f"{API}/API_AddLayerVersionPermission.html",
    ),
    form(
        "statementId",
        r"[a-zA-Z0-9_-]{1,100}",
        "letters, digits, hyphens and underscores",
        invalid="partner account",
        valid="partner-account",
        correct=joined("A-Za-z0-9_-", 100),
        error=INVALID.format("statementId", f"{PATTERN}([a-zA-Z0-9-_]+)"),
        source=f"{API}/API_AddLayerVersionPermission.html",
    ),
)

RULE = constraints_rule(
    id="lambda-invocation-valid",
    service="Lambda",
    summary="Lambda aliases, URLs, destinations and layer permissions must be valid",
    rationale="""
        An alias may share its requests with one other published version. The URL of a function is of the function or of
        an alias. What becomes of an asynchronous invocation is sent to a standard queue or topic, a function or an
        event bus, and of a failed one to a bucket, too.
    """,
    since="0.2.0",
    constraints={
        ALIAS: ALIAS_ROWS,
        FUNCTION_URL: URL_ROWS,
        EVENT_INVOKE_CONFIG: INVOKE_ROWS,
        LAYER_PERMISSION: LAYER_ROWS,
        LAYER_VERSION: (
            form(
                "layerName",
                r"[a-zA-Z0-9_-]{1,140}|arn:aws[a-zA-Z-]*:lambda:[^:]*:\d{12}:layer:[a-zA-Z0-9_-]{1,140}",
                "up to 140 letters, digits, hyphens and underscores",
                invalid=("shared.code", "shared code", "a" * 141),
                valid=("shared_code-1", "a" * 140),
                correct=joined("A-Za-z0-9_-", 140),
                error=INVALID.format("layerName", f"{PATTERN}[a-zA-Z0-9-_]+"),
                source=f"{API}/API_PublishLayerVersion.html",
            ),
        ),
        RUNTIME_MANAGEMENT: (
            needs(
                {"updateRuntimeOn": "Manual"},
                "runtimeVersionArn",
                RUNTIME_VERSION,
                blank="the ARN of a version of a runtime",
                error="Manual runtime updates need a runtime version ARN",
                source=f"{MADE}/pf-lambda-runtime-manual-requires-arn/meta.yaml",
            ),
            only_with(
                "runtimeVersionArn",
                RUNTIME_VERSION,
                {"updateRuntimeOn": "Manual"},
                error="A pinned runtime version needs UpdateRuntimeOn: Manual",
                source=f"{MADE}/pf-lambda-runtime-arn-manual-only/meta.yaml",
            ),
        ),
    },
    base={
        ALIAS[0]: {"name": "live", "functionName": "orders", "functionVersion": "1"},
        FUNCTION_URL[0]: {"functionName": "orders", "authorizationType": "AWS_IAM"},
        EVENT_INVOKE_CONFIG[0]: {"functionName": "orders"},
        LAYER_VERSION[0]: {"layerName": "shared", "code": Archive()},
        RUNTIME_MANAGEMENT[0]: {"functionName": "orders"},
        LAYER_PERMISSION[0]: {
            "layerName": "shared",
            "versionNumber": 1,
            "statementId": "partner",
            "action": "lambda:GetLayerVersion",
            "principal": "210987654321",
        },
    },
)
