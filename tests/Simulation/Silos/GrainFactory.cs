using Orleans.CodeGeneration;

namespace Lth4Sa.Simulation.Silos;

/// <summary>Makes references whose calls stay in one silo.</summary>
internal sealed class GrainFactory : IGrainFactory
{
    private const string NoObservers = "Simulated silos have no clients that observe.";

    private readonly Dictionary<(GrainType, GrainInterfaceType), GrainReferenceShared> known = [];
    private readonly OrleansServices orleans = OrleansServices.Shared;
    private readonly GrainCalls calls;

    public GrainFactory(SimulatedSilo silo) => calls = new GrainCalls(silo);

    public T GetGrain<T>(Guid primaryKey, string? grainClassNamePrefix = null)
        where T : IGrainWithGuidKey => Get<T>(GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public T GetGrain<T>(long primaryKey, string? grainClassNamePrefix = null)
        where T : IGrainWithIntegerKey => Get<T>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public T GetGrain<T>(string primaryKey, string? grainClassNamePrefix = null)
        where T : IGrainWithStringKey => Get<T>(IdSpan.Create(primaryKey), grainClassNamePrefix);

    public T GetGrain<T>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where T : IGrainWithGuidCompoundKey => Get<T>(GrainIdKeyExtensions.CreateGuidKey(primaryKey, keyExtension), grainClassNamePrefix);

    public T GetGrain<T>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where T : IGrainWithIntegerCompoundKey => Get<T>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey, keyExtension), grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => Get<IGrain>(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => Get<IGrain>(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => Get<IGrain>(grainInterfaceType, IdSpan.Create(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) =>
        Get<IGrain>(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey, keyExtension));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) =>
        Get<IGrain>(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey, keyExtension));

    public T GetGrain<T>(GrainId grainId)
        where T : IAddressable => (T)GetGrain(grainId, orleans.InterfaceTypes.GetGrainInterfaceType(typeof(T)));

    public IAddressable GetGrain(GrainId grainId) => GetGrain(grainId, default);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string? grainClassNamePrefix) => Get<IAddressable>(interfaceType, grainKey, grainClassNamePrefix);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => Get<IAddressable>(interfaceType, grainKey);

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => Reference(grainId, interfaceType);

    public GrainReference Reference(GrainId grainId, GrainInterfaceType interfaceType)
    {
        var kind = (grainId.Type, interfaceType);
        if (!known.TryGetValue(kind, out var shared))
        {
            known[kind] = shared = new GrainReferenceShared(
                grainId.Type, interfaceType, interfaceVersion: 0, calls, InvokeMethodOptions.None, orleans.Codecs, orleans.CopyContexts, orleans.Provider);
        }

        return orleans.Proxies.Create(shared, grainId.Key);
    }

    public T CreateObjectReference<T>(IGrainObserver obj)
        where T : IGrainObserver => throw new NotSupportedException(NoObservers);

    public void DeleteObjectReference<T>(IGrainObserver obj)
        where T : IGrainObserver => throw new NotSupportedException(NoObservers);

    private T Get<T>(IdSpan key, string? prefix) => Get<T>(typeof(T), key, prefix);

    private T Get<T>(Type grainInterface, IdSpan key, string? prefix = null)
    {
        var interfaceType = orleans.InterfaceTypes.GetGrainInterfaceType(grainInterface);
        return (T)(object)Reference(GrainId.Create(orleans.GrainTypes.GetGrainType(interfaceType, prefix!), key), interfaceType);
    }
}
