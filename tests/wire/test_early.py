"""What the engine is told of two resources: in a preview at the end, in an update before the second is made; once."""

from __future__ import annotations

from pathlib import Path

from pulumi.runtime.proto import analyzer_pb2

from policypack.pack import make_servicer
from policypack.wire.servicer import Servicer
from policypack.wire.trees import encode_properties

FOLDER = Path(__file__).parents[2]
GROUP = "aws:cloudwatch/logGroup:LogGroup"
FILTER = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"
RULE = "cloudwatch-log-filters-valid"
MOST = 5


def configured(*, preview: bool) -> Servicer:
    servicer: Servicer = make_servicer(FOLDER)
    config = {"aws:region": "us-east-1"}
    request = analyzer_pb2.AnalyzerStackConfigureRequest(project="shop", stack="dev", dry_run=preview, config=config)
    servicer.ConfigureStack(request, None)
    return servicer


def program() -> list[analyzer_pb2.AnalyzeRequest]:
    group = {"name": "app", "retentionInDays": 30}
    arn = "arn:aws:lambda:us-east-1:123456789012:function:reader"
    filters = [
        (FILTER, f"filter-{number}", {"logGroup": "app", "name": f"filter-{number}", "destinationArn": arn})
        for number in range(MOST + 1)
    ]
    return [
        analyzer_pb2.AnalyzeRequest(
            type=token,
            name=called,
            urn=f"urn:pulumi:dev::shop::{token}::{called}",
            properties=encode_properties(inputs),
        )
        for token, called, inputs in [(GROUP, "app", group), *filters]
    ]


def told(servicer: Servicer) -> tuple[list[str], list[str]]:
    """For each finding of the rule on a resource the resource's name, and the messages of those at the end."""
    on_resources, messages = [], []
    for request in program():
        for one in servicer.Analyze(request, None).diagnostics:
            if one.policyName == RULE:
                on_resources.append(request.name)
                messages.append(one.message)
    resources = [
        analyzer_pb2.AnalyzerResource(type=one.type, name=one.name, urn=one.urn, properties=one.properties)
        for one in program()
    ]
    stack = servicer.AnalyzeStack(analyzer_pb2.AnalyzeStackRequest(resources=resources), None)
    return on_resources, [*messages, *(one.message for one in stack.diagnostics if one.policyName == RULE)]


def test_an_update_is_told_before_the_last_of_them_is_made() -> None:
    on_resources, messages = told(configured(preview=False))
    assert on_resources == [f"filter-{MOST}"]
    assert len(messages) == 1
    assert (
        f'On aws.cloudwatch.LogGroup "app", once aws.cloudwatch.LogSubscriptionFilter "filter-{MOST}" is made'
        in (messages[0])
    )


def test_a_preview_is_told_at_the_end() -> None:
    on_resources, messages = told(configured(preview=True))
    assert on_resources == []
    assert len(messages) == 1
    assert "once" not in messages[0]
