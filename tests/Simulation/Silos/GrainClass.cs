using System.Reflection;
using Orleans.Concurrency;

namespace Lth4Sa.Simulation.Silos;

/// <summary>A grain class: how its instances are made, and how its requests take turns.</summary>
internal sealed class GrainClass
{
    public GrainClass(IServiceProvider orleans, Type type)
    {
        if (type.GetCustomAttribute<StatelessWorkerAttribute>() is not null || type.GetCustomAttribute<MayInterleaveAttribute>() is not null)
        {
            throw new NotSupportedException($"{type} is a stateless worker or chooses what interleaves, which simulated silos do not know.");
        }

        Name = type.FullName!;
        Activator = new DefaultGrainActivator(orleans, type);
        IsReentrant = type.GetCustomAttribute<ReentrantAttribute>() is not null;
    }

    public string Name { get; }

    public IGrainActivator Activator { get; }

    /// <summary>Whether all its requests interleave.</summary>
    public bool IsReentrant { get; }
}
