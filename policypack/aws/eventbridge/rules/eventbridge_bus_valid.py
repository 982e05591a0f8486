"""eventbridge-bus-valid: EventBridge buses, archives, connections and API destinations must be valid."""

from collections.abc import Mapping
from dataclasses import replace

from policypack.aws.eventbridge import API_DESTINATION, ARCHIVE, BUS, CONNECTION, ENDPOINT, STANDARD_QUEUE
from policypack.aws.eventbridge.patterns import (
    empty_list_error,
    empty_object_error,
    matcher_error,
    object_error,
    scalar_error,
)
from policypack.constraint import Constraint, Inputs, Json, argument, form, joined, length
from policypack.fix import Blank, Remove, Set, fix, note
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/eventbridge/latest/APIReference"
MADE = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/events"
HERE = "us-east-1:123456789012"
INVALID = "ValidationException: 1 validation error detected: Value at '{}' failed to satisfy constraint: Member must {}"
PARTNER = "aws.partner/example.com/1/orders"
AUTHORIZATIONS: dict[str, tuple[str, str, Inputs]] = {
    "BASIC": ("basic", "BasicAuthParameters", {"username": "orders", "password": "a-password"}),
    "API_KEY": ("apiKey", "ApiKeyAuthParameters", {"key": "x-api-key", "value": "a-key"}),
    "OAUTH_CLIENT_CREDENTIALS": (
        "oauth",
        "OAuthParameters",
        {
            "authorizationEndpoint": "https://id.example.com/token",
            "httpMethod": "POST",
            "clientParameters": {"clientId": "orders", "clientSecret": "a-secret"},
        },
    ),
}
"""The types of authorization: the block of each, its name in the API, and an example."""
FORMS = tuple(AUTHORIZATIONS.values())


def by_oauth(endpoint: str) -> Inputs:
    """A connection that gets its token at this endpoint."""
    _, _, parameters = AUTHORIZATIONS["OAUTH_CLIENT_CREDENTIALS"]
    return {
        "authorizationType": "OAUTH_CLIENT_CREDENTIALS",
        "authParameters": {"oauth": {**parameters, "authorizationEndpoint": endpoint}},
    }


name, source, pattern = argument("name"), argument("eventSourceName"), argument("eventPattern")

