namespace Orleans.Runtime;

public interface IGrainContext
{
    GrainId GrainId { get; }

    object? GrainInstance { get; }

    IServiceProvider ActivationServices { get; }
}

internal static class RuntimeContext
{
    /// <summary>The activation whose grain is being constructed on this thread.</summary>
    [ThreadStatic] internal static IGrainContext? Creating;
}
