using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Orleans.Runtime;

internal abstract class PersistentState
{
    public abstract Task ReadStateAsync();

    /// <summary>The facet for one constructor parameter, bound to the grain and its storage provider.</summary>
    public static PersistentState Create(Type stateType, PersistentStateAttribute facet, GrainId grain, IServiceProvider services)
    {
        var name = facet.StorageName ?? "Default";
        var storage = services.GetKeyedService<IGrainStorage>(name)
            ?? throw new OrleansException($"No storage provider named '{name}' found for the state '{facet.StateName}' of {grain}.");
        return (PersistentState)Activator.CreateInstance(typeof(PersistentState<>).MakeGenericType(stateType), facet.StateName, grain, storage)!;
    }
}

internal sealed class PersistentState<T>(string name, GrainId grain, IGrainStorage storage) : PersistentState, IPersistentState<T>
{
    private readonly GrainState<T> record = new(Activator.CreateInstance<T>());

    public T State
    {
        get => record.State!;
        set => record.State = value;
    }

    public string? Etag => record.ETag;

    public bool RecordExists => record.RecordExists;

    public override async Task ReadStateAsync()
    {
        await storage.ReadStateAsync(name, grain, record);
        record.State ??= Activator.CreateInstance<T>();
    }

    public Task WriteStateAsync() => storage.WriteStateAsync(name, grain, record);

    public Task ClearStateAsync() => storage.ClearStateAsync(name, grain, record);
}
