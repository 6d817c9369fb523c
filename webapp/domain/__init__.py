"""What can be done and asked: one module per noun or activity, without Flask, clock or commit."""
