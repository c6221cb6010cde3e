"""The speed peer: PyTorch eager trains and evaluates the same network on the same batch.

Arguments: backbone module sharing classes device threads format weights batch. Each line of input is a list of
schemes under `train` or `evaluate`; the answer has the seconds they took and the first loss or the first logit.
`memory` is answered with the peak resident memory of this process in MiB.
"""
import json
import re
import sys
import time

import torch
from torch.nn import functional as F

import safetensors
from networks import Network

backbone, module, sharing, classes, device, threads, layout, weights, batch = sys.argv[1:]
torch.set_num_threads(int(threads))
layout = {"channels_last": torch.channels_last, "contiguous": torch.contiguous_format}[layout]
state = safetensors.load(weights)
blocks = {"resnet50": 16}.get(backbone, (int(backbone[len("resnet"):]) - 2) // 3)
network = Network(backbone, module, sharing, "1" * blocks, int(classes))
network.load_state_dict(state)
del state
network = network.to(device=device, memory_format=layout)
data = safetensors.load(batch)
x, y = data["x"].to(device).contiguous(memory_format=layout), data["y"].to(device)
optimiser = torch.optim.SGD(network.parameters(), 0.1, 0.9, weight_decay=1e-4)


def train(scheme):
    optimiser.zero_grad(set_to_none=True)
    loss = F.cross_entropy(network(x, scheme), y)
    loss.backward()
    optimiser.step()
    return loss.item()


def evaluate(scheme):
    with torch.inference_mode():
        return (network(x, scheme).argmax(1) == y).sum().item()


def peak():
    with open("/proc/self/status") as status:
        return int(re.search(r"VmHWM:\s+(\d+)", status.read())[1]) / 1024


print(json.dumps({"torch": torch.__version__}), flush=True)
for line in sys.stdin:
    (task, schemes), = json.loads(line).items()
    if task == "memory":
        print(json.dumps({"peak": peak()}), flush=True)
        continue
    network.train(task == "train")
    started = time.perf_counter()
    values = [(train if task == "train" else evaluate)(scheme) for scheme in schemes]
    print(json.dumps({"seconds": time.perf_counter() - started, "first": values[0]}), flush=True)
