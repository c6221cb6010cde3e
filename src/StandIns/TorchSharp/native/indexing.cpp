// Selecting, slicing and joining.
#include "shim.h"
#include <ATen/TensorIndexing.h>
#include <vector>

LTH_API Handle lth_index_select(Handle t, int64_t dim, Handle index) {
  return tensor_or_null([&] { return t->index_select(dim, *index); });
}
LTH_API Handle lth_select(Handle t, int64_t dim, int64_t index) { return tensor_or_null([&] { return t->select(dim, index); }); }
LTH_API Handle lth_narrow(Handle t, int64_t dim, int64_t start, int64_t length) {
  return tensor_or_null([&] { return t->narrow(dim, start, length); });
}

static std::vector<at::Tensor> list(const Handle* tensors, int32_t count) {
  std::vector<at::Tensor> all;
  all.reserve(static_cast<size_t>(count));
  for (int32_t i = 0; i < count; i++) all.push_back(*tensors[i]);
  return all;
}

LTH_API Handle lth_cat(const Handle* tensors, int32_t count, int64_t dim) {
  return tensor_or_null([&] { return at::cat(list(tensors, count), dim); });
}
LTH_API Handle lth_stack(const Handle* tensors, int32_t count, int64_t dim) {
  return tensor_or_null([&] { return at::stack(list(tensors, count), dim); });
}

// Mirrors TorchSharp.torch.TensorIndex: four numbers an index (kind, start or index, stop, step).
enum Kind : int64_t { None = 0, Ellipsis = 1, Single = 2, Slice = 3 };

static std::vector<at::indexing::TensorIndex> indices(const int64_t* quads, int32_t count) {
  std::vector<at::indexing::TensorIndex> all;
  for (int32_t i = 0; i < count; i++, quads += 4) {
    switch (quads[0]) {
      case None: all.emplace_back(at::indexing::None); break;
      case Ellipsis: all.emplace_back(at::indexing::Ellipsis); break;
      case Single: all.emplace_back(quads[1]); break;
      default: all.emplace_back(at::indexing::Slice(quads[1], quads[2], quads[3])); break;
    }
  }
  return all;
}

LTH_API Handle lth_index(Handle t, const int64_t* quads, int32_t count) {
  return tensor_or_null([&] { return t->index(indices(quads, count)); });
}
LTH_API Handle lth_index_put_(Handle t, const int64_t* quads, int32_t count, Handle value) {
  return tensor_or_null([&] { return t->index_put_(indices(quads, count), *value); });
}
