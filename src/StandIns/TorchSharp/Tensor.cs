
namespace TorchSharp;

public static partial class torch
{
    /// <summary>A handle to an <c>at::Tensor</c>. Disposed by hand, by its dispose scope, or by the finalizer.</summary>
    public partial class Tensor : IDisposable
    {
        private static long totalCount;
        private static long peakCount;

        private IntPtr handle;
        private DisposeScope? scope;

        internal Tensor(IntPtr handle)
        {
            this.handle = Native.Check(handle);
            var count = Interlocked.Increment(ref totalCount);
            for (var peak = Volatile.Read(ref peakCount); count > peak;)
            {
                peak = Interlocked.CompareExchange(ref peakCount, count, peak);
            }

            MoveTo(DisposeScope.Innermost);
        }

        ~Tensor() => Release();

        /// <summary>Tensors alive in this process.</summary>
        public static long TotalCount => Interlocked.Read(ref totalCount);

        /// <summary>The most tensors that were alive at once.</summary>
        public static long PeakCount => Interlocked.Read(ref peakCount);

        public IntPtr Handle => handle != IntPtr.Zero
            ? handle
            : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public bool IsInvalid => handle == IntPtr.Zero;

        public void Dispose()
        {
            MoveTo(null);
            Release();
            GC.SuppressFinalize(this);
        }

        public Tensor MoveToOuterDisposeScope() => scope is null ? this : scope.MoveToOuter(this);

        public Tensor DetachFromDisposeScope()
        {
            MoveTo(null);
            return this;
        }

        internal void MoveTo(DisposeScope? other)
        {
            scope?.Remove(this);
            scope = other;
            other?.Add(this);
        }

        /// <summary>Takes over the native tensor of <paramref name="other"/>, which becomes invalid.</summary>
        internal void Adopt(Tensor other)
        {
            Native.lth_free(Handle);
            handle = other.Handle;
            other.handle = IntPtr.Zero;
            Interlocked.Decrement(ref totalCount);
            other.Dispose();
        }

        private void Release()
        {
            var released = Interlocked.Exchange(ref handle, IntPtr.Zero);
            if (released != IntPtr.Zero)
            {
                Native.lth_free(released);
                Interlocked.Decrement(ref totalCount);
            }
        }
    }
}
