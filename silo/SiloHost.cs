using System.Net;
using System.Net.Sockets;
using Lth4Sa.Grains;
using Lth4Sa.Silo.Clustering;
using Lth4Sa.Silo.Options;
using Orleans.Clustering.AzureStorage;
using Orleans.Configuration;

namespace Lth4Sa.Silo;

/// <summary>Composes a silo; the client runs the same one inside its own process.</summary>
public static class SiloHost
{
    /// <summary>How long a call waits for its answer: a single silo answers in the end, however busy the machine is; a silo of a cluster may be gone.</summary>
    private static readonly TimeSpan AloneTime = TimeSpan.FromMinutes(2), ClusterTime = TimeSpan.FromSeconds(30);

    /// <summary>A silo for this process alone.</summary>
    public static IHostApplicationBuilder AddSilo(this IHostApplicationBuilder builder, Lth4SaOptions options) => builder.AddSilo(options, new SiloSettings { SiloPort = 0, GatewayPort = 0 });

    internal static IHostApplicationBuilder AddSilo(this IHostApplicationBuilder builder, Lth4SaOptions options, SiloSettings how)
    {
        if (how.Clustering == "azure")
        {
            // Orleans makes the provider itself, so that nothing here depends on the table client.
            builder.Configuration["Orleans:Clustering:ProviderType"] = "AzureTableStorage";
            builder.Configuration["Orleans:Clustering:ConnectionString"] = how.ClusteringConnectionString;
            // With Orleans' five attempts, half a minute passes before anything is said of a table that does not answer.
            builder.Services.Configure<AzureStorageClusteringOptions>(table => table.StoragePolicyOptions.MaxOperationRetries = 2);
        }

        return builder.UseOrleans(silo =>
        {
            if (how.Clustering == "localhost")
            {
                silo.UseLocalhostClustering(how.SiloPort > 0 ? how.SiloPort : EndpointOptions.DEFAULT_SILO_PORT, how.GatewayPort);
                if (how.SiloPort == 0)
                {
                    // Several silos run side by side on one machine, each for its own folder and called by no other: the port
                    // in its address is only a name, and the system chooses the one that it listens on.
                    silo.Configure<EndpointOptions>(endpoints => endpoints.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, 0));
                }
            }
            else
            {
                silo.ConfigureEndpoints(how.SiloPort, how.GatewayPort);
                silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (how.ClusterId, "lth4sa"));
                // The default directory, when a silo dies, deactivates what that one had on its part of the list, wherever it
                // runs; a deactivation waits for calls under way, and so the device pool for leases that nobody can give back.
#pragma warning disable ORLEANSEXP003 // Experimental in Orleans 10.
                silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
                silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, MembershipStart>();
            }

            if (how.Clustering == "postgresql")
            {
                silo.UseAdoNetClustering(database => (database.Invariant, database.ConnectionString) = ("Npgsql", how.ClusteringConnectionString));
            }

            silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = how.Clustering == "localhost" ? AloneTime : ClusterTime)
                .AddActivityPropagation()
                .AddLth4Sa(options);
        });
    }

    /// <summary>A port of loopback that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
