"""imdsv2-required: Instances must take metadata requests with a session token only (IMDSv2)."""

from typing import Annotated

from policypack.aws.common.account_settings import settings_of
from policypack.aws.common.regions import same_region
from policypack.aws.ec2 import ebs
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_fact, any_of, is_not, known, require
from policypack.fix import Set, fix
from policypack.model.records import record
from policypack.rule import StackContext, StackRule

INSTANCE = ebs.INSTANCE[:1]
DEFAULTS = ("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",)
TOKENS = "metadataOptions.httpTokens"
ENDPOINT = "metadataOptions.httpEndpoint"


@record(frozen=True)
class Options:
    """What the account decides where a program says nothing."""

    account_default: Annotated[bool, "The account's own default, which no program of this stack sets, is IMDSv2."] = (
        False
    )


def check(resource: Resource, context: StackContext[Options]) -> Verdict:
    """Tokens are required, the metadata service is off, or the account or a template decides for a silent resource."""
    tokens = resource.at(TOKENS)
    return require(
        any_of(
            tokens.equals("required"),
            resource.at(ENDPOINT).equals("disabled"),
            all_of(is_not(tokens.is_set()), any_of(known(context.options.account_default), default(resource, context))),
            all_of(is_not(tokens.is_set()), template(resource, context)),
        ),
        at=TOKENS,
        problem=problem(tokens),
        fix=fix(Set(TOKENS, "required")),
    )


def problem(tokens: Value) -> str:
    """What the argument is, and what that means."""
    decides = ", so the image or the account decides" if tokens.is_absent else ""
    return (
        f"{TOKENS} is {tokens}{decides}. Without session tokens, a faulty application can be made to hand out the"
        " credentials of the instance's role."
    )


def default(resource: Resource, context: StackContext[Options]) -> Fact:
    """The stack sets the account's default, and that is IMDSv2."""
    return any_fact(
        all_of(same_region(one, resource, context.deployment), one["httpTokens"].equals("required"))
        for one in settings_of(context.stack, DEFAULTS, "httpTokens")
    )


def template(resource: Resource, context: StackContext[Options]) -> Fact:
    """The instance has a launch template: one of the stack is asked itself, what another one says is not known."""
    own = resource["launchTemplate"]
    if own.is_absent:
        return known(False)
    found = [
        context.stack.referred(resource, f"launchTemplate.{name}", ebs.LAUNCH_TEMPLATE, names=("name",)).exists()
        for name in ("id", "name")
    ]
    return any_of(*found, own.undecided())


RULE = StackRule(
    id="imdsv2-required",
    summary="Instances must require session tokens for metadata (IMDSv2)",
    rationale="""
        The metadata service hands out the credentials of the instance's role. Version 1 gives them to any request, also
        to one that an application forwards by mistake (SSRF); version 2 asks for a token that such a request lacks.
        Where a program says nothing, the image or the account decides. Newer images require tokens, which no program
        shows: say it anyway. An account that requires them has the option `accountDefault`, and an
        InstanceMetadataDefaults of the stack counts. An instance has what its launch template says, where it says
        nothing itself. AWS's SDKs have spoken version 2 since 2019.
    """,
    level="advisory",
    consequence="exposure",
    rated="high",
    since="0.3.0",
    controls=("EC2.8", "EC2.170", "AutoScaling.3"),
    applies_to=(*INSTANCE, *ebs.LAUNCH_TEMPLATE, *ebs.LAUNCH_CONFIGURATION),
    references=(
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8",
    ),
    options=Options,
    check=check,
)
