using static TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor clone() => new(lth_clone(Handle));
        public Tensor detach() => new(lth_detach(Handle));
        public Tensor alias() => new(lth_alias(Handle));
        public Tensor zeros_like() => new(lth_zeros_like(Handle));
        public Tensor contiguous() => new(lth_contiguous(Handle));
        public Tensor t() => new(lth_t(Handle));
        public Tensor transpose(long dim0, long dim1) => new(lth_transpose(Handle, dim0, dim1));
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => new(lth_flatten(Handle, start_dim, end_dim));
        public Tensor unsqueeze(long dim) => new(lth_unsqueeze(Handle, dim));
        public Tensor squeeze(long dim) => new(lth_squeeze(Handle, dim));

        public Tensor copy_(Tensor source, bool nonBlocking = false) => InPlace(lth_copy_(Handle, source.Handle));

        public Tensor to_type(ScalarType type, bool copy = false) => new(lth_to_dtype(Handle, (int)type, copy ? 1 : 0));
        public Tensor to(ScalarType type, bool copy = false) => to_type(type, copy);
        public Tensor to(Device device, bool copy = false) => new(lth_to_device(Handle, (int)device.type, device.index, copy ? 1 : 0));
        public Tensor cpu() => to(CPU);
        public Tensor @float() => to_type(ScalarType.Float32);
        public Tensor @double() => to_type(ScalarType.Float64);
        public Tensor @long() => to_type(ScalarType.Int64);

        public unsafe Tensor reshape(params long[] shape) => WithDims(lth_reshape, shape);
        public unsafe Tensor view(params long[] shape) => WithDims(lth_view, shape);
        public unsafe Tensor permute(params long[] permutation) => WithDims(lth_permute, permutation);
        public unsafe Tensor expand(params long[] sizes) => WithDims(lth_expand, sizes);

        private unsafe delegate IntPtr ShapeOperator(IntPtr t, long* dims, int count);

        private unsafe Tensor WithDims(ShapeOperator op, long[] dims)
        {
            fixed (long* values = dims)
            {
                return new Tensor(op(Handle, values, dims.Length));
            }
        }
    }
}
