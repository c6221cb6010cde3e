using Orleans.Serialization.Activators;
using Orleans.Serialization.Serializers;

namespace Lth4Sa.Simulation.Silos;

/// <summary>Makes grain states. Orleans' own provider compiles an activator each time it is asked for one, which is as often as a silo starts.</summary>
internal sealed class StateActivators(IActivatorProvider orleans) : IActivatorProvider
{
    private readonly Dictionary<Type, object> known = [];

    public IActivator<T> GetActivator<T>()
    {
        if (!known.TryGetValue(typeof(T), out var activator))
        {
            known[typeof(T)] = activator = orleans.GetActivator<T>();
        }

        return (IActivator<T>)activator;
    }
}
