"""The nouns of AWS Glue."""

CATALOG_TABLE = ("aws:glue/catalogTable:CatalogTable",)
CRAWLER = ("aws:glue/crawler:Crawler",)
JOB = ("aws:glue/job:Job",)
TRIGGER = ("aws:glue/trigger:Trigger",)
