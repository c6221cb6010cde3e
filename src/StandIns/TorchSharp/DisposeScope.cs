namespace TorchSharp;

/// <summary>Owns every tensor that its thread creates while it is the innermost scope, and disposes them with itself.</summary>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic] private static DisposeScope? innermost;

    private readonly DisposeScope? outer = innermost;
    private readonly HashSet<torch.Tensor> tensors = new(ReferenceEqualityComparer.Instance);
    private bool disposed;

    internal DisposeScope() => innermost = this;

    public int DisposablesCount => tensors.Count;

    internal static DisposeScope? Innermost => innermost;

    public T MoveToOuter<T>(T disposable) where T : IDisposable => MoveToOther(outer, disposable);

    public T MoveToOther<T>(DisposeScope? scope, T disposable) where T : IDisposable
    {
        if (disposable is torch.Tensor tensor)
        {
            tensor.MoveTo(scope);
        }

        return disposable;
    }

    public T Detach<T>(T disposable) where T : IDisposable => MoveToOther(null, disposable);

    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        if (innermost != this)
        {
            throw new InvalidOperationException("Dispose scopes are disposed innermost first, on the thread that opened them.");
        }

        disposed = true;
        innermost = outer;
        foreach (var tensor in tensors.ToArray())
        {
            tensor.Dispose();
        }
    }

    internal void Add(torch.Tensor tensor) => tensors.Add(tensor);

    internal void Remove(torch.Tensor tensor) => tensors.Remove(tensor);
}

public static partial class torch
{
    public static DisposeScope NewDisposeScope() => new();
}
