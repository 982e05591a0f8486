"""iam-tags-valid: Tags of IAM resources must have keys that differ in more than case."""

from policypack.constraint import Constraint, Json, Map, argument
from policypack.fix import note
from policypack.model.conditions import Condition, Subject
from policypack.model.facts import Fact, known
from policypack.model.values import Plain
from policypack.rule import constraints_rule

TRUST = Json(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"},
        ],
    }
)
READ = Json({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]})
TYPES = (
    "aws:iam/role:Role",
    "aws:iam/user:User",
    "aws:iam/policy:Policy",
    "aws:iam/instanceProfile:InstanceProfile",
)

tags = argument("tags")


def repeated(tree: Plain) -> list[str]:
    """The keys that an earlier key equals but for its case."""
    keys = list(tree) if isinstance(tree, dict) else []
    return [key for place, key in enumerate(keys) if key.lower() in {one.lower() for one in keys[:place]}]


def keys_differ(it: Subject) -> Fact:
    """No two keys are the same but for their case, whatever the values are."""
    return tags.of(it).then(lambda tree: known(not repeated(tree)))


RULE = constraints_rule(
    id="iam-tags-valid",
    service="IAM",
    summary="Tags of IAM resources must have keys that differ in more than case",
    rationale="""
        Other services tell the tags Team and team apart; IAM does not, and rejects a role, a user, a policy or an
        instance profile that has both. Tags that a provider adds by default are not checked here.
    """,
    since="0.2.0",
    references=("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html",),
    constraints={
        TYPES: (
            Constraint(
                demand=Condition(keys_differ, tags.is_set().words, ("tags",)).called(
                    "tags have keys that differ in more than case",
                    "tags must have keys that differ in more than case",
                    fails="two keys of tags differ only in case",
                ),
                when=tags.is_set().unsaid(),
                error="InvalidInput: Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                source="https://github.com/serverless/serverless/issues/7885",
                fix=note("keep one of the keys that differ only in case"),
                invalid={"tags": Map({"Team": "payments", "team": "payments-core"})},
                valid={"tags": Map({"Team": "payments", "Squad": "payments-core"})},
            ),
        )
    },
    base={"aws:iam/role:Role": {"assumeRolePolicy": TRUST}, "aws:iam/policy:Policy": {"policy": READ}},
)
