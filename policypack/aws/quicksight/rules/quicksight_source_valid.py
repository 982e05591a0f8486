"""quicksight-source-valid: Data sources of QuickSight must have the parameters of their type."""

from policypack.aws.quicksight import DATA_SOURCE, TYPES
from policypack.constraint import Constraint, Inputs, argument
from policypack.fix import Set, fix
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/quicksight/latest/APIReference"
CREATE, PARAMETERS = f"{API}/API_CreateDataSource.html", f"{API}/API_DataSourceParameters.html"
SERVER: Inputs = {"database": "orders", "host": "orders.example.com", "port": 5432}
OF_BLOCK: dict[str, Inputs] = {
    "amazonElasticsearch": {"domain": "orders"},
    "athena": {"workGroup": "primary"},
    "awsIotAnalytics": {"dataSetName": "orders"},
    "databricks": {"host": "orders.example.com", "port": 443, "sqlEndpointPath": "/sql"},
    "jira": {"siteBaseUrl": "https://example.com"},
    "presto": {"catalog": "orders", "host": "orders.example.com", "port": 8080},
    "redshift": {"database": "orders", "host": "orders.example.com", "port": 5439},
    "s3": {"manifestFileLocation": {"bucket": "orders", "key": "manifest.json"}},
    "serviceNow": {"siteBaseUrl": "https://example.com"},
    "snowflake": {"database": "orders", "host": "orders.example.com", "warehouse": "orders"},
    "spark": {"host": "orders.example.com", "port": 10_000},
    "twitter": {"maxRows": 100, "query": "orders"},
}


def of_type(block: str, type_: str) -> Constraint:
    """The block is of one type of data source."""
    given: Inputs = {"parameters": {block: OF_BLOCK.get(block, SERVER)}}
    return Constraint(
        demand=argument("type").equals(type_),
        when=argument(f"parameters.{block}").is_given(),
        error="InvalidParameterValueException: DataSourceParameters field is incorrectly set",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/30507",
        fix=fix(Set("type", type_)),
        invalid={**given, "type": "TIMESTREAM"},
        valid={**given, "type": type_},
    )


RULE = constraints_rule(
    id="quicksight-source-valid",
    service="QuickSight",
    summary="Data sources of QuickSight must have the parameters of their type",
    rationale="""
        What a data source is reached by is in a block of its parameters, and each block but that of RDS is of one type.
    """,
    since="0.2.0",
    references=(CREATE, PARAMETERS),
    constraints={DATA_SOURCE: tuple(of_type(block, type_) for block, type_ in TYPES.items())},
    base={
        DATA_SOURCE[0]: {
            "dataSourceId": "orders",
            "name": "orders",
            "type": "ATHENA",
            "parameters": {"athena": {"workGroup": "primary"}},
        }
    },
)
