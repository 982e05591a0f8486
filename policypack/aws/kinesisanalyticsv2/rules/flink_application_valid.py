"""flink-application-valid: Flink applications must name a runtime as AWS writes it."""

from policypack.aws.kinesisanalyticsv2 import APPLICATION
from policypack.constraint import form, of_text
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/managed-flink/latest/apiv2"

RULE = constraints_rule(
    id="flink-application-valid",
    service="Managed Service for Apache Flink",
    summary="Flink applications must name a runtime as AWS writes it",
    rationale="""
        The version in the name of a runtime has underscores: FLINK-1_20.
    """,
    since="0.2.0",
    constraints={
        APPLICATION: (
            form(
                "runtimeEnvironment",
                r"[A-Z]+(?:-[A-Z]+)*-\d+_\d+",
                "a runtime with underscores in its version, such as FLINK-1_20",
                invalid=("FLINK-1.20", "SQL-1.0"),
                valid=("FLINK-1_20", "ZEPPELIN-FLINK-3_0"),
                correct=of_text(lambda text: text.replace(".", "_")),
                error="ValidationException: 1 validation error detected: Value 'SQL-1.0' at 'runtimeEnvironment' failed"
                " to satisfy constraint: Member must satisfy enum value set: [SQL-1_0, FLINK-1_6, FLINK-1_8]",
                source="https://github.com/aws-cloudformation/cfn-lint/pull/1420",
            ),
        )
    },
    base={
        APPLICATION[0]: {
            "runtimeEnvironment": "FLINK-1_20",
            "serviceExecutionRole": "arn:aws:iam::123456789012:role/flink",
        }
    },
    references=(f"{API}/API_CreateApplication.html",),
)
