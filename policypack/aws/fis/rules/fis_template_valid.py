"""fis-template-valid: Experiment templates must have actions with the target of their kind, chosen in one way."""

from policypack.aws.fis import KEY_OF, TARGETS, TEMPLATE
from policypack.constraint import Constraint, Inputs, argument
from policypack.fix import Remove, Set, fix
from policypack.rule import constraints_rule

ACTIONS = "https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html"
CREATE = "https://docs.aws.amazon.com/fis/latest/APIReference/API_CreateExperimentTemplate.html"
INSTANCE = "arn:aws:ec2:us-east-1:123456789012:instance/i-0a1b2c3d4e5f60718"
TAGGED: Inputs = {"resourceTags": [{"key": "env", "value": "test"}]}
CHOSEN: Inputs = {"name": "some", "resourceType": "aws:ec2:instance", "selectionMode": "ALL"}

action, key = argument("actionId"), argument("target.key")
arns, tags, filters, parameters = (argument(name) for name in ("resourceArns", "resourceTags", "filters", "parameters"))


def acting(action_id: str, target: str) -> Inputs:
    """An action on a target."""
    return {"name": "first", "actionId": action_id, "target": {"key": target, "value": "some"}}


def other(target: str) -> str:
    """The key of another kind of target."""
    return "Clusters" if target != "Clusters" else "Instances"


def of_kind(target: str) -> Constraint:
    """The actions on such a target have no other."""
    return Constraint(
        demand=key.equals(target),
        when=action.one_of(*TARGETS[target]) & key.is_given().unsaid(),
        error=f'ValidationException: Unexpected target "{other(target)}" found in action "first".',
        source="https://github.com/hashicorp/terraform-provider-aws/issues/26950",
        fix=fix(Set("target.key", target)),
        invalid=acting(TARGETS[target][0], other(target)),
        valid=acting(TARGETS[target][-1], target),
    ).inside("actions[]")


RULE = constraints_rule(
    id="fis-template-valid",
    service="Fault Injection Service",
    summary="Actions of experiments must have targets of their kind, chosen in one way",
    rationale=f"""
        Each action acts on one kind of target, which has a name of its own: aws:ecs:stop-task stops Tasks, and an
        interruption of spot instances wants SpotInstances. {len(KEY_OF)} actions are known here; others are not judged.
        A target is chosen by ARNs or by tags.
    """,
    since="0.2.0",
    references=(ACTIONS, CREATE),
    constraints={
        TEMPLATE: (
            *map(of_kind, TARGETS),
            Constraint(
                demand=tags.is_empty(),
                when=arns.is_given(),
                error="ValidationException: You cannot specify both resource ARNs and resource tags for target"
                " instanceTargets.",
                source="https://github.com/aws-samples/fis-template-library/issues/8",
                fix=fix(Remove("resourceTags"), otherwise=Remove("resourceArns")),
                invalid={**CHOSEN, **TAGGED, "resourceArns": [INSTANCE]},
                valid=({**CHOSEN, **TAGGED}, {**CHOSEN, "resourceArns": [INSTANCE]}),
            ).inside("targets[]"),
        )
    },
    base={
        TEMPLATE[0]: {
            "description": "stop an instance",
            "roleArn": "arn:aws:iam::123456789012:role/experiments",
            "stopConditions": [{"source": "none"}],
            "actions": [acting("aws:ec2:stop-instances", "Instances")],
            "targets": [{**CHOSEN, **TAGGED}],
        }
    },
)
