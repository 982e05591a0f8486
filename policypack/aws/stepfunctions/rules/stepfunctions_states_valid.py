"""stepfunctions-states-valid: States of a state machine must have fields that fit together."""

from copy import deepcopy

from policypack.aws.stepfunctions import STATE_MACHINE, fields, rows, tasks
from policypack.aws.stepfunctions.rows import definition, machine, of_one_state, row
from policypack.constraint import argument
from policypack.rule import constraints_rule

CALL, DONE = deepcopy(rows.CALL), deepcopy(rows.DONE)

GUIDE = "https://docs.aws.amazon.com/step-functions/latest/dg"
OF_STATES = f"{GUIDE}/concepts-amazon-states-language.html"
OF_TASKS = f"{GUIDE}/state-task.html"
OF_CHOICES = f"{GUIDE}/state-choice.html"
OF_ERRORS = f"{GUIDE}/concepts-error-handling.html"
OF_PATHS = f"{GUIDE}/input-output-paths.html"
OF_LANGUAGES = f"{GUIDE}/transforming-data.html"
OF_CALLS = f"{GUIDE}/integrate-optimized.html"
OF_EXPRESS = f"{GUIDE}/choosing-workflow-type.html"
OBSERVED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/stepfunctions"
SCHEMA = "SCHEMA_VALIDATION_FAILED: "
WAIT = {"Type": "Wait", "Seconds": 5}
PASS = {"Type": "Pass"}
ALL = {"ErrorEquals": ["States.ALL"]}
TIMEOUT = {"ErrorEquals": ["States.Timeout"]}
QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/orders"
SEND = {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage"}
BY_EXPRESSION = {"Type": "Task", "Resource": CALL["Resource"], "Arguments": {"FunctionName": "orders"}}
INNER = {"StartAt": "Each", "States": {"Each": {**PASS, "End": True}}}
EXPRESS = {"type": "EXPRESS"}


def map_of(**config: object) -> dict[str, object]:
    """A map with this configuration of its processor."""
    return {"Type": "Map", "ItemProcessor": {**INNER, "ProcessorConfig": config}}


def choice(*rules: dict[str, object]) -> dict[str, object]:
    """The states of a machine that chooses by these rules."""
    return {"Call": {"Type": "Choice", "Choices": list(rules), "Default": "Done"}, "Done": DONE}


IS_NEW = {"Variable": "$.kind", "StringEquals": "new"}
DISTRIBUTED = map_of(Mode="DISTRIBUTED", ExecutionType="STANDARD")
ROWS = (
    row(
        definition.holds("made of states that say one thing in one field", fields.several_error),
        invalid=of_one_state(
            {**CALL, "TimeoutSeconds": 60, "TimeoutSecondsPath": "$.seconds"},
            {**WAIT, "SecondsPath": "$.seconds"},
        ),
        valid=of_one_state({**CALL, "TimeoutSecondsPath": "$.seconds"}, WAIT),
        message=f"{SCHEMA}There should only be one of the following fields: [TimeoutSeconds, TimeoutSecondsPath] at"
        " /States/A",
        source=f"{OBSERVED}/pf-sfn-asl-path-exclusive/meta.yaml",
        condition="a state in definition has two fields of which it may have one, such as Seconds and SecondsPath",
    ),
    row(
        definition.holds("made of Wait states that say how long they wait", fields.waiting_time_error),
        invalid=of_one_state({"Type": "Wait"}),
        valid=of_one_state(WAIT),
        message=f"{SCHEMA}There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath,"
        " Timestamp] at /States/W",
        source=f"{GUIDE}/state-wait.html",
        condition="a Wait state in definition does not say how long it waits",
    ),
    row(
        definition.holds("made of states whose numbers are in their bounds", fields.number_error),
        invalid=of_one_state(
            {**CALL, "TimeoutSeconds": 0},
            {**CALL, "TimeoutSeconds": "60"},
            {**CALL, "Retry": [{**TIMEOUT, "BackoffRate": 0.5}]},
        ),
        valid=of_one_state(
            {**CALL, "TimeoutSeconds": 1}, {**CALL, "Retry": [{**TIMEOUT, "BackoffRate": 1.0, "MaxAttempts": 0}]}
        ),
        message=f"{SCHEMA}Minimum value is 1 at /States/A/TimeoutSeconds",
        source=f"{OBSERVED}/pf-sfn-asl-numeric-ranges/meta.yaml",
        condition="a number of a state in definition is out of its bounds, or is a text",
    ),
    row(
        definition.holds(f"made of states whose names have {fields.LONGEST_NAME} characters", fields.name_error),
        invalid=machine({"a" * 81: {**PASS, "End": True}}, "a" * 81),
        valid=machine({"a" * 80: {**PASS, "End": True}}, "a" * 80),
        message="INVALID_STATE_NAME: Invalid State name: ...",
        source=f"{OBSERVED}/pf-sfn-asl-name-limits/meta.yaml",
        condition="the name of a state in definition has more than 80 characters",
    ),
    row(
        definition.holds("made of states with different names", fields.repeated_name_error),
        invalid=machine({"Each": {"Type": "Parallel", "Branches": [INNER], "End": True}}, "Each"),
        valid=of_one_state({"Type": "Parallel", "Branches": [INNER]}),
        message="DUPLICATE_STATE_NAME: Duplicate State name: X at /States/P/Branches[1]/States/X",
        source=f"{OBSERVED}/pf-sfn-asl-duplicate-state-name/meta.yaml",
        condition="two states in definition have the same name, one of them in a branch or a map",
    ),
    row(
        definition.holds("made of states with fields of their query language", fields.language_error),
        invalid=(
            machine({"Call": {**CALL, "End": True}}, QueryLanguage="JSONata"),
            machine({"Call": {**PASS, "Output": "{% 1 %}", "End": True}}),
        ),
        valid=(
            machine({"Call": {**BY_EXPRESSION, "End": True}}, QueryLanguage="JSONata"),
            machine({"Call": {**BY_EXPRESSION, "QueryLanguage": "JSONata", "End": True}}),
        ),
        message=f"{SCHEMA}The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the"
        " 'JSONPath' QueryLanguage at /States/A",
        source=OF_LANGUAGES,
        condition="a state in definition has a field of the other query language",
    ),
    row(
        definition.holds("made of states in JSONata where the machine is", fields.mixed_language_error),
        invalid=machine({"Call": {**PASS, "QueryLanguage": "JSONPath", "End": True}}, QueryLanguage="JSONata"),
        valid=machine({"Call": {**PASS, "QueryLanguage": "JSONata", "End": True}}),
        message=f"{SCHEMA}a state in JSONPath: You can't set a top-level QueryLanguage of JSONata, and then override it"
        " with JSONPath in a state",
        source=OF_LANGUAGES,
        condition="a machine in JSONata has a state in JSONPath",
    ),
    row(
        definition.holds("made of states whose paths start with $", fields.path_error),
        invalid=(
            *of_one_state({**PASS, "InputPath": "order"}),
            machine(choice({"Variable": "kind", "StringEquals": "new", "Next": "Done"})),
        ),
        valid=of_one_state({**PASS, "InputPath": "$.order", "OutputPath": None}, {**PASS, "InputPath": "$$.Execution"}),
        message=f"{SCHEMA}Value must be a valid JSONPath. at /States/Pass/OutputPath",
        source="https://github.com/aws-cloudformation/cfn-lint/issues/4078",
        condition="a path of a state in definition, or the Variable of a choice, does not start with $",
    ),
    row(
        definition.holds("made of states whose ResultPath names one place", fields.result_path_error),
        invalid=of_one_state({**CALL, "ResultPath": "$.orders[*].price"}),
        valid=of_one_state({**CALL, "ResultPath": "$.orders[0]['unit*price']"}),
        message=f"{SCHEMA}ResultPath: a Reference Path can identify only a single node in a JSON structure",
        source=OF_PATHS,
        condition="the ResultPath of a state in definition names more than one place",
    ),
    row(
        definition.holds("made of states whose keys with .$ have a path or a function", fields.template_error),
        invalid=of_one_state(
            {**PASS, "Parameters": {"order": {"id.$": "order-1"}}},
            {**CALL, "Parameters": {"FunctionName": "orders", "Payload.$": {"id": "order-1"}}},
        ),
        valid=of_one_state(
            {
                **PASS,
                "Parameters": {"id.$": "$.id", "name.$": "States.Format('order-{}', $.id)", "run.$": "$$.Execution"},
            }
        ),
        message=f"{SCHEMA}The value for the field 'Variable.$' must be a valid JSONPath or a valid intrinsic function"
        " call at /States/Pass/Assign",
        source="https://github.com/aws-cloudformation/cfn-lint/issues/4085",
        condition="a key that ends with .$ in definition has neither a path nor a call of an intrinsic function",
    ),
    row(
        definition.holds("made of choices with one condition in each rule", tasks.choice_error),
        invalid=(
            machine(choice({**IS_NEW, "NumericEquals": 1, "Next": "Done"})),
            machine(choice({"Variable": "$.kind", "Next": "Done"})),
            machine(choice({"Not": {**IS_NEW, "Next": "Done"}, "Next": "Done"})),
        ),
        valid=(
            machine(choice({**IS_NEW, "Next": "Done"})),
            machine(choice({"Not": IS_NEW, "Next": "Done"}, {"And": [IS_NEW, {"Not": IS_NEW}], "Next": "Done"})),
        ),
        message=f"{SCHEMA}a rule of Choices: it must have a Next and one comparison",
        source=OF_CHOICES,
        condition="a rule of a choice in definition has no Next, no condition or several, or a Next inside",
    ),
    row(
        definition.holds("made of retriers and catchers that name errors", tasks.handler_error),
        invalid=(
            machine({"Call": {**CALL, "Catch": [ALL], "End": True}}),
            machine({"Call": {**CALL, "Retry": [{"MaxAttempts": 2}], "End": True}}),
        ),
        valid=of_one_state({**CALL, "Retry": [TIMEOUT, ALL]}),
        message=f"{SCHEMA}The field 'ErrorEquals' is required but was missing",
        source=OF_ERRORS,
        condition="a retrier or catcher in definition has no ErrorEquals, or a catcher no Next",
    ),
    row(
        definition.holds("made of retriers and catchers with States.ALL alone and at the end", tasks.all_errors_error),
        invalid=of_one_state(
            {**CALL, "Retry": [ALL, TIMEOUT]}, {**CALL, "Retry": [{"ErrorEquals": ["States.Timeout", "States.ALL"]}]}
        ),
        valid=of_one_state({**CALL, "Retry": [TIMEOUT, ALL]}),
        message=f"{SCHEMA}States.ALL must appear alone and at end of list at /States/A/Retry[0]/ErrorEquals[0]",
        source=f"{OBSERVED}/pf-sfn-asl-retry-catch/meta.yaml",
        condition="a retrier or catcher in definition has States.ALL beside other errors, or before another one",
    ),
    row(
        definition.holds("made of tasks that wait as their service does", tasks.integration_error),
        invalid=of_one_state(
            {**CALL, "Resource": "arn:aws:states:::lambda:invoke.sync"},
            {**PASS, "Type": "Task", "Resource": "arn:aws:states:::codebuild:startBuild.waitForTaskToken"},
        ),
        valid=of_one_state(
            {**CALL, "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken"},
            {**PASS, "Type": "Task", "Resource": "arn:aws:states:::codebuild:startBuild.sync"},
        ),
        message=f"{SCHEMA}The resource provided arn:aws:states:::lambda:invoke.sync is not recognized. The value is not"
        " a valid resource ARN, or the resource is not available in this region. at /States/A/Resource",
        source=OF_CALLS,
        condition="a task in definition waits for a job or a token of a service that has none",
    ),
    row(
        definition.holds("made of tasks that give parameters to what they call", tasks.no_parameters_error),
        invalid=of_one_state(SEND),
        valid=of_one_state({**SEND, "Parameters": {"QueueUrl": QUEUE, "MessageBody.$": "$"}}),
        message=f"{SCHEMA}Parameters field is required for resource ARN: arn:aws:states:::lambda:invoke at"
        " /States/A/Resource",
        source=f"{OBSERVED}/pf-sfn-asl-integration-parameters/meta.yaml",
        condition="a task in definition calls a service without parameters",
    ),
    row(
        definition.holds("made of tasks that give what their call needs", tasks.parameter_error),
        invalid=of_one_state({**CALL, "Parameters": {"Payload.$": "$"}}, {**SEND, "Parameters": {"QueueUrl": QUEUE}}),
        valid=of_one_state({**SEND, "Parameters": {"QueueUrl": QUEUE, "MessageBody.$": "$"}}),
        message=f"{SCHEMA}The field 'FunctionName' is required but was missing at /States/A/Parameters",
        source=f"{OBSERVED}/pf-sfn-asl-integration-parameters/meta.yaml",
        condition="a task in definition calls a service without a parameter that the call needs",
    ),
    row(
        definition.holds("made of tasks whose credentials have a role", tasks.credentials_error),
        invalid=of_one_state({**CALL, "Credentials": {"Role": "arn:aws:iam::123456789012:role/orders"}}),
        valid=of_one_state({**CALL, "Credentials": {"RoleArn.$": "$.role"}}),
        message=f"{SCHEMA}The field 'RoleArn' is required but was missing at /States/A/Credentials",
        source=f"{OBSERVED}/pf-sfn-asl-credentials/meta.yaml",
        condition="the Credentials of a task in definition have no RoleArn",
    ),
    row(
        definition.holds("made of distributed maps with an ExecutionType", tasks.processor_error),
        invalid=of_one_state(map_of(Mode="DISTRIBUTED")),
        valid=of_one_state(DISTRIBUTED, map_of(Mode="INLINE")),
        message=f"{SCHEMA}These fields are required: [ExecutionType] at /States/M/ItemProcessor/ProcessorConfig",
        source=f"{OBSERVED}/pf-sfn-asl-map-distributed/meta.yaml",
        condition="a distributed map in definition has no ExecutionType",
    ),
    row(
        definition.holds("made of states that an express machine has", tasks.express_error),
        when=argument("type").equals("EXPRESS"),
        invalid=tuple({**one, **EXPRESS} for one in of_one_state(DISTRIBUTED)),
        valid=(*(tuple({**one, **EXPRESS} for one in of_one_state(map_of(Mode="INLINE")))), *of_one_state(DISTRIBUTED)),
        message=f"{SCHEMA}Express Workflows do not support Distributed Map states and activities",
        source=OF_EXPRESS,
        condition="an express machine has a distributed map or an activity",
    ),
)

RULE = constraints_rule(
    id="stepfunctions-states-valid",
    service="Step Functions",
    summary="States of a state machine must have fields that fit together",
    rationale="""
        Step Functions reads the whole definition when a state machine is made. A state says one thing in one field, in
        one query language; its numbers are in their bounds, and its paths start with $. A rule of a choice has one
        condition. A retrier or catcher names errors, and States.ALL comes last. A call of a service has the parameters
        that it needs, and waits only for what the service tells. Expressions in JSONata are not read.
    """,
    since="0.2.0",
    constraints={STATE_MACHINE: ROWS},
    base={STATE_MACHINE[0]: {"roleArn": "arn:aws:iam::123456789012:role/orders"}},
    references=(OF_STATES, OF_TASKS),
)
