"""servicediscovery-service-valid: Services of Cloud Map must have records and health checks of their namespace."""

from collections.abc import Iterator

from policypack.aws.servicediscovery import HTTP_NAMESPACE, PRIVATE_NAMESPACE, SERVICE
from policypack.check import Resource, Verdict, known, require
from policypack.constraint import Constraint, Inputs, Table, argument
from policypack.fix import Remove, Set, fix, note
from policypack.rule import Rejection, StackContext, StackRule

API = "https://docs.aws.amazon.com/cloud-map/latest/api"
CREATE, RECORD = f"{API}/API_CreateService.html", f"{API}/API_DnsRecord.html"
CHECK = f"{API}/API_HealthCheckConfig.html"
SPACE = "ns-0a1b2c3d4e5f6071"
BY_ADDRESS: Inputs = {"dnsConfig": {"namespaceId": SPACE, "dnsRecords": [{"ttl": 10, "type": "A"}]}}
BY_NAME: Inputs = {
    "dnsConfig": {"namespaceId": SPACE, "routingPolicy": "WEIGHTED", "dnsRecords": [{"ttl": 10, "type": "CNAME"}]}
}
CHECKED: Inputs = {"healthCheckConfig": {"type": "HTTP", "resourcePath": "/"}}

records, policy = argument("dnsConfig.dnsRecords"), argument("dnsConfig.routingPolicy")
health, custom = argument("healthCheckConfig"), argument("healthCheckCustomConfig")
has_name = records.has_element("type", "CNAME")

TABLE = Table(
    "Cloud Map",
    {
        SERVICE: (
            Constraint(
                demand=policy.equals("WEIGHTED"),
                when=has_name,
                error="InvalidInput: CNAME: You must specify WEIGHTED for the value of RoutingPolicy.",
                source=RECORD,
                fix=fix(Set(policy.path, "WEIGHTED")),
                invalid={"dnsConfig": {"namespaceId": SPACE, "dnsRecords": [{"ttl": 10, "type": "CNAME"}]}},
                valid=(BY_NAME, BY_ADDRESS),
            ),
            Constraint(
                demand=health.is_empty(),
                when=has_name,
                error="InvalidInput: You can't specify both CNAME for Type and settings for HealthCheckConfig.",
                source=RECORD,
                fix=fix(Remove(health.path)),
                invalid={**BY_NAME, **CHECKED},
                valid=(BY_NAME, {**BY_ADDRESS, **CHECKED}),
            ),
            Constraint(
                demand=records.has_at_most(1),
                when=has_name,
                error="InvalidInput: a CNAME record has no other record beside it.",
                source=RECORD,
                fix=note("CNAME alone, or A and AAAA"),
                invalid={
                    "dnsConfig": {
                        "namespaceId": SPACE,
                        "routingPolicy": "WEIGHTED",
                        "dnsRecords": [{"ttl": 10, "type": "A"}, {"ttl": 10, "type": "CNAME"}],
                    }
                },
                valid=BY_NAME,
            ),
            Constraint(
                demand=custom.is_empty(),
                when=health.is_given(),
                error="InvalidInput: If you specify a health check configuration, you can specify either"
                " HealthCheckCustomConfig or HealthCheckConfig but not both.",
                source=CREATE,
                fix=fix(Remove(custom.path), otherwise=Remove(health.path)),
                invalid={**BY_ADDRESS, **CHECKED, "healthCheckCustomConfig": {"failureThreshold": 1}},
                valid=({**BY_ADDRESS, **CHECKED}, {**BY_ADDRESS, "healthCheckCustomConfig": {"failureThreshold": 1}}),
            ),
            Constraint(
                demand=argument("healthCheckConfig.resourcePath").is_empty(),
                when=argument("healthCheckConfig.type").equals("TCP"),
                error="InvalidInput: If you specify TCP for Type, you must not specify a value for ResourcePath.",
                source=CHECK,
                fix=fix(Remove("healthCheckConfig.resourcePath")),
                invalid={**BY_ADDRESS, "healthCheckConfig": {"type": "TCP", "resourcePath": "/"}},
                valid=({**BY_ADDRESS, "healthCheckConfig": {"type": "TCP"}}, {**BY_ADDRESS, **CHECKED}),
            ),
            Constraint(
                demand=argument("dnsConfig").is_empty(),
                when=argument("type").equals("HTTP"),
                error="InvalidInput: When you specify an HTTP service, you can't include a DnsConfig element.",
                source="https://github.com/hashicorp/terraform-provider-aws/pull/6864",
                fix=fix(Remove("type"), otherwise=Remove("dnsConfig")),
                invalid={**BY_ADDRESS, "type": "HTTP"},
                valid=(BY_ADDRESS, {"type": "HTTP", "namespaceId": SPACE}),
            ),
        )
    },
    base={SERVICE[0]: {"name": "orders"}},
)
RECORDS_IN_HTTP = Rejection(
    service="Cloud Map",
    condition="A service in an HTTP namespace has DNS records",
    error="InvalidInput: When you specify an HTTP service, you can't include a DnsConfig element.",
    source="https://github.com/hashicorp/terraform-provider-aws/pull/6864",
    invalid="records-in-http",
    valid="http",
)
CHECK_IN_PRIVATE = Rejection(
    service="Cloud Map",
    condition="A service in a private DNS namespace has a health check of Route 53",
    error="HealthCheckConfig: Public DNS and HTTP namespaces only.",
    source=CREATE,
    invalid="checked-in-private",
    valid="private",
)


def check(service: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A service has no records in an HTTP namespace, and no health check of the internet in a private one."""
    spaces = context.stack.referred(service, "dnsConfig.namespaceId", (*HTTP_NAMESPACE, *PRIVATE_NAMESPACE))
    yield require(
        spaces.all(lambda space: known(space.type not in HTTP_NAMESPACE)),
        when=service["dnsConfig"].is_set(),
        at="dnsConfig",
        problem="dnsConfig is of an HTTP namespace, which has no DNS.",
        fix=fix(Remove("dnsConfig"), note="the namespace is named by namespaceId"),
        rejects=RECORDS_IN_HTTP,
    )
    yield require(
        spaces.all(lambda space: known(space.type not in PRIVATE_NAMESPACE)),
        when=service["healthCheckConfig"].is_set(),
        at="healthCheckConfig",
        problem="healthCheckConfig is of a private namespace, which health checkers of Route 53 do not reach.",
        fix=fix(Remove("healthCheckConfig"), note="healthCheckCustomConfig is for private namespaces"),
        rejects=CHECK_IN_PRIVATE,
    )


RULE = StackRule(
    id="servicediscovery-service-valid",
    summary="Services of Cloud Map must have records and checks of their namespace",
    rationale="""
        A CNAME record is the only one, is weighted and has no health check. An HTTP namespace has no DNS records, and
        health checkers of Route 53 reach public namespaces only.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=SERVICE,
    references=TABLE.sources,
    rejections=(*TABLE.rejections, RECORDS_IN_HTTP, CHECK_IN_PRIVATE),
    table=TABLE,
    check=check,
)
