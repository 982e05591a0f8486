"""sns-topic-valid: SNS topics must have valid names and attributes."""

from policypack.aws.sns import LONGEST_DISPLAY_NAME, LONGEST_NAME, TOPIC
from policypack.constraint import Constraint, argument, ended, form, joined, length, only_with
from policypack.fix import Blank, Json, Remove, Set, fix
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html"
FIFO_TOPICS = "https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html"
NAME = "InvalidParameter: Invalid parameter: Topic Name"
ONLY_FIFO = "InvalidParameter: Invalid parameter: Attributes Reason: Unknown attribute {}"
FIFO = {"fifoTopic": True}

name, fifo = argument("name"), argument("fifoTopic")

RULE = constraints_rule(
    id="sns-topic-valid",
    service="SNS",
    summary="SNS topics must have valid names and attributes",
    rationale="""
        The suffix .fifo in a topic's name makes SNS treat it as a FIFO topic, and counts towards the 256 characters.
        Content-based deduplication, archive policies and throughput scopes exist only on FIFO topics.
    """,
    since="0.1.0",
    references=(CREATE, FIFO_TOPICS),
    constraints={
        TOPIC: (
            form(
                "name",
                r"[A-Za-z0-9_-]+(\.fifo)?",
                "letters, digits, hyphens and underscores",
                invalid="orders.created",
                valid="orders-created_2",
                correct=joined("A-Za-z0-9_-", keeps=".fifo"),
                error=NAME,
                source=CREATE,
            ),
            length("name", LONGEST_NAME, error=NAME, source=CREATE, keeps=".fifo"),
            Constraint(
                demand=name.ends_with(".fifo"),
                when=fifo.is_true() & name.is_given().unsaid(),
                at="fifoTopic",
                error=NAME,
                source=CREATE,
                fix=fix(Set("name", Blank("a name with the suffix .fifo")), otherwise=Remove("fifoTopic")),
                correct=ended(".fifo", LONGEST_NAME),
                invalid={"name": "orders", **FIFO},
                valid={"name": "a" * 251 + ".fifo", **FIFO},
            ),
            Constraint(
                demand=fifo.is_true(),
                when=name.ends_with(".fifo"),
                error=NAME,
                source=CREATE,
                fix=fix(Set("fifoTopic", True), otherwise=Set("name", Blank("a name without the suffix .fifo"))),
                invalid={"name": "orders.fifo"},
                valid={"name": "orders"},
            ),
            only_with(
                "contentBasedDeduplication",
                True,
                FIFO,
                error=ONLY_FIFO.format("ContentBasedDeduplication"),
                source=FIFO_TOPICS,
            ),
            only_with(
                "archivePolicy",
                Json({"MessageRetentionPeriod": 30}),
                FIFO,
                error=ONLY_FIFO.format("ArchivePolicy"),
                source=FIFO_TOPICS,
            ),
            only_with(
                "fifoThroughputScope",
                "Topic",
                FIFO,
                error=ONLY_FIFO.format("FifoThroughputScope"),
                source=FIFO_TOPICS,
            ),
            length(
                "displayName",
                LONGEST_DISPLAY_NAME,
                error="InvalidParameter: Invalid parameter: Attributes Reason: DisplayName",
                source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html",
            ),
        )
    },
)
