"""glue-job-valid: Glue jobs, crawlers, triggers and tables must have what fits together."""

from policypack.aws.glue import CATALOG_TABLE, CRAWLER, JOB, TRIGGER
from policypack.constraint import Blank, Constraint, Inputs, Remove, Set, argument, fix, needs, not_with
from policypack.model.conditions import Condition, Words, any_condition
from policypack.model.facts import is_not
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/glue/latest/webapi"
OF_JOB = f"{API}/API_CreateJob.html"
OF_TRIGGER = f"{API}/API_CreateTrigger.html"
OF_CAPACITY = "https://github.com/aws/aws-cdk/pull/26241"
OF_SHELL = "https://github.com/cloudposse/terraform-aws-glue/issues/42"
OF_CRAWLER = "https://www.pulumi.com/registry/packages/aws/api-docs/glue/crawler/"
SHELL: Inputs = {"command": {"name": "pythonshell", "scriptLocation": "s3://acme-scripts/orders.py"}}
STREAM: Inputs = {"command": {"name": "gluestreaming", "scriptLocation": "s3://acme-scripts/orders.py"}}
WORKERS: Inputs = {"workerType": "G.1X", "numberOfWorkers": 2}
UNITS = (0.0625, 1)
"""Data processing units of a Python shell job."""
LOGGED: Inputs = {"deleteBehavior": "LOG", "updateBehavior": "LOG"}
FOLDERS = [{"path": "s3://acme-lake/orders"}]
CATALOG = [{"databaseName": "lake", "tables": ["orders"]}]

is_shell = argument("command.name").equals("pythonshell")
worker, workers, capacity = argument("workerType"), argument("numberOfWorkers"), argument("maxCapacity")
deletes, updates = argument("schemaChangePolicy.deleteBehavior"), argument("schemaChangePolicy.updateBehavior")
flexible = argument("executionClass").equals("FLEX")

