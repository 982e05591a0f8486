"""sns-topic-valid: SNS topics must have valid names and attributes."""

from collections.abc import Iterator

from policypack.aws import sns
from policypack.aws.common.fifo import SUFFIX
from policypack.check import Resource, Verdict, all_of, any_of, is_not, require
from policypack.rule import Context, Rejection, ResourceRule

ONLY_FIFO = ("archivePolicy", "fifoThroughputScope")


def check(topic: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The names are of SNS's form, and what is only for FIFO topics stands on one."""
    yield from name_fits(topic)
    for argument in ONLY_FIFO:
        yield require(
            sns.is_fifo(topic),
            when=topic[argument].test(bool),
            at=argument,
            problem=f"{argument} stands on a standard topic, which SNS refuses: Unknown attribute.",
            fix="fifo_topic=True  # or without this argument",
        )
    yield require(
        is_not(topic["contentBasedDeduplication"].is_true()),
        when=is_not(sns.is_fifo(topic)),
        at="contentBasedDeduplication",
        problem="contentBasedDeduplication stands on a standard topic, which SNS refuses: Unknown attribute"
        " ContentBasedDeduplication.",
        fix="fifo_topic=True  # or without this argument",
    )
    yield require(
        topic["displayName"].as_text().test(lambda text: len(text) <= sns.LONGEST_DISPLAY_NAME),
        when=topic["displayName"].is_set(),
        at="displayName",
        problem=f"displayName is {topic['displayName']}; SNS takes {sns.LONGEST_DISPLAY_NAME} characters at most.",
        fix='display_name="Orders"',
    )


def name_fits(topic: Resource) -> Iterator[Verdict]:
    """Up to 256 letters, digits, hyphens and underscores; .fifo at the end, which counts, for a FIFO topic only."""
    name, fifo = topic["name"], sns.is_fifo(topic)
    said = is_not(name.is_empty())
    yield require(
        all_of(
            name.matches(r"[A-Za-z0-9_-]+(\.fifo)?"), name.as_text().test(lambda text: len(text) <= sns.LONGEST_NAME)
        ),
        when=said,
        at=name,
        problem=f"The topic's name is {name}, which SNS refuses (Invalid parameter: Topic Name): it takes letters,"
        f" digits, hyphens and underscores, {sns.LONGEST_NAME} at most.",
        fix='name="orders"',
    )
    yield require(
        any_of(all_of(fifo, name.ends_with(SUFFIX)), all_of(is_not(fifo), is_not(name.ends_with(SUFFIX)))),
        when=said,
        at="fifoTopic",
        problem=f"fifoTopic is {topic['fifoTopic']} and the topic's name is {name}, which SNS refuses (Invalid"
        " parameter: Topic Name): the name of a FIFO topic ends in .fifo, and no other topic's name does.",
        fix='fifo_topic=True, name="orders.fifo"  # or neither',
    )


_CREATE = "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html"

RULE = ResourceRule(
    id="sns-topic-valid",
    summary="SNS topics must have valid names and attributes",
    rationale="""
        A topic's name tells SNS what kind it is of: .fifo at its end stands for a FIFO topic and counts among its 256
        characters. Deduplication, archives and the scope of throughput are only for FIFO topics.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=sns.TOPIC,
    references=(_CREATE, "https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html"),
    rejections=(
        Rejection(
            service="SNS",
            condition="A topic's name has other characters than letters, digits, hyphens and underscores, or over 256",
            error="InvalidParameter: Invalid parameter: Topic Name",
            source=_CREATE,
            invalid="dotted",
            valid="longest",
        ),
        Rejection(
            service="SNS",
            condition="A standard topic's name ends in .fifo, or a FIFO topic's does not",
            error="InvalidParameter: Invalid parameter: Topic Name",
            source=_CREATE,
            invalid="suffix",
            valid="ordered",
        ),
        Rejection(
            service="SNS",
            condition="A standard topic has content-based deduplication, an archive policy or a throughput scope",
            error="InvalidParameter: Invalid parameter: Attributes Reason: Unknown attribute ContentBasedDeduplication",
            source="https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html",
            invalid="content",
            valid="ordered",
        ),
        Rejection(
            service="SNS",
            condition="A topic's display name has more than 100 characters",
            error="InvalidParameter: Invalid parameter: Attributes Reason: DisplayName",
            source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html",
            invalid="display",
            valid="longest",
        ),
    ),
    check=check,
)
