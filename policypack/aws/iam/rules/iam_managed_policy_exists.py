"""iam-managed-policy-exists: ARNs of AWS managed policies must have the policy's path."""

from policypack.aws.iam import POLICY_ATTACHMENT, ROLE_POLICY_ATTACHMENT
from policypack.aws.iam.attachable import right_arn
from policypack.constraint import Constraint, argument, fits
from policypack.fix import Blank, Set, fix
from policypack.model.opaque import is_opaque
from policypack.model.values import Plain
from policypack.rule import constraints_rule

LIST = "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html"
USER_POLICY_ATTACHMENT = ("aws:iam/userPolicyAttachment:UserPolicyAttachment",)
GROUP_POLICY_ATTACHMENT = ("aws:iam/groupPolicyAttachment:GroupPolicyAttachment",)
MANAGED = "arn:aws:iam::aws:policy/"

policy_arn = argument("policyArn")


def other_arn(arn: Plain) -> str | None:
    """The ARN that the policy has instead."""
    right = right_arn(arn) if isinstance(arn, str) and not is_opaque(arn) else None
    return f"the policy's ARN is {right}" if right else None


RULE = constraints_rule(
    id="iam-managed-policy-exists",
    service="IAM",
    summary="ARNs of AWS managed policies must have the policy's path",
    rationale="""
        Some of AWS's own policies have a path, most often service-role, which is part of the ARN:
        AWSLambdaBasicExecutionRole has one and AmazonSSMManagedInstanceCore has none. IAM finds no policy by an ARN
        without the path, or with another. Policies that are newer than this version pass.
    """,
    since="0.2.0",
    references=(LIST,),
    constraints={
        (*ROLE_POLICY_ATTACHMENT, *POLICY_ATTACHMENT, *USER_POLICY_ATTACHMENT, *GROUP_POLICY_ATTACHMENT): (
            Constraint(
                demand=fits(policy_arn, "the ARN of a policy that exists", other_arn),
                when=policy_arn.is_given().unsaid(),
                error="NoSuchEntity: Policy arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole does not exist or is"
                " not attachable.",
                source="https://github.com/aws/aws-cdk/issues/19830",
                fix=fix(Set("policyArn", Blank("the policy's ARN, with its path"))),
                invalid=(
                    {"policyArn": f"{MANAGED}AWSLambdaBasicExecutionRole"},
                    {"policyArn": f"{MANAGED}service-role/AmazonSSMManagedInstanceCore"},
                    {"policyArn": f"{MANAGED}AWSLambdaFullAccess"},
                ),
                valid=(
                    {"policyArn": f"{MANAGED}service-role/AWSLambdaBasicExecutionRole"},
                    {"policyArn": f"{MANAGED}SomethingNewReadOnlyAccess"},
                    {"policyArn": "arn:aws:iam::123456789012:policy/AWSLambdaBasicExecutionRole"},
                ),
            ),
        )
    },
    base={
        ROLE_POLICY_ATTACHMENT[0]: {"role": "orders"},
        POLICY_ATTACHMENT[0]: {"name": "orders", "roles": ["orders"]},
        USER_POLICY_ATTACHMENT[0]: {"user": "orders"},
        GROUP_POLICY_ATTACHMENT[0]: {"group": "orders"},
    },
)
