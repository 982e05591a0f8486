import pulumi_aws as aws


def group(name, engine, version, option):
    return aws.rds.OptionGroup(
        name, engine_name=engine, major_engine_version=version, options=[{"option_name": option}]
    )


group("audit", "mysql", "8.0", "AUDIT_LOGGING")
group("misspelt", "sqlserver-se", "15.00", "SQLSERVER-BACKUP-RESTORE")
group("of-oracle", "postgres", "16", "S3_INTEGRATION")

# finds audit: options[0].optionName
# finds misspelt: options[0].optionName
# finds of-oracle: options[0].optionName
