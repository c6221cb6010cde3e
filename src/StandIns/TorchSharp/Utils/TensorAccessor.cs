using System.Collections;

namespace TorchSharp.Utils;

/// <summary>Reads the elements of a CPU tensor, whatever its strides, in row-major order.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly torch.Tensor tensor;

    internal TensorAccessor(torch.Tensor tensor) => this.tensor = tensor;

    public long Count => tensor.NumberOfElements;

    public T[] ToArray()
    {
        var values = new T[Count];
        CopyTo(values);
        return values;
    }

    public void CopyTo(T[] array, int arrayIndex = 0) => CopyTo(array.AsSpan(arrayIndex));

    public unsafe void CopyTo(Span<T> into)
    {
        using var contiguous = tensor.contiguous();
        new Span<T>((void*)Native.Check(Native.lth_data(contiguous.Handle)), checked((int)Count)).CopyTo(into);
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
    }
}
