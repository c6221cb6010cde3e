using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public ScalarType dtype => (ScalarType)Native.lth_dtype(Handle);

        public Device device => new((DeviceType)Native.lth_device_type(Handle), Native.lth_device_index(Handle));

        public DeviceType device_type => (DeviceType)Native.lth_device_type(Handle);

        public long ndim => Native.lth_ndim(Handle);

        public long Dimensions => ndim;

        public long dim() => ndim;

        public long NumberOfElements => Native.lth_numel(Handle);

        public long numel() => NumberOfElements;

        public long ElementSize => Native.lth_element_size(Handle);

        public unsafe long[] shape => Dims(Native.lth_sizes);

        public long[] size() => shape;

        public long size(int dim) => shape[dim < 0 ? dim + (int)ndim : dim];

        public unsafe long[] stride() => Dims(Native.lth_strides);

        public bool is_contiguous() => Native.lth_is_contiguous(Handle) != 0;

        public bool is_leaf => Native.lth_is_leaf(Handle) != 0;

        public bool requires_grad
        {
            get => Native.lth_requires_grad(Handle) != 0;
            set => Native.Check(Native.lth_set_requires_grad(Handle, value ? 1 : 0));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>The gradient, or null before the first <see cref="backward"/>. Only clearing it is supported.</summary>
        public Tensor? grad
        {
            get
            {
                var gradient = Native.lth_grad(Handle);
                return gradient != IntPtr.Zero ? new Tensor(gradient) : Native.LastError() is "" ? null : throw Native.Error();
            }
            set
            {
                if (value is not null)
                {
                    throw new NotSupportedException("The stand-in sets a gradient to null only.");
                }

                Native.lth_clear_grad(Handle);
            }
        }

        public void backward() => Native.Check(Native.lth_backward(Handle));

        /// <summary>The only element, converted to <typeparamref name="T"/>.</summary>
        public T item<T>() where T : unmanaged
        {
            if (typeof(T) == typeof(double) || typeof(T) == typeof(float))
            {
                Native.Check(Native.lth_item_double(Handle, out var real));
                return typeof(T) == typeof(double) ? (T)(object)real : (T)(object)(float)real;
            }

            Native.Check(Native.lth_item_long(Handle, out var whole));
            return (T)Convert.ChangeType(whole, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
        }

        /// <summary>A view of the elements of a CPU tensor in row-major order.</summary>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            if (TypeOf<T>() != dtype)
            {
                throw new ArgumentException($"The tensor holds {dtype}, not {TypeOf<T>()}.");
            }

            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The raw storage of a contiguous CPU tensor.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_contiguous())
                {
                    throw new InvalidOperationException("The bytes of a tensor that is not contiguous are not in order.");
                }

                return new Span<byte>((void*)Native.Check(Native.lth_data(Handle)), checked((int)(NumberOfElements * ElementSize)));
            }
            set
            {
                if (value.Length != NumberOfElements * ElementSize)
                {
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                }

                value.CopyTo(bytes);
            }
        }

        private unsafe long[] Dims(DimsReader read)
        {
            var dims = new long[ndim];
            fixed (long* into = dims)
            {
                read(Handle, into);
            }

            return dims;
        }

        private unsafe delegate void DimsReader(IntPtr t, long* into);
    }
}
