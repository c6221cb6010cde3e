// The C boundary between the managed TorchSharp stand-in and libtorch.
// Every function that can fail runs in guard(): an exception becomes a null or negative result, and
// its message waits for lth_last_error() on the same thread.
#pragma once
#include <ATen/ATen.h>
#include <cstdint>
#include <string>

#define LTH_API extern "C" __attribute__((visibility("default")))

using Handle = at::Tensor*;

extern thread_local std::string lth_error;

template <typename T, typename Body>
T guard(T on_error, Body body) noexcept {
  try {
    return body();
  } catch (const c10::Error& error) {
    lth_error = error.what_without_backtrace();
  } catch (const std::exception& error) {
    lth_error = error.what();
  } catch (...) {
    lth_error = "unknown native exception";
  }
  return on_error;
}

template <typename Body>
Handle tensor_or_null(Body body) noexcept {
  return guard<Handle>(nullptr, [&] { return new at::Tensor(body()); });
}

inline at::IntArrayRef dims(const int64_t* values, int32_t count) {
  return at::IntArrayRef(values, static_cast<size_t>(count));
}

inline at::TensorOptions options(int32_t dtype, int32_t device_type, int32_t device_index) {
  return at::TensorOptions()
      .dtype(static_cast<at::ScalarType>(dtype))
      .device(at::Device(static_cast<at::DeviceType>(device_type), static_cast<at::DeviceIndex>(device_index)));
}
