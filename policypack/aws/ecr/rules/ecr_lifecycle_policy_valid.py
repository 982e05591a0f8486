"""ecr-lifecycle-policy-valid: Lifecycle policies of repositories must have rules that ECR can read."""

from policypack.aws.ecr.lifecycle import REPOSITORY_POLICY, any_error, null_error, priority_error, tag_error, unit_error
from policypack.constraint import Condition, Constraint, Inputs, Json, argument, note
from policypack.model.values import Plain
from policypack.rule import constraints_rule

PARAMETERS = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html"
INVALID = (
    "InvalidParameterException: Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle"
    " policy validation failure: instance failed to match exactly one schema (matched 0 out of 2)"
)
EXPIRE = {"type": "expire"}
OLD = {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14}
MANY = {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 100}
TAGGED = {**MANY, "tagStatus": "tagged", "tagPatternList": ["v*"]}

policy = argument("policy")


def rules(*selections: dict[str, Plain]) -> Inputs:
    """A policy with a rule for each selection."""
    made: Plain = [
        {"rulePriority": place, "selection": one, "action": EXPIRE} for place, one in enumerate(selections, 1)
    ]
    return {"policy": Json({"rules": made})}


def row(
    demand: Condition, condition: str, how: str, invalid: Inputs | tuple[Inputs, ...], source: str = PARAMETERS
) -> Constraint:
    """A row about the policy."""
    return Constraint(
        demand=demand,
        when=policy.is_given().unsaid(),
        error=INVALID,
        source=source,
        fix=note(how),
        invalid=invalid,
        valid=rules(OLD, TAGGED, MANY),
        condition=condition,
    )


RULE = constraints_rule(
    id="ecr-lifecycle-policy-valid",
    service="ECR",
    summary="Lifecycle policies of repositories must have rules that ECR can read",
    rationale="""
        A rule by age has a unit, a rule by number has none; a rule for tagged images names the tags, another does not.
        Each rule has a priority of its own. A key without a value is left out: ECR takes no null.
    """,
    since="0.2.0",
    constraints={
        REPOSITORY_POLICY: (
            row(
                policy.holds("a policy without null", null_error),
                "a part of a rule in policy is null",
                "leave the key of the null out",
                {
                    "policy": Json(
                        {
                            "rules": [
                                {
                                    "rulePriority": 1,
                                    "selection": MANY,
                                    "action": {"type": "expire", "targetStorageClass": None},
                                }
                            ]
                        }
                    )
                },
                "https://github.com/cloudposse/terraform-aws-ecr/issues/158",
            ),
            row(
                policy.holds("a policy whose rules by age have a unit, and no others", unit_error),
                "a rule in policy by age has no countUnit, or one by number has one",
                '"countUnit" "days" with "sinceImagePushed", and none with "imageCountMoreThan"',
                (
                    rules({key: value for key, value in OLD.items() if key != "countUnit"}),
                    rules({**MANY, "countUnit": "days"}),
                ),
                "https://github.com/cloud-custodian/cloud-custodian/issues/5597",
            ),
            row(
                policy.holds("a policy whose rules for tagged images name tags, and no others", tag_error),
                "a rule in policy for tagged images names no tags, or another one does",
                '"tagPatternList" with the "tagStatus" "tagged" only',
                (rules({**MANY, "tagStatus": "tagged"}), rules({**OLD, "tagPrefixList": ["v"]})),
            ),
            row(
                policy.holds("a policy whose rule for any image is the last", any_error),
                "a rule in policy for any image has not the highest rulePriority",
                'the highest "rulePriority" for the rule with the "tagStatus" "any"',
                rules(MANY, OLD),
            ),
            row(
                policy.holds("a policy whose rules have a priority of their own", priority_error),
                "two rules in policy have the same rulePriority",
                'a different "rulePriority" for each rule',
                {
                    "policy": Json(
                        {
                            "rules": [
                                {"rulePriority": 1, "selection": OLD, "action": EXPIRE},
                                {"rulePriority": 1, "selection": MANY, "action": EXPIRE},
                            ]
                        }
                    )
                },
            ),
        )
    },
    base={REPOSITORY_POLICY[0]: {"repository": "orders"}},
)
