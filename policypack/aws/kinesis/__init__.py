"""The nouns of Kinesis and Firehose."""

STREAM = ("aws:kinesis/stream:Stream",)
DELIVERY_STREAM = ("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",)
NAME = r"[A-Za-z0-9_.-]{1,128}"
DELIVERY_NAME = r"[A-Za-z0-9_.-]{1,64}"
LEAST_BUFFER = 64
"""Megabytes that Firehose buffers at least where it partitions or converts."""
DEFAULT_BUFFER = 5
"""What the provider asks for where a program says nothing."""
