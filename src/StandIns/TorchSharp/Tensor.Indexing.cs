using static TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One index of <see cref="Tensor.this[TensorIndex[]]"/>: a position, a slice, an ellipsis or a new axis.</summary>
    public struct TensorIndex
    {
        private const long None_ = 0, Ellipsis_ = 1, Single_ = 2, Slice_ = 3;

        private long kind;
        private long start;
        private long stop;
        private long step;

        public static TensorIndex Ellipsis = new() { kind = Ellipsis_ };
        public static TensorIndex None = new() { kind = None_ };
        public static TensorIndex Colon = Slice();

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { kind = Slice_, start = start ?? 0, stop = stop ?? long.MaxValue, step = step ?? 1 };

        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value);

        public static TensorIndex Single(long? index) => new() { kind = Single_, start = index ?? 0 };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        internal static long[] Pack(TensorIndex[] indices) => [.. indices.SelectMany(i => new[] { i.kind, i.start, i.stop, i.step })];
    }

    public partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[long i1]
        {
            get => index(TensorIndex.Single(i1));
            set => index_put_(value, TensorIndex.Single(i1));
        }

        public Tensor this[long i1, long i2]
        {
            get => index(TensorIndex.Single(i1), TensorIndex.Single(i2));
            set => index_put_(value, TensorIndex.Single(i1), TensorIndex.Single(i2));
        }

        public unsafe Tensor index(params TensorIndex[] indices)
        {
            fixed (long* quads = TensorIndex.Pack(indices))
            {
                return new Tensor(lth_index(Handle, quads, indices.Length));
            }
        }

        public unsafe Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            fixed (long* quads = TensorIndex.Pack(indices))
            {
                return InPlace(lth_index_put_(Handle, quads, indices.Length, value.Handle));
            }
        }

        /// <summary>At most <paramref name="chunks"/> views of equal length along a dimension; the last may be shorter.</summary>
        public Tensor[] chunk(long chunks, long dim = 0L)
        {
            var length = shape[dim < 0 ? dim + ndim : dim];
            var size = Math.Max(1, (length + chunks - 1) / chunks);
            var views = new List<Tensor>();
            for (var start = 0L; start < length; start += size)
            {
                views.Add(narrow(dim, start, Math.Min(size, length - start)));
            }

            return [.. views];
        }

        public Tensor index_select(long dim, Tensor index) => new(lth_index_select(Handle, dim, index.Handle));
        public Tensor select(long dim, long index) => new(lth_select(Handle, dim, index));
        public Tensor narrow(long dim, long start, long length) => new(lth_narrow(Handle, dim, start, length));
    }
}
