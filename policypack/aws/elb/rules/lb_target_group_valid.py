"""lb-target-group-valid: Target groups must have valid names, attributes and health checks."""

import re
from dataclasses import replace

from policypack.aws.elb import LONGEST_NAME, NAME, OF_APPLICATIONS, OF_NETWORKS, TARGET_GROUP
from policypack.aws.elb.actions import PORT
from policypack.constraint import (
    Constraint,
    argument,
    fits,
    form,
    joined,
    nearest,
    needs,
    one_of,
    ordered,
    within,
)
from policypack.fix import Blank, Remove, Set, fix
from policypack.model.conditions import Subject
from policypack.model.values import Plain, Value
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html"
HEALTH_CHECKS = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html"
DEFAULT_INTERVAL, DEFAULT_TIMEOUT = 30, 5
"""Seconds, for targets that speak HTTP or HTTPS."""

ATTRIBUTES = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html"
MADE = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/elbv2"
HEALTH = "targetGroupHealth"
CHECKS = (
    ("interval", 5, 300, "HealthCheckIntervalSeconds: The range is 5-300."),
    ("timeout", 2, 120, "HealthCheckTimeoutSeconds: The range is 2-120 seconds."),
    ("healthyThreshold", 2, 10, "HealthyThresholdCount: The range is 2-10."),
    ("unhealthyThreshold", 2, 10, "UnhealthyThresholdCount: The range is 2-10."),
)

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


def matcher_error(matcher: Plain, protocol: Plain, version: Plain) -> str | None:
    """A status code is one that targets of the protocol cannot answer with."""
    if version == "GRPC":
        kind, low, high = "gRPC", 0, 99
    elif protocol in (*OF_APPLICATIONS, None):
        kind, low, high = "HTTP", 200, 499
    else:
        kind, low, high = "HTTP", 200, 599
    if not re.fullmatch(r"\s*\d+\s*([,-]\s*\d+\s*)*", str(matcher)):
        return None
    codes = (int(one) for one in re.findall(r"\d+", str(matcher)))
    return next(
        (f"{one} is not a code of {kind} from {low} to {high}" for one in codes if not low <= one <= high), None
    )