BUS_ROWS = (
    Constraint(
        demand=~name.equals("default"),
        when=name.is_given().unsaid(),
        error="ResourceAlreadyExistsException: Event bus default already exists",
        source=f"{API}/API_CreateEventBus.html",
        fix=fix(Set("name", Blank("another name: each account has the bus default already"))),
        invalid={"name": "default"},
        valid={"name": "default-orders"},
    ),
    replace(
        form(
            "name",
            r"[/._A-Za-z0-9-]+",
            "letters, digits, hyphens, underscores and periods",
            invalid="order events",
            valid="order-events_1.0",
            correct=joined("A-Za-z0-9_.-"),
            error=INVALID.format("name", r"satisfy regular expression pattern: [/\.\-_A-Za-z0-9]+"),
            source=f"{API}/API_CreateEventBus.html",
        ),
        condition="the name of a bus has other characters than letters, digits, hyphens, underscores and periods",
    ),
    Constraint(
        demand=name.lacks("/", "slash"),
        when=name.is_given() & source.is_empty(),
        error="ValidationException: Event bus name must not contain '/'.",
        source=f"{API}/API_CreateEventBus.html",
        fix=fix(Set("name", Blank("a name without slashes"))),
        correct=joined("A-Za-z0-9_.-"),
        condition="a bus that is not of a partner has a slash in its name",
        invalid={"name": "team/orders"},
        valid=({"name": "team-orders"}, {"name": PARTNER, "eventSourceName": PARTNER}),
    ),
    form(
        "deadLetterConfig.arn",
        STANDARD_QUEUE,
        "the ARN of a standard queue",
        invalid=f"arn:aws:sns:{HERE}:failed",
        valid=f"arn:aws:sqs:{HERE}:failed",
        error="An event bus dead-letter queue must be an SQS queue",
        source=f"{MADE}/pf-events-bus-dlq-arn-type/meta.yaml",
    ),
)
CONNECTION_ROWS = (
    *(
        Constraint(
            demand=argument(f"authParameters.{block}").is_present(),
            when=argument("authorizationType").equals(type_),
            at="authParameters",
            error=f"ValidationException: Parameter {api} is not valid. Reason: Missing required field(s)",
            source=f"{API}/API_CreateConnection.html",
            fix=fix(Set("authParameters", {block: Blank(f"what the authorization {type_} needs")})),
            invalid={
                "authorizationType": type_,
                "authParameters": next({other: shown} for other, _, shown in FORMS if other != block),
            },
            valid={"authorizationType": type_, "authParameters": {block: example}},
        )
        for type_, (block, api, example) in AUTHORIZATIONS.items()
    ),
    Constraint(
        demand=argument("authParameters.oauth.authorizationEndpoint").matches(
            "(?is:https://.+)", "a URL that begins with https://"
        ),
        when=argument("authParameters.oauth.authorizationEndpoint").is_given().unsaid(),
        error="ValidationException: Parameter AuthorizationEndpoint is not valid. Reason: Endpoint '...' is not valid",
        source=f"{API}/API_CreateConnectionOAuthRequestParameters.html",
        fix=fix(Set("authParameters.oauth.authorizationEndpoint", Blank("a URL that begins with https://"))),
        invalid=by_oauth("http://id.example.com/token"),
        valid=by_oauth("https://id.example.com/token"),
    ),
)
NAMED = (
    form(
        "name",
        r"[._A-Za-z0-9-]+",
        "letters, digits, hyphens, underscores and periods",
        invalid="order/events",
        valid="order-events_1.0",
        correct=joined("A-Za-z0-9_.-"),
        error=INVALID.format("name", r"satisfy regular expression pattern: [\.\-_A-Za-z0-9]+"),
        source=f"{API}/API_CreateConnection.html",
    ),
)
DESTINATION_ROWS = (
    form(
        "invocationEndpoint",
        "(?is:https://.+)",
        "a URL that begins with https://",
        invalid=("http://orders.example.com/events", "orders.example.com"),
        valid="https://orders.example.com/events",
        error="An API destination needs an HTTPS endpoint and a same-Region connection",
        source=f"{MADE}/pf-events-apidestination-endpoint/meta.yaml",
    ),
)
ARCHIVE_ROWS = (
    length(
        "name",
        48,
        error=INVALID.format("archiveName", "have length less than or equal to 48"),
        source=f"{API}/API_CreateArchive.html",
    ),
    form(
        "eventSourceArn",
        "arn:[^:]+:events:[^:]*:[^:]*:event-bus/.+",
        "the ARN of an event bus",
        invalid=(f"arn:aws:events:{HERE}:rule/orders", f"arn:aws:sqs:{HERE}:orders"),
        valid=f"arn:aws:events:{HERE}:event-bus/orders",
        error="An archive source must be an event bus in the archive's Region",
        source=f"{MADE}/pf-events-archive-source/meta.yaml",
    ),
    Constraint(
        demand=pattern.is_json()
        & pattern.holds("a JSON object", object_error)
        & pattern.holds("a pattern whose keys have lists or objects", scalar_error)
        & pattern.holds("a pattern without empty lists", empty_list_error)
        & pattern.holds("a pattern without empty objects", empty_object_error)
        & pattern.holds("a pattern of matchers that exist", matcher_error),
        when=pattern.is_given().unsaid(),
        error="InvalidEventPatternException: Event pattern is not valid.",
        source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html",
        fix=fix(Set("eventPattern", Blank("the corrected pattern")), otherwise=Remove("eventPattern")),
        condition="the pattern of an archive is not one",
        invalid=(
            {"eventPattern": "orders"},
            {"eventPattern": Json({"source": "orders"})},
            {"eventPattern": Json({"source": []})},
            {"eventPattern": Json({"source": [{"startsWith": "orders"}]})},
        ),
        valid={"eventPattern": Json({"source": [{"prefix": "orders"}]})},
    ),
)
BUSES = [
    {"eventBusArn": f"arn:aws:events:{region}:123456789012:event-bus/orders"} for region in ("us-east-1", "us-west-2")
]


