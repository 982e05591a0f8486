"""flink-application-valid: Flink applications must have a valid runtime, mode and code."""

from collections.abc import Mapping

from policypack.aws.kinesisanalyticsv2 import APPLICATION
from policypack.constraint import Constraint, Remove, Set, argument, fix, form, needs, note, of_text
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/managed-flink/latest/apiv2"
MADE = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/kinesisanalytics"
CODE = "applicationConfiguration.applicationCodeConfiguration"
GROUPS = "applicationConfiguration.environmentProperties.propertyGroups"
ENCRYPTION = "applicationConfiguration.applicationEncryptionConfiguration"
PARALLELISM = "applicationConfiguration.flinkApplicationConfiguration.parallelismConfiguration"


def group(id_: str) -> dict[str, Plain]:
    return {"propertyGroupId": id_, "propertyMap": {"topic": "orders"}}


def same_group(groups: Plain) -> str | None:
    """Two groups have the same ID."""
    listed = groups if isinstance(groups, list) else []
    ids = [one.get("propertyGroupId") for one in listed if isinstance(one, Mapping)]
    return next((f"two groups have the ID {one}" for one in ids if ids.count(one) > 1), None)


RULE = constraints_rule(
    id="flink-application-valid",
    service="Managed Service for Apache Flink",
    summary="Flink applications must have a valid runtime, mode and code",
    rationale="""
        The version in the name of a runtime has underscores: FLINK-1_20. An application of Flink is a stream and has
        its code in an archive; a notebook of Zeppelin is interactive.
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
            Constraint(
                demand=~argument(f"{CODE}.codeContentType").equals("PLAINTEXT"),
                when=argument("runtimeEnvironment").starts_with("FLINK-"),
                at="applicationConfiguration",
                error="InvalidArgumentException: Flink application only supports ZIPFILE for application code content",
                source=f"{API}/API_ApplicationCodeConfiguration.html",
                fix=fix(Set(f"{CODE}.codeContentType", "ZIPFILE")),
                invalid={CODE: {"codeContentType": "PLAINTEXT"}},
                valid={CODE: {"codeContentType": "ZIPFILE"}},
            ),
            Constraint(
                demand=argument(f"{CODE}.codeContent.textContent").is_empty(),
                when=argument(f"{CODE}.codeContentType").equals("ZIPFILE"),
                at="applicationConfiguration",
                error="InvalidArgumentException: You have provided ZIPFILE code content type, but have provided other"
                " code contents. Please specify either ZipFileContent or S3ContentLocation.",
                source=f"{API}/API_CodeContent.html",
                fix=fix(Remove(f"{CODE}.codeContent.textContent"), note="the archive in an s3ContentLocation"),
                invalid={CODE: {"codeContentType": "ZIPFILE", "codeContent": {"textContent": "main()"}}},
                valid={CODE: {"codeContentType": "ZIPFILE"}},
            ),
            *(
                Constraint(
                    demand=~argument("applicationMode").equals(other),
                    when=argument("runtimeEnvironment").starts_with(start),
                    error="ApplicationMode must match the runtime family",
                    source=f"{MADE}/pf-kinesisanalytics-application-mode-runtime/meta.yaml",
                    fix=fix(Set("applicationMode", mode)),
                    invalid={"runtimeEnvironment": runtime, "applicationMode": other},
                    valid={"runtimeEnvironment": runtime, "applicationMode": mode},
                )
                for start, runtime, mode, other in (
                    ("FLINK-", "FLINK-1_20", "STREAMING", "INTERACTIVE"),
                    ("ZEPPELIN-", "ZEPPELIN-FLINK-3_0", "INTERACTIVE", "STREAMING"),
                )
            ),
            needs(
                {f"{ENCRYPTION}.keyType": "CUSTOMER_MANAGED_KEY"},
                f"{ENCRYPTION}.keyId",
                "alias/orders",
                blank="the ID, the ARN or an alias of a key",
                error="KeyId presence must match the encryption KeyType",
                source=f"{MADE}/pf-kinesisanalytics-encryption-key-type/meta.yaml",
            ),
            Constraint(
                demand=argument(GROUPS).holds("groups of properties with different IDs", same_group),
                when=argument(GROUPS).is_given().unsaid(),
                at="applicationConfiguration",
                error="PropertyGroupId must be unique within an application",
                source=f"{MADE}/pf-kinesisanalytics-property-group-duplicate/meta.yaml",
                fix=note("one group of properties for each ID"),
                condition="two groups of properties have the same ID",
                invalid={GROUPS: [group("orders"), group("orders")]},
                valid={GROUPS: [group("orders"), group("bills")]},
            ),
            Constraint(
                demand=argument(f"{PARALLELISM}.parallelismPerKpu").at_most(8),
                when=argument(f"{PARALLELISM}.configurationType").equals("CUSTOM")
                & argument(f"{PARALLELISM}.parallelismPerKpu").is_given().unsaid(),
                at="applicationConfiguration",
                error="ParallelismPerKPU cannot exceed 8",
                source=f"{MADE}/pf-kinesisanalytics-parallelism-per-kpu/meta.yaml",
                fix=fix(Set(f"{PARALLELISM}.parallelismPerKpu", 8)),
                invalid={PARALLELISM: {"configurationType": "CUSTOM", "parallelismPerKpu": 9}},
                valid={PARALLELISM: {"configurationType": "CUSTOM", "parallelismPerKpu": 8}},
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
