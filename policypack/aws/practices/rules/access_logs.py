"""access-logs: Who uses a load balancer, an API or a VPN must be logged."""

from policypack.aws import apigatewayv2, elb
from policypack.aws.practices.base import BASES
from policypack.constraint import Constraint, argument
from policypack.constraint.practices import practice
from policypack.fix import Blank, Set, fix
from policypack.rule import practices_rule

_GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:vpn:*"
_TUNNELS = ("tunnel1LogOptions.cloudwatchLogOptions", "tunnel2LogOptions.cloudwatchLogOptions")
_type = argument("loadBalancerType")
_is_application = (_type.is_empty() | _type.equals("application")).unsaid()


def _tunnel(own: str, other: str) -> Constraint:
    enabled, group = f"{own}.logEnabled", f"{own}.logGroupArn"
    beside = {f"{other}.logEnabled": True, f"{other}.logGroupArn": _GROUP}
    return practice(
        argument(enabled).is_true(),
        fix=fix(Set(enabled, True), Set(group, Blank("the ARN of a log group"))),
        invalid=(beside, {**beside, enabled: False}),
        valid={**beside, enabled: True, group: _GROUP},
        controls=("EC2.171",),
    )


RULE = practices_rule(
    id="access-logs",
    summary="Who uses a load balancer, an API or a VPN must be logged",
    rationale="""
        After an attack, and in the search for an error that one customer alone has, the first question is who asked
        for what, and when. Nothing else tells it afterwards. A network load balancer logs connections of TLS only and
        is not asked. AWS has to be allowed to write to the bucket of the logs.
    """,
    harm="Nothing tells afterwards who asked for what.",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        elb.LOAD_BALANCER: [
            practice(
                argument("accessLogs.enabled").is_true(),
                when=_is_application,
                fix=fix(Set("accessLogs.enabled", True), Set("accessLogs.bucket", Blank("the bucket of the logs"))),
                invalid=({}, {"accessLogs.bucket": "orders-logs"}),
                valid={"accessLogs.bucket": "orders-logs", "accessLogs.enabled": True},
                controls=("ELB.5",),
            )
        ],
        elb.CLASSIC: [
            practice(
                argument("accessLogs").is_given() & ~argument("accessLogs.enabled").equals(False),
                at="accessLogs",
                fix=fix(Set("accessLogs", {"bucket": Blank("the bucket of the logs"), "enabled": True})),
                invalid=({}, {"accessLogs.bucket": "orders-logs", "accessLogs.enabled": False}),
                valid={"accessLogs.bucket": "orders-logs"},
                controls=("ELB.5",),
            )
        ],
        apigatewayv2.STAGE: [
            practice(
                argument("accessLogSettings").is_given(),
                fix=fix(
                    Set(
                        "accessLogSettings",
                        {
                            "destinationArn": Blank("the ARN of a log group"),
                            "format": Blank("what to log of each request"),
                        },
                    )
                ),
                invalid={},
                valid={
                    "accessLogSettings": {
                        "destinationArn": "arn:aws:logs:us-east-1:123456789012:log-group:api",
                        "format": "$context.requestId $context.status",
                    }
                },
                controls=("APIGateway.9",),
            )
        ],
        ("aws:ec2clientvpn/endpoint:Endpoint",): [
            practice(
                argument("connectionLogOptions.enabled").is_true(),
                fix=fix(
                    Set("connectionLogOptions.enabled", True),
                    Set("connectionLogOptions.cloudwatchLogGroup", Blank("the name of a log group")),
                ),
                invalid={"connectionLogOptions.enabled": False},
                valid={"connectionLogOptions.enabled": True, "connectionLogOptions.cloudwatchLogGroup": "vpn"},
                controls=("EC2.51",),
            )
        ],
        ("aws:ec2/vpnConnection:VpnConnection",): [_tunnel(*_TUNNELS), _tunnel(*reversed(_TUNNELS))],
    },
)
