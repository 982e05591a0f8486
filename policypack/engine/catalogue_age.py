"""What is said when the facts of regions that a stack rests on have grown old."""

from __future__ import annotations

from datetime import date

from policypack.aws.common.regions import region_of
from policypack.catalog.catalogue import Catalogue
from policypack.engine.findings import Finding
from policypack.engine.settings import PackSetting
from policypack.engine.undetermined import on_the_stack
from policypack.model.resources import Deployment
from policypack.model.stack import Stack

_DATED_ARGUMENT = "engineVersion"
"""The argument that is judged by facts which change from month to month."""


def findings(
    setting: PackSetting, stack: Stack, deployment: Deployment, catalogue: Catalogue, today: date, stack_urn: str
) -> list[Finding]:
    """One finding on the stack where the oldest data that it rests on is older than the options say."""
    if setting.level == "disabled":
        return []
    regions = {
        region_of(one, deployment).say(str, "")
        for one in stack.resources
        if one.type.startswith("aws:") and one[_DATED_ARGUMENT].is_known
    }
    dates = {region: told for region in sorted(regions) if (told := catalogue.data_date(region or None))}
    old = {region: told for region, told in dates.items() if (today - told).days > setting.options.max_age_days}
    if not old:
        return []
    region = min(old, key=lambda name: (old[name], name))
    problem = (
        f"What is known of engine versions{f' in {region}' if region else ''} is of {old[region]}, more than"
        f" {setting.options.max_age_days} days ago: AWS may have added or withdrawn versions since."
    )
    return [
        on_the_stack(
            setting, stack_urn, problem, f"./guardrails catalog refresh --from-aws --region {region or 'REGION'}"
        )
    ]
