using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>The C functions of <c>native/</c>. A null handle or a negative result is an error.</summary>
internal static unsafe partial class Native
{
    private const string Library = "lth4sa_torch";

    [LibraryImport(Library)] private static partial IntPtr lth_last_error();
    [LibraryImport(Library)] internal static partial void lth_free(IntPtr t);

    [LibraryImport(Library)] internal static partial IntPtr lth_full(long* size, int rank, double value, int dtype, int device, int index);
    [LibraryImport(Library)] internal static partial IntPtr lth_empty(long* size, int rank, int dtype, int device, int index);
    [LibraryImport(Library)] internal static partial IntPtr lth_arange(double start, double stop, double step, int dtype, int device, int index);
    [LibraryImport(Library)] internal static partial IntPtr lth_from_memory(void* data, long bytes, long* size, int rank, int dtype);

    [LibraryImport(Library)] internal static partial long lth_ndim(IntPtr t);
    [LibraryImport(Library)] internal static partial long lth_numel(IntPtr t);
    [LibraryImport(Library)] internal static partial long lth_element_size(IntPtr t);
    [LibraryImport(Library)] internal static partial int lth_dtype(IntPtr t);
    [LibraryImport(Library)] internal static partial int lth_device_type(IntPtr t);
    [LibraryImport(Library)] internal static partial int lth_device_index(IntPtr t);
    [LibraryImport(Library)] internal static partial void lth_sizes(IntPtr t, long* into);
    [LibraryImport(Library)] internal static partial void lth_strides(IntPtr t, long* into);
    [LibraryImport(Library)] internal static partial int lth_is_contiguous(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr lth_data(IntPtr t);
    [LibraryImport(Library)] internal static partial int lth_item_double(IntPtr t, out double value);
    [LibraryImport(Library)] internal static partial int lth_item_long(IntPtr t, out long value);
    [LibraryImport(Library)] internal static partial IntPtr lth_to_dtype(IntPtr t, int dtype, int copy);
    [LibraryImport(Library)] internal static partial IntPtr lth_to_device(IntPtr t, int device, int index, int copy);
    [LibraryImport(Library)] internal static partial IntPtr lth_copy_(IntPtr t, IntPtr source);

    [LibraryImport(Library)] internal static partial int lth_requires_grad(IntPtr t);
    [LibraryImport(Library)] internal static partial int lth_is_leaf(IntPtr t);
    [LibraryImport(Library)] internal static partial int lth_set_requires_grad(IntPtr t, int value);
    [LibraryImport(Library)] internal static partial IntPtr lth_grad(IntPtr t);
    [LibraryImport(Library)] internal static partial void lth_clear_grad(IntPtr t);
    [LibraryImport(Library)] internal static partial int lth_backward(IntPtr t);
    [LibraryImport(Library)] internal static partial int lth_is_grad_enabled();
    [LibraryImport(Library)] internal static partial void lth_set_grad_enabled(int value);
    [LibraryImport(Library)] internal static partial int lth_get_num_threads();
    [LibraryImport(Library)] internal static partial int lth_set_num_threads(int count);
    [LibraryImport(Library)] internal static partial int lth_manual_seed(long seed);
    [LibraryImport(Library)] internal static partial int lth_cuda_is_available();

    /// <summary>Throws libtorch's message if the native call answered null.</summary>
    internal static IntPtr Check(IntPtr result) => result != IntPtr.Zero ? result : throw Error();

    /// <summary>Throws libtorch's message if the native call answered a negative number.</summary>
    internal static void Check(int result)
    {
        if (result < 0)
        {
            throw Error();
        }
    }

    internal static ExternalException Error() => new(LastError());

    internal static string LastError() => Marshal.PtrToStringUTF8(lth_last_error()) ?? "";
}
