// Creation, inspection and life time of tensors, and the process-wide settings.
#include "shim.h"
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <cstring>

thread_local std::string lth_error;

LTH_API const char* lth_last_error() { return lth_error.c_str(); }

LTH_API void lth_free(Handle t) { delete t; }

LTH_API Handle lth_full(const int64_t* size, int32_t rank, double value, int32_t dtype, int32_t device, int32_t index) {
  return tensor_or_null([&] { return at::full(dims(size, rank), value, options(dtype, device, index)); });
}

LTH_API Handle lth_empty(const int64_t* size, int32_t rank, int32_t dtype, int32_t device, int32_t index) {
  return tensor_or_null([&] { return at::empty(dims(size, rank), options(dtype, device, index)); });
}

LTH_API Handle lth_arange(double start, double stop, double step, int32_t dtype, int32_t device, int32_t index) {
  return tensor_or_null([&] { return at::arange(start, stop, step, options(dtype, device, index)); });
}

// Copies: the managed array may move or die as soon as this returns.
LTH_API Handle lth_from_memory(const void* data, int64_t bytes, const int64_t* size, int32_t rank, int32_t dtype) {
  return tensor_or_null([&] {
    auto t = at::empty(dims(size, rank), at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype)));
    TORCH_CHECK(static_cast<int64_t>(t.nbytes()) == bytes, "expected ", t.nbytes(), " bytes of data, got ", bytes);
    if (bytes > 0) std::memcpy(t.data_ptr(), data, static_cast<size_t>(bytes));
    return t;
  });
}

LTH_API int64_t lth_ndim(Handle t) { return t->dim(); }
LTH_API int64_t lth_numel(Handle t) { return t->numel(); }
LTH_API int64_t lth_element_size(Handle t) { return static_cast<int64_t>(t->element_size()); }
LTH_API int32_t lth_dtype(Handle t) { return static_cast<int32_t>(t->scalar_type()); }
LTH_API int32_t lth_device_type(Handle t) { return static_cast<int32_t>(t->device().type()); }
LTH_API int32_t lth_device_index(Handle t) { return t->device().has_index() ? t->device().index() : -1; }
LTH_API void lth_sizes(Handle t, int64_t* into) { std::copy(t->sizes().begin(), t->sizes().end(), into); }
LTH_API void lth_strides(Handle t, int64_t* into) { std::copy(t->strides().begin(), t->strides().end(), into); }
LTH_API int32_t lth_is_contiguous(Handle t) { return t->is_contiguous(); }
LTH_API void* lth_data(Handle t) { return guard<void*>(nullptr, [&] { return t->data_ptr(); }); }

LTH_API int32_t lth_item_double(Handle t, double* into) {
  return guard<int32_t>(-1, [&] { *into = t->item().toDouble(); return 0; });
}

LTH_API int32_t lth_item_long(Handle t, int64_t* into) {
  return guard<int32_t>(-1, [&] { *into = t->item().toLong(); return 0; });
}

LTH_API Handle lth_to_dtype(Handle t, int32_t dtype, int32_t copy) {
  return tensor_or_null([&] { return t->to(static_cast<at::ScalarType>(dtype), false, copy != 0); });
}

LTH_API Handle lth_to_device(Handle t, int32_t device, int32_t index, int32_t copy) {
  return tensor_or_null([&] {
    auto target = at::Device(static_cast<at::DeviceType>(device), static_cast<at::DeviceIndex>(index));
    return t->to(target, t->scalar_type(), false, copy != 0);
  });
}

LTH_API Handle lth_copy_(Handle t, Handle source) { return tensor_or_null([&] { return t->copy_(*source); }); }

// Autograd.
LTH_API int32_t lth_requires_grad(Handle t) { return t->requires_grad(); }
LTH_API int32_t lth_is_leaf(Handle t) { return t->is_leaf(); }
LTH_API int32_t lth_set_requires_grad(Handle t, int32_t value) {
  return guard<int32_t>(-1, [&] { t->set_requires_grad(value != 0); return 0; });
}
LTH_API Handle lth_grad(Handle t) {
  // A tensor without a gradient has an undefined one: null without an error.
  lth_error.clear();
  return guard<Handle>(nullptr, [&] { return t->grad().defined() ? new at::Tensor(t->grad()) : nullptr; });
}
LTH_API void lth_clear_grad(Handle t) { t->mutable_grad().reset(); }
LTH_API int32_t lth_backward(Handle t) {
  return guard<int32_t>(-1, [&] { t->backward(); return 0; });
}
LTH_API int32_t lth_is_grad_enabled() { return at::GradMode::is_enabled(); }
LTH_API void lth_set_grad_enabled(int32_t value) { at::GradMode::set_enabled(value != 0); }

// The process.
LTH_API int32_t lth_get_num_threads() { return at::get_num_threads(); }
LTH_API int32_t lth_set_num_threads(int32_t count) {
  return guard<int32_t>(-1, [&] { at::set_num_threads(count); return 0; });
}
LTH_API int32_t lth_manual_seed(int64_t seed) {
  return guard<int32_t>(-1, [&] { at::manual_seed(static_cast<uint64_t>(seed)); return 0; });
}
LTH_API int32_t lth_cuda_is_available() { return guard<int32_t>(0, [] { return at::hasCUDA() ? 1 : 0; }); }
