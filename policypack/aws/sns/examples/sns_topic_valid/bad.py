import json

import pulumi_aws as aws

aws.sns.Topic("dotted", name="orders.created")  # finds: name
aws.sns.Topic("long", name="a" * 257)  # finds: name
aws.sns.Topic("suffix", name="orders.fifo")  # finds: fifoTopic
aws.sns.Topic("no-suffix", name="orders", fifo_topic=True)  # finds: fifoTopic
aws.sns.Topic("content", content_based_deduplication=True)  # finds: contentBasedDeduplication
aws.sns.Topic("archive", archive_policy=json.dumps({"MessageRetentionPeriod": 30}))  # finds: archivePolicy
aws.sns.Topic("display", display_name="a" * 101)  # finds: displayName
