"""ssm-document-valid: SSM documents, associations and maintenance windows must be valid."""

import json
import re

from policypack.aws.ssm import ASSOCIATION, DOCUMENT, MAINTENANCE_WINDOW, MAINTENANCE_WINDOW_TASK
from policypack.constraint import Blank, Constraint, Json, Set, argument, fits, fix, form, needs, note, ordered
from policypack.model.conditions import known_or_not, parsed
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/systems-manager/latest/APIReference"
CREATE = f"{API}/API_CreateDocument.html"
SCHEMAS = "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html"
RATES = "https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html"
OBSERVED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/ssm"
SCHEMA_VERSIONS = {"Automation": ("0.3",), "Command": ("1.0", "1.2", "2.0", "2.2"), "Session": ("1.0",)}
"""The versions of the schema of each type of document."""
USED = re.compile(r"\{\{\s*([A-Za-z0-9_]+)\s*\}\}")
"""A parameter in a document; outputs of steps have a period, variables a colon."""
SHORTEST_RATE = 30
"""Minutes between two runs of an association."""

content, document_type, file_format = argument("content"), argument("documentType"), argument("documentFormat")
schedule = argument("scheduleExpression")
in_json = (~file_format.one_of("YAML", "TEXT")).unsaid()


def command(version: str = "2.2") -> Json:
    """The content of a document of this version."""
    steps = [{"action": "aws:runShellScript", "name": "list", "inputs": {"runCommand": ["ls"]}}]
    return Json({"schemaVersion": version, "description": "List", "mainSteps": steps})


def automation(parameters: dict[str, Plain]) -> Json:
    """An automation that uses a parameter and the output of a step."""
    described = {"Service": "ec2", "Api": "DescribeInstances", "InstanceIds": ["{{ Instance }}"]}
    step = {"action": "aws:executeAwsApi", "name": "describe", "inputs": described}
    later = {"action": "aws:sleep", "name": "wait", "inputs": {"Duration": "{{ describe.Duration }}"}}
    return Json({"schemaVersion": "0.3", "parameters": parameters, "mainSteps": [step, later]})


SESSION = Json({"schemaVersion": "1.0", "description": "Settings", "sessionType": "Standard_Stream", "inputs": {}})
LISTED = Json(
    {
        "schemaVersion": "2.2",
        "description": "List",
        "mainSteps": [{"action": "aws:runShellScript", "name": "list", "inputs": [{"runCommand": ["ls"]}]}],
    }
)


def schema_error(text: Plain, type_: Plain) -> str | None:
    """A version of the schema that documents of the type have not."""
    tree = parsed(text)
    version = tree.get("schemaVersion") if isinstance(tree, dict) else None
    versions = SCHEMA_VERSIONS.get(str(type_))
    if versions is None or version is None or version in versions:
        return None
    return f'"schemaVersion" is {version}, and documents of the type {type_} have {" or ".join(versions)}'


def session_error(text: Plain) -> str | None:
    """Settings of sessions."""
    tree = parsed(text)
    return 'it has a "sessionType"' if isinstance(tree, dict) and "sessionType" in tree else None


def inputs_error(text: Plain) -> str | None:
    """A step whose inputs are a list."""
    tree = parsed(text)
    steps = tree.get("mainSteps") if isinstance(tree, dict) else None
    listed = [one for one in steps if isinstance(one, dict) and isinstance(one.get("inputs"), list)] if steps else []
    return f'"inputs" of the step {listed[0].get("name")} is a list' if listed else None


def parameter_error(text: Plain, type_: Plain) -> str | None:
    """A parameter that an automation uses and does not declare."""
    tree = parsed(text)
    if type_ != "Automation" or not isinstance(tree, dict):
        return None
    declared = tree.get("parameters") or {}
    used = USED.findall(json.dumps({key: value for key, value in tree.items() if key != "parameters"}))
    missing = [one for one in used if one not in declared]
    return f'"{missing[0]}" is not among its parameters' if missing else None


def rate_error(expression: Plain) -> str | None:
    """A rate of too few minutes."""
    rate = re.fullmatch(r"rate\((\d{1,4}) minutes?\)", str(expression))
    return f"it is less than {SHORTEST_RATE} minutes" if rate and int(rate[1]) < SHORTEST_RATE else None


