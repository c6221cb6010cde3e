// The functions of torch.nn.functional.
#include "shim.h"

static c10::optional<at::Tensor> optional(Handle t) { return t ? c10::optional<at::Tensor>(*t) : c10::nullopt; }

LTH_API Handle lth_conv2d(Handle input, Handle weight, Handle bias, const int64_t* stride, const int64_t* padding,
                          const int64_t* dilation, int64_t groups) {
  return tensor_or_null([&] {
    return at::conv2d(*input, *weight, optional(bias), dims(stride, 2), dims(padding, 2), dims(dilation, 2), groups);
  });
}

LTH_API Handle lth_conv1d(Handle input, Handle weight, Handle bias, int64_t stride, int64_t padding, int64_t dilation,
                          int64_t groups) {
  return tensor_or_null([&] { return at::conv1d(*input, *weight, optional(bias), stride, padding, dilation, groups); });
}

LTH_API Handle lth_batch_norm(Handle input, Handle mean, Handle var, Handle weight, Handle bias, int32_t training,
                              double momentum, double eps) {
  return tensor_or_null([&] {
    return at::batch_norm(*input, optional(weight), optional(bias), optional(mean), optional(var), training != 0,
                          momentum, eps, false);
  });
}

LTH_API Handle lth_linear(Handle input, Handle weight, Handle bias) {
  return tensor_or_null([&] { return at::linear(*input, *weight, optional(bias)); });
}

LTH_API Handle lth_adaptive_avg_pool2d(Handle input, int64_t height, int64_t width) {
  return tensor_or_null([&] { return at::adaptive_avg_pool2d(*input, {height, width}); });
}

LTH_API Handle lth_avg_pool2d(Handle input, const int64_t* kernel, const int64_t* stride, const int64_t* padding) {
  return tensor_or_null([&] { return at::avg_pool2d(*input, dims(kernel, 2), dims(stride, 2), dims(padding, 2)); });
}

LTH_API Handle lth_max_pool2d(Handle input, const int64_t* kernel, const int64_t* stride, const int64_t* padding) {
  return tensor_or_null([&] { return at::max_pool2d(*input, dims(kernel, 2), dims(stride, 2), dims(padding, 2)); });
}

// reduction: 0 none, 1 mean, 2 sum (at::Reduction).
LTH_API Handle lth_cross_entropy(Handle input, Handle target, int64_t reduction, double label_smoothing) {
  return tensor_or_null([&] {
    return at::cross_entropy_loss(*input, *target, {}, reduction, -100, label_smoothing);
  });
}
