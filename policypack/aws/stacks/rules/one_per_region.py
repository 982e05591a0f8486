"""one-per-region: What an account has once in a region must be made once."""

from __future__ import annotations

from functools import cached_property
from itertools import islice

from policypack.aws.common.regions import same_region
from policypack.check import Deployment, Fact, Resource, Stack, Verdict, all_of, any_fact, is_not, require, together
from policypack.fix import Remove, fix
from policypack.model.alike import Alike
from policypack.model.records import record
from policypack.rule import Rejection, StackContext, StackRule

MOST = 3
"""Others that a resource is compared with: one that is the same is enough."""


@record(frozen=True, kw_only=True, eq=False)
class Single:
    """What there is one of in a region. One that is ``named`` is made anew under the same name."""

    service: str
    type: str
    error: str
    source: str
    example: str
    named: bool = False

    @cached_property
    def rejection(self) -> Rejection:
        """What AWS rejects."""
        thing = self.type.rsplit(":", 1)[-1]
        return Rejection(
            service=self.service,
            condition=f"A second {thing} is made in a region" + (", of another name" if self.named else ""),
            error=self.error,
            source=self.source,
            invalid=f"{self.example}-second",
            valid=f"{self.example}-abroad",
        )


SINGLES = (
    Single(
        service="GuardDuty",
        type="aws:guardduty/detector:Detector",
        error="BadRequestException: The request is rejected because a detector already exists for the current account.",
        source="https://github.com/nozaq/terraform-aws-secure-baseline/issues/35",
        example="detector",
    ),
    Single(
        service="Security Hub",
        type="aws:securityhub/account:Account",
        error="ResourceConflictException: Account is already subscribed to Security Hub",
        source="https://github.com/nozaq/terraform-aws-secure-baseline/issues/135",
        example="hub",
    ),
    Single(
        service="AWS Config",
        type="aws:cfg/recorder:Recorder",
        error="MaxNumberOfConfigurationRecordersExceededException: Failed to put configuration recorder 'orders'"
        " because the maximum number of configuration recorders: 1 is reached.",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/2183",
        example="recorder",
        named=True,
    ),
    Single(
        service="AWS Config",
        type="aws:cfg/deliveryChannel:DeliveryChannel",
        error="MaxNumberOfDeliveryChannelsExceededException: Failed to put delivery channel 'orders' because the"
        " maximum number of delivery channels: 1 is reached.",
        source="https://github.com/trussworks/terraform-aws-config/issues/121",
        example="channel",
        named=True,
    ),
)
BY_TYPE = {one.type: one for one in SINGLES}


def check(resource: Resource, context: StackContext[None]) -> Verdict:
    """No other resource of its type, which is there already or comes first in the stack, is made in its region."""
    kind = BY_TYPE[resource.type]
    alike = context.stack.derived(_by_region, resource.type, _maker(resource)).like(resource["region"])
    before = (one for one in alike if _order(one) < _order(resource))
    others = tuple(islice(before, MOST))
    return require(
        is_not(any_fact(_is_second(kind, resource, one, context.deployment) for one in others)),
        at="region",
        problem=f"{others[0] if others else 'another one'} is in the same region, which has one of it.",
        fix=fix(Remove(""), note="or another region"),
        rejects=kind.rejection,
    )


def _is_second(kind: Single, resource: Resource, other: Resource, deployment: Deployment) -> Fact:
    same_name = together(lambda own, its: own == its, resource["name"], other["name"])
    here = same_region(resource, other, deployment)
    return all_of(here, is_not(same_name)) if kind.named else here


def _by_region(stack: Stack, type_: str, maker: str) -> Alike[Resource]:
    """What one provider makes of the type: another one may be of another account."""
    made = (one for one in stack.of_type((type_,)) if _maker(one) == maker)
    return Alike((one, one["region"]) for one in sorted(made, key=_order))


def _maker(resource: Resource) -> str:
    return resource.provider.urn if resource.provider else ""


def _order(resource: Resource) -> tuple[bool, str]:
    return not resource.is_deployed, resource.urn


RULE = StackRule(
    id="one-per-region",
    summary="What an account has once in a region must be made once",
    rationale="""
        An account has one detector of GuardDuty, one subscription of Security Hub, one recorder and one delivery
        channel of Config in a region; a second one is refused. Only what the same provider makes is compared, as
        another one may be of another account.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=tuple(BY_TYPE),
    references=("https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_concepts.html",),
    rejections=tuple(one.rejection for one in SINGLES),
    check=check,
)
