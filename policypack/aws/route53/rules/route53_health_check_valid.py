"""route53-health-check-valid: Health checks must have what their type needs."""

from policypack.constraint import Constraint, Inputs, argument, fix, needs, only_with
from policypack.fix import Blank, Remove, Set
from policypack.rule import constraints_rule

HEALTH_CHECK = ("aws:route53/healthCheck:HealthCheck",)
CONFIG = "https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html"
MATCHES = ("HTTP_STR_MATCH", "HTTPS_STR_MATCH")
ENDPOINTS = ("HTTP", "HTTPS", *MATCHES, "TCP")
BY_HTTP: Inputs = {"type": "HTTPS", "fqdn": "www.example.com", "requestInterval": 30, "failureThreshold": 3}
BY_TCP: Inputs = {**BY_HTTP, "type": "TCP", "port": 5432}

kind = argument("type")

RULE = constraints_rule(
    id="route53-health-check-valid",
    service="Route 53",
    summary="Health checks must have what their type needs",
    rationale="""
        A health check that looks for a text names it, and no other does. A check of an endpoint has its name or its
        address, and one of TCP no path. A check of an alarm names the alarm and its region.
    """,
    since="0.2.0",
    constraints={
        HEALTH_CHECK: (
            Constraint(
                demand=argument("resourcePath").is_empty(),
                when=kind.equals("TCP"),
                error="InvalidInput: ResourcePath is not valid for TCP health checks",
                source=CONFIG,
                fix=fix(Remove("resourcePath")),
                invalid={**BY_TCP, "resourcePath": "/health"},
                valid=(BY_TCP, {**BY_HTTP, "resourcePath": "/health"}),
            ),
            needs(
                {"type": MATCHES},
                "searchString",
                "ok",
                blank="a text of the answer, up to 255 characters",
                beside=BY_HTTP,
                error="InvalidInput: SearchString is required for health checks of type HTTP_STR_MATCH and"
                " HTTPS_STR_MATCH",
                source=CONFIG,
            ),
            only_with(
                "searchString",
                "ok",
                {"type": MATCHES},
                beside=BY_HTTP,
                error="InvalidInput: SearchString is only valid for health checks of type HTTP_STR_MATCH and"
                " HTTPS_STR_MATCH",
                source=CONFIG,
            ),
            Constraint(
                demand=argument("fqdn").is_present() | argument("ipAddress").is_present(),
                when=kind.one_of(*ENDPOINTS),
                at="fqdn",
                error="InvalidInput: Either IPAddress or FullyQualifiedDomainName must be specified",
                source=CONFIG,
                fix=fix(Set("fqdn", Blank("the host name of the endpoint"))),
                invalid={**BY_HTTP, "fqdn": None},
                valid=(BY_HTTP, {**BY_HTTP, "fqdn": None, "ipAddress": "192.0.2.1"}),
                condition="a health check of an endpoint has neither fqdn nor ipAddress",
            ),
            *(
                needs(
                    {"type": "CLOUDWATCH_METRIC"},
                    name,
                    value,
                    blank=f"the {what} of the alarm",
                    beside={"cloudwatchAlarmName": "orders", "cloudwatchAlarmRegion": "us-east-1"},
                    error="InvalidInput: AlarmIdentifier is required for CLOUDWATCH_METRIC health checks",
                    source=CONFIG,
                )
                for name, value, what in (
                    ("cloudwatchAlarmName", "orders", "name"),
                    ("cloudwatchAlarmRegion", "us-east-1", "region"),
                )
            ),
        )
    },
)
