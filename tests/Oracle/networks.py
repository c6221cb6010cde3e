"""The networks of the paper in plain PyTorch, written from its equations and not from the product's sources.

Used as the oracle of the parity tests and as the speed peer of `lth4sa bench training`. Names of parameters are
those of torchvision's ResNet, with `attention` beside the convolutions of a block (full) or beside the blocks of a
stage (share).
"""
import math

import torch
from torch import nn
from torch.nn import functional as F


class SE(nn.Module):
    """Eq. 21, 22: reduction 16."""

    def __init__(self, channels, imagenet):
        super().__init__()
        self.fc1 = nn.Linear(channels, channels // 16)
        self.fc2 = nn.Linear(channels // 16, channels)

    def forward(self, x, state):
        delta = torch.sigmoid(self.fc2(F.relu(self.fc1(x.mean((2, 3))))))
        return x * delta[:, :, None, None], state


class SGE(nn.Module):
    """Eq. 24 to 28: 4 groups, 64 on ImageNet."""

    def __init__(self, channels, imagenet):
        super().__init__()
        self.groups = 64 if imagenet else 4
        self.weight = nn.Parameter(torch.zeros(self.groups))
        self.bias = nn.Parameter(torch.ones(self.groups))

    def forward(self, x, state):
        n, c, h, w = x.shape
        y = x.reshape(n, self.groups, c // self.groups, h, w)
        g = y.mean((3, 4), keepdim=True)
        p = (g * y).sum(2)
        mu = p.mean((2, 3), keepdim=True)
        sigma = ((p - mu) ** 2).mean((2, 3), keepdim=True).sqrt()
        p = (p - mu) / (sigma + 1e-5)
        mask = torch.sigmoid(p * self.weight[:, None, None] + self.bias[:, None, None])
        return (y * mask[:, :, None]).reshape(n, c, h, w), state


class DIA(nn.Module):
    """Eq. 23: an LSTM cell over the blocks of a stage, its gates made by C -> C/r -> 4C, r = 4 (20 on ImageNet)."""

    def __init__(self, channels, imagenet, output=torch.sigmoid):
        super().__init__()
        hidden = channels // (20 if imagenet else 4)
        self.output = output
        self.input1 = nn.Linear(channels, hidden)
        self.input2 = nn.Linear(hidden, 4 * channels)
        self.hidden1 = nn.Linear(channels, hidden)
        self.hidden2 = nn.Linear(hidden, 4 * channels)

    def forward(self, x, state):
        m = x.mean((2, 3))
        h, c = (torch.zeros_like(m), torch.zeros_like(m)) if state is None else state
        gates = self.input2(F.relu(self.input1(m))) + self.hidden2(F.relu(self.hidden1(h)))
        i, f, g, o = gates.chunk(4, 1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * self.output(c)
        return x * h[:, :, None, None], (h, c)


class ECA(nn.Module):
    """Wang et al., arXiv:1910.03151, Eq. 9 and 12: gamma 2, b 1."""

    def __init__(self, channels, imagenet):
        super().__init__()
        t = int(abs((math.log2(channels) + 1) / 2))
        k = t if t % 2 else t + 1
        self.conv = nn.Conv1d(1, 1, k, padding=k // 2, bias=False)

    def forward(self, x, state):
        mask = torch.sigmoid(self.conv(x.mean((2, 3))[:, None]))[:, 0]
        return x * mask[:, :, None, None], state


class CBAM(nn.Module):
    """Woo et al., arXiv:1807.06521, Eq. 1 to 3: reduction 16, a 7 x 7 convolution without bias."""

    def __init__(self, channels, imagenet):
        super().__init__()
        self.fc1 = nn.Linear(channels, channels // 16)
        self.fc2 = nn.Linear(channels // 16, channels)
        self.conv = nn.Conv2d(2, 1, 7, padding=3, bias=False)

    def forward(self, x, state):
        def mlp(v):
            return self.fc2(F.relu(self.fc1(v)))

        x = x * torch.sigmoid(mlp(x.mean((2, 3))) + mlp(x.amax((2, 3))))[:, :, None, None]
        pooled = torch.cat([x.mean(1, keepdim=True), x.amax(1, keepdim=True)], 1)
        return x * torch.sigmoid(self.conv(pooled)), state


MODULES = {
    "se": SE,
    "sge": SGE,
    "dia": DIA,
    "dia-tanh": lambda channels, imagenet: DIA(channels, imagenet, torch.tanh),
    "eca": ECA,
    "cbam": CBAM,
}


class Block(nn.Module):
    def __init__(self, inputs, width, stride, bias):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, width, 1, bias=bias)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1, bias=bias)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 4 * width, 1, bias=bias)
        self.bn3 = nn.BatchNorm2d(4 * width)
        self.downsample = None
        if stride != 1 or inputs != 4 * width:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, 4 * width, 1, stride, bias=bias), nn.BatchNorm2d(4 * width))

    def residual(self, x):
        y = F.relu(self.bn1(self.conv1(x)), inplace=True)
        y = F.relu(self.bn2(self.conv2(y)), inplace=True)
        return self.bn3(self.conv3(y))

    def shortcut(self, x):
        return x if self.downsample is None else self.downsample(x)


class Network(nn.Module):
    def __init__(self, backbone, module, sharing, scheme, classes):
        super().__init__()
        imagenet = backbone == "resnet50"
        depth = int(backbone[len("resnet"):])
        counts = [3, 4, 6, 3] if imagenet else [(depth - 2) // 9] * 3
        base = 64 if imagenet else 16
        self.imagenet, self.counts, self.shared = imagenet, counts, sharing == "share"
        self.conv1 = nn.Conv2d(3, base, 7 if imagenet else 3, 2 if imagenet else 1, 3 if imagenet else 1, bias=imagenet)
        self.bn1 = nn.BatchNorm2d(base)
        inputs, position = base, 0
        for stage, count in enumerate(counts):
            width = base << stage
            layer = nn.Module()
            for b in range(count):
                block = Block(inputs, width, 2 if stage > 0 and b == 0 else 1, imagenet)
                inputs = 4 * width
                if scheme[position] == "1" and not self.shared:
                    block.attention = MODULES[module](inputs, imagenet)
                layer.add_module(str(b), block)
                position += 1
            if self.shared and "1" in scheme[position - count:position]:
                layer.attention = MODULES[module](inputs, imagenet)
            self.add_module(f"layer{stage + 1}", layer)
        self.fc = nn.Linear(inputs, classes)

    def forward(self, x, scheme):
        x = F.relu(self.bn1(self.conv1(x)), inplace=True)
        if self.imagenet:
            x = F.max_pool2d(x, 3, 2, 1)
        position = 0
        for stage, count in enumerate(self.counts):
            layer, state = getattr(self, f"layer{stage + 1}"), None
            for b in range(count):
                block = getattr(layer, str(b))
                y = block.residual(x)
                if scheme[position] == "1":
                    y, state = (layer if self.shared else block).attention(y, state)
                x = F.relu(y + block.shortcut(x), inplace=True)
                position += 1
        return self.fc(x.mean((2, 3)))
