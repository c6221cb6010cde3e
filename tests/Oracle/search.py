"""The search of the paper as printed, and that of the reference code, written down once more from the facts.

Reads one JSON object: `preset` (paper or reference), `blocks`, the initial parameters of the `controller`, of the `target` and of the
`predictor` (for each layer the weights, inputs x outputs, then the biases), the `accuracies` by scheme, and for each step the random
numbers: `uniforms`, one for each sample and block, and `choice`, 64 random bits for the replayed entry.
Prints one JSON object: for each step the probabilities before it, the schemes and their rewards, and the parameters at the end.
Gradients are those of autograd, optimisers those of PyTorch, in double precision.
"""
import json
import sys

import torch

torch.set_default_dtype(torch.float64)
INPUTS, HIDDEN, TEMPERATURE = 20, 50, 5
RND_HIDDEN, RND_OUTPUTS = 32, 4
SPARSITY, ACCURACY, CURIOSITY = 2, 1, 1
RATE, CAPACITY = 5e-2, 30


class Perceptron(torch.nn.Module):
    def __init__(self, widths, values):
        super().__init__()
        values = torch.tensor(values)
        self.layers = torch.nn.ParameterList()
        for inputs, outputs in zip(widths, widths[1:]):
            for shape in ((inputs, outputs), (outputs,)):
                count = torch.Size(shape).numel()
                self.layers.append(torch.nn.Parameter(values[:count].reshape(shape).clone()))
                values = values[count:]
        assert len(values) == 0

    def forward(self, x):
        for i in range(0, len(self.layers), 2):
            x = x @ self.layers[i] + self.layers[i + 1]
            x = torch.relu(x) if i + 2 < len(self.layers) else x
        return x

    def values(self):
        return torch.cat([layer.detach().reshape(-1) for layer in self.layers]).tolist()


def log_of_chosen(logits, actions):
    """Log-probabilities of the decisions, schemes x blocks, from one logit a block, or from two, off before on."""
    if logits.dim() == 1:
        both = torch.stack([torch.nn.functional.logsigmoid(-logits), torch.nn.functional.logsigmoid(logits)], 1)
    else:
        both = torch.log_softmax(logits, 1)
    return torch.stack([both[torch.arange(len(a)), a] for a in actions])


def descend(optimiser, loss):
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()


def search(job):
    reference, m = job["preset"] == "reference", job["blocks"]
    samples, logits_each = (3, 2) if reference else (1, 1)
    controller = Perceptron([INPUTS, HIDDEN, logits_each * m], job["controller"])
    target = Perceptron([m, RND_HIDDEN, RND_HIDDEN, RND_OUTPUTS * m], job["target"])
    predictor = Perceptron([m, RND_HIDDEN, RND_OUTPUTS * m], job["predictor"])
    theta = torch.optim.Adam(controller.parameters(), RATE) if reference else torch.optim.SGD(controller.parameters(), RATE, 0.9)
    phi = torch.optim.Adam(predictor.parameters(), RATE)
    zero, baseline, buffer, steps = torch.zeros(INPUTS), None, [], []

    def logits():
        out = controller(zero) / TEMPERATURE
        return out.reshape(m, 2) if reference else out

    for t, drawn in enumerate(job["steps"]):
        now = logits()
        p_on = (torch.softmax(now, 1)[:, 1] if reference else torch.sigmoid(now)).detach()
        uniforms = torch.tensor(drawn["uniforms"]).reshape(samples, m)
        actions = (uniforms < p_on).long()
        schemes = ["".join(str(int(bit)) for bit in a) for a in actions]
        worth = torch.tensor([SPARSITY * (1 - s.count("1") / m) + ACCURACY * job["accuracies"][s] for s in schemes])

        errors = ((target(actions.double()).detach() - predictor(actions.double())) ** 2).sum(1)
        bonus = errors.sum().detach().repeat(samples) if reference else errors.detach()
        descend(phi, errors.sum())
        rewards = worth + CURIOSITY * bonus
        steps.append({"probabilities": p_on.tolist(), "schemes": schemes, "rewards": rewards.tolist()})

        if reference:
            mean = rewards.mean().item()
            baseline = mean if baseline is None else 0.95 * baseline + 0.05 * mean
        advantages = rewards - (baseline or 0)
        logp = log_of_chosen(now, actions)
        # The buffer keeps the newest entries. The reference adds a step before it draws, and leaves the bonus out.
        entry = (actions, worth if reference else rewards, logp.exp().detach())
        earlier = list(buffer)
        buffer = (buffer + [entry])[-CAPACITY:]
        descend(theta, (-logp * advantages[:, None]).mean(0).sum())

        # The paper replays from its step 10 on, the reference from its step 10 counted from 0.
        if (t >= 10) if reference else (t + 1 >= 10):
            entries = buffer if reference else earlier
            actions, kept, then = entries[drawn["choice"] * len(entries) >> 64]
            logp = log_of_chosen(logits(), actions)
            ratio = logp.exp().detach() / then
            if reference:
                advantages = (kept - baseline)[:, None]
                a = (ratio * logp * advantages / samples).sum()
                b = (ratio.clamp(0.9, 1.1) * logp * advantages / samples).sum()
                descend(theta, -0.1 * torch.min(a, b))
            else:
                descend(theta, -(ratio * logp * kept[:, None]).sum())

    return {"steps": steps, "controller": controller.values(), "predictor": predictor.values()}


print(json.dumps(search(json.load(sys.stdin))))