RULE = constraints_rule(
    id="ssm-document-valid",
    service="SSM",
    summary="SSM documents, associations and maintenance windows must be valid",
    rationale="""
        Names of documents that start with aws- or amazon are those of AWS. A document is JSON unless its format says
        otherwise, and each type of document has versions of the schema. An association runs every half hour at most. A
        maintenance window starts no task in its last hours, which are fewer than it has, and a task of Run Command has
        targets.
    """,
    since="0.2.0",
    constraints={
        DOCUMENT: (
            form(
                "name",
                r"(?i)(?!aws-|amazon|amzn).*",
                "a name that does not start with aws-, amazon or amzn",
                invalid=("AWS-RunOrders", "amazon-orders"),
                valid="orders-aws",
                error="InvalidDocument: Invalid document name aws-cdkpf-probe",
                source=f"{OBSERVED}/pf-ssm-document-name/meta.yaml",
            ),
            Constraint(
                demand=content.is_json(),
                when=in_json,
                error="InvalidDocumentContent: JSON not well-formed.",
                source=CREATE,
                fix=note("JSON as the content, or another documentFormat"),
                invalid={"content": "schemaVersion: '2.2'"},
                valid=({}, {"content": "schemaVersion: '2.2'", "documentFormat": "YAML"}),
            ),
            Constraint(
                demand=fits(
                    content,
                    "a document of a version that its type has",
                    schema_error,
                    lambda it: known_or_not(it.at("content")),
                    document_type.of,
                ),
                when=in_json,
                error="InvalidDocumentSchemaVersion: 2.2 is not a valid schema version for Automation document type",
                source=f"{OBSERVED}/pf-ssm-document-schema/meta.yaml",
                fix=fix(Set("documentType", Blank("the type that has this schemaVersion"))),
                invalid=({"documentType": "Automation"}, {"content": command("0.3")}),
                valid=({}, {"documentType": "Automation", "content": command("0.3")}),
                condition="the schemaVersion of a document is not one of its documentType",
            ),
            Constraint(
                demand=fits(content, "a document without settings of sessions", session_error, content.whole),
                when=in_json & document_type.is_given().unsaid() & ~document_type.equals("Session"),
                at=document_type.path,
                error="InvalidDocumentContent: a document with a sessionType is of the type Session.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/17663",
                fix=fix(Set(document_type.path, "Session")),
                invalid={"content": SESSION},
                valid={"documentType": "Session", "content": SESSION},
                condition="a document has a sessionType, and its documentType is not Session",
            ),
            Constraint(
                demand=fits(
                    content, "a document whose steps have objects as their inputs", inputs_error, content.whole
                ),
                when=in_json,
                error="InvalidDocumentContent: JSON not well-formed: inputs of a step is an object.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/10130",
                fix=note('an object as the "inputs" of each step'),
                invalid={"content": LISTED},
                valid={},
                condition='"inputs" of a step is a list',
            ),
            Constraint(
                demand=fits(
                    content,
                    "a document that declares the parameters that it uses",
                    parameter_error,
                    content.whole,
                    document_type.of,
                ),
                when=in_json,
                error='InvalidDocumentContent: Parameter "PackageVersion" is not declared.',
                source="https://github.com/CrowdStrike/aws-ssm-distributor/issues/66",
                fix=note('the parameter, among the "parameters" of the document'),
                invalid={"documentType": "Automation", "content": automation({})},
                valid={"documentType": "Automation", "content": automation({"Instance": {"type": "String"}})},
                condition="an automation uses a parameter that it does not declare",
            ),
        ),
        ASSOCIATION: (
            Constraint(
                demand=fits(schedule, f"a rate of {SHORTEST_RATE} minutes or more", rate_error),
                when=schedule.is_given().unsaid(),
                error="InvalidSchedule: Schedule expression rate(29 minutes) is not valid. Minimum interval for rate"
                " based association is 30 minutes.",
                source=RATES,
                fix=fix(Set("scheduleExpression", Blank("a rate of 30 minutes or more"))),
                invalid={"scheduleExpression": "rate(29 minutes)"},
                valid=({"scheduleExpression": "rate(30 minutes)"}, {"scheduleExpression": "rate(1 day)"}),
            ),
        ),
        MAINTENANCE_WINDOW: (
            ordered(
                "cutoff",
                "duration",
                low=1,
                high=3,
                strictly=True,
                error="ValidationException: Cutoff was 2 but must be smaller than 1 (Duration - 1 )",
                source=f"{API}/API_CreateMaintenanceWindow.html",
            ),
        ),
        MAINTENANCE_WINDOW_TASK: (
            needs(
                {"taskType": "RUN_COMMAND"},
                "targets",
                [{"key": "WindowTargetIds", "values": ["e32eecb2-646c-4f4b-8ed1-205fbExample"]}],
                blank="the IDs of instances or of targets of the window",
                error="ValidationException: For Run Command tasks, you must specify at least one resource as the target"
                " of the task. You can specify between 1 and 50 instance IDs, or between 1 and 10 maintenance window"
                " target IDs.",
                source=f"{API}/API_RegisterTaskWithMaintenanceWindow.html",
            ),
        ),
    },
    base={
        DOCUMENT[0]: {"name": "orders", "documentType": "Command", "content": command()},
        ASSOCIATION[0]: {"name": "AWS-RunShellScript", "targets": [{"key": "InstanceIds", "values": ["*"]}]},
        MAINTENANCE_WINDOW[0]: {"schedule": "rate(7 days)", "duration": 3, "cutoff": 1},
        MAINTENANCE_WINDOW_TASK[0]: {
            "windowId": "mw-0123456789abcdef0",
            "taskArn": "AWS-RunShellScript",
            "maxConcurrency": "1",
            "maxErrors": "1",
        },
    },
    references=(CREATE, SCHEMAS),
)
