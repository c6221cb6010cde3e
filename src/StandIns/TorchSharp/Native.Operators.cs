using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial IntPtr lth_neg(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_abs(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_exp(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_log(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_sqrt(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_square(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_tanh(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_relu(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_relu_(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_sigmoid(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_sigmoid_(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_zero_(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_clone(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_detach(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_alias(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_zeros_like(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_contiguous(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_t(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_sum(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_mean(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_max(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_min(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_argmax(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_isnan(IntPtr t);

    [LibraryImport(Library)] internal static partial IntPtr lth_add(IntPtr a, IntPtr b, double alpha);
    [LibraryImport(Library)] internal static partial IntPtr lth_add_(IntPtr a, IntPtr b, double alpha);
    [LibraryImport(Library)] internal static partial IntPtr lth_sub(IntPtr a, IntPtr b);
    [LibraryImport(Library)] internal static partial IntPtr lth_sub_(IntPtr a, IntPtr b);
    [LibraryImport(Library)] internal static partial IntPtr lth_mul(IntPtr a, IntPtr b);
    [LibraryImport(Library)] internal static partial IntPtr lth_mul_(IntPtr a, IntPtr b);
    [LibraryImport(Library)] internal static partial IntPtr lth_div(IntPtr a, IntPtr b);
    [LibraryImport(Library)] internal static partial IntPtr lth_matmul(IntPtr a, IntPtr b);
    [LibraryImport(Library)] internal static partial IntPtr lth_eq(IntPtr a, IntPtr b);
    [LibraryImport(Library)] internal static partial IntPtr lth_ne(IntPtr a, IntPtr b);
    [LibraryImport(Library)] internal static partial IntPtr lth_gt(IntPtr a, IntPtr b);
    [LibraryImport(Library)] internal static partial IntPtr lth_lt(IntPtr a, IntPtr b);
    [LibraryImport(Library)] internal static partial IntPtr lth_ge(IntPtr a, IntPtr b);
    [LibraryImport(Library)] internal static partial IntPtr lth_le(IntPtr a, IntPtr b);
    [LibraryImport(Library)] internal static partial IntPtr lth_addcmul_(IntPtr t, IntPtr a, IntPtr b, double value);
    [LibraryImport(Library)] internal static partial IntPtr lth_addcdiv_(IntPtr t, IntPtr a, IntPtr b, double value);

    [LibraryImport(Library)] internal static partial IntPtr lth_add_scalar(IntPtr t, double value, int integral);
    [LibraryImport(Library)] internal static partial IntPtr lth_add__scalar(IntPtr t, double value, int integral);
    [LibraryImport(Library)] internal static partial IntPtr lth_mul_scalar(IntPtr t, double value, int integral);
    [LibraryImport(Library)] internal static partial IntPtr lth_mul__scalar(IntPtr t, double value, int integral);
    [LibraryImport(Library)] internal static partial IntPtr lth_div_scalar(IntPtr t, double value, int integral);
    [LibraryImport(Library)] internal static partial IntPtr lth_div__scalar(IntPtr t, double value, int integral);
    [LibraryImport(Library)] internal static partial IntPtr lth_rsub_scalar(IntPtr t, double value, int integral);
    [LibraryImport(Library)] internal static partial IntPtr lth_pow_scalar(IntPtr t, double value, int integral);
    [LibraryImport(Library)] internal static partial IntPtr lth_fill__scalar(IntPtr t, double value, int integral);
    [LibraryImport(Library)] internal static partial IntPtr lth_eq_scalar(IntPtr t, double value, int integral);
    [LibraryImport(Library)] internal static partial IntPtr lth_gt_scalar(IntPtr t, double value, int integral);
    [LibraryImport(Library)] internal static partial IntPtr lth_lt_scalar(IntPtr t, double value, int integral);
    [LibraryImport(Library)] internal static partial IntPtr lth_uniform_(IntPtr t, double low, double high);
    [LibraryImport(Library)] internal static partial IntPtr lth_normal_(IntPtr t, double mean, double std);

    [LibraryImport(Library)] internal static partial IntPtr lth_sum_dims(IntPtr t, long* dims, int count, int keepdim);
    [LibraryImport(Library)] internal static partial IntPtr lth_mean_dims(IntPtr t, long* dims, int count, int keepdim);
    [LibraryImport(Library)] internal static partial IntPtr lth_amax_dims(IntPtr t, long* dims, int count, int keepdim);
    [LibraryImport(Library)] internal static partial IntPtr lth_var_dims(IntPtr t, long* dims, int count, int unbiased, int keepdim);
    [LibraryImport(Library)] internal static partial IntPtr lth_argmax_dim(IntPtr t, long dim, int keepdim);
    [LibraryImport(Library)] internal static partial IntPtr lth_softmax(IntPtr t, long dim);

    [LibraryImport(Library)] internal static partial IntPtr lth_reshape(IntPtr t, long* sizes, int count);
    [LibraryImport(Library)] internal static partial IntPtr lth_view(IntPtr t, long* sizes, int count);
    [LibraryImport(Library)] internal static partial IntPtr lth_permute(IntPtr t, long* dims, int count);
    [LibraryImport(Library)] internal static partial IntPtr lth_expand(IntPtr t, long* sizes, int count);
    [LibraryImport(Library)] internal static partial IntPtr lth_transpose(IntPtr t, long a, long b);
    [LibraryImport(Library)] internal static partial IntPtr lth_flatten(IntPtr t, long start, long end);
    [LibraryImport(Library)] internal static partial IntPtr lth_unsqueeze(IntPtr t, long dim);
    [LibraryImport(Library)] internal static partial IntPtr lth_squeeze(IntPtr t, long dim);
    [LibraryImport(Library)] internal static partial IntPtr lth_index_select(IntPtr t, long dim, IntPtr index);
    [LibraryImport(Library)] internal static partial IntPtr lth_select(IntPtr t, long dim, long index);
    [LibraryImport(Library)] internal static partial IntPtr lth_narrow(IntPtr t, long dim, long start, long length);
    [LibraryImport(Library)] internal static partial IntPtr lth_cat(IntPtr* tensors, int count, long dim);
    [LibraryImport(Library)] internal static partial IntPtr lth_stack(IntPtr* tensors, int count, long dim);
    [LibraryImport(Library)] internal static partial IntPtr lth_index(IntPtr t, long* quads, int count);
    [LibraryImport(Library)] internal static partial IntPtr lth_index_put_(IntPtr t, long* quads, int count, IntPtr value);

    [LibraryImport(Library)] internal static partial IntPtr lth_conv2d(IntPtr input, IntPtr weight, IntPtr bias, long* stride, long* padding, long* dilation, long groups);
    [LibraryImport(Library)] internal static partial IntPtr lth_conv1d(IntPtr input, IntPtr weight, IntPtr bias, long stride, long padding, long dilation, long groups);
    [LibraryImport(Library)] internal static partial IntPtr lth_batch_norm(IntPtr input, IntPtr mean, IntPtr variance, IntPtr weight, IntPtr bias, int training, double momentum, double eps);
    [LibraryImport(Library)] internal static partial IntPtr lth_linear(IntPtr input, IntPtr weight, IntPtr bias);
    [LibraryImport(Library)] internal static partial IntPtr lth_adaptive_avg_pool2d(IntPtr input, long height, long width);
    [LibraryImport(Library)] internal static partial IntPtr lth_avg_pool2d(IntPtr input, long* kernel, long* stride, long* padding);
    [LibraryImport(Library)] internal static partial IntPtr lth_max_pool2d(IntPtr input, long* kernel, long* stride, long* padding);
    [LibraryImport(Library)] internal static partial IntPtr lth_cross_entropy(IntPtr input, IntPtr target, long reduction, double labelSmoothing);
}
