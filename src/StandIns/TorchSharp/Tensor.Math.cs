using static TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);
        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);
        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);
        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);
        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);
        public static Tensor operator -(Scalar left, Tensor right) => new(lth_rsub_scalar(right.Handle, left.Value, left.Integral));
        public static Tensor operator -(Tensor tensor) => tensor.neg();
        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);
        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);
        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);
        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);
        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);
        public static Tensor operator >(Tensor left, Tensor right) => new(lth_gt(left.Handle, right.Handle));
        public static Tensor operator >(Tensor left, Scalar right) => new(lth_gt_scalar(left.Handle, right.Value, right.Integral));
        public static Tensor operator <(Tensor left, Tensor right) => new(lth_lt(left.Handle, right.Handle));
        public static Tensor operator <(Tensor left, Scalar right) => new(lth_lt_scalar(left.Handle, right.Value, right.Integral));
        public static Tensor operator >=(Tensor left, Tensor right) => new(lth_ge(left.Handle, right.Handle));
        public static Tensor operator <=(Tensor left, Tensor right) => new(lth_le(left.Handle, right.Handle));

        public Tensor add(Tensor target) => add(target, 1);
        public Tensor add(Tensor target, Scalar alpha) => new(lth_add(Handle, target.Handle, alpha.Value));
        public Tensor add(Scalar scalar) => new(lth_add_scalar(Handle, scalar.Value, scalar.Integral));
        public Tensor add_(Tensor target) => add_(target, 1);
        public Tensor add_(Tensor target, Scalar alpha) => InPlace(lth_add_(Handle, target.Handle, alpha.Value));
        public Tensor add_(Scalar scalar) => InPlace(lth_add__scalar(Handle, scalar.Value, scalar.Integral));
        public Tensor sub(Tensor target) => new(lth_sub(Handle, target.Handle));
        public Tensor sub(Scalar scalar) => new(lth_add_scalar(Handle, -scalar.Value, scalar.Integral));
        public Tensor sub_(Tensor target) => InPlace(lth_sub_(Handle, target.Handle));
        public Tensor mul(Tensor target) => new(lth_mul(Handle, target.Handle));
        public Tensor mul(Scalar scalar) => new(lth_mul_scalar(Handle, scalar.Value, scalar.Integral));
        public Tensor mul_(Tensor target) => InPlace(lth_mul_(Handle, target.Handle));
        public Tensor mul_(Scalar scalar) => InPlace(lth_mul__scalar(Handle, scalar.Value, scalar.Integral));
        public Tensor div(Tensor target) => new(lth_div(Handle, target.Handle));
        public Tensor div(Scalar scalar) => new(lth_div_scalar(Handle, scalar.Value, scalar.Integral));
        public Tensor div_(Scalar scalar) => InPlace(lth_div__scalar(Handle, scalar.Value, scalar.Integral));
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace(lth_addcmul_(Handle, tensor1.Handle, tensor2.Handle, value.Value));
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace(lth_addcdiv_(Handle, tensor1.Handle, tensor2.Handle, value.Value));
        public Tensor matmul(Tensor target) => new(lth_matmul(Handle, target.Handle));
        public Tensor pow(Scalar exponent) => new(lth_pow_scalar(Handle, exponent.Value, exponent.Integral));
        public Tensor eq(Tensor target) => new(lth_eq(Handle, target.Handle));
        public Tensor eq(Scalar target) => new(lth_eq_scalar(Handle, target.Value, target.Integral));
        public Tensor ne(Tensor target) => new(lth_ne(Handle, target.Handle));

        public Tensor neg() => new(lth_neg(Handle));
        public Tensor abs() => new(lth_abs(Handle));
        public Tensor exp() => new(lth_exp(Handle));
        public Tensor log() => new(lth_log(Handle));
        public Tensor sqrt() => new(lth_sqrt(Handle));
        public Tensor square() => new(lth_square(Handle));
        public Tensor tanh() => new(lth_tanh(Handle));
        public Tensor relu() => new(lth_relu(Handle));
        public Tensor relu_() => InPlace(lth_relu_(Handle));
        public Tensor sigmoid() => new(lth_sigmoid(Handle));
        public Tensor sigmoid_() => InPlace(lth_sigmoid_(Handle));
        public Tensor isnan() => new(lth_isnan(Handle));
        public Tensor zero_() => InPlace(lth_zero_(Handle));
        public Tensor fill_(Scalar value) => InPlace(lth_fill__scalar(Handle, value.Value, value.Integral));
        public Tensor uniform_(double from, double to) => InPlace(lth_uniform_(Handle, from, to));
        public Tensor normal_(double mean = 0.0, double std = 1.0) => InPlace(lth_normal_(Handle, mean, std));

        public Tensor sum() => new(lth_sum(Handle));
        public Tensor mean() => new(lth_mean(Handle));
        public Tensor max() => new(lth_max(Handle));
        public Tensor min() => new(lth_min(Handle));
        public Tensor argmax() => new(lth_argmax(Handle));
        public Tensor argmax(long dim, bool keepdim = false) => new(lth_argmax_dim(Handle, dim, keepdim ? 1 : 0));
        public Tensor softmax(long dim) => new(lth_softmax(Handle, dim));

        public unsafe Tensor sum(params long[] dim)
        {
            fixed (long* dims = dim)
            {
                return new Tensor(lth_sum_dims(Handle, dims, dim.Length, 0));
            }
        }

        public unsafe Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dims = dimensions)
            {
                var mean = new Tensor(lth_mean_dims(Handle, dims, dimensions.Length, keepdim ? 1 : 0));
                return type is { } other && other != mean.dtype ? mean.to_type(other) : mean;
            }
        }

        public unsafe Tensor amax(long[] dims, bool keepdim = false)
        {
            fixed (long* values = dims)
            {
                return new Tensor(lth_amax_dims(Handle, values, dims.Length, keepdim ? 1 : 0));
            }
        }

        public unsafe Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false)
        {
            fixed (long* dims = dimensions)
            {
                return new Tensor(lth_var_dims(Handle, dims, dimensions.Length, unbiased ? 1 : 0, keepdim ? 1 : 0));
            }
        }

        // libtorch answers a second handle to the same storage; the first one stays the owner.
        private Tensor InPlace(IntPtr result)
        {
            lth_free(Check(result));
            return this;
        }
    }
}
