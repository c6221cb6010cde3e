"""The safetensors format, read and written in a few lines; Debian has no package of it."""
import json
import struct

import numpy
import torch

_TYPES = {"F32": numpy.float32, "F64": numpy.float64, "I64": numpy.int64}


def load(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    header.pop("__metadata__", None)
    return {
        name: torch.from_numpy(numpy.frombuffer(data, _TYPES[t["dtype"]], int(numpy.prod(t["shape"], dtype=int)), t["data_offsets"][0]).reshape(t["shape"]).copy())
        for name, t in header.items()
    }


def save(path, tensors):
    header, blobs, offset = {}, [], 0
    for name, tensor in tensors.items():
        array = numpy.ascontiguousarray(tensor.detach().numpy())
        dtype = next(key for key, value in _TYPES.items() if value == array.dtype)
        header[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": [offset, offset + array.nbytes]}
        blobs.append(array.tobytes())
        offset += array.nbytes
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for blob in blobs:
            file.write(blob)
