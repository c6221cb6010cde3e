using System.Reflection;
using Orleans.Storage;

namespace Lth4Sa.Simulation.Silos;

/// <summary>What a silo does to Orleans' own state and Orleans does not make public.</summary>
internal static class OrleansInternals
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly PropertyInfo Source = typeof(InconsistentStateException).GetProperty("IsSourceActivation", Any)!;

    private static readonly Func<InconsistentStateException, bool> GetSource = Source.GetMethod!.CreateDelegate<Func<InconsistentStateException, bool>>();

    private static readonly Action<InconsistentStateException, bool> SetSource = Source.SetMethod!.CreateDelegate<Action<InconsistentStateException, bool>>();

    private static readonly Type RuntimeContext = typeof(IGrainContext).Assembly.GetType("Orleans.Runtime.RuntimeContext", throwOnError: true)!;

    /// <summary>The part of persistent states that those of one storage share; each silo has its own, for it holds the storage.</summary>
    public static Type StateSharedMap { get; } = typeof(PersistentStateFactory).Assembly.GetType("Orleans.Core.StateStorageBridgeSharedMap", throwOnError: true)!;

    /// <summary>The grain on whose behalf the current turn runs; null outside of grains.</summary>
    public static Func<IGrainContext?> GetContext { get; } = RuntimeContext.GetProperty("Current", Any)!.GetMethod!.CreateDelegate<Func<IGrainContext?>>();

    /// <summary>For the rest of the current turn.</summary>
    public static Action<IGrainContext?> SetContext { get; } = RuntimeContext.GetMethod("ResetExecutionContext", Any)!.CreateDelegate<Action<IGrainContext?>>();

    /// <summary>Whether the conflict arose in the grain that throws it, and not in one that it called. Asked once: whoever sees it next did not cause it.</summary>
    public static bool TakeSource(InconsistentStateException conflict)
    {
        var source = GetSource(conflict);
        SetSource(conflict, false);
        return source;
    }
}
