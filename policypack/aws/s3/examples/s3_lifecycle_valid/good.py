import pulumi_aws as aws


def lifecycle(name, *rules):
    bucket = aws.s3.Bucket(name)
    aws.s3.BucketLifecycleConfiguration(
        name,
        bucket=bucket.id,
        rules=[
            {"id": f"rule-{index}", "status": "Enabled", "filter": {"prefix": ""}, **rule}
            for index, rule in enumerate(rules)
        ],
    )


lifecycle("day-30", {"transitions": [{"storage_class": "STANDARD_IA", "days": 30}], "expiration": {"days": 31}})
lifecycle(
    "steps",
    {
        "transitions": [
            {"storage_class": "DEEP_ARCHIVE", "days": 150},
            {"storage_class": "STANDARD_IA", "days": 30},
            {"storage_class": "GLACIER", "days": 60},
        ]
    },
    {"transitions": [{"storage_class": "INTELLIGENT_TIERING", "days": 0}]},
)
lifecycle(
    "dates",
    {
        "transitions": [{"storage_class": "GLACIER", "date": "2030-01-01T00:00:00Z"}],
        "expiration": {"date": "2031-01-01T00:00:00Z"},
        "noncurrent_version_expiration": {"noncurrent_days": 7},
    },
)
lifecycle(
    "tags",
    {"filter": {"tag": {"key": "kind", "value": "draft"}}, "expiration": {"days": 30}},
    {
        "abort_incomplete_multipart_upload": {"days_after_initiation": 7},
        "expiration": {"expired_object_delete_marker": True},
    },
)
lifecycle("and", {"filter": {"and_": {"prefix": "logs/", "object_size_less_than": 1024}}, "expiration": {"days": 7}})
aws.s3.Bucket(
    "inline-fine",
    lifecycle_rules=[
        {
            "enabled": True,
            "noncurrent_version_transitions": [{"storage_class": "GLACIER", "days": 30}],
            "noncurrent_version_expiration": {"days": 31},
        }
    ],
)
aws.s3.Bucket("without")
