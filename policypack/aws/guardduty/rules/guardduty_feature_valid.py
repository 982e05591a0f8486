"""guardduty-feature-valid: A detector must have one kind of runtime monitoring, with agents of its own."""

from collections.abc import Iterator

from policypack.aws.guardduty import DETECTOR, FEATURE
from policypack.check import Fact, Resource, Verdict, all_of, any_fact, is_not, require
from policypack.constraint import Constraint, Table, argument
from policypack.fix import Remove, Set, fix, note
from policypack.rule import Rejection, StackContext, StackRule

FEATURES = "https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorFeatureConfiguration.html"
AGENTS = "https://www.pulumi.com/registry/packages/aws/api-docs/guardduty/detectorfeature/"
BOTH = Rejection(
    service="GuardDuty",
    condition="A detector has EKS_RUNTIME_MONITORING and RUNTIME_MONITORING",
    error="Specifying both EKS Runtime Monitoring (EKS_RUNTIME_MONITORING) and Runtime Monitoring (RUNTIME_MONITORING)"
    " will cause an error.",
    source=FEATURES,
    invalid="both",
    valid="runtime",
)
TABLE = Table(
    "GuardDuty",
    {
        FEATURE: (
            Constraint(
                demand=~argument("name").one_of("ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"),
                error="ECS_FARGATE_AGENT_MANAGEMENT and EC2_AGENT_MANAGEMENT are additional configurations of"
                " RUNTIME_MONITORING.",
                source=AGENTS,
                fix=note("RUNTIME_MONITORING in place of EKS_RUNTIME_MONITORING, or no such configuration"),
                invalid={"name": "EC2_AGENT_MANAGEMENT", "status": "ENABLED"},
                valid={"name": "EKS_ADDON_MANAGEMENT", "status": "ENABLED"},
            ).inside("additionalConfigurations[]", given=argument("name").equals("EKS_RUNTIME_MONITORING")),
        )
    },
    {
        FEATURE[0]: {
            "detectorId": "12abc34d567e8fa901bc2d34e56789f0",
            "name": "EKS_RUNTIME_MONITORING",
            "status": "ENABLED",
        }
    },
)


def check(detector: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Runtime monitoring includes that of EKS: of the two, one is enabled."""
    if detector.type not in DETECTOR:
        return
    features = context.stack.linked(FEATURE, to=detector, by="detectorId").links
    of_eks = any_fact(all_of(holds, _is_enabled(one, "EKS_RUNTIME_MONITORING")) for one, holds in features)
    for one, holds in features:
        yield require(
            is_not(all_of(holds, of_eks)),
            when=_is_enabled(one, "RUNTIME_MONITORING"),
            at="name",
            problem=f"name is RUNTIME_MONITORING, and another feature of {detector} is EKS_RUNTIME_MONITORING.",
            fix=fix(Set("status", "DISABLED"), otherwise=Remove("")),
            on=one,
            rejects=BOTH,
        )


def _is_enabled(feature: Resource, name: str) -> Fact:
    return all_of(feature["name"].equals(name), feature["status"].equals("ENABLED"))


RULE = StackRule(
    id="guardduty-feature-valid",
    summary="A detector must have one kind of runtime monitoring, with agents of its own",
    rationale="""
        RUNTIME_MONITORING includes what EKS_RUNTIME_MONITORING does, and a detector has one of them. The agents of EC2
        and of Fargate are managed by the former only.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*DETECTOR, *FEATURE),
    references=(FEATURES, AGENTS),
    rejections=(*TABLE.rejections, BOTH),
    table=TABLE,
    check=check,
)
