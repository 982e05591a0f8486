import pulumi_aws as aws

queue = "arn:aws:sqs:us-east-1:123456789012:standard"
topic, function = "arn:aws:sns:us-east-1:123456789012:a", "arn:aws:lambda:us-east-1:123456789012:function:a"
uploads = aws.s3.Bucket("uploads")
aws.s3.BucketNotification(
    "apart",
    bucket=uploads.id,
    queues=[{"queue_arn": queue, "events": ["s3:ObjectRemoved:*"]}],
    topics=[
        {"topic_arn": topic, "events": ["s3:ObjectCreated:*"], "filter_prefix": "images/", "filter_suffix": ".jpg"}
    ],
    lambda_functions=[
        {
            "lambda_function_arn": function,
            "events": ["s3:ObjectCreated:Put"],
            "filter_prefix": "images/",
            "filter_suffix": ".png",
        },
        {"lambda_function_arn": function, "events": ["s3:ObjectCreated:*"], "filter_prefix": "texts/"},
    ],
)
