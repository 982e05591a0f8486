"""What is said when the facts of regions that a stack rests on have grown old."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from policypack.aws.common.regions import region_of
from policypack.catalog.catalog import Catalog
from policypack.engine.findings import Finding
from policypack.engine.settings import PackSetting
from policypack.engine.undetermined import on_the_stack
from policypack.model.records import record
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack

VERSIONS = "engine_versions"


@record(frozen=True, slots=True)
class Table:
    """A table of the catalog: what it knows, the arguments that are judged by it, and the source that refreshes it."""

    section: str
    words: str
    arguments: tuple[str, ...]
    source: str


TABLES = (
    Table(VERSIONS, "engine versions", ("engineVersion",), "--from-aws --region {region}"),
    Table("support", "the ends of AWS's support", ("engineVersion",), "--from-aws-docs"),
    Table("instance_classes", "instance classes", ("instanceClass", "nodeType"), "--from-cfn-lint"),
    Table("lambda_runtimes", "Lambda's runtimes", ("runtime",), "--from-cfn-lint"),
    Table("ec2_instance_types", "instance types", ("instanceType", "instanceTypes"), "--from-moto WHEEL"),
)


@record(frozen=True, slots=True)
class Known:
    """What one table knows, of a region where it differs by region, and from when."""

    of: date
    words: str
    refresh: str


def findings(
    setting: PackSetting, stack: Stack, deployment: Deployment, catalog: Catalog, today: date, stack_urn: str
) -> list[Finding]:
    """One finding on the stack where a table that it rests on is older than the options say: it names each of them."""
    if setting.level == "disabled":
        return []
    most = setting.options.max_age_days
    resources = [one for one in stack.resources if one.type.startswith("aws:")]
    known = [one for table in TABLES for one in _known(table, resources, deployment, catalog)]
    old = sorted((one for one in known if (today - one.of).days > most), key=lambda one: one.of)
    if not old:
        return []
    listed = ", ".join(f"{one.words} ({one.of})" for one in old)
    problem = f"What is known of {listed} is more than {most} days old: AWS may have added or withdrawn some since."
    commands = dict.fromkeys(f"./guardrails catalog refresh {one.refresh}" for one in old)
    return [on_the_stack(setting, stack_urn, problem, " and ".join(commands))]


def _known(table: Table, resources: Sequence[Resource], deployment: Deployment, catalog: Catalog) -> Iterator[Known]:
    """What the table knows that the resources are judged by."""
    judged = [one for one in resources if any(one[argument].is_known for argument in table.arguments)]
    if not judged:
        return
    if table.section != VERSIONS:
        if told := catalog.section_date(table.section):
            yield Known(told, table.words, table.source)
        return
    regions = {region_of(one, deployment).say(str, "") for one in judged}
    dates = {region: told for region in sorted(regions) if (told := catalog.data_date(region or None))}
    if dates:
        region = min(dates, key=lambda name: (dates[name], name))
        words = f"{table.words} in {region}" if region else table.words
        yield Known(dates[region], words, table.source.format(region=region or "REGION"))
