"""stepfunctions-state-machine-valid: State machines must have a valid definition and log destination."""

from policypack.aws.stepfunctions import ACTIVITY, STATE_MACHINE
from policypack.aws.stepfunctions.definitions import (
    end_error,
    field_error,
    resource_error,
    shape_error,
    state_error,
    transition_error,
    waiting_error,
)
from policypack.aws.stepfunctions.rows import CALL, DONE, INVALID, definition, machine, row
from policypack.constraint import Blank, Constraint, Json, Set, argument, fix, form, joined, of_text
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html"
LANGUAGE = "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html"
START = "arn:aws:states:::codebuild:startBuild"
GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:/orders"

destination = argument("loggingConfiguration.logDestination")
INNER = {"StartAt": "Each", "States": {"Each": {**CALL, "End": True}}}

CONFIGURATION = "https://docs.aws.amazon.com/step-functions/latest/apireference/API_EncryptionConfiguration.html"


KIND, KEY = "encryptionConfiguration.type", "encryptionConfiguration.kmsKeyId"
OWN_KEY = Constraint(
    demand=argument(KEY).is_present(),
    when=argument(KIND).equals("CUSTOMER_MANAGED_KMS_KEY"),
    error="InvalidEncryptionConfiguration: Invalid Encryption Configuration: Must set a valid kmsKeyId.",
    source=CONFIGURATION,
    fix=fix(Set(KEY, Blank("the ARN of a key"))),
    invalid={KIND: "CUSTOMER_MANAGED_KMS_KEY"},
    valid=({KIND: "CUSTOMER_MANAGED_KMS_KEY", KEY: "alias/orders"}, {KIND: "AWS_OWNED_KEY"}),
)

