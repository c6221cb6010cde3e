using Orleans.Serialization.Invocation;

namespace Lth4Sa.Simulation.Silos;

/// <summary>What waits for, or has, its turn in an activation.</summary>
internal abstract class Request
{
    /// <summary>Runs beside any other request.</summary>
    public bool Interleaves { get; protected init; }

    /// <summary>Runs beside others that only read.</summary>
    public bool ReadsOnly { get; protected init; }

    /// <summary>Puts off the collection of its activation.</summary>
    public bool KeepsAlive { get; protected init; } = true;

    /// <summary>The activation's own, and of no use to a later one of the same grain: the tick of a timer.</summary>
    public bool IsLocal { get; protected init; }

    /// <summary>Whether nobody waits for the answer any more.</summary>
    public abstract bool IsExpired { get; }

    public abstract ValueTask<Response> InvokeAsync(Activation activation);

    public abstract void Answer(Response response);
}
