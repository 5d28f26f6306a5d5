"""Models this small are faster on one thread, above all where other tests want the cores."""

import torch

torch.set_num_threads(1)
