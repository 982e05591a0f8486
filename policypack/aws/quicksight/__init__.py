"""The nouns of QuickSight, and the types of its data sources."""

DATA_SOURCE = ("aws:quicksight/dataSource:DataSource",)

TYPES = {
    "amazonElasticsearch": "AMAZON_ELASTICSEARCH",
    "athena": "ATHENA",
    "aurora": "AURORA",
    "auroraPostgresql": "AURORA_POSTGRESQL",
    "awsIotAnalytics": "AWS_IOT_ANALYTICS",
    "databricks": "DATABRICKS",
    "jira": "JIRA",
    "mariaDb": "MARIADB",
    "mysql": "MYSQL",
    "oracle": "ORACLE",
    "postgresql": "POSTGRESQL",
    "presto": "PRESTO",
    "redshift": "REDSHIFT",
    "s3": "S3",
    "serviceNow": "SERVICENOW",
    "snowflake": "SNOWFLAKE",
    "spark": "SPARK",
    "sqlServer": "SQLSERVER",
    "teradata": "TERADATA",
    "twitter": "TWITTER",
}
"""The type of a data source, by the block of its parameters. A database of RDS has a block for any type of database.
https://docs.aws.amazon.com/quicksight/latest/APIReference/API_DataSourceParameters.html, read in November 2026."""
