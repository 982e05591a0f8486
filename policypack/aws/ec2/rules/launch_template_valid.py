"""launch-template-valid: Launch templates must have valid names, user data and interfaces."""

from collections.abc import Iterator

from policypack.aws.common.faults import fault
from policypack.aws.ec2.ebs import LAUNCH_TEMPLATE
from policypack.aws.ec2.user_data import user_data_fault
from policypack.check import Resource, Verdict, all_of, any_of, is_not, require
from policypack.rule import Context, Rejection, ResourceRule

NAME = r"[a-zA-Z0-9().\-/_]{3,128}"


def check(template: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """Name, user data, network interfaces and instance profile are such as EC2 takes."""
    yield is_named(template)
    yield encodes_its_user_data(template)
    yield puts_security_groups_in_one_place(template)
    yield names_its_profile_once(template)


def is_named(template: Resource) -> Verdict:
    name = template["name"]
    return require(
        name.matches(NAME),
        when=is_not(name.is_empty()),
        at=name,
        problem=f"The template's name is {name}; EC2 takes 3 to 128 letters, digits and - ( ) . / _.",
        fix='name="web-servers"',
    )


def encodes_its_user_data(template: Resource) -> Verdict:
    user_data = template["userData"]
    wrong = fault(user_data.as_text(), user_data_fault)
    return require(
        wrong.is_empty(),
        when=is_not(user_data.is_empty()),
        at=user_data,
        problem=f"userData {wrong.say(str, 'is not valid')}: EC2 rejects the template.",
        fix="user_data=base64.b64encode(script.encode()).decode()",
    )


def puts_security_groups_in_one_place(template: Resource) -> Verdict:
    groups = template["vpcSecurityGroupIds"]
    return require(
        groups.is_empty(),
        when=all_of(template["networkInterfaces"].is_set(), is_not(template["networkInterfaces"].is_empty())),
        at=groups,
        problem="vpcSecurityGroupIds and networkInterfaces are both set; EC2 launches no instance from this template.",
        fix='network_interfaces=[{"security_groups": [group.id], ...}]  # and no vpc_security_group_ids',
    )


def names_its_profile_once(template: Resource) -> Verdict:
    profile = template["iamInstanceProfile"]
    return require(
        any_of(profile["name"].is_empty(), profile["arn"].is_empty()),
        when=profile.is_set(),
        at=profile,
        problem="iamInstanceProfile has a name and an ARN; EC2 rejects the two together.",
        fix='iam_instance_profile={"arn": profile.arn}',
    )


_ENCODING = "https://github.com/pulumi/pulumi-aws/issues/2284"
_SIZE = "https://github.com/hashicorp/terraform-provider-aws/pull/49234"
_NAME = "https://github.com/github-aws-runners/terraform-aws-github-runner/issues/932"
_PROFILE = "https://github.com/hashicorp/terraform-provider-aws/pull/4344"
_INTERFACES = "https://github.com/traveloka/terraform-aws-autoscaling/issues/38"


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(service="EC2", condition=condition, error=error, source=source, invalid=refused, valid=accepted)


RULE = ResourceRule(
    id="launch-template-valid",
    summary="Launch templates must have valid names, user data and interfaces",
    rationale="""
        An instance takes its user data as text, a launch template only in base64. Security groups stand on the template
        or on its network interfaces, not on both: EC2 keeps such a template and refuses to launch from it, so the Auto
        Scaling group fails and not the template. Text that merely happens to be made of base64's characters is not
        told from base64.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=LAUNCH_TEMPLATE,
    references=(
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html",
        _ENCODING,
        _SIZE,
        _NAME,
        _INTERFACES,
        _PROFILE,
    ),
    rejections=(
        _rejection(
            "The user data of a launch template is not in base64",
            "InvalidUserData.Malformed: Invalid BASE64 encoding of user data.",
            _ENCODING,
            "script",
            "encoded",
        ),
        _rejection(
            "The user data of a launch template has more than 16,384 bytes",
            "CreateLaunchTemplateVersion rejects user data whose base64-decoded length exceeds 16384 bytes with"
            " InvalidUserData.Malformed",
            _SIZE,
            "long",
            "longest",
        ),
        _rejection(
            "The name of a launch template is not 3 to 128 letters, digits and - ( ) . / _",
            "InvalidLaunchTemplateName.Malformed: A launch template name must be between 3 and 128 characters, and may"
            " contain letters, numbers, and the following characters: - ( ) . / _.",
            _NAME,
            "named",
            "signs",
        ),
        _rejection(
            "A launch template has network interfaces, and security groups beside them",
            "InvalidQueryParameter: Invalid launch template: When a network interface is provided, the security groups"
            " must be a part of it.",
            _INTERFACES,
            "groups",
            "groups-of-interface",
        ),
        _rejection(
            "A launch template names its instance profile by name and by ARN",
            "'iamInstanceProfile.name' may not be used in combination with 'iamInstanceProfile.arn'",
            _PROFILE,
            "profile",
            "signs",
        ),
    ),
    check=check,
)
