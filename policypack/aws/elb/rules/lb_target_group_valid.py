"""lb-target-group-valid: Target groups must have valid names and health checks."""

from policypack.aws.elb import LONGEST_NAME, NAME, OF_APPLICATIONS, TARGET_GROUP
from policypack.constraint import Constraint, argument, fits, form, joined
from policypack.fix import Blank, Remove, Set, fix
from policypack.model.conditions import Subject
from policypack.model.values import Plain, Value
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html"
HEALTH_CHECKS = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html"
DEFAULT_INTERVAL, DEFAULT_TIMEOUT = 30, 5
"""Seconds, for targets that speak HTTP or HTTPS."""

interval, timeout = argument("healthCheck.interval"), argument("healthCheck.timeout")


def interval_of(group: Subject) -> Value:
    return interval.of(group).or_default(DEFAULT_INTERVAL).as_number()


def timeout_of(group: Subject) -> Value:
    return timeout.of(group).or_default(DEFAULT_TIMEOUT).as_number()


def interval_error(seconds: float, limit: float) -> str | None:
    """The interval is not greater than the timeout."""
    if seconds > limit:
        return None
    return f"the interval of {seconds:g} seconds is not greater than the timeout of {limit:g} seconds"


def not_over_tcp(field: str, value: Plain, error: str, source: str) -> Constraint:
    """A check over TCP does not have the field."""
    path = f"healthCheck.{field}"
    return Constraint(
        demand=argument(path).is_empty(),
        when=argument("healthCheck.protocol").equals("TCP"),
        at="healthCheck",
        error=error,
        source=source,
        fix=fix(Remove(path), otherwise=Set("healthCheck.protocol", "HTTP")),
        invalid={"protocol": "TCP", "healthCheck.protocol": "TCP", path: value},
        valid={"protocol": "TCP", "healthCheck.protocol": "HTTP", path: value},
    )


RULE = constraints_rule(
    id="lb-target-group-valid",
    service="Elastic Load Balancing",
    summary="Target groups must have valid names and health checks",
    rationale="""
        The interval between the health checks of a target that speaks HTTP or HTTPS must be greater than their timeout;
        the default interval is 30 seconds, the default timeout 5. A check over TCP has no path to request and no status
        code to match. Health checks of network load balancers' targets may have a timeout as long as their interval,
        and are not checked.
    """,
    since="0.1.0",
    references=(CREATE, HEALTH_CHECKS),
    constraints={
        TARGET_GROUP: (
            form(
                "name",
                rf"(?=.{{1,{LONGEST_NAME}}}$){NAME}",
                f"up to {LONGEST_NAME} letters, digits and hyphens, with no hyphen at an end",
                invalid=("a" * (LONGEST_NAME + 1), "orders-"),
                valid=("orders-web", "a" * LONGEST_NAME),
                correct=joined("A-Za-z0-9-", LONGEST_NAME),
                error="ValidationError: This name must be unique per region per account, can have a maximum of 32"
                " characters, must contain only alphanumeric characters or hyphens, and must not begin or end with a"
                " hyphen.",
                source=CREATE,
            ),
            Constraint(
                demand=fits(interval, "greater than healthCheck.timeout", interval_error, interval_of, timeout_of),
                when=argument("protocol").one_of(*OF_APPLICATIONS),
                at="healthCheck",
                error="ValidationError: Health check interval must be greater than the timeout.",
                source="https://github.com/terraform-linters/tflint-ruleset-aws/issues/404",
                fix=fix(Set("healthCheck.interval", Blank("more seconds than the timeout"))),
                invalid=(
                    {"healthCheck.interval": 5},
                    {"healthCheck.interval": 10, "healthCheck.timeout": 10},
                ),
                valid=(
                    {"healthCheck.interval": 11, "healthCheck.timeout": 10},
                    {"protocol": "TCP", "healthCheck.interval": 10, "healthCheck.timeout": 10},
                ),
            ),
            Constraint(
                demand=~argument("stickiness.type").one_of("lb_cookie", "app_cookie"),
                when=argument("protocol").one_of("TCP", "UDP", "TCP_UDP", "TLS")
                & (~argument("stickiness.enabled").equals(False)).unsaid(),
                at="stickiness",
                error="InvalidConfigurationRequest: Stickiness type 'lb_cookie' is not supported for target groups with"
                " the TCP protocol",
                source="https://github.com/pulumi/examples/issues/1209",
                fix=fix(Set("stickiness.type", "source_ip"), otherwise=Remove("stickiness")),
                invalid={"protocol": "TCP", "stickiness.type": "lb_cookie"},
                valid=(
                    {"protocol": "TCP", "stickiness.type": "source_ip"},
                    {"protocol": "TCP", "stickiness.type": "lb_cookie", "stickiness.enabled": False},
                    {"stickiness.type": "lb_cookie"},
                ),
            ),
            *(
                Constraint(
                    demand=argument(field).is_present(),
                    when=argument("targetType").one_of("instance", "ip", "alb") | argument("targetType").is_empty(),
                    error=f"ValidationError: A {shown} must be specified",
                    source="https://github.com/awsdocs/aws-cloudformation-user-guide/pull/467",
                    fix=fix(Set(field, Blank(blank))),
                    invalid={field: None},
                    valid=({}, {"targetType": "lambda", "port": None, "protocol": None, "vpcId": None}),
                )
                for field, shown, blank in (
                    ("port", "port", "the targets' port"),
                    ("protocol", "protocol", "the targets' protocol"),
                    ("vpcId", "VPC ID", "the ID of the targets' VPC"),
                )
            ),
            not_over_tcp(
                "matcher",
                "200-399",
                "InvalidConfigurationRequest: Health check matchers are not supported for TCP health checks",
                "https://github.com/awsdocs/aws-cloudformation-user-guide/pull/186",
            ),
            not_over_tcp(
                "path",
                "/health",
                "InvalidConfigurationRequest: Health check paths are not supported for TCP health checks",
                "https://github.com/hashicorp/terraform-provider-aws/pull/2170",
            ),
        )
    },
    base={type_: {"port": 80, "protocol": "HTTP", "vpcId": "vpc-0123456789abcdef0"} for type_ in TARGET_GROUP},
)
