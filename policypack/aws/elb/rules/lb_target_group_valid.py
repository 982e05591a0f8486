"""lb-target-group-valid: Target groups must have valid names and health checks."""

from collections.abc import Iterator

from policypack.aws.elb import OF_APPLICATIONS, TARGET_GROUP
from policypack.check import Resource, Verdict, is_not, require, together
from policypack.rule import Context, Rejection, ResourceRule

NAME = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?"
DEFAULT_INTERVAL, DEFAULT_TIMEOUT = 30, 5
"""Seconds, for targets that speak HTTP or HTTPS."""


def check(group: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The name fits, and the health check leaves time to answer and asks what its protocol can tell."""
    name, health = group["name"], group["healthCheck"]
    yield require(
        name.matches(NAME),
        when=is_not(name.is_empty()),
        at=name,
        problem=f"name is {name}; AWS takes up to 32 letters, digits and hyphens, and no hyphen at an end.",
        fix='name="orders-web"',
    )
    interval = health["interval"].or_default(DEFAULT_INTERVAL).as_number()
    timeout = health["timeout"].or_default(DEFAULT_TIMEOUT).as_number()
    yield require(
        together(lambda every, most: every > most, interval, timeout),
        when=group["protocol"].is_in(OF_APPLICATIONS),
        at="healthCheck",
        problem=f"The health check's interval is {interval} seconds and its timeout {timeout}: Health check interval"
        " must be greater than the timeout.",
        fix='health_check={"interval": 30, "timeout": 5}',
    )
    for argument, plural in (("matcher", "matchers"), ("path", "paths")):
        yield require(
            health[argument].is_empty(),
            when=health["protocol"].equals("TCP"),
            at="healthCheck",
            problem=f"The health check has a {argument} and its protocol is TCP: Health check {plural} are not"
            " supported for TCP health checks.",
            fix='health_check={"protocol": "HTTP", ...}  # or without ' + argument,
        )


_CREATE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html"


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(
        service="Elastic Load Balancing",
        condition=condition,
        error=error,
        source=source,
        invalid=refused,
        valid=accepted,
    )


RULE = ResourceRule(
    id="lb-target-group-valid",
    summary="Target groups must have valid names and health checks",
    rationale="""
        A target that speaks HTTP or HTTPS is asked less often than it may take to answer; a timeout that the program
        does not say is 5 seconds, an interval 30. A check over TCP has no path to ask and no code to match. Health
        checks of network load balancers' targets may take as long as their interval, and are not judged.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=TARGET_GROUP,
    references=(
        _CREATE,
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
    ),
    rejections=(
        _rejection(
            "A target group's name is over 32 characters, or has others than letters, digits and hyphens",
            "ValidationError: This name must be unique per region per account, can have a maximum of 32 characters,"
            " must contain only alphanumeric characters or hyphens, and must not begin or end with a hyphen.",
            _CREATE,
            "long",
            "longest",
        ),
        _rejection(
            "The health check of an HTTP or HTTPS target group has no longer interval than timeout",
            "ValidationError: Health check interval must be greater than the timeout.",
            "https://github.com/terraform-linters/tflint-ruleset-aws/issues/404",
            "default-timeout",
            "longest",
        ),
        _rejection(
            "A health check over TCP has a matcher",
            "InvalidConfigurationRequest: Health check matchers are not supported for TCP health checks",
            "https://github.com/awsdocs/aws-cloudformation-user-guide/pull/186",
            "matcher",
            "http-over-tcp",
        ),
        _rejection(
            "A health check over TCP has a path",
            "InvalidConfigurationRequest: Health check paths are not supported for TCP health checks",
            "https://github.com/hashicorp/terraform-provider-aws/pull/2170",
            "path",
            "http-over-tcp",
        ),
    ),
    check=check,
)
