"""route53-health-check-valid: Health checks must have what their type needs."""

from ipaddress import ip_address

from policypack.constraint import Constraint, Inputs, argument, fits, fix, needs, only_with
from policypack.fix import Blank, Remove, Set
from policypack.model.values import Plain
from policypack.rule import constraints_rule

HEALTH_CHECK = ("aws:route53/healthCheck:HealthCheck",)
CONFIG = "https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html"
MATCHES = ("HTTP_STR_MATCH", "HTTPS_STR_MATCH")
ENDPOINTS = ("HTTP", "HTTPS", *MATCHES, "TCP")
BY_HTTP: Inputs = {"type": "HTTPS", "fqdn": "www.example.com", "requestInterval": 30, "failureThreshold": 3}
BY_TCP: Inputs = {**BY_HTTP, "type": "TCP", "port": 5432}

OBSERVED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/route53"
PLACES = (
    "us-east-1",
    "us-west-1",
    "us-west-2",
    "eu-west-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-northeast-1",
    "sa-east-1",
)
"""The regions that health checkers are in, November 2026."""
BY_ALARM: Inputs = {"type": "CLOUDWATCH_METRIC", "cloudwatchAlarmName": "orders", "cloudwatchAlarmRegion": "us-east-1"}
BY_OTHERS: Inputs = {
    "type": "CALCULATED",
    "childHealthThreshold": 1,
    "childHealthchecks": ["0123456789abcdef"],
}
WITHOUT_ENDPOINT = ("CALCULATED", "CLOUDWATCH_METRIC")

kind, address, regions = argument("type"), argument("ipAddress"), argument("regions")


def other_region(plain: Plain) -> str | None:
    """A region without health checkers."""
    others = [one for one in plain if one not in PLACES] if isinstance(plain, list) else []
    return f"{others[0]} is not {', '.join(PLACES[:-1])} or {PLACES[-1]}" if others else None


def is_no_address(plain: Plain) -> str | None:
    """A host name, or another text that is no address."""
    try:
        ip_address(str(plain))
    except ValueError:
        return "it is not an IP address"
    return None


def address_error(plain: Plain) -> str | None:
    """An address that no health checker reaches over the internet."""
    try:
        one = ip_address(str(plain))
    except ValueError:
        return None
    is_reached = one.is_global and not one.is_multicast and not one.is_reserved
    return None if is_reached else f"{one} is not an address of the internet"


RULE = constraints_rule(
    id="route53-health-check-valid",
    service="Route 53",
    summary="Health checks must have what their type needs",
    rationale="""
        A health check that looks for a text names it, and no other does. A check of an endpoint has its name or its
        address, which the internet reaches, and one of TCP no path. A check of an alarm names the alarm and its region;
        one of an alarm or of other checks has no endpoint.
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
                valid=(BY_HTTP, {**BY_HTTP, "fqdn": None, "ipAddress": "52.94.76.10"}),
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
            Constraint(
                demand=~argument("enableSni").is_true(),
                when=kind.one_of("HTTP", "HTTP_STR_MATCH", "TCP"),
                error="InvalidInput: Invalid parameter : Health checks with HTTP type must not enable SNI support.",
                source=f"{OBSERVED}/pf-route53-healthcheck-enablesni-https-only/meta.yaml",
                fix=fix(Remove("enableSni")),
                invalid={**BY_HTTP, "type": "HTTP", "enableSni": True},
                valid=({**BY_HTTP, "enableSni": True}, {**BY_HTTP, "type": "HTTP", "enableSni": False}),
            ),
            *(
                Constraint(
                    demand=argument(name).is_empty(),
                    when=kind.equals(beside["type"]),
                    error=f"InvalidInput: Invalid parameter : {checks} health checks must not have {what} specified.",
                    source=CONFIG,
                    fix=fix(Remove(name)),
                    invalid={**beside, name: value},
                    valid=({**BY_HTTP, name: value}, beside),
                )
                for checks, beside in (("Calculated", BY_OTHERS), ("Metric-based", BY_ALARM))
                for name, what, value in (
                    ("port", "a port", 443),
                    ("ipAddress", "an IP address", "52.94.76.10"),
                    ("regions", "regions", ["us-east-1", "us-west-2", "eu-west-1"]),
                )
            ),
            Constraint(
                demand=fits(address, "an address of the internet", address_error),
                when=address.is_given().unsaid() & ~kind.one_of(*WITHOUT_ENDPOINT).unsaid(),
                error="InvalidInput: IPv4 address 10.0.0.10 is forbidden.",
                source=f"{OBSERVED}/pf-route53-healthcheck-ipaddress-private-range/meta.yaml",
                fix=fix(Set("ipAddress", Blank("an address that the internet reaches"))),
                invalid=({**BY_HTTP, "ipAddress": "10.0.0.10"}, {**BY_HTTP, "ipAddress": "203.0.113.10"}),
                valid=({**BY_HTTP, "ipAddress": "52.94.76.10"}, {**BY_HTTP, "ipAddress": "2600:9000::1"}),
            ),
            Constraint(
                demand=fits(address, "an IP address", is_no_address),
                when=address.is_given().unsaid(),
                error="InvalidInput: Invalid XML ; javax.xml.stream.XMLStreamException:"
                " org.xml.sax.SAXParseException; cvc-datatype-valid.1.2.3: 'web.example.com' is not a valid value of"
                " union type 'IPAddress'.",
                source="https://github.com/Kuadrant/dns-operator/issues/91",
                fix=fix(Set("ipAddress", Blank("the address of the endpoint")), note="a name belongs in fqdn"),
                invalid={**BY_HTTP, "ipAddress": "web.example.com"},
                valid={**BY_HTTP, "ipAddress": "52.94.76.10"},
            ),
            Constraint(
                demand=fits(regions, "regions of health checkers", other_region, regions.whole),
                when=argument("regions").is_given().unsaid(),
                error="InvalidInput: Value '[us-east-1, us-west-1, eu-central-1]' at 'healthCheckConfig.regions' failed"
                " to satisfy constraint: Member must satisfy enum value set: [sa-east-1, us-west-1, us-west-2, ...]",
                source=CONFIG,
                fix=fix(Set("regions", [Blank("three regions or more of health checkers")])),
                invalid={**BY_HTTP, "regions": ["us-east-1", "us-west-1", "eu-central-1"]},
                valid={**BY_HTTP, "regions": list(PLACES)},
            ),
        )
    },
)
