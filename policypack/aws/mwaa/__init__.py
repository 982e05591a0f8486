"""The nouns of Managed Workflows for Apache Airflow."""

ENVIRONMENT = ("aws:mwaa/environment:Environment",)