JOB_ROWS = (
    Constraint(
        demand=capacity.is_empty(),
        when=(worker.is_given() | workers.is_given()) & ~is_shell.unsaid(),
        error="InvalidInputException: Please do not set Max Capacity if using Worker Type and Number of Workers.",
        source=OF_CAPACITY,
        fix=fix(Remove("maxCapacity")),
        invalid={**WORKERS, "maxCapacity": 4},
        valid=(WORKERS, {"maxCapacity": 4, "glueVersion": "1.0"}),
    ),
    Constraint(
        demand=workers.is_present(),
        when=worker.is_given() & ~is_shell.unsaid() & capacity.is_empty().unsaid(),
        error="InvalidInputException: Please set both Worker Type and Number of Workers.",
        source=OF_CAPACITY,
        fix=fix(Set("numberOfWorkers", Blank("the number of workers"))),
        invalid={"workerType": "G.1X"},
        valid=WORKERS,
    ),
    Constraint(
        demand=worker.is_present(),
        when=workers.is_given() & ~is_shell.unsaid() & capacity.is_empty().unsaid(),
        error="InvalidInputException: Please set both Worker Type and Number of Workers.",
        source=OF_CAPACITY,
        fix=fix(Set("workerType", Blank("the type of the workers, such as G.1X"))),
        invalid={"numberOfWorkers": 2},
        valid=WORKERS,
    ),
    Constraint(
        demand=worker.is_empty(),
        when=is_shell,
        error="InvalidInputException: Worker Type is not supported for Job Command pythonshell",
        source=OF_SHELL,
        fix=fix(Remove("workerType")),
        invalid={**SHELL, "workerType": "G.1X"},
        valid=(SHELL, {"workerType": "G.1X", "numberOfWorkers": 2}),
    ),
    Constraint(
        demand=Condition(
            lambda it: it.at("connections").all(lambda one: is_not(one.is_empty())),
            Words.be("connections", "names"),
            ("connections",),
        ),
        error="InvalidInputException: Connections list should not be null or empty.",
        source="https://github.com/SebastianUA/terraform-aws-glue/issues/12",
        fix=fix(Remove("connections")),
        invalid={"connections": [""]},
        valid=({"connections": ["orders"]}, {}),
        condition="connections has an empty text",
    ),
    Constraint(
        demand=capacity.one_of(*UNITS),
        when=is_shell & capacity.is_given().unsaid(),
        error="A Python shell job can have 0.0625 or 1 data processing units.",
        source=OF_JOB,
        fix=fix(Set("maxCapacity", Blank("0.0625 or 1"))),
        invalid={**SHELL, "maxCapacity": 2},
        valid=({**SHELL, "maxCapacity": 0.0625}, {**SHELL, "maxCapacity": 1}),
    ),
    Constraint(
        demand=~argument("command.name").one_of("pythonshell", "gluestreaming", "glueray"),
        when=flexible,
        at="executionClass",
        error="Only jobs with Glue version 3.0 and above and command type glueetl will be allowed to set ExecutionClass"
        " to FLEX.",
        source=OF_JOB,
        fix=fix(Set("executionClass", "STANDARD")),
        invalid={**STREAM, "executionClass": "FLEX"},
        valid=({"executionClass": "FLEX"}, {**STREAM, "executionClass": "STANDARD"}),
    ),
    Constraint(
        demand=~argument("glueVersion").one_of("0.9", "1.0", "2.0"),
        when=flexible,
        error="Only jobs with Glue version 3.0 and above and command type glueetl will be allowed to set ExecutionClass"
        " to FLEX.",
        source=OF_JOB,
        fix=fix(Set("glueVersion", Blank("3.0 or above")), otherwise=Set("executionClass", "STANDARD")),
        invalid={"executionClass": "FLEX", "glueVersion": "2.0"},
        valid=({"executionClass": "FLEX", "glueVersion": "3.0"}, {"executionClass": "FLEX"}),
    ),
)
CONNECTION_ROW = Constraint(
    demand=argument("connectionName").is_present(),
    error="InvalidInputException: Connection name cannot be equal to null or empty.",
    source="https://github.com/hashicorp/terraform-provider-aws/pull/7270",
    fix=fix(Set("connectionName", Blank("the name of a connection"))),
    invalid={"connectionName": "", "path": "orders/%"},
    valid={"connectionName": "orders", "path": "orders/%"},
)
CRAWLER_ROWS = (
    CONNECTION_ROW.inside("jdbcTargets[]"),
    Constraint(
        demand=deletes.equals("LOG") & updates.equals("LOG"),
        when=argument("recrawlPolicy.recrawlBehavior").equals("CRAWL_NEW_FOLDERS_ONLY")
        & argument("s3Targets").is_given(),
        at="schemaChangePolicy",
        error='InvalidInputException: The SchemaChangePolicy for "Crawl new folders only" Amazon S3 target can have'
        " only LOG DeleteBehavior value and LOG UpdateBehavior value.",
        source="https://github.com/LBHackney-IT/Data-Platform/pull/2418",
        fix=fix(Set("schemaChangePolicy", LOGGED)),
        invalid=(
            {"recrawlPolicy": {"recrawlBehavior": "CRAWL_NEW_FOLDERS_ONLY"}, "s3Targets": FOLDERS},
            {
                "recrawlPolicy": {"recrawlBehavior": "CRAWL_NEW_FOLDERS_ONLY"},
                "s3Targets": FOLDERS,
                "schemaChangePolicy": {"deleteBehavior": "LOG"},
            },
        ),
        valid=(
            {
                "recrawlPolicy": {"recrawlBehavior": "CRAWL_NEW_FOLDERS_ONLY"},
                "s3Targets": FOLDERS,
                "schemaChangePolicy": LOGGED,
            },
            {"recrawlPolicy": {"recrawlBehavior": "CRAWL_EVERYTHING"}, "s3Targets": FOLDERS},
        ),
    ),
    Constraint(
        demand=deletes.one_of("LOG", "DELETE_FROM_DATABASE"),
        when=argument("catalogTargets").is_given(),
        at="schemaChangePolicy",
        error="deletion_behavior of catalog target doesn't support DEPRECATE_IN_DATABASE.",
        source=OF_CRAWLER,
        fix=fix(Set("schemaChangePolicy.deleteBehavior", "LOG")),
        invalid=(
            {"catalogTargets": CATALOG},
            {"catalogTargets": CATALOG, "schemaChangePolicy": {"deleteBehavior": "DEPRECATE_IN_DATABASE"}},
        ),
        valid={"catalogTargets": CATALOG, "schemaChangePolicy": {"deleteBehavior": "LOG"}},
    ),
    Constraint(
        demand=any_condition(
            argument(f"{kind}Targets").is_given()
            for kind in ("catalog", "delta", "dynamodb", "hudi", "iceberg", "jdbc", "mongodb", "s3")
        ).called("the crawler has targets", "a crawler must have targets", fails="the crawler has no targets"),
        at="s3Targets",
        error="one of `catalog_target,delta_target,dynamodb_target,hudi_target,iceberg_target,jdbc_target,"
        "mongodb_target,s3_target` must be specified",
        source=OF_CRAWLER,
        fix=fix(Set("s3Targets", [{"path": Blank("the folder that it reads, s3://BUCKET/FOLDER")}])),
        invalid={},
        valid=({"s3Targets": FOLDERS}, {"jdbcTargets": [{"connectionName": "orders", "path": "orders/%"}]}),
    ),
)
TRIGGER_ROWS = (
    *(
        Constraint(
            demand=argument(state).is_present(),
            when=argument(name).is_present(),
            error="InvalidInputException: State cannot be null or empty",
            source="https://github.com/hashicorp/terraform-provider-aws/issues/43013",
            fix=fix(Set(state, Blank("the state that it waits for, such as SUCCEEDED"))),
            invalid={name: "orders"},
            valid={name: "orders", state: "SUCCEEDED"},
        ).inside("predicate.conditions[]")
        for name, state in (("jobName", "state"), ("crawlerName", "crawlState"))
    ),
    needs(
        {"type": "SCHEDULED"},
        "schedule",
        "cron(15 12 * * ? *)",
        blank="when it starts, such as cron(15 12 * * ? *)",
        error="Schedule: This field is required when the trigger type is SCHEDULED.",
        source=OF_TRIGGER,
    ),
    Constraint(
        demand=argument("predicate").is_present(),
        when=argument("type").equals("CONDITIONAL"),
        error="Predicate: This field is required when the trigger type is CONDITIONAL.",
        source=OF_TRIGGER,
        fix=fix(Set("predicate", Blank("the jobs or crawlers that it waits for"))),
        invalid={"type": "CONDITIONAL"},
        valid={"type": "CONDITIONAL", "predicate": {"conditions": [{"jobName": "load", "state": "SUCCEEDED"}]}},
    ),
    not_with(
        "startOnCreation",
        True,
        {"type": "ON_DEMAND"},
        error="StartOnCreation: True is not supported for ON_DEMAND triggers.",
        source=OF_TRIGGER,
    ),
)
TABLE_ROWS = (
    Constraint(
        demand=argument("partitionKeys").is_empty(),
        when=argument("openTableFormatInput.icebergInput").is_given(),
        error="InvalidInputException: Cannot create partitions in an iceberg table",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/36531",
        fix=fix(Remove("partitionKeys")),
        invalid={
            "openTableFormatInput": {"icebergInput": {"metadataOperation": "CREATE", "version": "2"}},
            "partitionKeys": [{"name": "day", "type": "string"}],
        },
        valid=(
            {"openTableFormatInput": {"icebergInput": {"metadataOperation": "CREATE", "version": "2"}}},
            {"partitionKeys": [{"name": "day", "type": "string"}]},
        ),
    ),
)

RULE = constraints_rule(
    id="glue-job-valid",
    service="Glue",
    summary="Glue jobs, crawlers, triggers and tables must have what fits together",
    rationale="""
        The size of a job is either a number of workers of a type or a capacity, and a Python shell job has a capacity
        only. A crawler of new folders changes no table that it has made. The partitions of an Iceberg table are its
        own, in its metadata.
    """,
    since="0.2.0",
    constraints={JOB: JOB_ROWS, CRAWLER: CRAWLER_ROWS, TRIGGER: TRIGGER_ROWS, CATALOG_TABLE: TABLE_ROWS},
    base={
        JOB[0]: {
            "roleArn": "arn:aws:iam::123456789012:role/glue",
            "command": {"scriptLocation": "s3://acme-scripts/orders.py"},
        },
        CRAWLER[0]: {"databaseName": "lake", "role": "glue"},
        TRIGGER[0]: {"type": "ON_DEMAND", "actions": [{"jobName": "orders"}]},
        CATALOG_TABLE[0]: {"name": "orders", "databaseName": "lake"},
    },
    references=(OF_JOB,),
)
