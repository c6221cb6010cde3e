using Lth4Sa.Simulation.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.GrainReferences;
using Orleans.Metadata;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Invocation;
using Orleans.Serialization.Serializers;

namespace Lth4Sa.Simulation.Silos;

/// <summary>
/// What a silo of Orleans has in its container and all simulated silos can have in common: serializers, generated proxies,
/// the map of grain classes. The silo in it is never started. One for each process, because making it takes longer than
/// simulating a silo's life.
/// </summary>
internal sealed class OrleansServices
{
    private OrleansServices()
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton<TimeProvider>(new StoppedTime());
        services.AddOrleans(silo => silo.UseLocalhostClustering());
        Provider = services.BuildServiceProvider();
        References = Provider.GetRequiredService<GrainReferenceActivator>();
        InterfaceTypes = Provider.GetRequiredService<GrainInterfaceTypeResolver>();
        GrainTypes = Provider.GetRequiredService<GrainInterfaceTypeToGrainTypeResolver>();
        ClassMap = Provider.GetRequiredService<GrainClassMap>();
        Codecs = Provider.GetRequiredService<CodecProvider>();
        CopyContexts = Provider.GetRequiredService<CopyContextPool>();
        ResponseCopier = Provider.GetRequiredService<DeepCopier<Response>>();
        Activators = new StateActivators(Provider.GetRequiredService<IActivatorProvider>());
        Classes = new GrainClasses(this);
        Proxies = new GrainProxies(this);
    }

    public static OrleansServices Shared { get; } = new();

    public IServiceProvider Provider { get; }

    public GrainReferenceActivator References { get; }

    public GrainInterfaceTypeResolver InterfaceTypes { get; }

    public GrainInterfaceTypeToGrainTypeResolver GrainTypes { get; }

    public GrainClassMap ClassMap { get; }

    public CodecProvider Codecs { get; }

    public CopyContextPool CopyContexts { get; }

    public DeepCopier<Response> ResponseCopier { get; }

    public StateActivators Activators { get; }

    public GrainClasses Classes { get; }

    public GrainProxies Proxies { get; }
}