def differs(one: Plain, other: Plain) -> str | None:
    """Both are set, and not to the same."""
    return f"{one} and {other} differ" if one and other and one != other else None


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
    summary="Target groups must have valid names, attributes and health checks",
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
            replace(
                ordered(
                    f"{HEALTH}.unhealthyStateRouting.minimumHealthyTargetsCount",
                    f"{HEALTH}.dnsFailover.minimumHealthyTargetsCount",
                    low=1,
                    high=2,
                    error="ValidationError: DNS failover threshold must be greater than or equal to unhealthy state"
                    " routing threshold",
                    source="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference"
                    "/API_TargetGroupAttribute.html",
                ),
                problem="The minimumHealthyTargetsCount of dnsFailover is below that of unhealthyStateRouting.",
            ),
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
            Constraint(
                demand=argument("port").equals(6081),
                when=argument("protocol").equals("GENEVE") & argument("port").is_set().unsaid(),
                error="ValidationError: Port must be 6081 for GENEVE target groups.",
                source=CREATE,
                fix=fix(Set("port", 6081)),
                invalid={"protocol": "GENEVE", "port": 80},
                valid={"protocol": "GENEVE", "port": 6081},
            ),
            Constraint(
                demand=argument("slowStart").between(30, 900),
                when=argument("slowStart").at_least(1).unsaid(),
                error="slow_start.duration_seconds: The time period, in seconds, during which a newly registered target"
                " receives an increasing share of the traffic to the target group. The range is 30-900 seconds (15"
                " minutes).",
                source=ATTRIBUTES,
                fix=fix(Set("slowStart", 30)),
                correct=nearest(30, 900),
                invalid=({"slowStart": 10}, {"slowStart": 901}),
                valid=({"slowStart": 0}, {"slowStart": 30}, {"slowStart": 900}),
            ),
            Constraint(
                demand=~argument("slowStart").at_least(1).called("slowStart is set", "slowStart must be set"),
                when=argument("protocol").one_of(*OF_NETWORKS, "GENEVE"),
                error="InvalidConfigurationRequest: A target group with TCP protocol does not support the attribute"
                " slow_start.duration_seconds",
                source=ATTRIBUTES,
                fix=fix(Remove("slowStart")),
                invalid={"protocol": "TCP", "slowStart": 30},
                valid={"slowStart": 30},
            ),
            within(
                "deregistrationDelay",
                0,
                3600,
                error="deregistration_delay.timeout_seconds: The range is 0-3600 seconds. The default value is 300"
                " seconds.",
                source=ATTRIBUTES,
            ),
            *(
                within(f"healthCheck.{field}", low, high, error=error, source=CREATE)
                .also_when(argument(f"healthCheck.{field}").at_least(1).unsaid())
                .beside({"protocol": "TCP"})
                for field, low, high, error in CHECKS
            ),
            Constraint(
                demand=~argument("healthCheck.enabled").equals(False),
                when=argument("targetType").one_of("instance", "ip", "alb") | argument("targetType").is_empty(),
                error="ValidationError: Health check enabled must be true for target groups with target type"
                " 'instance'",
                source=CREATE,
                fix=fix(Remove("healthCheck.enabled")),
                invalid={"healthCheck.enabled": False},
                valid=(
                    {
                        "targetType": "lambda",
                        "port": None,
                        "protocol": None,
                        "vpcId": None,
                        "healthCheck.enabled": False,
                    },
                    {"healthCheck.enabled": True},
                ),
            ),
            form(
                "healthCheck.protocol",
                "(?i:https?|tcp)",
                "HTTP, HTTPS or TCP",
                invalid=("UDP", "TLS"),
                valid="HTTPS",
                error="HealthCheckProtocol: The GENEVE, TLS, UDP, TCP_UDP, QUIC, and TCP_QUIC protocols are not"
                " supported for health checks.",
                source=CREATE,
            ),
            form(
                "healthCheck.port",
                rf"traffic-port|{PORT}",
                "traffic-port or a port",
                invalid=("http", "0"),
                valid=("traffic-port", "8080"),
                error="The health check port is traffic-port or a port number",
                source=f"{MADE}/pf-elbv2-tg-hc-port-format/meta.yaml",
            ),
            Constraint(
                demand=~argument("healthCheck.protocol").matches("(?i:tcp)", "TCP"),
                when=argument("protocol").one_of(*OF_APPLICATIONS),
                at="healthCheck",
                error="HealthCheckProtocol: The TCP protocol is not supported for health checks if the protocol of the"
                " target group is HTTP or HTTPS.",
                source=CREATE,
                fix=fix(Set("healthCheck.protocol", "HTTP")),
                invalid={"healthCheck.protocol": "TCP"},
                valid=({"healthCheck.protocol": "HTTPS"}, {"protocol": "TCP", "healthCheck.protocol": "TCP"}),
            ),
            Constraint(
                demand=fits(
                    argument("healthCheck.matcher"),
                    "status codes that targets of the protocol may answer with",
                    matcher_error,
                    lambda it: argument("healthCheck.matcher").of(it).as_text(),
                    argument("protocol").of,
                    argument("protocolVersion").of,
                ),
                when=argument("healthCheck.matcher").is_given().unsaid(),
                error="ValidationError: Health check matcher HTTP code '599' must be within '200-499' inclusive",
                source="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html",
                fix=fix(Set("healthCheck.matcher", Blank("status codes, such as 200-399, or 0 for gRPC"))),
                invalid=(
                    {"healthCheck.matcher": "200-599"},
                    {"healthCheck.matcher": "100"},
                    {"healthCheck.matcher": "200", "protocolVersion": "GRPC"},
                    {"healthCheck.matcher": "200-600", "protocol": "TCP"},
                ),
                valid=(
                    {"healthCheck.matcher": "200,302,400-499"},
                    {"healthCheck.matcher": "0-99", "protocolVersion": "GRPC"},
                    {"healthCheck.matcher": "200-599", "protocol": "TCP"},
                ),
            ),
            Constraint(
                demand=~argument("protocol").one_of(*OF_APPLICATIONS),
                when=argument("targetType").equals("alb"),
                error="ValidationError: Target type 'alb' is not supported for target groups with HTTP protocol",
                source=f"{MADE}/pf-elbv2-tg-alb-target-type-protocol/meta.yaml",
                fix=fix(Set("protocol", "TCP")),
                invalid={"targetType": "alb"},
                valid={"targetType": "alb", "protocol": "TCP"},
            ),
            Constraint(
                demand=fits(
                    argument("onUnhealthy"),
                    "the same as onDeregistration",
                    differs,
                    argument("onUnhealthy").of,
                    argument("onDeregistration").of,
                ),
                error="InvalidConfigurationRequest: Target group attribute keys 'target_failover.on_unhealthy' and"
                " 'target_failover.on_deregistration' must both be set to the same value for this target group",
                source=ATTRIBUTES,
                fix=fix(Set("onUnhealthy", Blank("the same as onDeregistration"))),
                correct=lambda other: other,
                made_of=("onDeregistration",),
                invalid={"onUnhealthy": "rebalance", "onDeregistration": "no_rebalance"},
                valid={"onUnhealthy": "rebalance", "onDeregistration": "rebalance"},
            )
            .inside("targetFailovers[]", given=argument("protocol").equals("GENEVE"))
            .beside({"protocol": "GENEVE", "port": 6081}),
            *(
                one_of(
                    field,
                    "rebalance",
                    "no_rebalance",
                    but_not="reroute",
                    error="target_failover: The possible values are rebalance and no_rebalance. The default is"
                    " no_rebalance.",
                    source=ATTRIBUTES,
                ).inside("targetFailovers[]", {other: "rebalance"})
                for field, other in (("onUnhealthy", "onDeregistration"), ("onDeregistration", "onUnhealthy"))
            ),
            Constraint(
                demand=~argument("preserveClientIp").equals(False),
                when=argument("protocol").one_of("UDP", "TCP_UDP"),
                error="InvalidConfigurationRequest: preserve_client_ip.enabled cannot be false if the target group"
                " protocol is UDP or TCP_UDP.",
                source=f"{MADE}/pf-elbv2-tg-attr-preserve-client-ip-udp/meta.yaml",
                fix=fix(Remove("preserveClientIp")),
                invalid=(
                    {"protocol": "UDP", "preserveClientIp": "false"},
                    {"protocol": "TCP_UDP", "preserveClientIp": "false"},
                ),
                valid=(
                    {"protocol": "UDP", "preserveClientIp": "true"},
                    {"protocol": "TCP", "preserveClientIp": "false"},
                ),
            ),
            Constraint(
                demand=argument("loadBalancingAlgorithmType").equals("weighted_random"),
                when=argument("loadBalancingAnomalyMitigation").equals("on"),
                at="loadBalancingAnomalyMitigation",
                error="InvalidConfigurationRequest: You cannot enable both anomaly mitigation and round robin algorithm"
                " on a target group",
                source=ATTRIBUTES,
                fix=fix(
                    Set("loadBalancingAlgorithmType", "weighted_random"),
                    otherwise=Remove("loadBalancingAnomalyMitigation"),
                ),
                invalid=(
                    {"loadBalancingAnomalyMitigation": "on"},
                    {"loadBalancingAnomalyMitigation": "on", "loadBalancingAlgorithmType": "round_robin"},
                ),
                valid={"loadBalancingAnomalyMitigation": "on", "loadBalancingAlgorithmType": "weighted_random"},
            ),
            one_of(
                "loadBalancingAlgorithmType",
                "round_robin",
                "least_outstanding_requests",
                "weighted_random",
                but_not="least_connections",
                error="load_balancing.algorithm.type: The value is round_robin, least_outstanding_requests, or"
                " weighted_random. The default is round_robin.",
                source=ATTRIBUTES,
            ),
            one_of(
                "stickiness.type",
                "lb_cookie",
                "app_cookie",
                "source_ip",
                "source_ip_dest_ip",
                "source_ip_dest_ip_proto",
                but_not="cookie",
                error='expected stickiness.0.type to be one of ["lb_cookie" "app_cookie" "source_ip"'
                ' "source_ip_dest_ip" "source_ip_dest_ip_proto"] (from the provider)',
                source=ATTRIBUTES,
            ),
            Constraint(
                demand=~argument("stickiness.type").equals("source_ip"),
                when=argument("protocol").one_of(*OF_APPLICATIONS)
                & (~argument("stickiness.enabled").equals(False)).unsaid(),
                at="stickiness",
                error="stickiness.type: The possible values are: lb_cookie and app_cookie for Application Load"
                " Balancers. source_ip for Network Load Balancers.",
                source=ATTRIBUTES,
                fix=fix(Set("stickiness.type", "lb_cookie")),
                invalid={"stickiness.type": "source_ip"},
                valid=({"stickiness.type": "lb_cookie"}, {"protocol": "TCP", "stickiness.type": "source_ip"}),
            ),
            needs(
                {"stickiness.type": "app_cookie", "protocol": OF_APPLICATIONS},
                "stickiness.cookieName",
                "orders",
                blank="the name of the application's cookie",
                error="app_cookie stickiness requires a cookie name",
                source=f"{MADE}/pf-elbv2-app-cookie-name/meta.yaml",
            ),
            within(
                "stickiness.cookieDuration",
                0,
                604_800,
                error="stickiness.lb_cookie.duration_seconds: The range is 1 second to 1 week (604800 seconds). The"
                " default value is 1 day (86400 seconds).",
                source=ATTRIBUTES,
                given={"stickiness.type": "lb_cookie"},
            ),
            within(
                "unhealthyDrainingInterval",
                0,
                360_000,
                error="target_health_state.unhealthy.draining_interval_seconds: The possible values are an integer"
                " between 0 and 360000",
                source=ATTRIBUTES,
            ).inside("targetHealthStates[]", {"enableUnhealthyConnectionTermination": False}),
            *(
                form(
                    f"targetGroupHealth.{part}.minimumHealthyTargetsPercentage",
                    r"off|[1-9]\d?|100",
                    '"off", or a number from 1 to 100',
                    invalid=("0", "101"),
                    valid=("off", "1", "100"),
                    error="minimum_healthy_targets.percentage: The possible values are off or an integer from 1 to"
                    " 100. The default is off.",
                    source=ATTRIBUTES,
                )
                for part in ("dnsFailover", "unhealthyStateRouting")
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