RULE = constraints_rule(
    id="stepfunctions-state-machine-valid",
    service="Step Functions",
    summary="State machines must have a valid definition and log destination",
    rationale="""
        The definition of a state machine is JSON. Its states have one of eight types and what the type needs. StartAt,
        Next and Default name states beside them, each state is the target of one, and one of them ends the machine. An
        express machine does not wait for jobs or tokens. A key of your own is named. Logs have a destination: the ARN
        of a log group and :*. A definition made of values that do not exist yet is checked in the update.
    """,
    since="0.2.0",
    constraints={
        STATE_MACHINE: (
            row(
                definition.is_json(),
                invalid={"definition": "StartAt: Call"},
                valid=machine({"Call": {**CALL, "End": True}}),
                message="INVALID_JSON_DESCRIPTION: Invalid JSON description",
                source=CREATE,
                condition="definition is not valid JSON",
            ),
            row(
                definition.holds("an object with StartAt and States", shape_error),
                invalid=({"definition": Json({"States": {"Call": {**CALL, "End": True}}})}, {"definition": Json([])}),
                valid=machine({"Call": {**CALL, "End": True}}),
                message="SCHEMA_VALIDATION_FAILED: The field 'StartAt' is required but was missing",
                source=LANGUAGE,
                condition="definition, or a machine inside it, has no StartAt or no States",
            ),
            row(
                definition.holds("made of states with a type, what it needs, and Next or End", state_error),
                invalid=(
                    machine({"Call": {**CALL, "Type": "Lambda", "End": True}}),
                    machine({"Call": {"Type": "Task", "End": True}}),
                    machine({"Call": {**CALL, "Next": "Done", "End": True}, "Done": DONE}),
                ),
                valid=(
                    machine({"Call": {"Type": "Map", "ItemProcessor": INNER, "Next": "Done"}, "Done": DONE}),
                    machine({"Call": {"Type": "Parallel", "Branches": [INNER], "End": True}}),
                ),
                message="SCHEMA_VALIDATION_FAILED: These fields are required: [Next]",
                source=LANGUAGE,
                condition="a state in definition has a type that there is not, lacks what its type needs, or has"
                " neither Next nor End",
            ),
            row(
                definition.holds("made of states with the fields of their type", field_error),
                invalid=(
                    machine({"Call": {"Type": "Map", "ItemProcessor": INNER, "TimeoutSeconds": 60, "End": True}}),
                    machine({"Call": {"Type": "Pass", "Retry": [{"ErrorEquals": ["States.ALL"]}], "End": True}}),
                ),
                valid=machine({"Call": {**CALL, "TimeoutSeconds": 60, "End": True}}),
                message="SCHEMA_VALIDATION_FAILED: Field 'TimeoutSeconds' is not supported at /States/M",
                source="https://github.com/floci-io/floci/issues/2735",
                condition="a state in definition has a field that only states of other types have",
            ),
            row(
                definition.holds("made of tasks whose Resource is an ARN", resource_error),
                invalid=machine({"Call": {"Type": "Task", "Resource": "createToken", "End": True}}),
                valid=machine({"Call": {**CALL, "End": True}}),
                message="SCHEMA_VALIDATION_FAILED: Value is not a valid resource ARN at /States/CreateToken/Resource",
                source="https://github.com/serverless-operations/serverless-step-functions/issues/36",
                condition="the Resource of a task in definition is no ARN",
            ),
            row(
                definition.holds("made of states that lead to each other", transition_error),
                invalid=(
                    machine({"Call": {**CALL, "Next": "Don"}, "Done": DONE}),
                    machine({"Call": {**CALL, "End": True}}, start="call"),
                    machine({"Call": {**CALL, "End": True}, "Done": DONE}),
                ),
                valid=(
                    machine({"Call": {**CALL, "Next": "Done"}, "Done": DONE}),
                    machine(
                        {
                            "Call": {
                                "Type": "Choice",
                                "Choices": [{"Variable": "$.done", "BooleanEquals": True, "Next": "Done"}],
                                "Default": "Wait",
                            },
                            "Wait": {"Type": "Wait", "Seconds": 5, "Next": "Call"},
                            "Done": DONE,
                        }
                    ),
                    machine(
                        {
                            "Call": {**CALL, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Sorry"}], "End": True},
                            "Sorry": {"Type": "Fail"},
                        }
                    ),
                ),
                message="MISSING_TRANSITION_TARGET: Missing 'Next' target: Don at /States/Call/Next",
                source="https://github.com/localstack/localstack/issues/11978",
                condition="StartAt, Next or Default in definition names a state that it has not, or a state is not"
                " reachable",
            ),
            row(
                definition.holds("a definition with a state that ends it", end_error),
                invalid=machine(
                    {"Call": {**CALL, "Next": "Wait"}, "Wait": {"Type": "Wait", "Seconds": 5, "Next": "Call"}}
                ),
                valid=machine({"Call": {**CALL, "Next": "Done"}, "Done": DONE}),
                message="MISSING_END_STATE: Workflow has no terminal state at null",
                source="https://github.com/floci-io/floci/issues/2735",
                condition="no state in definition ends the machine",
            ),
            Constraint(
                demand=destination.is_present(),
                when=argument("loggingConfiguration.level").one_of("ALL", "ERROR", "FATAL"),
                error="InvalidLoggingConfiguration: Invalid Logging Configuration: Must specify exactly one Log"
                " Destination.",
                source="https://docs.aws.amazon.com/step-functions/latest/apireference/API_LoggingConfiguration.html",
                fix=fix(Set("loggingConfiguration.logDestination", Blank("the ARN of a log group and :*"))),
                invalid={**machine({"Call": {**CALL, "End": True}}), "loggingConfiguration.level": "ALL"},
                valid={**machine({"Call": {**CALL, "End": True}}), "loggingConfiguration.level": "OFF"},
            ),
            Constraint(
                demand=definition.holds("made of tasks that an express machine does not wait for", waiting_error),
                when=argument("type").equals("EXPRESS") & definition.is_given().unsaid(),
                error=f"{INVALID}SCHEMA_VALIDATION_FAILED: Express state machine does not support '.sync' service"
                " integration'",
                source="https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html",
                fix=fix(Set("type", "STANDARD"), note="or a task that does not wait"),
                invalid={**machine({"Call": {**CALL, "Resource": f"{START}.sync", "End": True}}), "type": "EXPRESS"},
                valid=(
                    {**machine({"Call": {**CALL, "Resource": START, "End": True}}), "type": "EXPRESS"},
                    machine({"Call": {**CALL, "Resource": f"{START}.sync", "End": True}}),
                ),
                condition="a task of an express machine waits for a job or a token",
            ),
            Constraint(
                demand=destination.ends_with(":*"),
                when=destination.is_given().unsaid(),
                error="InvalidLoggingConfiguration: Invalid Logging Configuration: Log Group ARN must be provided with"
                " '*' qualifier.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/17682",
                fix=fix(Set("loggingConfiguration.logDestination", Blank("the ARN of the log group and :*"))),
                correct=of_text(lambda text: f"{text.removesuffix(':')}:*"),
                invalid={
                    **machine({"Call": {**CALL, "End": True}}),
                    "loggingConfiguration.level": "ALL",
                    "loggingConfiguration.logDestination": GROUP,
                },
                valid={
                    **machine({"Call": {**CALL, "End": True}}),
                    "loggingConfiguration.level": "ALL",
                    "loggingConfiguration.logDestination": f"{GROUP}:*",
                },
            ),
        ),
        ACTIVITY: (
            form(
                "name",
                r"[^\s<>{}\[\]?*\"#%\\^|~`$&,;:/\x00-\x1f\x7f-\x9f]*",
                "a name without white space, brackets, wildcards and special characters",
                invalid=("orders activity", "orders/pack"),
                valid="orders-activity_1",
                correct=joined("A-Za-z0-9._-"),
                error="InvalidName: Invalid Name: 'cdkpf act/charset'",
                source="https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateActivity.html",
            ),
        ),
        (*STATE_MACHINE, *ACTIVITY): (OWN_KEY,),
    },
    base={
        STATE_MACHINE[0]: {
            "roleArn": "arn:aws:iam::123456789012:role/orders",
            **machine({"Call": {**CALL, "End": True}}),
        },
        ACTIVITY[0]: {"name": "orders"},
    },
)
