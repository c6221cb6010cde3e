namespace Lth4Sa.Simulation.Silos;

/// <summary>The grain classes by their types, each looked up once.</summary>
internal sealed class GrainClasses(OrleansServices orleans)
{
    private readonly Dictionary<GrainType, GrainClass> known = [];

    public GrainClass Of(GrainType type)
    {
        if (!known.TryGetValue(type, out var found))
        {
            known[type] = found = orleans.ClassMap.TryGetGrainClass(type, out var grainClass)
                ? new GrainClass(orleans.Provider, grainClass)
                : throw new ArgumentException($"No grain class has the type {type}.");
        }

        return found;
    }
}
