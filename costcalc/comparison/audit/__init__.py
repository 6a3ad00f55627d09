"""The claim check: recompute what somebody printed, say whether it holds, and what would make it true."""
