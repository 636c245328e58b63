"""A short chapter with aio-pika."""
