using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>
/// Copies messages as Orleans' generated copiers do, by reflection: a type must carry
/// <see cref="GenerateSerializerAttribute"/>, and each member an <see cref="IdAttribute"/> or come from the primary constructor.
/// </summary>
internal static class DeepCopier
{
    private static readonly ConcurrentDictionary<Type, Func<object, Dictionary<object, object>, object>> Copiers = new();

    private static readonly MethodInfo CloneMethod =
        typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!;

    private static readonly HashSet<Type> Scalars =
    [
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(Guid),
        typeof(Uri), typeof(Type), typeof(DateOnly), typeof(TimeOnly), typeof(CancellationToken), typeof(Half), typeof(Int128), typeof(UInt128),
        typeof(Runtime.GrainId),
    ];

    private static readonly HashSet<Type> Immutables =
    [
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedDictionary<,>),
    ];

    private static readonly ConcurrentDictionary<Type, bool> Shared = new();

    public static object? Copy(object? value) =>
        value is null || IsShared(value.GetType()) ? value : Copy(value, new(ReferenceEqualityComparer.Instance));

    private static object Copy(object value, Dictionary<object, object> seen) =>
        seen.TryGetValue(value, out var copy) ? copy : Copiers.GetOrAdd(value.GetType(), CopierFor)(value, seen);

    private static Func<object, Dictionary<object, object>, object> CopierFor(Type type)
    {
        if (IsShared(type))
        {
            return (value, _) => value;
        }

        if (type.IsArray)
        {
            return CopyArray;
        }

        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (generic == typeof(Dictionary<,>) || generic == typeof(SortedDictionary<,>))
        {
            return (value, seen) => CopyDictionary((IDictionary)value, seen);
        }

        if (generic == typeof(List<>) || generic == typeof(HashSet<>) || generic == typeof(Queue<>))
        {
            return (value, seen) => CopySequence((IEnumerable)value, type, seen);
        }

        if (generic == typeof(KeyValuePair<,>) || typeof(ITuple).IsAssignableFrom(type))
        {
            return CopyFields(type);
        }

        if (type.GetCustomAttribute<GenerateSerializerAttribute>() is { } serializer)
        {
            CheckIds(type, serializer);
            return CopyFields(type);
        }

        throw new CodecNotFoundException($"Could not find a copier for type {type}. Mark it with [GenerateSerializer] and its members with [Id].");
    }

    private static bool IsShared(Type type) => Shared.GetOrAdd(type, FindShared);

    private static bool FindShared(Type type) =>
        type.IsPrimitive || type.IsEnum || Scalars.Contains(type)
        || type.IsGenericType && Immutables.Contains(type.GetGenericTypeDefinition())
        || type.GetCustomAttribute<ImmutableAttribute>() is not null && type.GetCustomAttribute<GenerateSerializerAttribute>() is not null
        || typeof(Exception).IsAssignableFrom(type) || typeof(Runtime.GrainReference).IsAssignableFrom(type)
        || typeof(Type).IsAssignableFrom(type) || typeof(IEqualityComparer).IsAssignableFrom(type)
        || type.Namespace == "System.Collections.Generic" && type.Name.Contains("Comparer", StringComparison.Ordinal);

    private static object CopyArray(object value, Dictionary<object, object> seen)
    {
        var copy = (Array)((Array)value).Clone();
        seen[value] = copy;
        if (!IsShared(copy.GetType().GetElementType()!) && copy.Rank == 1)
        {
            for (var i = 0; i < copy.Length; i++)
            {
                copy.SetValue(copy.GetValue(i) is { } item ? Copy(item, seen) : null, i);
            }
        }

        return copy;
    }

    private static Func<object, Dictionary<object, object>, object> CopyFields(Type type)
    {
        var fields = FieldsOf(type).Where(f => !IsShared(f.FieldType)).ToArray();
        return (value, seen) =>
        {
            var copy = CloneMethod.Invoke(value, null)!;
            seen[value] = copy;
            foreach (var field in fields)
            {
                if (field.GetValue(value) is { } inner)
                {
                    field.SetValue(copy, Copy(inner, seen));
                }
            }

            return copy;
        };
    }

    private static object CopyDictionary(IDictionary value, Dictionary<object, object> seen)
    {
        var copy = (IDictionary)Activator.CreateInstance(value.GetType())!;
        seen[value] = copy;
        foreach (DictionaryEntry entry in value)
        {
            copy.Add(Copy(entry.Key, seen), entry.Value is null ? null : Copy(entry.Value, seen));
        }

        return copy;
    }

    private static object CopySequence(IEnumerable value, Type type, Dictionary<object, object> seen)
    {
        var items = value.Cast<object?>().Select(item => item is null ? null : Copy(item, seen)).ToArray();
        var typed = Array.CreateInstance(type.GetGenericArguments()[0], items.Length);
        Array.Copy(items, typed, items.Length);
        var copy = Activator.CreateInstance(type, typed)!;
        seen[value] = copy;
        return copy;
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type? type) =>
        type is null
            ? []
            : FieldsOf(type.BaseType).Concat(type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));

    private static void CheckIds(Type type, GenerateSerializerAttribute serializer)
    {
        var isRecord = type.GetMethod("<Clone>$") is not null || type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;
        var primary = isRecord && serializer.IncludePrimaryConstructorParameters
            ? type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First().GetParameters().Select(p => p.Name).ToHashSet()
            : [];
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            var stored = type.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null;
            if (stored && property.GetCustomAttribute<IdAttribute>() is null && !primary.Contains(property.Name))
            {
                throw new CodecNotFoundException($"{type}.{property.Name} has no [Id]: Orleans would not send it.");
            }
        }
    }
}
