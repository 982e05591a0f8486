"""target-group-draining: Target groups must let targets finish the requests that they have."""

from policypack.aws import elb
from policypack.aws.practices.base import BASES
from policypack.constraint import Remove, argument, fix
from policypack.constraint.practices import practice
from policypack.rule import practices_rule

RULE = practices_rule(
    id="target-group-draining",
    summary="Target groups must let targets finish the requests that they have",
    rationale="""
        A target that leaves, at each deployment and each time that a group becomes smaller, gets no new requests and
        has the deregistration delay to answer those that it has. The default is 300 seconds; where requests are short,
        30 make deployments faster. With 0 the load balancer closes the connections at once. A function has none to
        finish, and is not asked.
    """,
    harm="Each deployment cuts off the requests that are being answered.",
    consequence="downtime",
    rated="low",
    since="0.3.0",
    base=BASES,
    practices={
        elb.TARGET_GROUP: [
            practice(
                ~argument("deregistrationDelay").equals(0),
                when=~argument("targetType").one_of("lambda").unsaid(),
                fix=fix(Remove("deregistrationDelay")),
                invalid={"protocol": "HTTP", "deregistrationDelay": 0},
                valid=({"protocol": "HTTP"}, {"protocol": "HTTP", "deregistrationDelay": 30}, {"targetType": "lambda"}),
                source="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
            ),
        ]
    },
)
