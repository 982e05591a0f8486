"""launch-template-valid: Launch templates must have valid names, user data and interfaces."""

import base64

from policypack.aws.ec2.ebs import LAUNCH_TEMPLATE
from policypack.aws.ec2.user_data import NOT_BASE64, size_error
from policypack.constraint import Constraint, Inputs, argument, fits, form, joined, note, within
from policypack.fix import Blank, Remove, Set, fix
from policypack.rule import constraints_rule

ENCODING = "https://github.com/pulumi/pulumi-aws/issues/2284"
SIZE = "https://github.com/hashicorp/terraform-provider-aws/pull/49234"
NAME = "https://github.com/github-aws-runners/terraform-aws-github-runner/issues/932"
PROFILE = "https://github.com/hashicorp/terraform-provider-aws/pull/4344"
INTERFACES = "https://github.com/traveloka/terraform-aws-autoscaling/issues/38"

NEEDED: Inputs = {"vcpuCount": {"min": 2}, "memoryMib": {"min": 4096}}

user_data = argument("userData")
interfaces, groups = argument("networkInterfaces"), argument("vpcSecurityGroupIds")
profile_name, profile_arn = argument("iamInstanceProfile.name"), argument("iamInstanceProfile.arn")


def encoded(size: int) -> str:
    return base64.b64encode(b"a" * size).decode()


RULE = constraints_rule(
    id="launch-template-valid",
    service="EC2",
    summary="Launch templates must have valid names, user data and interfaces",
    rationale="""
        An instance accepts user data as text, a launch template only in base64. Security groups belong to the template
        or to its network interfaces, not to both: EC2 creates such a template and then rejects each launch from it, so
        it is the Auto Scaling group that fails. Plain text that uses only the characters of base64 cannot be
        distinguished from base64 and is accepted.
    """,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html",),
    constraints={
        LAUNCH_TEMPLATE: (
            form(
                "name",
                r"[a-zA-Z0-9().\-/_]{3,128}",
                "3 to 128 letters, digits and - ( ) . / _",
                invalid=("web servers", "ab", "a" * 129),
                valid=("web-servers", "web-(1)./_", "abc", "a" * 128),
                correct=joined(r"a-zA-Z0-9().\-/_", 128),
                error="InvalidLaunchTemplateName.Malformed: A launch template name must be between 3 and 128"
                " characters, and may contain letters, numbers, and the following characters: - ( ) . / _.",
                source=NAME,
            ),
            Constraint(
                demand=argument("instanceType").is_empty(),
                when=argument("instanceRequirements").is_given(),
                error="InvalidParameterCombination: Either the instance type or the instance requirements can be"
                " specified in the request, but not both",
                source="https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/ec2"
                "/pf-ec2-instance-requirements-exclusive/meta.yaml",
                fix=fix(Remove("instanceType"), otherwise=Remove("instanceRequirements")),
                invalid={"instanceType": "m7i.large", "instanceRequirements": NEEDED},
                valid=({"instanceType": "m7i.large"}, {"instanceRequirements": NEEDED}),
            ),
            Constraint(
                demand=user_data.lacks(NOT_BASE64, "characters that base64 does not have"),
                when=user_data.is_given().unsaid(),
                error="InvalidUserData.Malformed: Invalid BASE64 encoding of user data.",
                source=ENCODING,
                fix=fix(Set("userData", Blank("the script, encoded in base64"))),
                invalid={"userData": "#!/bin/sh\necho hello"},
                valid={"userData": encoded(12)},
                problem="userData has characters that base64 does not have.",
            ),
            Constraint(
                demand=fits(user_data, "at most 16,384 bytes before encoding", size_error),
                when=user_data.is_given().unsaid(),
                error="CreateLaunchTemplateVersion rejects user data whose base64-decoded length exceeds 16384 bytes"
                " with InvalidUserData.Malformed",
                source=SIZE,
                fix=fix(Set("userData", Blank("a short script, encoded in base64, that downloads the rest"))),
                invalid={"userData": encoded(16_385)},
                valid={"userData": encoded(16_384)},
                problem="userData has more than 16,384 bytes before encoding.",
            ),
            Constraint(
                demand=groups.is_empty(),
                when=interfaces.is_given(),
                error="InvalidQueryParameter: Invalid launch template: When a network interface is provided, the"
                " security groups must be a part of it.",
                source=INTERFACES,
                fix=fix(
                    Set("networkInterfaces[0].securityGroups", Blank("the groups of vpcSecurityGroupIds")),
                    Remove("vpcSecurityGroupIds"),
                    note="each network interface has its own groups",
                ),
                invalid={
                    "networkInterfaces": [{"associatePublicIpAddress": "true"}],
                    "vpcSecurityGroupIds": ["sg-0123456789abcdef0"],
                },
                valid=(
                    {"networkInterfaces": [{"securityGroups": ["sg-0123456789abcdef0"]}]},
                    {"vpcSecurityGroupIds": ["sg-0123456789abcdef0"]},
                ),
            ),
            Constraint(
                demand=interfaces.has_at_most(1),
                when=interfaces.has_element("associatePublicIpAddress", True),
                error="InvalidParameterCombination: The associatePublicIPAddress parameter cannot be specified when"
                " launching with multiple network interfaces.",
                source="https://github.com/erlcloud/erlcloud/pull/285",
                fix=note("one network interface with a public IP address, or several without associatePublicIpAddress"),
                invalid={
                    "networkInterfaces": [{"deviceIndex": 0, "associatePublicIpAddress": "true"}, {"deviceIndex": 1}]
                },
                valid=(
                    {"networkInterfaces": [{"deviceIndex": 0, "associatePublicIpAddress": "true"}]},
                    {"networkInterfaces": [{"deviceIndex": 0}, {"deviceIndex": 1}]},
                ),
                problem="networkInterfaces has several interfaces, and one has associatePublicIpAddress.",
                condition="A template has several network interfaces and associates a public address with one",
            ),
            within(
                "metadataOptions.httpPutResponseHopLimit",
                1,
                64,
                error="HttpPutResponseHopLimit: Possible values: Integers from 1 to 64",
                source="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateInstanceMetadataOptionsRequest.html",
            ),
            Constraint(
                demand=profile_name.is_empty() | profile_arn.is_empty(),
                at="iamInstanceProfile",
                error="'iamInstanceProfile.name' may not be used in combination with 'iamInstanceProfile.arn'",
                source=PROFILE,
                fix=fix(Remove("iamInstanceProfile.name"), otherwise=Remove("iamInstanceProfile.arn")),
                invalid={
                    "iamInstanceProfile.name": "web",
                    "iamInstanceProfile.arn": "arn:aws:iam::123456789012:instance-profile/web",
                },
                valid={"iamInstanceProfile.name": "web"},
                problem="iamInstanceProfile has both a name and an ARN.",
                condition="iamInstanceProfile has both a name and an ARN",
            ),
        )
    },
)
