import pulumi_aws as aws


def group(name, parameters, family="postgres16"):
    return aws.rds.ParameterGroup(name, family=family, parameters=parameters)


group("connections", [{"name": "max_connections", "value": "400"}])
group("level", [{"name": "wal_level", "value": "logical", "apply_method": "pending-reboot"}])
group("minor", [{"name": "work_mem", "value": "16384"}], family="postgres16.3")
group("cached", [{"name": "query_cache_size", "value": "1048576"}], family="mysql8.0")
aws.rds.ClusterParameterGroup(
    "load",
    family="aurora-mysql8.0",
    parameters=[{"name": "aurora_load_from_s3_role", "value": "arn:aws:iam::1:role/r"}],
)  # finds: parameters[0].name
aws.rds.ClusterParameterGroup(
    "binlog", family="aurora-mysql8.0", parameters=[{"name": "binlog_format", "value": "ROW"}]
)  # finds: parameters[0].applyMethod

# finds connections: parameters[0].applyMethod
# finds level: parameters[0].name
# finds minor: family
# finds cached: parameters[0].name
