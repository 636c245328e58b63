"""Scenarios and chapters performed with pika."""
