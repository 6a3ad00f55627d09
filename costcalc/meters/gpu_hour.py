"""Hours of one GPU; eight GPUs for an hour are eight of them.

gpu_hour: {price: 2.50, per: 1 gpu-hour}
"""

from costcalc.meters.meter import Meter

METER = Meter("gpu_hour", "gpu-hour", "hours of one GPU")
