using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Runtime
{
    public abstract class PlacementStrategy;

    public sealed class SiloAddress;

    public interface ISiloStatusOracle
    {
        bool TryGetSiloName(SiloAddress siloAddress, [NotNullWhen(true)] out string? siloName);
    }
}

namespace Orleans.Runtime.Placement
{
    public readonly struct PlacementTarget
    {
        public GrainId GrainIdentity { get; }
    }

    public interface IPlacementContext
    {
        SiloAddress[] GetCompatibleSilos(PlacementTarget target);
    }

    public interface IPlacementDirector
    {
        Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context);
    }
}

namespace Orleans.Placement
{
    [AttributeUsage(AttributeTargets.Class)]
    public abstract class PlacementAttribute(PlacementStrategy placement) : Attribute
    {
        public PlacementStrategy PlacementStrategy { get; } = placement;
    }
}

namespace Orleans.Hosting
{
    public static class PlacementStrategyExtensions
    {
        /// <summary>Nothing to do: there is one silo to place grains in.</summary>
        public static ISiloBuilder AddPlacementDirector<TStrategy, TDirector>(this ISiloBuilder builder)
            where TStrategy : PlacementStrategy, new()
            where TDirector : class, IPlacementDirector => builder;
    }
}
