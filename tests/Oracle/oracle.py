"""Answers one JSON line for each JSON line: trains one step of the network that the line describes, or scales an image.

The line of a network names the network, a safetensors file of its weights, one of a batch (x, y), and where to write the answer
(`logits` in training mode, `grad.NAME`, `momentum.NAME`, and `eval`, the logits in evaluation mode after the step) and the
network's state after the step. Steps with the schemes of `before` come first, so that there is momentum. Parameters that a scheme
leaves out have no gradient with `unused` freeze, and one of zeros with decay, as after zero_grad(set_to_none=False). All of it is
computed in the precision of the batch. The line of an image names a safetensors file of it (x), the size of the square that it is
scaled to, and where the answer (y) goes.

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
    if job["unused"] == "decay":
        for parameter in network.parameters():
            parameter.grad = torch.zeros_like(parameter)

    def learn(scheme):
        optimiser.zero_grad(set_to_none=job["unused"] == "freeze")
        logits = network(x, scheme)
        F.cross_entropy(logits, batch["y"]).backward()
        return logits

    for scheme in job["before"]:
        learn(scheme)
        optimiser.step()
    logits = learn(job["scheme"])
    out = {"logits": logits}
    for name, parameter in network.named_parameters():
        if parameter.grad is not None:
            out["grad." + name] = parameter.grad.clone()
    optimiser.step()
    for name, parameter in network.named_parameters():
        if "momentum_buffer" in optimiser.state[parameter]:
            out["momentum." + name] = optimiser.state[parameter]["momentum_buffer"]
    network.eval()
    with torch.no_grad():
        out["eval"] = network(x, job["scheme"])
    safetensors.save(job["answer"], out)
    safetensors.save(job["trained"], network.state_dict())


def resize(job):
    image = safetensors.load(job["image"])["x"]
    scaled = F.interpolate(image, (job["size"], job["size"]), mode="bilinear", align_corners=False, antialias=True)
    safetensors.save(job["answer"], {"y": scaled})


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
    job = json.loads(line)
    (resize if "size" in job else answer)(job)
    print(json.dumps({"done": True}), flush=True)