def bus_error(buses: Plain) -> str | None:
    """The two buses have one name, and different regions."""
    arns = [one.get("eventBusArn") for one in buses if isinstance(one, Mapping)] if isinstance(buses, list) else []
    parts = [arn.split(":", 5) for arn in arns if isinstance(arn, str) and arn.count(":") >= 5]
    if len(parts) != 2:
        return None
    if parts[0][5] != parts[1][5]:
        return f"{parts[0][5]} and {parts[1][5]} have different names"
    return f"both are of {parts[0][3]}" if parts[0][3] == parts[1][3] else None


ENDPOINT_ROWS = (
    Constraint(
        demand=argument("roleArn").is_present(),
        when=~argument("replicationConfig.state").equals("DISABLED"),
        error="ReplicationConfig: Enable or disable event replication. The default state is ENABLED which means you"
        " must supply a RoleArn.",
        source=f"{API}/API_CreateEndpoint.html",
        fix=fix(
            Set("roleArn", Blank("the ARN of a role that may put events on both buses")),
            otherwise=Set("replicationConfig", {"state": "DISABLED"}),
        ),
        invalid={"replicationConfig": None},
        valid=({"replicationConfig": None, "roleArn": "arn:aws:iam::123456789012:role/events"}, {}),
    ),
    Constraint(
        demand=argument("eventBuses").holds("two buses with one name in two regions", bus_error),
        when=argument("eventBuses").is_given().unsaid(),
        error="EventBuses: The names of the event buses must be identical in each Region.",
        source=f"{API}/API_CreateEndpoint.html",
        fix=note("two buses with the same name, in two regions"),
        condition="the two buses of an endpoint have different names, or one region",
        invalid=(
            {"eventBuses": [BUSES[0], {"eventBusArn": BUSES[1]["eventBusArn"] + "-copy"}]},
            {"eventBuses": [BUSES[0], BUSES[0]]},
        ),
        valid={"eventBuses": BUSES},
    ),
)

RULE = constraints_rule(
    id="eventbridge-bus-valid",
    service="EventBridge",
    summary="EventBridge buses, archives, connections and API destinations must be valid",
    rationale="""
        Each account has a bus with the name default, and the name of another bus has a slash only where it is a
        partner's. A connection has the parameters of its type of authorization, and an API destination is called over
        HTTPS. An archive keeps the events of a bus.
    """,
    since="0.2.0",
    constraints={
        BUS: BUS_ROWS,
        (*CONNECTION, *API_DESTINATION, *ARCHIVE, *ENDPOINT): NAMED,
        CONNECTION: CONNECTION_ROWS,
        API_DESTINATION: DESTINATION_ROWS,
        ARCHIVE: ARCHIVE_ROWS,
        ENDPOINT: ENDPOINT_ROWS,
    },
    base={
        BUS[0]: {"name": "orders"},
        CONNECTION[0]: {
            "authorizationType": "API_KEY",
            "authParameters.apiKey": {"key": "x-api-key", "value": "a-key"},
        },
        API_DESTINATION[0]: {
            "connectionArn": f"arn:aws:events:{HERE}:connection/orders/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
            "httpMethod": "POST",
            "invocationEndpoint": "https://orders.example.com/events",
        },
        ENDPOINT[0]: {
            "eventBuses": BUSES,
            "replicationConfig": {"state": "DISABLED"},
            "routingConfig.failoverConfig": {
                "primary": {"healthCheck": "arn:aws:route53:::healthcheck/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"},
                "secondary": {"route": "us-west-2"},
            },
        },
        ARCHIVE[0]: {"eventSourceArn": f"arn:aws:events:{HERE}:event-bus/orders"},
    },
)
