// Element-wise operators, reductions and changes of shape.
#include "shim.h"

#define UNARY(name, expression) \
  LTH_API Handle lth_##name(Handle t) { return tensor_or_null([&] { return expression; }); }

UNARY(neg, t->neg())
UNARY(abs, t->abs())
UNARY(exp, t->exp())
UNARY(log, t->log())
UNARY(sqrt, t->sqrt())
UNARY(square, t->square())
UNARY(tanh, t->tanh())
UNARY(relu, t->relu())
UNARY(relu_, t->relu_())
UNARY(sigmoid, t->sigmoid())
UNARY(sigmoid_, t->sigmoid_())
UNARY(zero_, t->zero_())
UNARY(clone, t->clone())
UNARY(detach, t->detach())
UNARY(alias, t->alias())
UNARY(zeros_like, at::zeros_like(*t))
UNARY(contiguous, t->contiguous())
UNARY(t, t->t())
UNARY(sum, t->sum())
UNARY(mean, t->mean())
UNARY(max, t->max())
UNARY(min, t->min())
UNARY(argmax, t->argmax())
UNARY(isnan, t->isnan())

#define BINARY(name, expression) \
  LTH_API Handle lth_##name(Handle a, Handle b) { return tensor_or_null([&] { return expression; }); }

BINARY(mul, a->mul(*b))
BINARY(mul_, a->mul_(*b))
BINARY(div, a->div(*b))
BINARY(matmul, a->matmul(*b))
BINARY(eq, a->eq(*b))
BINARY(ne, a->ne(*b))
BINARY(gt, a->gt(*b))
BINARY(lt, a->lt(*b))
BINARY(ge, a->ge(*b))
BINARY(le, a->le(*b))

LTH_API Handle lth_add(Handle a, Handle b, double alpha) { return tensor_or_null([&] { return a->add(*b, alpha); }); }
LTH_API Handle lth_add_(Handle a, Handle b, double alpha) { return tensor_or_null([&] { return a->add_(*b, alpha); }); }
LTH_API Handle lth_sub(Handle a, Handle b) { return tensor_or_null([&] { return a->sub(*b); }); }
LTH_API Handle lth_sub_(Handle a, Handle b) { return tensor_or_null([&] { return a->sub_(*b); }); }
LTH_API Handle lth_addcmul_(Handle t, Handle a, Handle b, double value) {
  return tensor_or_null([&] { return t->addcmul_(*a, *b, value); });
}
LTH_API Handle lth_addcdiv_(Handle t, Handle a, Handle b, double value) {
  return tensor_or_null([&] { return t->addcdiv_(*a, *b, value); });
}

// A whole number stays one, so that an integral tensor is not promoted to floating point.
static at::Scalar scalar(double value, int32_t integral) {
  return integral ? at::Scalar(static_cast<int64_t>(value)) : at::Scalar(value);
}

#define WITH_SCALAR(name, expression)                                         \
  LTH_API Handle lth_##name##_scalar(Handle t, double value, int32_t integral) { \
    return tensor_or_null([&] { auto s = scalar(value, integral); return expression; }); \
  }

WITH_SCALAR(add, t->add(s))
WITH_SCALAR(add_, t->add_(s))
WITH_SCALAR(mul, t->mul(s))
WITH_SCALAR(mul_, t->mul_(s))
WITH_SCALAR(div, t->div(s))
WITH_SCALAR(div_, t->div_(s))
WITH_SCALAR(rsub, at::rsub(*t, s))
WITH_SCALAR(pow, t->pow(s))
WITH_SCALAR(fill_, t->fill_(s))
WITH_SCALAR(eq, t->eq(s))
WITH_SCALAR(gt, t->gt(s))
WITH_SCALAR(lt, t->lt(s))

LTH_API Handle lth_uniform_(Handle t, double low, double high) {
  return tensor_or_null([&] { return t->uniform_(low, high); });
}
LTH_API Handle lth_normal_(Handle t, double mean, double std) {
  return tensor_or_null([&] { return t->normal_(mean, std); });
}

#define OVER_DIMS(name, expression)                                                                       \
  LTH_API Handle lth_##name##_dims(Handle t, const int64_t* values, int32_t count, int32_t keepdim) {     \
    return tensor_or_null([&] { auto over = dims(values, count); bool keep = keepdim != 0; return expression; }); \
  }

OVER_DIMS(sum, t->sum(over, keep))
OVER_DIMS(mean, t->mean(over, keep))
OVER_DIMS(amax, t->amax(over, keep))

LTH_API Handle lth_var_dims(Handle t, const int64_t* values, int32_t count, int32_t unbiased, int32_t keepdim) {
  return tensor_or_null([&] { return t->var(dims(values, count), unbiased != 0, keepdim != 0); });
}
LTH_API Handle lth_argmax_dim(Handle t, int64_t dim, int32_t keepdim) {
  return tensor_or_null([&] { return t->argmax(dim, keepdim != 0); });
}
LTH_API Handle lth_softmax(Handle t, int64_t dim) { return tensor_or_null([&] { return t->softmax(dim); }); }

LTH_API Handle lth_reshape(Handle t, const int64_t* s, int32_t n) { return tensor_or_null([&] { return t->reshape(dims(s, n)); }); }
LTH_API Handle lth_view(Handle t, const int64_t* s, int32_t n) { return tensor_or_null([&] { return t->view(dims(s, n)); }); }
LTH_API Handle lth_permute(Handle t, const int64_t* s, int32_t n) { return tensor_or_null([&] { return t->permute(dims(s, n)); }); }
LTH_API Handle lth_expand(Handle t, const int64_t* s, int32_t n) { return tensor_or_null([&] { return t->expand(dims(s, n)); }); }
LTH_API Handle lth_transpose(Handle t, int64_t a, int64_t b) { return tensor_or_null([&] { return t->transpose(a, b); }); }
LTH_API Handle lth_flatten(Handle t, int64_t from, int64_t to) { return tensor_or_null([&] { return t->flatten(from, to); }); }
LTH_API Handle lth_unsqueeze(Handle t, int64_t dim) { return tensor_or_null([&] { return t->unsqueeze(dim); }); }
LTH_API Handle lth_squeeze(Handle t, int64_t dim) { return tensor_or_null([&] { return t->squeeze(dim); }); }
