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


lifecycle("early", {"transitions": [{"storage_class": "STANDARD_IA", "days": 29}]})
lifecycle(
    "hurried", {"transitions": [{"storage_class": "STANDARD_IA", "days": 30}, {"storage_class": "GLACIER", "days": 59}]}
)
lifecycle(
    "thawed", {"transitions": [{"storage_class": "DEEP_ARCHIVE", "days": 89}, {"storage_class": "GLACIER", "days": 0}]}
)
lifecycle(
    "twice", {"transitions": [{"storage_class": "GLACIER", "days": 30}, {"storage_class": "GLACIER", "days": 200}]}
)
lifecycle("expired", {"transitions": [{"storage_class": "GLACIER", "days": 30}], "expiration": {"days": 30}})
lifecycle(
    "mixed",
    {"transitions": [{"storage_class": "GLACIER", "date": "2030-01-01T00:00:00Z"}], "expiration": {"days": 365}},
)
lifecycle(
    "same-id",
    {"id": "expire", "expiration": {"days": 30}},
    {"id": "expire", "filter": {"prefix": "logs/"}, "expiration": {"days": 7}},
)
tagged = {"filter": {"tag": {"key": "kind", "value": "draft"}}}
lifecycle("tagged-uploads", {**tagged, "abort_incomplete_multipart_upload": {"days_after_initiation": 7}})
lifecycle("tagged-markers", {**tagged, "expiration": {"expired_object_delete_marker": True}})
lifecycle("idle", {})
lifecycle("two-filters", {"filter": {"prefix": "logs/", "object_size_greater_than": 1024}, "expiration": {"days": 7}})
lifecycle("only-prefix", {"filter": {"and_": {"prefix": "logs/"}}, "expiration": {"days": 7}})
aws.s3.Bucket(
    "inline",
    lifecycle_rules=[
        {
            "enabled": True,
            "noncurrent_version_transitions": [{"storage_class": "GLACIER", "days": 30}],
            "noncurrent_version_expiration": {"days": 20},
        }
    ],
)  # finds: lifecycleRules[0].noncurrentVersionExpiration.days

# finds idle: rules[0]
# finds two-filters: rules[0].filter
# finds only-prefix: rules[0].filter.and
# finds early: rules[0].transitions[0].days
# finds hurried: rules[0].transitions[1].days
# finds thawed: rules[0].transitions[1].days
# finds twice: rules[0].transitions[1].days
# finds expired: rules[0].expiration.days
# finds mixed: rules[0]
# finds same-id: rules
# finds tagged-uploads: rules[0]
# finds tagged-markers: rules[0]
