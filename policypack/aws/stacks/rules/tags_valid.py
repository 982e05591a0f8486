"""tags-valid: Tags must have only characters that the service accepts."""

import re
from collections.abc import Iterator

from policypack.aws.common.tags import default_tags
from policypack.check import Resource, Value, Verdict, require
from policypack.fix import note
from policypack.rule import Context, Rejection, ResourceRule

ALLOWED = r"[\w.:/=+@\-\s]*"
"""Letters and digits of any script, blanks, and a few signs."""
OTHERS = re.compile(r"[^\w.:/=+@\-\s]")
SAID = "letters, digits, blanks and _ . : / = + - @"
TAGGING = "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html"
IAM = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html"
BUCKETS = ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")
OTHER_TYPES = (
    "aws:acm/certificate:Certificate",
    "aws:cloudfront/distribution:Distribution",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:codebuild/project:Project",
    "aws:ecs/capacityProvider:CapacityProvider",
    "aws:ecs/cluster:Cluster",
    "aws:ecs/service:Service",
    "aws:ecs/taskDefinition:TaskDefinition",
    "aws:efs/accessPoint:AccessPoint",
    "aws:efs/fileSystem:FileSystem",
    "aws:elb/loadBalancer:LoadBalancer",
    "aws:fsx/lustreFileSystem:LustreFileSystem",
    "aws:fsx/ontapFileSystem:OntapFileSystem",
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
    "aws:fsx/windowsFileSystem:WindowsFileSystem",
    "aws:iam/instanceProfile:InstanceProfile",
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    "aws:iam/policy:Policy",
    "aws:iam/role:Role",
    "aws:iam/samlProvider:SamlProvider",
    "aws:iam/user:User",
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    "aws:lambda/function:Function",
    *(f"aws:{module}/loadBalancer:LoadBalancer" for module in ("alb", "lb")),
    *(f"aws:{module}/targetGroup:TargetGroup" for module in ("alb", "lb")),
    *(f"aws:{module}/listener:Listener" for module in ("alb", "lb")),
    *(f"aws:{module}/listenerRule:ListenerRule" for module in ("alb", "lb")),
    "aws:mwaa/environment:Environment",
)
"""Types whose services have these characters as the pattern of keys and values of tags in their API's model."""
OF_BUCKET = Rejection(
    service="S3",
    condition="A bucket's tag has a character that S3 does not accept, such as a parenthesis",
    error="InvalidTag: The TagValue you have provided is invalid",
    source="https://github.com/pulumi/pulumi-aws/issues/6597",
    invalid="parentheses",
    valid="slash",
)
OF_OTHERS = Rejection(
    service="AWS",
    condition="A tag has a character that the service does not accept, such as a parenthesis",
    error="ValidationError: 1 validation error detected: Value at 'tags.1.member.value' failed to satisfy constraint:"
    " Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*",
    source=IAM,
    invalid="role",
    valid="plain",
)


def check(resource: Resource, context: Context[None]) -> Iterator[Verdict]:
    """Each key and value, the provider's default tags included, has only characters that the service accepts."""
    rejects = OF_BUCKET if resource.type in BUCKETS else OF_OTHERS
    own = resource["tags"]
    yield from _of(own, "The tag", rejects)
    overridden = {key for key, _ in own.fields()}
    defaults = default_tags(resource, context.deployment)
    yield from _of(defaults, "The provider's default tag", rejects, without=overridden)


def _of(
    tags: Value, whose: str, rejects: Rejection, without: set[str] | frozenset[str] = frozenset()
) -> Iterator[Verdict]:
    if tags.is_unknown:
        yield require(tags.undecided(), at="tags", problem="", fix=note(f"tags of {SAID}"), rejects=rejects)
    for key, value in tags.fields():
        if key in without:
            continue
        yield require(
            Value(key, "tags").matches(ALLOWED),
            at="tags",
            problem=f"{whose} {key!r} has {_others(key)} in its key. Keys can have {SAID}.",
            fix=note(f"a key of {SAID}"),
            rejects=rejects,
        )
        yield require(
            value.matches(ALLOWED),
            at="tags",
            problem=f"{whose} {key!r} has {value.say(_others, 'other characters')} in its value."
            f" Values can have {SAID}.",
            fix=note(f"a value of {SAID}"),
            rejects=rejects,
        )


def _others(text: str) -> str:
    """The characters that are not accepted, each once."""
    return " and ".join(repr(one) for one in dict.fromkeys(OTHERS.findall(str(text))))


RULE = ResourceRule(
    id="tags-valid",
    summary="Tags must have only characters that the service accepts",
    rationale="""
        EC2 and some others take any character in a tag. S3, IAM, ECS, Lambda, load balancers and more take letters,
        digits, blanks and few signs, so a tag that all resources of a stack share, such as a provider's default tag,
        stops some of them.
    """,
    rejections=(OF_BUCKET, OF_OTHERS),
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*BUCKETS, *OTHER_TYPES),
    references=(TAGGING, IAM),
    check=check,
)
