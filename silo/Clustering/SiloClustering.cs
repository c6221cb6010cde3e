using System.Net;
using Lth4Sa.Silo.Options;
using Orleans.Clustering.AzureStorage;
using Orleans.Configuration;

namespace Lth4Sa.Silo.Clustering;

/// <summary>How silos find and reach each other: alone on this machine, or by a database or a table that knows them all.</summary>
internal static class SiloClustering
{
    private const string ServiceId = "lth4sa";

    /// <summary>
    /// The time after which a call fails. A silo that is alone answers in the end, however busy the machine is; one of a cluster
    /// may be gone.
    /// </summary>
    private static readonly TimeSpan AloneTimeout = TimeSpan.FromMinutes(2), ClusterTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The time between two probes of a silo by another, and the longest that an answer takes.</summary>
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(3);

    private const int MissedProbes = 3;

    /// <summary>Puts into the configuration what Orleans reads from there.</summary>
    public static void ConfigureClustering(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        if (settings.Clustering == SiloSettings.AzureClustering)
        {
            // Orleans makes the provider itself, so that nothing here depends on the table client.
            builder.Configuration["Orleans:Clustering:ProviderType"] = "AzureTableStorage";
            builder.Configuration["Orleans:Clustering:ConnectionString"] = settings.ClusteringConnectionString;
            // With Orleans' five attempts, half a minute passes before a message says that the table does not answer.
            builder.Services.Configure<AzureStorageClusteringOptions>(table => table.StoragePolicyOptions.MaxOperationRetries = 2);
        }
    }

    /// <summary>Applies the settings to a silo.</summary>
    public static ISiloBuilder UseClustering(this ISiloBuilder silo, SiloSettings settings)
    {
        var alone = settings.Clustering == SiloSettings.LocalhostClustering;
        if (alone)
        {
            UseThisMachine(silo, settings);
        }
        else
        {
            UseCluster(silo, settings);
        }

        return silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = alone ? AloneTimeout : ClusterTimeout);
    }

    private static void UseThisMachine(ISiloBuilder silo, SiloSettings settings)
    {
        silo.UseLocalhostClustering(settings.SiloPort > 0 ? settings.SiloPort : EndpointOptions.DEFAULT_SILO_PORT, settings.GatewayPort);
        if (settings.SiloPort == 0)
        {
            // Several silos run side by side on one machine, each for its own folder and called by no other: the port in its
            // address is only a name, and the system chooses the one that it listens on.
            silo.Configure<EndpointOptions>(endpoints => endpoints.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, 0));
        }
    }

    private static void UseCluster(ISiloBuilder silo, SiloSettings settings)
    {
        silo.ConfigureEndpoints(settings.SiloPort, settings.GatewayPort);
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, ServiceId));
        // A silo that is killed or hangs is declared dead after about 10 seconds: three probes, and the votes of two silos.
        silo.Configure<ClusterMembershipOptions>(
            membership => (membership.ProbeTimeout, membership.NumMissedProbesLimit) = (ProbeTime, MissedProbes));
        // The default directory, when a silo dies, deactivates what that one had on its part of the list, wherever it runs.
#pragma warning disable ORLEANSEXP003 // Experimental in Orleans 10.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, MembershipStart>();
        if (settings.Clustering == SiloSettings.PostgresqlClustering)
        {
            silo.UseAdoNetClustering(database =>
                (database.Invariant, database.ConnectionString) = ("Npgsql", settings.ClusteringConnectionString));
        }
    }
}
