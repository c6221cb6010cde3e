"""Answers one JSON line for each JSON line: trains one step of the network that the line describes.

The line names the network, a safetensors file of its weights, one of a batch (x, y), and where to write the answer (`logits`
in training mode, `grad.NAME`, and `eval`, the logits in evaluation mode after the step) and the network's state after the
step. All of it is computed in the precision of the batch.

A line with `recalibration` names a file of batches (b0, b1, ...) instead of training: batch-norm's statistics are computed from
them anew, and the answer is `eval`, the logits of the batch in evaluation mode.
"""
import json
import sys

import torch
from torch.nn import functional as F

import safetensors
from networks import Network


def answer(job):
    batch = safetensors.load(job["batch"])
    torch.set_default_dtype(batch["x"].dtype)
    network = Network(job["backbone"], job["module"], job["sharing"], job["modules"], job["classes"])
    network.load_state_dict(safetensors.load(job["weights"]), strict=True)
    x = batch["x"].contiguous(memory_format=torch.channels_last)
    if job.get("recalibration"):
        recalibrate(network, safetensors.load(job["recalibration"]), job["scheme"])
        with torch.no_grad():
            safetensors.save(job["answer"], {"eval": network(x, job["scheme"])})
        return
    optimiser = torch.optim.SGD(network.parameters(), job["rate"], job["momentum"], weight_decay=job["decay"])
    logits = network(x, job["scheme"])
    F.cross_entropy(logits, batch["y"]).backward()
    out = {"logits": logits}
    for name, parameter in network.named_parameters():
        if parameter.grad is not None:
            out["grad." + name] = parameter.grad.clone()
    optimiser.step()
    network.eval()
    with torch.no_grad():
        out["eval"] = network(x, job["scheme"])
    safetensors.save(job["answer"], out)
    safetensors.save(job["trained"], network.state_dict())


def recalibrate(network, batches, scheme):
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.reset_running_stats()
            module.momentum = None
    network.train()
    with torch.no_grad():
        for i in range(len(batches)):
            network(batches[f"b{i}"], scheme)
    network.eval()


print(json.dumps({"torch": torch.__version__}), flush=True)
for line in sys.stdin:
    answer(json.loads(line))
    print(json.dumps({"done": True}), flush=True)
