namespace TorchSharp;

public static partial class torch
{
    public static Tensor zeros(params long[] size) => zeros(size, null);
    public static Tensor ones(params long[] size) => ones(size, null);
    public static Tensor empty(params long[] size) => empty(size, null);

    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full(size, 0, dtype ?? ScalarType.Float32, device, requires_grad);

    public static Tensor ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full(size, 1, dtype ?? ScalarType.Float32, device, requires_grad);

    public static Tensor zeros_like(Tensor input) => input.zeros_like();

    public static unsafe Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var type = dtype ?? (value.Integral == 1 ? ScalarType.Int64 : ScalarType.Float32);
        fixed (long* dims = size)
        {
            return new Tensor(Native.lth_full(dims, size.Length, value.Value, (int)type, (int)(device ?? CPU).type, (device ?? CPU).index))
                .requires_grad_(requires_grad);
        }
    }

    public static unsafe Tensor empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        fixed (long* dims = size)
        {
            return new Tensor(Native.lth_empty(dims, size.Length, (int)(dtype ?? ScalarType.Float32), (int)(device ?? CPU).type, (device ?? CPU).index))
                .requires_grad_(requires_grad);
        }
    }

    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var integral = start.Integral + stop.Integral + step.Integral == 3;
        var type = dtype ?? (integral ? ScalarType.Int64 : ScalarType.Float32);
        return new Tensor(Native.lth_arange(start.Value, stop.Value, step.Value, (int)type, (int)(device ?? CPU).type, (device ?? CPU).index))
            .requires_grad_(requires_grad);
    }

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(stop.Integral == 1 ? 0L : 0.0, stop, stop.Integral == 1 ? 1L : 1.0, dtype, device, requires_grad);

    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) => Copy<float>([scalar], [], null, device, requires_grad);
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Copy<double>([scalar], [], dtype, device, requires_grad);
    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Copy<long>([scalar], [], dtype, device, requires_grad);

    public static Tensor tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Copy<float>(rawArray, [rawArray.Length], dtype, device, requires_grad);
    public static Tensor tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Copy<double>(rawArray, [rawArray.Length], dtype, device, requires_grad);
    public static Tensor tensor(long[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Copy<long>(rawArray, [rawArray.Length], dtype, device, requires_grad);
    public static Tensor tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Copy<byte>(rawArray, [rawArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Copy<float>(rawArray, dimensions, dtype, device, requires_grad);
    public static Tensor tensor(double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Copy<double>(rawArray, dimensions, dtype, device, requires_grad);
    public static Tensor tensor(long[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Copy<long>(rawArray, dimensions, dtype, device, requires_grad);

    public static unsafe Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        fixed (IntPtr* handles = tensors.Select(t => t.Handle).ToArray())
        {
            return new Tensor(Native.lth_cat(handles, tensors.Count, dim));
        }
    }

    public static unsafe Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        var all = tensors.Select(t => t.Handle).ToArray();
        fixed (IntPtr* handles = all)
        {
            return new Tensor(Native.lth_stack(handles, all.Length, dim));
        }
    }

    private static unsafe Tensor Copy<T>(T[] values, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requires_grad) where T : unmanaged
    {
        var count = 1L;
        foreach (var size in dimensions)
        {
            count *= size;
        }

        if (count > values.Length)
        {
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {count} vs. {values.Length}");
        }

        fixed (T* data = values)
        fixed (long* dims = dimensions)
        {
            var tensor = new Tensor(Native.lth_from_memory(data, count * sizeof(T), dims, dimensions.Length, (int)TypeOf<T>()));
            tensor = Converted(tensor, dtype is { } type && type != tensor.dtype ? tensor.to_type(type) : tensor);
            tensor = Converted(tensor, device is { type: not DeviceType.CPU } ? tensor.to(device) : tensor);
            return tensor.requires_grad_(requires_grad);
        }
    }

    private static Tensor Converted(Tensor from, Tensor to)
    {
        if (!ReferenceEquals(from, to))
        {
            from.Dispose();
        }

        return to;
    }
}
