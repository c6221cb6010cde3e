using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Finds the grain class of an interface among the loaded assemblies. A grain type is named after its class.</summary>
internal sealed class GrainClasses
{
    private readonly ConcurrentDictionary<Type, string> types = new();
    private readonly ConcurrentDictionary<string, Type> classes = new();

    public string TypeOf(Type grainInterface) => types.GetOrAdd(grainInterface, key =>
    {
        var candidates = Candidates().Where(key.IsAssignableFrom).ToArray();
        if (candidates.Length != 1)
        {
            throw new ArgumentException($"{candidates.Length} grain classes implement {key}; expected one. Is its assembly loaded?");
        }

        var name = candidates[0].Name.ToLowerInvariant();
        name = name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name;
        classes.TryAdd(name, candidates[0]);
        return classes[name] == candidates[0] ? name : throw new ArgumentException($"{candidates[0]} and {classes[name]} share the grain type '{name}'.");
    });

    public Type Of(GrainId id) => classes[id.Type.ToString()];

    private static IEnumerable<Type> Candidates() =>
        from assembly in AppDomain.CurrentDomain.GetAssemblies()
        where !assembly.IsDynamic && assembly.GetReferencedAssemblies().Any(r => r.Name == typeof(Grain).Assembly.GetName().Name)
        from type in Types(assembly)
        where type is { IsClass: true, IsAbstract: false } && typeof(Grain).IsAssignableFrom(type)
        select type;

    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            return partly.Types.OfType<Type>();
        }
    }
}
