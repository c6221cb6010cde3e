using System.Reflection;

namespace Lth4Sa.Simulation.Silos;

/// <summary>Makes references of Orleans' generated proxy classes that send their calls to a runtime of one's choice.</summary>
internal sealed class GrainProxies(OrleansServices orleans)
{
    private readonly Dictionary<(GrainType, GrainInterfaceType), ConstructorInvoker> constructors = [];

    public GrainReference Create(GrainReferenceShared shared, IdSpan key)
    {
        var kind = (shared.GrainType, shared.InterfaceType);
        if (!constructors.TryGetValue(kind, out var constructor))
        {
            // Orleans keeps its proxy classes to itself: a reference of its own shows which it is.
            var proxy = orleans.References.CreateReference(GrainId.Create(shared.GrainType, key), shared.InterfaceType).GetType();
            constructors[kind] = constructor = ConstructorInvoker.Create(proxy.GetConstructor(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [typeof(GrainReferenceShared), typeof(IdSpan)])!);
        }

        return (GrainReference)constructor.Invoke(shared, key);
    }
}
