"""ec2-fleet-valid: Overrides of fleets must have an instance type or requirements of one, not both."""

from policypack.constraint import Constraint, Inputs, argument
from policypack.fix import Remove, fix
from policypack.rule import constraints_rule

FLEET = ("aws:ec2/fleet:Fleet",)
SPOT_FLEET = ("aws:ec2/spotFleetRequest:SpotFleetRequest",)
OVERRIDES = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FleetLaunchTemplateOverridesRequest.html"
NEEDS: Inputs = {"memoryMib": {"min": 4096}, "vcpuCount": {"min": 2}}
OF_TEMPLATE: Inputs = {"launchTemplateId": "lt-0a1b2c3d4e5f60718", "version": "1"}
OF_SPOT_TEMPLATE: Inputs = {"id": "lt-0a1b2c3d4e5f60718", "version": "1"}


RULE = constraints_rule(
    id="ec2-fleet-valid",
    service="EC2",
    summary="Overrides of fleets must have an instance type or requirements, not both",
    rationale="""
        An override of a fleet names an instance type, or says what one must have so that the fleet chooses. One with
        both is refused with the whole request.
    """,
    since="0.2.0",
    references=(OVERRIDES,),
    constraints={
        (*FLEET, *SPOT_FLEET): (
            Constraint(
                demand=argument("instanceType").is_empty(),
                when=argument("instanceRequirements").is_given(),
                error="InvalidParameterCombination: If you specify InstanceRequirements, you can't specify"
                " InstanceType",
                source="https://github.com/github-aws-runners/terraform-aws-github-runner/issues/5315",
                fix=fix(Remove("instanceType"), otherwise=Remove("instanceRequirements")),
                invalid={"instanceType": "m7g.large", "instanceRequirements": NEEDS},
                valid=({"instanceType": "m7g.large"}, {"instanceRequirements": NEEDS}),
            ).inside("launchTemplateConfigs[].overrides[]"),
        )
    },
    base={
        FLEET[0]: {
            "launchTemplateConfigs": [{"launchTemplateSpecification": OF_TEMPLATE}],
            "targetCapacitySpecification": {"defaultTargetCapacityType": "spot", "totalTargetCapacity": 1},
        },
        SPOT_FLEET[0]: {
            "iamFleetRole": "arn:aws:iam::123456789012:role/fleet",
            "targetCapacity": 1,
            "launchTemplateConfigs": [{"launchTemplateSpecification": OF_SPOT_TEMPLATE}],
        },
    },
)
